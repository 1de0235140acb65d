import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { DelegatedCredentials } from '../../src/auth/delegated-credentials.js';
import { GroupTable } from '../../src/auth/groups.js';
import {
  anonymousIdentity,
  deriveSid,
  guestIdentity,
  identityOfAccount,
  identityRecord,
  machineSidOf,
  userIdentity,
} from '../../src/auth/identity.js';

const machineSid = 'S-1-5-21-1-2-3';
const account = { name: 'User', ntHash: Buffer.alloc(16), groups: ['staff'], status: 'enabled' } as const;
const realm = { domain: 'SERVER', machineSid, groups: new GroupTable({}, machineSid) };
const noFlags = { mutual: false, delegated: false, identifyOnly: false };

describe('identities', () => {
  it('have the SID of the account, or one derived from its name and the machine', () => {
    const given = identityOfAccount({ ...account, sid: 'S-1-5-21-9-9-9-1000' }, realm);
    assert.equal(given.sid, 'S-1-5-21-9-9-9-1000');
    assert.deepEqual(identityOfAccount(account, realm), {
      kind: 'user',
      account: 'User',
      domain: 'SERVER',
      sid: deriveSid(machineSid, 'User'),
      primaryGroup: 'S-1-5-21-1-2-3-513',
      groupSids: [
        'S-1-5-21-1-2-3-513',
        deriveSid(machineSid, 'staff', 'group'),
        'S-1-1-0',
        'S-1-5-2',
        'S-1-5-11',
      ],
      groups: ['staff'],
      context: noFlags,
    });
  });

  it('derive the same SID whatever the case of the name, and no built-in RID', () => {
    assert.equal(deriveSid(machineSid, 'uSER'), deriveSid(machineSid, 'User'));
    assert.notEqual(deriveSid(machineSid, 'User2'), deriveSid(machineSid, 'User'));
    assert.notEqual(deriveSid(machineSid, 'User', 'group'), deriveSid(machineSid, 'User'));
    assert.ok(Number(deriveSid(machineSid, 'User').split('-').at(-1)) >= 1000);
    assert.match(machineSidOf('server'), /^S-1-5-21-\d+-\d+-\d+$/);
    assert.equal(machineSidOf('server'), machineSidOf('SERVER'));
  });

  it('[MS-DTYP] 2.4.2.4: Guest is no authenticated user, and is in the guests’ groups', () => {
    const { sid, primaryGroup, groupSids, groups } = guestIdentity('SERVER', machineSid);
    assert.equal(sid, 'S-1-5-21-1-2-3-501');
    assert.equal(primaryGroup, 'S-1-5-21-1-2-3-514');
    assert.deepEqual(groupSids, ['S-1-5-21-1-2-3-514', 'S-1-5-32-546', 'S-1-1-0', 'S-1-5-2']);
    assert.deepEqual(groups, []);
  });

  it('an anonymous client has come over the network, and is in no other group', () => {
    const { sid, primaryGroup, groupSids } = anonymousIdentity();
    assert.deepEqual(
      { sid, primaryGroup, groupSids },
      {
        sid: 'S-1-5-7',
        primaryGroup: undefined,
        groupSids: ['S-1-5-2'],
      },
    );
  });

  it('of a directory name each group once, with the well-known ones', () => {
    const { primaryGroup, groupSids, groups, logonServer, context } = userIdentity({
      account: 'alice',
      domain: 'EXAMPLE',
      sid: 'S-1-5-21-7-8-9-1104',
      primaryGroup: 'S-1-5-21-7-8-9-513',
      groupSids: ['S-1-5-21-7-8-9-512', 'S-1-5-21-7-8-9-513', 'S-1-1-0'],
      groups: ['Domain Admins'],
      logonServer: 'DC1',
      context: { mutual: true },
    });
    assert.equal(primaryGroup, 'S-1-5-21-7-8-9-513');
    assert.deepEqual(groupSids, [
      'S-1-5-21-7-8-9-513',
      'S-1-5-21-7-8-9-512',
      'S-1-1-0',
      'S-1-5-2',
      'S-1-5-11',
    ]);
    assert.deepEqual(groups, ['Domain Admins']);
    assert.equal(logonServer, 'DC1');
    assert.deepEqual(context, { mutual: true, delegated: false, identifyOnly: false });
  });

  it('have no primary group where the SID is of no domain, and none is given', () => {
    const { primaryGroup, groupSids } = userIdentity({
      account: 'root',
      domain: 'Unix User',
      sid: 'S-1-22-1-0',
    });
    assert.equal(primaryGroup, undefined);
    assert.deepEqual(groupSids, ['S-1-1-0', 'S-1-5-2', 'S-1-5-11']);
  });

  it('are recorded without groups and secrets, and as identify-only where they are', () => {
    const user = { account: 'alice', domain: 'EXAMPLE', sid: 'S-1-5-21-7-8-9-1104' };
    const delegatedCredentials = new DelegatedCredentials('Kerberos', { ticket: Buffer.from('secret') });
    assert.deepEqual(identityRecord(userIdentity({ ...user, delegatedCredentials })), {
      kind: 'user',
      ...user,
    });
    assert.deepEqual(identityRecord(userIdentity({ ...user, context: { identifyOnly: true } })), {
      kind: 'user',
      ...user,
      identifyOnly: true,
    });
  });
});

describe('delegated credentials', () => {
  it('are given to those who ask, and shown in no other way', () => {
    const secret = { password: 'hunter2' };
    const delegatedCredentials = new DelegatedCredentials('CredSSP', secret);
    assert.equal(delegatedCredentials.reveal(), secret);
    const identity = userIdentity({
      account: 'alice',
      domain: 'EXAMPLE',
      sid: 'S-1-5-21-7-8-9-1104',
      delegatedCredentials,
    });
    assert.equal(identity.delegatedCredentials, delegatedCredentials);
    const shown = [
      JSON.stringify(identity),
      inspect(identity, { depth: 9, showHidden: true }),
      String(delegatedCredentials),
      inspect(structuredClone(delegatedCredentials), { showHidden: true }),
      JSON.stringify(Object.entries(delegatedCredentials)),
      JSON.stringify(Object.getOwnPropertyDescriptors(delegatedCredentials)),
    ];
    for (const text of shown) {
      assert.match(text, /CredSSP/);
      assert.doesNotMatch(text, /hunter2/);
    }
  });
});
