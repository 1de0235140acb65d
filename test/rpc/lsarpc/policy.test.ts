import assert from 'node:assert/strict';
import { userIdentity } from '../../../src/auth/identity.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { NdrReader, NdrWriter, optionalSid, unicodeString } from '../../../src/ndr/index.js';
import { ContextHandles, NULL_CONTEXT_HANDLE } from '../../../src/rpc/context-handles.js';
import { FaultStatus } from '../../../src/rpc/pdu/index.js';
import {
  alice,
  LsaClient,
  MACHINE,
  namesRequest,
  openRequest,
  sidsRequest,
  statusOf,
} from '../support/lsa-client.js';
import { anonymous, callBy, guest } from '../support/server-info.js';

const { STATUS_SUCCESS, STATUS_ACCESS_DENIED, STATUS_INVALID_PARAMETER } = NtStatus;

const VIEW = 0x1;
const AUDIT = 0x2;
const LOOK_UP = 0x800;

describe('rpc/lsarpc: [MS-LSAD] 3.1.4.4.1 LsarOpenPolicy2 and LsarOpenPolicy', () => {
  it('opens the policy for users, and for nobody else', async () => {
    const { handle, status } = await new LsaClient().open();
    assert.equal(status, STATUS_SUCCESS);
    assert.notDeepEqual(handle, NULL_CONTEXT_HANDLE);
    for (const caller of [anonymous, guest]) {
      const opened = await new LsaClient({}, caller).open();
      assert.deepEqual(opened, { handle: NULL_CONTEXT_HANDLE, status: STATUS_ACCESS_DENIED });
    }
  });

  it('grants what POLICY_EXECUTE has, and no other right', async () => {
    const client = new LsaClient();
    for (const access of [0, VIEW, LOOK_UP, VIEW | LOOK_UP, 0x20000000, 0x02000800])
      assert.equal((await client.open(access)).status, STATUS_SUCCESS, access.toString(16));
    for (const access of [0x2, 0x10, 0x80000000, 0x40000000, 0x10000000, 0x02000002, 0x00080000])
      assert.equal((await client.open(access)).status, STATUS_ACCESS_DENIED, access.toString(16));
  });

  it('takes one character for a name in the older method', async () => {
    const w = new NdrWriter();
    w.pointer(() => w.u16(0x5c));
    w.construct(() => w.u32(24).pointer().pointer().u32(0).pointer().pointer());
    const reply = await new LsaClient().reply(6, w.u32(LOOK_UP).finish());
    assert.equal(statusOf(reply), STATUS_SUCCESS);
  });

  it('reads past each part of the attributes, and refuses a root', async () => {
    const request = (rooted: boolean) => {
      const w = new NdrWriter().textPointer(undefined);
      w.construct(() => {
        w.u32(24);
        w.pointer(rooted ? () => w.u8(1) : undefined);
        w.pointer(() => {
          w.align(4).u16(3).u16(4);
          w.pointer(() => w.u32(4).u32(0).u32(3).bytes(Buffer.from('abc')));
        });
        w.u32(0);
        w.pointer(() => {
          w.align(4).u8(1).u8(0).u16(0x8004);
          optionalSid.write(w, 'S-1-5-18');
          optionalSid.write(w, undefined);
          w.pointer();
          w.pointer(() => w.u32(4).u8(2).u8(0).u16(8).u32(0));
        });
        w.pointer();
      });
      return w.u32(VIEW).finish();
    };
    const client = new LsaClient();
    assert.equal(statusOf(await client.reply(44, request(false))), STATUS_SUCCESS);
    assert.equal(statusOf(await client.reply(44, request(true))), STATUS_INVALID_PARAMETER);
    await refusedPrefixes(client, 44, request(false));
  });

  it('has an end to the handles of one association, and a close makes room', async () => {
    const client = new LsaClient();
    const { handle } = await client.open();
    for (let count = 1; count < 256; count++) assert.equal((await client.open()).status, STATUS_SUCCESS);
    assert.equal((await client.open()).status, NtStatus.STATUS_INSUFFICIENT_RESOURCES);
    assert.equal(client.context.handles.size, 256);
    await client.reply(0, handle);
    assert.equal((await client.open()).status, STATUS_SUCCESS);
  });
});

