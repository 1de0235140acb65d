import assert from 'node:assert/strict';
import { accountSchema } from '../../src/accounts/account-schema.js';
import { createAccount } from '../../src/auth/account-definition.js';
import { createServer } from '../../src/server/create-server.js';
import { accessOf } from '../../src/shares/access-list.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';
import {
  account as ntlmAccount,
  assertAccepted,
  NtlmServer,
  reasonOf,
  storeOf,
} from '../support/ntlm-login.js';
import type { GroupDefinitions } from '../../src/auth/group-definitions.js';
import { GroupTable } from '../../src/auth/groups.js';
import { deriveSid, identityOfAccount, userIdentity } from '../../src/auth/identity.js';

const machineSid = 'S-1-5-21-1-2-3';
const sidOf = (group: string): string => deriveSid(machineSid, group, 'group');

/** The names of the groups of a user of an account that names none itself. */
function namesFor(definitions: GroupDefinitions, name: string, groups: readonly string[] = []): string[] {
  const table = new GroupTable(definitions, machineSid);
  return [...table.groupsOf({ account: name, sid: 'S-1-5-21-1-2-3-1001', groups }).groups].toSorted();
}

describe('configured groups', () => {
  it('have the members that they name, and the accounts that name them', () => {
    const groups = { admins: { members: ['Alice'] }, staff: {} };
    assert.deepEqual(namesFor(groups, 'aLICE'), ['admins']);
    assert.deepEqual(namesFor(groups, 'bob'), []);
    assert.deepEqual(namesFor(groups, 'bob', ['staff', 'visitors']), ['staff', 'visitors']);
  });

  it('may be in one another, to any depth, by whatever way', () => {
    const groups = {
      building: { members: ['@Floor', '@staff'] },
      floor: { members: ['@room'] },
      room: { members: ['alice'] },
      staff: { members: ['bob'] },
    };
    assert.deepEqual(namesFor(groups, 'alice'), ['building', 'floor', 'room']);
    assert.deepEqual(namesFor(groups, 'bob'), ['building', 'staff']);
    // A group that no entry defines may be a member as well: accounts name it.
    assert.deepEqual(namesFor({ all: { members: ['@guests'] } }, 'eve', ['GUESTS']), ['GUESTS', 'all']);

    const deep: Record<string, { members: string[] }> = { g0: { members: ['alice'] } };
    for (let level = 1; level < 20_000; level++) deep[`g${level}`] = { members: [`@g${level - 1}`] };
    assert.equal(namesFor(deep, 'alice').length, 20_000);
  });

  it('have users of a domain by the domain and the name; a name alone is that of the server’s own account', () => {
    const table = new GroupTable(
      { both: { members: ['alice', 'ADLAB\\bob'] }, theirs: { members: ['adlab\\ALICE', '@both'] } },
      machineSid,
    );
    const groupsOf = (account: string, domain: string, authority?: 'domain') => {
      const user = {
        account,
        domain,
        sid: 'S-1-5-21-7-8-9-1103',
        groups: [],
        ...(authority && { authority }),
      };
      return [...table.groupsOf(user).groups].toSorted();
    };
    assert.deepEqual(groupsOf('Alice', 'FILES'), ['both', 'theirs']);
    assert.deepEqual(groupsOf('Alice', 'ADLAB', 'domain'), ['theirs']);
    assert.deepEqual(groupsOf('bob', 'ADLAB', 'domain'), ['both', 'theirs']);
    assert.deepEqual(groupsOf('bob', 'OTHER', 'domain'), []);
    assert.deepEqual(groupsOf('bob', 'FILES'), []);
    assert.deepEqual(groupsOf('ADLAB\\bob', ''), []);
  });

  it('have SIDs, their own or derived ones', () => {
    const table = new GroupTable(
      { admins: { sid: 'S-1-5-32-544', members: ['@staff'] }, staff: { members: ['alice'] } },
      machineSid,
    );
    const { groupSids } = table.groupsOf({ account: 'alice', sid: 'S-1-5-21-1-2-3-1001', groups: [] });
    assert.deepEqual([...groupSids].toSorted(), [sidOf('staff'), 'S-1-5-32-544'].toSorted());
  });

  it('have the users and the groups of a directory as members, by SID', () => {
    const table = new GroupTable(
      {
        admins: { members: ['S-1-5-21-7-8-9-0512'] },
        operators: { members: ['S-1-5-21-7-8-9-1104'] },
        remote: { sid: 'S-1-5-21-7-8-9-600' },
        all: { members: ['@remote'] },
      },
      machineSid,
    );
    const directory = {
      account: 'alice',
      sid: 'S-1-5-21-7-8-9-1104',
      groupSids: ['S-1-5-21-7-8-9-512', 'S-1-5-21-7-8-9-600'],
      groups: [],
    };
    assert.deepEqual([...table.groupsOf(directory).groups].toSorted(), [
      'admins',
      'all',
      'operators',
      'remote',
    ]);
    const { groupSids } = table.groupsOf(directory);
    assert.ok(groupSids.includes('S-1-5-21-7-8-9-512'));
    assert.equal(groupSids.filter((sid) => sid === 'S-1-5-21-7-8-9-600').length, 1);
  });

  it('are not entered by an account whose name is that of a SID, or of a group with its @', () => {
    const groups = { admins: { members: ['@staff', 'S-1-5-32-544'] } };
    assert.deepEqual(namesFor(groups, '@staff'), []);
    assert.deepEqual(namesFor(groups, 'S-1-5-32-544'), []);
    assert.deepEqual(namesFor(groups, 'toString'), []);
  });

  it('have principals of Kerberos as members, in logins that prove them, with case', () => {
    const table = new GroupTable(
      {
        admins: { members: ['alice@EXAMPLE.COM', 'ALICE@EXAMPLE.COM', 'bob/admin@OTHER'] },
        lower: { members: ['alice@EXAMPLE.COM', '@alice@example.com'] },
        all: { members: ['@admins'] },
      },
      machineSid,
    );
    const groupsOf = (account: string, principal?: string): string[] => {
      const member = { account, sid: 'S-1-5-21-1-2-3-1001', groups: [] };
      return [...table.groupsOf({ ...member, ...(principal && { principal }) }).groups].toSorted();
    };
    assert.deepEqual(groupsOf('x', 'alice@EXAMPLE.COM'), ['admins', 'all', 'lower']);
    assert.deepEqual(groupsOf('x', 'ALICE@EXAMPLE.COM'), ['admins', 'all']);
    assert.deepEqual(groupsOf('x', 'bob/admin@OTHER'), ['admins', 'all']);
    for (const other of [
      'Alice@EXAMPLE.COM',
      'alice@example.com',
      'bob@OTHER',
      '@admins',
      '@ADMINS',
      'S-1-1-0',
    ]) {
      assert.deepEqual(groupsOf('x', other), [], other);
    }
    // An account that is named so has proved no such principal.
    for (const account of ['alice', 'alice@EXAMPLE.COM', 'ALICE@EXAMPLE.COM']) {
      assert.deepEqual(groupsOf(account), [], account);
    }
    const only = new GroupTable({ admins: { members: ['alice@EXAMPLE.COM'] } }, machineSid);
    const alice = { account: 'alice', sid: 'S-1-5-21-1-2-3-1001', groups: [] };
    assert.deepEqual(only.groupsOf({ ...alice, principal: 'alice@EXAMPLE.COM' }).groups, ['admins']);
    assert.deepEqual(only.groupsOf(alice).groups, []);
  });

  const faulty: readonly (readonly [what: string, groups: unknown, problems: readonly string[]])[] = [
    ['no object', ['admins'], ['groups: expected an object']],
    ['a list of members alone', { admins: ['alice'] }, ['groups.admins: expected an object']],
    ['a misspelt key', { admins: { member: ['alice'] } }, ['groups.admins.member: unknown key']],
    ['a member alone', { admins: { members: 'alice' } }, ['groups.admins.members: expected a list']],
    [
      'members that are none',
      { admins: { members: ['', 'a@b@c', 'A.LAB\\b', 'A\\', '@', 1, 'S-1-x'] } },
      [0, 1, 2, 3, 4, 5, 6].map(
        (index) =>
          `groups.admins.members[${index}]: expected the name of an account without its domain, @group, or a SID`,
      ),
    ],
    [
      'a SID that is none',
      { a: { sid: 'S-1-' } },
      ['groups.a.sid: expected a SID such as S-1-5-21-1-2-3-1000'],
    ],
    [
      'names that cannot be named',
      { '': {}, '@a': {}, 'A\\b': {}, 'S-1-5-32-544': {} },
      ['', '@a', 'A\\b', 'S-1-5-32-544'].map(
        (name) => `groups.${name}: expected the name of a group, without @ and without a domain`,
      ),
    ],
    [
      'two of one name',
      { staff: {}, STAFF: {} },
      ['groups.STAFF: expected a name that no group has yet; names ignore case'],
    ],
    [
      'a group in itself',
      { a: { members: ['alice', '@A'] } },
      ['groups.a.members[1]: expected no group that is a member of itself: @a has @a'],
    ],
    [
      'a group in itself by way of others',
      {
        a: { members: ['@b'] },
        b: { members: ['@c'] },
        c: { members: ['bob', '@a'] },
        d: { members: ['@a'] },
      },
      ['groups.c.members[1]: expected no group that is a member of itself: @a has @b has @c has @a'],
    ],
  ];
  for (const [what, groups, problems] of faulty) {
    it(`refuse ${what}`, () => {
      assert.throws(
        () => Reflect.construct(GroupTable, [groups, machineSid]),
        (error) => {
          assert.ok(error instanceof ConfigurationError);
          assert.deepEqual(error.message.split('\n'), problems);
          return true;
        },
      );
    });
  }

  it('hold a group named __proto__, which an object literal cannot name', () => {
    const groups = JSON.parse('{"__proto__": {"members": ["alice"]}}') as GroupDefinitions;
    assert.deepEqual(namesFor(groups, 'alice'), ['__proto__']);
  });
});

