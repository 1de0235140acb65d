import assert from 'node:assert/strict';
import { anonymousIdentity, guestIdentity, type Identity } from '../../src/auth/identity.js';
import { accessOf, type AccessRules } from '../../src/shares/index.js';
import { domainRules } from '../../src/shares/access-list.js';
import { alice } from './fixture.js';

describe('access list', () => {
  const member: Identity = { ...alice, groups: ['Staff', 'guests'] };
  const guest: Identity = { ...alice, kind: 'guest', account: 'Guest', groups: ['staff'] };
  const anonymous: Identity = { ...alice, kind: 'anonymous', account: '' };

  it("takes a user's own entry before anything else", () => {
    assert.equal(accessOf(member, { '@staff': 'write', '*': 'write', ALICE: 'none' }), 'none');
    assert.equal(accessOf(member, { Alice: 'write', '@staff': 'none', '*': 'none' }), 'write');
  });

  it("takes the best of several groups' entries before everybody's", () => {
    assert.equal(accessOf(member, { '@guests': 'none', '@STAFF': 'read', '*': 'write' }), 'read');
    assert.equal(accessOf(member, { '@staff': 'read', '@guests': 'write', '*': 'none' }), 'write');
    assert.equal(accessOf(member, { '@staff': 'none', '*': 'write' }), 'none');
  });

  it('takes what everybody has, and nothing where nothing is said', () => {
    assert.equal(accessOf(alice, { '*': 'read' }), 'read');
    assert.equal(accessOf(alice, { bob: 'write', '@staff': 'write' }), 'none');
    assert.equal(accessOf(alice, {}), 'none');
  });

  it('gives guest and anonymous logins no account and no group', () => {
    assert.equal(accessOf(guest, { '@staff': 'write', '*': 'none' }), 'none');
    assert.equal(accessOf(guest, { guest: 'read', '*': 'none' }), 'read');
    assert.equal(accessOf(anonymous, { '*': 'none' }), 'none');
    assert.equal(accessOf(anonymous, { Anonymous: 'read' }), 'read');
    assert.equal(accessOf(anonymous, { '*': 'write', anonymous: 'none' }), 'none');
  });

  it('takes SIDs of users and groups, well-known ones included', () => {
    const admin: Identity = { ...alice, groupSids: ['S-1-5-21-7-8-9-512', ...alice.groupSids] };
    assert.equal(accessOf(admin, { 'S-1-5-21-7-8-9-512': 'write', '*': 'none' }), 'write');
    assert.equal(accessOf(admin, { 'S-1-5-21-7-8-9-0512': 'write', '*': 'none' }), 'write');
    assert.equal(accessOf(alice, { 'S-1-5-21-7-8-9-512': 'write', '*': 'read' }), 'read');
    assert.equal(accessOf(alice, { 'S-1-5-11': 'read', '*': 'none' }), 'read');
    // The user's own SID goes before groups, as its name does, and the name before the SID.
    assert.equal(accessOf(alice, { [alice.sid]: 'none', 'S-1-5-11': 'write' }), 'none');
    assert.equal(accessOf(alice, { [alice.sid]: 'write', alice: 'read' }), 'read');
    assert.equal(accessOf(member, { '@staff': 'read', 'S-1-5-11': 'write' }), 'write');
  });

  it('[MS-DTYP] 2.4.2.4: guests are in Everyone, and are no authenticated users; anonymous is in neither', () => {
    const rules = { 'S-1-1-0': 'read', 'S-1-5-11': 'write', '*': 'none' } as const;
    assert.equal(accessOf(guestIdentity('TEST', 'S-1-5-21-1-2-3'), rules), 'read');
    assert.equal(accessOf(anonymousIdentity(), rules), 'none');
    assert.equal(accessOf(alice, rules), 'write');
    assert.equal(accessOf(anonymousIdentity(), { 'S-1-5-7': 'read' }), 'read');
  });

  it('is not deceived by an account named like a group or like everybody', () => {
    assert.equal(accessOf({ ...alice, account: '@staff' }, { '@staff': 'write' }), 'none');
    assert.equal(accessOf({ ...alice, account: 'S-1-5-32-544' }, { 'S-1-5-32-544': 'write' }), 'none');
    assert.equal(accessOf({ ...alice, account: '*' }, { '@staff': 'write', '*': 'none' }), 'none');
    assert.equal(accessOf({ ...alice, account: 'toString' }, {}), 'none');
  });

  it('compares names one UTF-16 unit at a time', () => {
    assert.equal(accessOf({ ...alice, account: 'straße' }, { STRASSE: 'write' }), 'none');
    assert.equal(accessOf({ ...alice, account: 'Ünal' }, { üNAL: 'write' }), 'write');
  });

  it('holds for an account named __proto__, which an object literal cannot name', () => {
    const rules = JSON.parse('{"*": "write", "__proto__": "none"}') as AccessRules;
    assert.equal(accessOf({ ...alice, account: '__proto__' }, rules), 'none');
    assert.equal(accessOf(alice, rules), 'write');
  });

  describe('names users of a domain', () => {
    const local: Identity = { ...alice, domain: 'FILES' };
    const foreign: Identity = {
      ...alice,
      domain: 'ADLAB',
      authority: 'domain',
      sid: 'S-1-5-21-7-8-9-1103',
      groupSids: ['S-1-5-21-7-8-9-512', ...alice.groupSids],
    };

    it('by the domain and the name, without case; the name alone is the server’s own account', () => {
      for (const level of ['none', 'write'] as const) {
        const others = { alice: 'read', '*': 'read' } as const;
        assert.equal(accessOf(foreign, { ...others, 'ADLAB\\alice': level }), level);
        assert.equal(accessOf(foreign, { ...others, 'adlab\\ALICE': level }), level);
        assert.equal(accessOf(local, { 'ADLAB\\alice': 'read', '*': 'read', alice: level }), level);
      }
      assert.equal(accessOf(foreign, { alice: 'write' }), 'none');
      assert.equal(accessOf(foreign, { alice: 'none', '*': 'write' }), 'write');
      assert.equal(accessOf(local, { 'ADLAB\\alice': 'write' }), 'none');
      assert.equal(accessOf(foreign, { 'OTHER\\alice': 'write', 'ADLAB\\alic': 'write' }), 'none');
    });

    it('before their SIDs and groups, which open shares as well', () => {
      const rules = { 'S-1-5-21-7-8-9-512': 'write', '*': 'none' } as const;
      assert.equal(accessOf(foreign, rules), 'write');
      assert.equal(accessOf(local, rules), 'none');
      assert.equal(accessOf(foreign, { ...rules, [foreign.sid]: 'read' }), 'read');
      assert.equal(accessOf(foreign, { ...rules, [foreign.sid]: 'read', 'ADLAB\\alice': 'none' }), 'none');
      assert.equal(accessOf({ ...foreign, groups: ['staff'] }, { '@staff': 'write' }), 'write');
    });

    it('and the server’s own accounts, if they are named so', () => {
      assert.equal(accessOf(local, { 'files\\alice': 'write', alice: 'none' }), 'write');
      assert.equal(accessOf(foreign, { 'files\\alice': 'write' }), 'none');
    });

    it('for no guest and no anonymous client, and not by a name that has a domain in it', () => {
      const rules = { 'ADLAB\\alice': 'write' } as const;
      assert.equal(accessOf({ ...foreign, kind: 'guest' }, rules), 'none');
      assert.equal(accessOf({ ...foreign, kind: 'anonymous' }, rules), 'none');
      assert.equal(accessOf({ ...local, account: 'ADLAB\\alice' }, rules), 'none');
      assert.equal(accessOf({ ...local, domain: '' }, rules), 'none');
      assert.equal(
        accessOf({ ...foreign, account: 'alice@EXAMPLE.COM' }, { 'ADLAB\\alice': 'write' }),
        'none',
      );
    });

    it('lists such rules, which a server without a domain refuses', () => {
      const rules = { alice: 'read', 'ADLAB\\alice': 'write', '@staff': 'read', 'a@B.C': 'read' } as const;
      assert.deepEqual(
        domainRules(rules).map(({ subject }) => subject),
        ['ADLAB\\alice'],
      );
    });
  });

  describe('names principals of Kerberos', () => {
    const principal = 'alice@EXAMPLE.COM';
    const proved: Identity = { ...member, principal };

    it('before the account’s name, its SID, its groups and everybody', () => {
      const others = { alice: 'read', [alice.sid]: 'read', '@staff': 'read', '*': 'read' } as const;
      for (const level of ['none', 'write'] as const) {
        assert.equal(accessOf(proved, { ...others, [principal]: level }), level);
        assert.equal(accessOf({ ...proved, account: principal }, { ...others, [principal]: level }), level);
      }
    });

    it('for no login that proves none, and for no guest', () => {
      const rules = { [principal]: 'write', '*': 'none' } as const;
      for (const identity of [
        alice,
        { ...alice, account: principal },
        { ...alice, principal: 'alice' },
        { ...guest, principal },
        { ...anonymous, principal },
      ]) {
        assert.equal(accessOf(identity, rules), 'none');
      }
      assert.equal(accessOf(alice, { [principal]: 'none', '*': 'write' }), 'write');
    });

    it('takes no principal for a rule of another kind', () => {
      for (const odd of ['*', '@staff', 'alice', 'S-1-5-11', 'guest', '', '__proto__']) {
        const rules = { [principal]: 'none', alice: 'none', '@staff': 'write', guest: 'write' } as const;
        assert.equal(accessOf({ ...alice, principal: odd }, rules), 'none', odd);
      }
    });

    it('with case: one that differs in case alone takes away, and gives nothing', () => {
      for (const other of ['Alice@EXAMPLE.COM', 'alice@example.com']) {
        const identity = { ...proved, principal: other };
        assert.equal(accessOf(identity, { [principal]: 'write', '*': 'none' }), 'none');
        assert.equal(accessOf(identity, { [principal]: 'write', '*': 'read' }), 'read');
        assert.equal(accessOf(identity, { [principal]: 'read', alice: 'write' }), 'read');
        assert.equal(accessOf(identity, { [principal]: 'none', '*': 'write' }), 'none');
        assert.equal(accessOf(identity, { [principal]: 'none', [other]: 'write' }), 'write');
        const two = { [principal]: 'none', 'ALICE@EXAMPLE.COM': 'write', '*': 'write' } as const;
        assert.equal(accessOf(identity, two), 'none');
      }
    });

    it('with an instance, and apart from a group with an @ in its name', () => {
      const admin = { ...alice, principal: 'alice/admin@EXAMPLE.COM' };
      assert.equal(accessOf(admin, { [admin.principal]: 'write', [principal]: 'none' }), 'write');
      assert.equal(accessOf(admin, { [principal]: 'write' }), 'none');
      const inGroup = { ...alice, groups: [principal] };
      assert.equal(accessOf(inGroup, { [principal]: 'write' }), 'none');
      assert.equal(accessOf(inGroup, { [`@${principal}`]: 'write' }), 'write');
      assert.equal(accessOf(proved, { [`@${principal}`]: 'write' }), 'none');
    });
  });

  const faulty: readonly (readonly [what: string, rules: unknown, message: string])[] = [
    ['none', undefined, 'access: expected an object'],
    ['a level', 'write', 'access: expected an object'],
    ['a list', ['alice'], 'access: expected an object'],
    ['a promise of rules', Promise.resolve({ '*': 'write' }), 'access: expected a plain object'],
    ['a Map of rules', new Map([['*', 'write']]), 'access: expected a plain object'],
    ['another word', { alice: 'readwrite' }, 'access.alice: expected "none" or "read" or "write"'],
    ['a promise', { alice: Promise.resolve('none') }, 'access.alice: expected "none" or "read" or "write"'],
    ['a word of every object', { alice: 'toString' }, 'access.alice: expected "none" or "read" or "write"'],
    [
      'one name in two cases',
      { alice: 'write', ALICE: 'none' },
      'access.ALICE: expected a name that has no rule yet; names ignore case',
    ],
    [
      'one group in two cases',
      { '@staff': 'write', '@Staff': 'none' },
      'access.@Staff: expected a name that has no rule yet; names ignore case',
    ],
    ['a group without a name', { '@': 'none' }, 'access.@: expected the name of a group behind @'],
    ...['', 'CORP\\\\alice', 'a@b@c', 'alice@', '*@EXAMPLE.COM', '/x@R', 'a//b@R', 'a\\@b@R', 'a@R\n'].map(
      (subject) =>
        [
          `a name that no account has: ${subject}`,
          { '*': 'write', [subject]: 'none' },
          `access.${subject}: expected the name of an account without its domain, @group, a SID, guest, anonymous, or *`,
        ] as const,
    ),
  ];
  for (const [what, rules, message] of faulty) {
    it(`takes no rules that cannot be meant: ${what}`, () => {
      assert.throws(() => accessOf(alice, rules as AccessRules), { name: 'ConfigurationError', message });
    });
  }
});