describe('rpc/lsarpc: [MS-LSAT] 3.1.4.3 LsarClose, and handles that are none', () => {
  it('ends a handle, which no call takes afterwards', async () => {
    const client = new LsaClient();
    const { handle } = await client.open();
    const reply = await client.reply(0, handle);
    assert.deepEqual(reply, Buffer.concat([NULL_CONTEXT_HANDLE, Buffer.alloc(4)]));
    for (const [opnum, stub] of usesOf(handle)) {
      assert.equal(await client.call(opnum, stub), FaultStatus.CONTEXT_MISMATCH, `${opnum}`);
    }
  });

  it('is a fault for a null handle, one of another association, and one of another user', async () => {
    const client = new LsaClient();
    const other = new LsaClient({}, alice, new ContextHandles(2));
    const { handle } = await client.open();
    const bob = userIdentity({ account: 'bob', domain: 'RECORDER', sid: `${MACHINE}-1001` });
    const flipped = Buffer.from(handle);
    flipped.writeUInt8(1, 0);
    for (const [opnum, stub] of usesOf(handle)) {
      assert.equal(await other.call(opnum, stub), FaultStatus.CONTEXT_MISMATCH);
      const asBob = callBy(bob, client.context.handles);
      assert.equal(await client.call(opnum, stub, asBob), FaultStatus.CONTEXT_MISMATCH);
    }
    for (const wrong of [NULL_CONTEXT_HANDLE, flipped, Buffer.alloc(20, 0xff)]) {
      for (const [opnum, stub] of usesOf(wrong)) {
        assert.equal(await client.call(opnum, stub), FaultStatus.CONTEXT_MISMATCH);
      }
    }
  });

  it('lets a handle do what it was opened for', async () => {
    const client = new LsaClient();
    const { handle: views } = await client.open(VIEW);
    const { handle: looksUp } = await client.open(LOOK_UP);
    for (const [opnum, stub] of usesOf(views).slice(2))
      assert.equal(statusOf(await client.reply(opnum, stub)), STATUS_ACCESS_DENIED, `${opnum}`);
    for (const [opnum, stub] of usesOf(looksUp).slice(0, 2))
      assert.equal(statusOf(await client.reply(opnum, stub)), STATUS_ACCESS_DENIED, `${opnum}`);
  });

  it('is understood from a client whose numbers are big-endian', async () => {
    const client = new LsaClient();
    const { handle } = await client.open();
    const swapped = Buffer.from(handle);
    swapped.subarray(0, 8).swap32();
    swapped.subarray(8, 12).swap16();
    const reply = await client.call(0, swapped, { ...client.context, bigEndian: true });
    assert.ok(Buffer.isBuffer(reply));
    assert.equal(statusOf(reply), STATUS_SUCCESS);
  });
});

