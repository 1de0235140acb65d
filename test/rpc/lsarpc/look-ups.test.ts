import assert from 'node:assert/strict';
import { deriveSid, userIdentity } from '../../../src/auth/identity.js';
import { accountsInMemory } from '../../../src/auth/memory-store.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { alice, LsaClient, MACHINE } from '../support/lsa-client.js';

const { STATUS_SUCCESS, STATUS_NONE_MAPPED, STATUS_SOME_NOT_MAPPED, STATUS_INVALID_PARAMETER } = NtStatus;

const ours = `RECORDER ${MACHINE}`;
const bob = deriveSid(MACHINE, 'bob');
const server = {
  accounts: accountsInMemory([
    { name: 'alice', password: 'x', sid: alice.sid },
    { name: 'bob', password: 'x', groups: ['loose'] },
  ]),
  groups: { staff: { members: ['bob'] }, admins: { sid: 'S-1-5-21-7-8-9-512' } },
};

describe('rpc/lsarpc: [MS-LSAT] 3.1.4.6 LsarLookupNames3', () => {
  it('finds accounts and groups by each form of a name, without case', async () => {
    const client = new LsaClient(server);
    for (const name of ['bob', 'BOB', 'RECORDER\\bob', 'recorder.example\\Bob', 'example\\bob']) {
      const found = { use: 1, value: bob, domain: ours, flags: 0 };
      assert.deepEqual(await client.names([name]), { entries: [found], mapped: 1, status: STATUS_SUCCESS });
    }
    for (const name of ['bob@example', 'BOB@RECORDER']) {
      const { entries } = await client.names([name]);
      assert.deepEqual(entries, [{ use: 1, value: bob, domain: ours, flags: 1 }]);
    }
    const { entries } = await client.names(['staff', 'loose', 'admins']);
    assert.deepEqual(entries, [
      { use: 4, value: deriveSid(MACHINE, 'staff', 'group'), domain: ours, flags: 0 },
      { use: 4, value: deriveSid(MACHINE, 'loose', 'group'), domain: ours, flags: 0 },
      { use: 4, value: 'S-1-5-21-7-8-9-512', domain: 'RECORDER S-1-5-21-7-8-9', flags: 0 },
    ]);
  });

  it('3.1.1.1.1 finds what each computer has, and domains', async () => {
    const names = ['Everyone', 'NT AUTHORITY\\network', 'builtin\\Guests', 'BUILTIN', 'RECORDER', 'example'];
    const { entries, status } = await new LsaClient(server).names(names);
    assert.equal(status, STATUS_SUCCESS);
    assert.deepEqual(
      entries.map(({ use, value, domain, flags }) => [use, value, domain, flags]),
      [
        [5, 'S-1-1-0', ' S-1-1', 0],
        [5, 'S-1-5-2', 'NT AUTHORITY S-1-5', 0],
        [4, 'S-1-5-32-546', 'BUILTIN S-1-5-32', 0],
        [3, 'S-1-5-32', 'BUILTIN S-1-5-32', 0],
        [3, MACHINE, ours, 0],
        [3, MACHINE, ours, 1],
      ],
    );
  });

  it('says which are not there, and names the domain where that is known', async () => {
    const client = new LsaClient(server);
    const { entries, mapped, status } = await client.names([
      'nobody',
      'RECORDER\\nobody',
      'OTHER\\bob',
      'bob',
    ]);
    const unknown = { use: 8, value: undefined, flags: 0 };
    assert.deepEqual(entries.slice(0, 3), [
      { ...unknown, domain: undefined },
      { ...unknown, domain: ours },
      { ...unknown, domain: undefined },
    ]);
    assert.deepEqual([mapped, status], [1, STATUS_SOME_NOT_MAPPED]);
    assert.equal((await client.names(['nobody', 'bob@other'])).status, STATUS_NONE_MAPPED);
    assert.equal((await client.names([])).status, STATUS_SUCCESS);
  });

  it('finds the caller, who may come from another domain, and nobody else there', async () => {
    const eve = userIdentity({ account: 'eve', domain: 'ELSEWHERE', sid: 'S-1-5-21-4-5-6-1104' });
    const { entries } = await new LsaClient(server, eve).names(['ELSEWHERE\\Eve', 'ELSEWHERE\\bob']);
    assert.deepEqual(entries[0], { use: 1, value: eve.sid, domain: 'ELSEWHERE S-1-5-21-4-5-6', flags: 0 });
    assert.equal(entries[1]?.use, 8);
  });

  it('3.1.4.5 heeds LookupOptions: no principal names, and no other level', async () => {
    const client = new LsaClient(server);
    const options = 0x80000000;
    assert.equal((await client.names(['bob@example'], { options })).status, STATUS_NONE_MAPPED);
    assert.equal((await client.names(['bob'], { options })).status, STATUS_SUCCESS);
    assert.equal((await client.names(['bob'], { options, level: 2 })).status, STATUS_INVALID_PARAMETER);
  });

  it('2.2.16 searches the domain at other levels, which a workgroup has none of', async () => {
    for (const level of [0, 8]) {
      assert.equal((await new LsaClient(server).names(['bob'], { level })).status, STATUS_INVALID_PARAMETER);
    }
    const joined = new LsaClient({ ...server, netbiosDomain: 'CORP' });
    for (const level of [2, 3, 4, 6]) {
      assert.equal((await new LsaClient(server).names(['bob'], { level })).status, STATUS_NONE_MAPPED);
      const { mapped, status } = await joined.names(['CORP\\bob', 'Everyone'], { level });
      assert.deepEqual([mapped, status], [1, STATUS_SOME_NOT_MAPPED]);
    }
    assert.equal((await joined.names(['bob'], { level: 7 })).status, STATUS_NONE_MAPPED);
  });

  it('names no account of a domain that has them elsewhere by one of the server itself', async () => {
    const member = new LsaClient({ ...server, netbiosDomain: 'CORP', accountDomain: 'RECORDER' });
    for (const name of ['CORP\\bob', 'bob@example', 'example\\bob', 'CORP', 'example'])
      assert.equal((await member.names([name])).status, STATUS_NONE_MAPPED, name);
    assert.equal((await member.names(['RECORDER\\bob'])).status, STATUS_SUCCESS);
    assert.equal((await member.names(['bob'], { level: 2 })).status, STATUS_NONE_MAPPED);
  });
});