describe('the groups that every user is in', () => {
  const groups = new GroupTable(
    {
      everybody: { members: ['S-1-1-0'] },
      remote: { members: ['S-1-5-2'] },
      logins: { sid: 'S-1-5-11' },
      locals: { members: [`${machineSid}-513`] },
      all: { members: ['@everybody'] },
    },
    machineSid,
  );
  const expected = ['all', 'everybody', 'locals', 'logins', 'remote'];

  it('make an account a member where a configured group has them', () => {
    const alice = createAccount({ name: 'alice', password: 'secret' });
    const identity = identityOfAccount(alice, { domain: 'D', machineSid, groups });
    assert.deepEqual(identity.groups.toSorted(), expected);
    const denied = { '@locals': 'none', '*': 'write' } as const;
    assert.equal(accessOf(identity, denied), 'none');
  });

  it('and a user that a store proves, whose primary group is Domain Users unless it says otherwise', async () => {
    for (const primary of [undefined, 'S-1-5-21-07-8-9-513']) {
      const identity = {
        account: 'User',
        domain: 'D',
        sid: 'S-1-5-21-7-08-9-1104',
        ...(primary !== undefined && { primaryGroup: primary }),
      };
      const server = new NtlmServer({
        accounts: { verify: async () => ({ proved: { sessionBaseKey: Buffer.alloc(16, 7), identity } }) },
        groups: { domain: { members: ['S-1-5-21-7-8-9-513'] }, users: { members: ['S-1-5-11'] } },
      });
      const step = await server.login({ mic: false });
      assertAccepted(step);
      assert.deepEqual(step.context.identity.groups.toSorted(), ['domain', 'users']);
      assert.equal(step.context.identity.sid, 'S-1-5-21-7-8-9-1104');
      assert.equal(accessOf(step.context.identity, { 'S-1-5-21-7-8-9-1104': 'none', '*': 'write' }), 'none');
    }
  });
});