describe('rpc/lsarpc: [MS-LSAD] 3.1.4.4.4 LsarQueryInformationPolicy', () => {
  const ask = async (level: number, client = new LsaClient(), opnum = 46) => {
    const { handle } = await client.open();
    return client.reply(opnum, new NdrWriter().bytes(handle).u16(level).finish());
  };
  const domainOf = (reply: Buffer) => {
    const r = new NdrReader(reply, 'POLICY_INFORMATION');
    let found: unknown[] = [];
    r.pointer('info', () => {
      const level = r.u16('level');
      r.align(8, 'arm');
      unicodeString.read(r, 'Name', (name) => found.push(name));
      if (level >= 12 && level <= 13) {
        for (const field of ['DnsDomainName', 'DnsForestName'])
          unicodeString.read(r, field, (name) => found.push(name));
        assert.deepEqual(r.bytes(16, 'GUID'), Buffer.alloc(16));
      }
      optionalSid.read(r, 'Sid', (sid) => found.push(sid));
      found.push(level);
    });
    assert.equal(r.u32('status'), STATUS_SUCCESS);
    return new Set(found);
  };

  it('tells of the domain of the accounts', async () => {
    for (const level of [5, 14])
      for (const opnum of [7, 46]) {
        const reply = await ask(level, new LsaClient(), opnum);
        assert.deepEqual(domainOf(reply), new Set([level, 'RECORDER', MACHINE]));
      }
  });

  it('tells of the domain of the server: a workgroup has no SID', async () => {
    assert.deepEqual(domainOf(await ask(3)), new Set(['WORKGROUP', undefined, 3]));
    assert.deepEqual(domainOf(await ask(12)), new Set(['WORKGROUP', '', undefined, 12]));
    const joined = () => new LsaClient({ netbiosDomain: 'CORP' });
    assert.deepEqual(domainOf(await ask(3, joined())), new Set(['CORP', MACHINE, 3]));
    assert.deepEqual(domainOf(await ask(12, joined())), new Set(['CORP', 'example', '', MACHINE, 12]));
    assert.deepEqual(domainOf(await ask(5, joined())), new Set(['CORP', MACHINE, 5]));
  });

  it('tells of a domain that has its accounts elsewhere without a SID, which is not ours to give', async () => {
    const member = () => new LsaClient({ netbiosDomain: 'CORP', accountDomain: 'RECORDER' });
    assert.deepEqual(domainOf(await ask(3, member())), new Set(['CORP', undefined, 3]));
    assert.deepEqual(domainOf(await ask(12, member())), new Set(['CORP', 'example', '', undefined, 12]));
    assert.deepEqual(domainOf(await ask(5, member())), new Set(['RECORDER', MACHINE, 5]));
  });

  it('tells the role, behind the alignment of the union', async () => {
    assert.equal((await ask(6)).toString('hex'), '00000200060000000300000000000000');
  });

  it('fails for a class that is not served', async () => {
    for (const level of [0, 1, 2, 4, 7, 8, 9, 10, 11, 15, 0xffff]) {
      const reply = await ask(level);
      assert.deepEqual([reply.length, statusOf(reply)], [8, STATUS_INVALID_PARAMETER]);
    }
  });

  it('as smbd says that each kind of event is audited, to handles with the right to know', async () => {
    const client = new LsaClient({ tellsOfAudit: true });
    const reply = await ask(2, client);
    assert.equal(statusOf(reply), STATUS_SUCCESS);
    const all = '07000000'.repeat(7);
    assert.equal(reply.toString('hex'), `000002000200000001000000040002000700000007000000${all}00000000`);
    assert.equal((await client.open(AUDIT)).status, STATUS_SUCCESS);
    const { handle } = await client.open(VIEW);
    const asked = await client.reply(46, new NdrWriter().bytes(handle).u16(2).finish());
    assert.deepEqual([asked.length, statusOf(asked)], [8, STATUS_ACCESS_DENIED]);
    assert.equal((await client.open(0x10)).status, STATUS_ACCESS_DENIED);
    assert.equal(
      (await new LsaClient({ tellsOfAudit: true }, guest).open(AUDIT)).status,
      STATUS_ACCESS_DENIED,
    );
  });
});

describe('rpc/lsarpc: [MS-LSAT] 3.1.4.4 LsarGetUserName', () => {
  const request = (wantsDomain: boolean) => {
    const w = new NdrWriter().textPointer(undefined);
    w.pointer(() => unicodeString.write(w, 'ignored'));
    w.pointer(wantsDomain ? () => w.pointer(() => unicodeString.write(w, '')) : undefined);
    return w.finish();
  };
  const ask = async (caller: typeof alice, wantsDomain = true) => {
    const r = new NdrReader(await new LsaClient({}, caller).reply(45, request(wantsDomain)), 'names');
    const names: string[] = [];
    const read = () => unicodeString.read(r, 'name', (name) => names.push(name));
    r.pointer('UserName', read);
    r.pointer('DomainName', () => r.pointer('DomainName', read));
    assert.equal(r.u32('status'), STATUS_SUCCESS);
    assert.equal(r.remaining, 0);
    return names;
  };

  it('tells the caller his own name', async () => {
    assert.deepEqual(await ask(alice), ['alice', 'RECORDER']);
    assert.deepEqual(await ask(alice, false), ['alice']);
    assert.deepEqual(await ask(guest), ['Guest', 'RECORDER']);
    assert.deepEqual(await ask(anonymous), ['Anonymous Logon', 'NT AUTHORITY']);
  });

  it('refuses a stub that is cut short', async () => {
    await refusedPrefixes(new LsaClient(), 45, request(true));
  });
});