describe('rpc/lsarpc: [MS-LSAT] 3.1.4.7 LsarLookupNames2 and 3.1.4.8 LsarLookupNames', () => {
  it('give the RID; a domain and an unknown name have none', async () => {
    const client = new LsaClient(server);
    const rid = Number(bob.split('-').at(-1));
    const expected = [
      { use: 1, value: rid, domain: ours },
      { use: 3, value: 0xffffffff, domain: ours },
      { use: 8, value: 0xffffffff, domain: undefined },
    ];
    const names = ['bob', 'RECORDER', 'nobody'];
    assert.deepEqual((await client.names(names, { opnum: 14 })).entries, expected);
    const { entries } = await client.names(names, { opnum: 58 });
    assert.deepEqual(
      entries,
      expected.map((entry) => ({ ...entry, flags: 0 })),
    );
  });
});

describe('rpc/lsarpc: [MS-LSAT] 3.1.4.10 LsarLookupSids2 and 3.1.4.11 LsarLookupSids', () => {
  const sids = [
    bob,
    deriveSid(MACHINE, 'staff', 'group'),
    deriveSid(MACHINE, 'loose', 'group'),
    'S-1-5-21-7-8-9-512',
    'S-1-5-7',
    'S-1-5-32-544',
    `${MACHINE}-513`,
    MACHINE,
  ];
  const found = [
    { use: 1, value: 'bob', domain: ours },
    { use: 4, value: 'staff', domain: ours },
    { use: 4, value: 'loose', domain: ours },
    { use: 4, value: 'admins', domain: 'RECORDER S-1-5-21-7-8-9' },
    { use: 5, value: 'Anonymous Logon', domain: 'NT AUTHORITY S-1-5' },
    { use: 4, value: 'Administrators', domain: 'BUILTIN S-1-5-32' },
    { use: 2, value: 'Domain Users', domain: ours },
    { use: 3, value: 'RECORDER', domain: ours },
  ];

  it('give the names of accounts, groups and what each computer has', async () => {
    const client = new LsaClient(server);
    const { entries, mapped, status } = await client.sids(sids, { opnum: 15 });
    assert.deepEqual(entries, found);
    assert.deepEqual([mapped, status], [sids.length, STATUS_SUCCESS]);
    const withFlags = await client.sids(sids);
    assert.deepEqual(
      withFlags.entries,
      found.map((entry) => ({ ...entry, flags: 0 })),
    );
  });

  it('3.1.4.9 give the SID in words where it is nobody’s, and 32 bits of it in a domain that is known', async () => {
    const client = new LsaClient(server);
    const unknown = ['S-1-5-21-9-9-9-1000', `${MACHINE}-4711`, 'S-1-5-32-4711'];
    const { entries, mapped, status } = await client.sids(unknown);
    assert.deepEqual(
      entries.map(({ use, value, domain }) => [use, value, domain]),
      [
        [8, 'S-1-5-21-9-9-9-1000', undefined],
        [8, '00001267', ours],
        [8, '00001267', 'BUILTIN S-1-5-32'],
      ],
    );
    assert.deepEqual([mapped, status], [0, STATUS_NONE_MAPPED]);
    assert.equal((await client.sids([...unknown, bob])).status, STATUS_SOME_NOT_MAPPED);
  });

  it('refuse other levels, for there is no domain controller here, and a SID that is NULL', async () => {
    const client = new LsaClient(server);
    for (const level of [0, 2, 3, 6, 8]) {
      const { entries, status } = await client.sids([bob], { level });
      assert.deepEqual([entries, status], [[], STATUS_INVALID_PARAMETER]);
    }
    assert.equal((await client.sids([bob, undefined])).status, STATUS_INVALID_PARAMETER);
  });
});