describe('groups that a program forgot to wait for, or wrote with their @', () => {
  const definitions = { admins: { members: ['alice'] } };

  for (const [what, groups, problem] of [
    ['a promise of groups', Promise.resolve(definitions), 'groups: expected a plain object'],
    ['a Map of groups', new Map(Object.entries(definitions)), 'groups: expected a plain object'],
    [
      'a promise of a group',
      { admins: Promise.resolve({ members: ['alice'] }) },
      'groups.admins: expected an object with sid or members',
    ],
  ] as const) {
    it(`${what} is refused: rules for @admins would apply to nobody`, () => {
      for (const refused of [
        () => Reflect.construct(GroupTable, [groups, 'S-1-5-21-1-2-3']),
        () => Reflect.apply(createServer, undefined, [{ accounts: [], groups }]),
      ]) {
        assert.throws(
          refused,
          (error) => error instanceof ConfigurationError && error.message.startsWith(problem),
        );
      }
    });
  }

  for (const name of ['@staff', '', 'S-1-5-32-544', 's-1-5-32-544']) {
    it(`an account in ${JSON.stringify(name)} is refused: no rule for a group would find it`, async () => {
      assert.throws(
        () => createAccount({ name: 'alice', password: 'secret', groups: [name] }),
        /groups\[0\]: expected the name of a group, without @, and no SID/,
      );
      const inConfiguration = accountSchema.safeParse({ name: 'alice', password: 'secret', groups: [name] });
      assert.equal(inConfiguration.success, false);
      const identity = { account: 'User', domain: 'D', sid: 'S-1-5-21-7-8-9-1104', groups: [name] };
      for (const accounts of [
        storeOf(ntlmAccount('User', { groups: [name] })),
        { verify: async () => ({ proved: { sessionBaseKey: Buffer.alloc(16, 7), identity } }) },
      ]) {
        assert.equal(reasonOf(await new NtlmServer({ accounts }).login({ mic: false })), 'store-failed');
      }
    });
  }
});

describe('SIDs that are written with leading zeros', () => {
  it('are those that a rule names without, of an account as of a directory', () => {
    const rules = { 'S-1-5-21-1-2-3-1000': 'none', 'S-1-5-21-1-2-3-512': 'read', '*': 'write' } as const;
    const user = { account: 'alice', domain: 'D' };
    assert.equal(accessOf(userIdentity({ ...user, sid: 'S-1-5-21-01-2-3-1000' }), rules), 'none');
    const member = userIdentity({
      ...user,
      sid: 'S-1-5-21-9-9-9-9',
      groupSids: ['S-1-5-21-1-2-0003-00512'],
    });
    assert.equal(accessOf(member, rules), 'read');
    assert.throws(() => userIdentity({ ...user, sid: 'alice' }), RangeError);
  });
});