describe('rpc/lsarpc: [MS-LSAT] 3.1.4.5 LsarLookupNames4 and 3.1.4.9 LsarLookupSids3', () => {
  it('are refused on a pipe, and are for domain controllers alone on TCP', async () => {
    const client = new LsaClient();
    for (const opnum of [76, 77]) {
      assert.equal(await client.call(opnum, Buffer.alloc(0)), FaultStatus.ACCESS_DENIED);
      const reply = await client.call(opnum, Buffer.alloc(0), { ...client.context, transport: 'tcp' });
      assert.ok(Buffer.isBuffer(reply));
      assert.deepEqual([reply.length, statusOf(reply)], [20, 0xc00000dc]);
    }
  });
});

describe('rpc/lsarpc: hostile requests', () => {
  const handle = NULL_CONTEXT_HANDLE;

  it('are refused when they are cut short anywhere', async () => {
    const client = new LsaClient();
    const opened = (await client.open()).handle;
    await refusedPrefixes(client, 44, openRequest(LOOK_UP));
    for (const [opnum, stub] of usesOf(opened)) await refusedPrefixes(client, opnum, stub);
  });

  it('are refused before memory is taken for what they claim to have', async () => {
    const client = new LsaClient();
    const names = namesRequest(handle, ['alice']);
    const sids = sidsRequest(handle, ['S-1-1-0']);
    // Count, and the count of the array, of four billion; one of both; one more than a thousand.
    for (const [offset, ...counts] of [
      [20, 0xffffffff, 0xffffffff],
      [20, 0xffffffff, 1],
      [20, 1, 0xffffffff],
      [20, 1001, 1001],
      [20, 0, 1],
    ] as const) {
      await refused(client, 68, patched(names, offset, counts));
    }
    for (const count of [0xffffffff, 0x5001, 2]) {
      await refused(client, 57, patched(sids, 20, [count]));
      await refused(client, 57, patched(patched(sids, 20, [count]), 28, [count]));
    }
    // A SID that claims more sub-authorities than there may be.
    await refused(client, 57, patched(sids, 36, [0xffffffff]));
    await refused(client, 57, patched(sids, 36, [16]));
  });

  it('are refused for lengths of a name that contradict each other', async () => {
    const client = new LsaClient();
    const names = namesRequest(handle, ['alice']);
    for (const [offset, value] of [
      [28, 3],
      [28, 12],
      [30, 8],
      [36, 0xffffffff],
      [40, 1],
      [44, 6],
    ] as const) {
      const stub = Buffer.from(names);
      if (offset < 32) stub.writeUInt16LE(value, offset);
      else stub.writeUInt32LE(value, offset);
      await refused(client, 68, stub);
    }
  });
});

/** A request of each operation that takes a handle: those that look at the policy first. */
function usesOf(handle: Buffer): readonly (readonly [opnum: number, stub: Buffer])[] {
  const level = new NdrWriter().bytes(handle).u16(5).finish();
  return [
    [7, level],
    [46, level],
    [14, namesRequest(handle, ['alice', 'RECORDER\\bob'], { opnum: 14 })],
    [58, namesRequest(handle, ['alice'], { opnum: 58 })],
    [68, namesRequest(handle, ['alice'])],
    [15, sidsRequest(handle, ['S-1-1-0', 'S-1-5-32-544'], { opnum: 15 })],
    [57, sidsRequest(handle, ['S-1-1-0'])],
  ];
}

function patched(stub: Buffer, offset: number, counts: readonly number[]): Buffer {
  const changed = Buffer.from(stub);
  for (const [index, count] of counts.entries()) changed.writeUInt32LE(count, offset + 4 * index);
  return changed;
}

async function refused(client: LsaClient, opnum: number, stub: Buffer): Promise<void> {
  await assert.rejects(client.call(opnum, stub), { name: 'CodecError' });
}

async function refusedPrefixes(client: LsaClient, opnum: number, stub: Buffer): Promise<void> {
  for (let length = 0; length < stub.length; length++) {
    await assert.rejects(client.call(opnum, stub.subarray(0, length)), { name: 'CodecError' }, `${length}`);
  }
}