describe('rpc/lsarpc: account stores', () => {
  it('one that finds, but does not list, gives SIDs and no names but the caller’s', async () => {
    const account = { name: 'Bob', ntHash: Buffer.alloc(16), groups: [], status: 'enabled' } as const;
    const asked: string[] = [];
    const find = async (name: string, domain: string) => {
      asked.push(`${domain}|${name}`);
      return name.toLowerCase() === 'bob' ? account : undefined;
    };
    const client = new LsaClient({ accounts: { find } });
    const { entries } = await client.names(['RECORDER\\bob', 'nobody']);
    assert.deepEqual(entries[0], { use: 1, value: bob, domain: ours, flags: 0 });
    assert.deepEqual(asked, ['RECORDER|bob', '|nobody']);
    const { entries: named } = await client.sids([bob, alice.sid]);
    assert.deepEqual(
      named.map(({ use, value }) => [use, value]),
      [
        [8, Number(bob.split('-').at(-1)).toString(16).toUpperCase().padStart(8, '0')],
        [1, 'alice'],
      ],
    );
  });

  it('one that verifies gives nothing', async () => {
    const verify = () => assert.fail('it is asked for no name');
    const { status } = await new LsaClient({ accounts: { verify } }).names(['bob']);
    assert.equal(status, STATUS_NONE_MAPPED);
  });

  it('one that fails, or answers with no account, makes the call fail', async () => {
    const stores = [
      { find: () => Promise.reject(new Error('down')) },
      { find: async () => ({ name: 'bob' }) as never },
      { find: async () => true as never },
    ];
    for (const accounts of stores) {
      const client = new LsaClient({ accounts });
      const { entries, mapped, status } = await client.names(['Everyone', 'bob']);
      assert.deepEqual([entries, mapped, status], [[], 0, NtStatus.STATUS_INTERNAL_ERROR]);
      assert.equal(client.errors.length, 1);
    }
  });

  it('is asked for one name after the other, and no more once the association has ended', async () => {
    let ended = false;
    const asked: string[] = [];
    const find = async (name: string) => {
      asked.push(name);
      ended = asked.length === 2;
      return undefined;
    };
    const client = new LsaClient({ accounts: { find } });
    Object.assign(client.context, { ended: () => ended });
    await client.names(['a', 'b', 'c', 'd']);
    assert.deepEqual(asked, ['a', 'b']);
  });
});
