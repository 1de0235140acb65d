import assert from 'node:assert/strict';
import { NdrReader, NdrWriter } from '../../../src/ndr/index.js';
import { createSrvsvc, Stype, type ServerInfo, type ShareDescription } from '../../../src/rpc/index.js';
import { Win32Error } from '../../../src/rpc/win32-error.js';
import { refusesEveryPrefix } from '../support/codec-error.js';
import { alice, anonymous, callBy, guest, recordedServer } from '../support/server-info.js';

const ENUM = 15;
const GET_INFO = 16;
const STICKY = 36;
const ALL = 0xffffffff;

const disk = (name: string): ShareDescription => ({ name, type: Stype.STYPE_DISKTREE, comment: 'abc' });

function serviceOf(shares: readonly ShareDescription[]) {
  const server: ServerInfo = { ...recordedServer, shares: () => shares };
  return createSrvsvc(server);
}

const service = serviceOf([
  disk('one'),
  { ...disk('two'), type: Stype.STYPE_TEMPORARY | 0x0e000000 },
  disk('three'),
  { name: 'IPC$', type: (Stype.STYPE_IPC | Stype.STYPE_SPECIAL) >>> 0, comment: '' },
]);

interface EnumOptions {
  readonly level?: number;
  readonly discriminant?: number;
  readonly preferredLength?: number;
  readonly resume?: number;
}

function enumRequest({
  level = 1,
  discriminant = level,
  preferredLength = ALL,
  resume,
}: EnumOptions): Buffer {
  const w = new NdrWriter();
  w.textPointer('\\\\server').construct(() => {
    w.u32(level).u32(discriminant);
    w.pointer(() => w.u32(0).pointer());
  });
  w.u32(preferredLength).pointer(resume === undefined ? undefined : () => w.u32(resume));
  return w.finish();
}

/** Names, counts and status of an answer at level 0 or 1, or of one without entries. */
function readEnum(stub: Buffer) {
  const r = new NdrReader(stub, 'NetrShareEnum');
  const names: string[] = [];
  const types: number[] = [];
  r.construct(() => {
    const level = r.u32('Level');
    r.discriminant(level, 'Level');
    r.pointer('Container', () => {
      const count = r.u32('EntriesRead');
      r.pointer('Buffer', () => {
        r.conformance(count, 4, 'Buffer');
        for (let i = 0; i < count; i++) {
          r.pointer('netname', () => names.push(r.text('netname')));
          if (level === 0) continue;
          types.push(r.u32('type'));
          r.pointer('remark', () => r.text('remark'));
        }
      });
    });
  });
  const total = r.u32('TotalEntries');
  let resume: number | undefined;
  r.pointer('ResumeHandle', () => (resume = r.u32('ResumeHandle')));
  const status = r.u32('status');
  assert.equal(r.remaining, 0);
  return { names, types, total, resume, status };
}

function call(opnum: number, stub: Buffer, caller = alice): Buffer {
  const reply = service.call(opnum, stub, callBy(caller));
  assert.ok(Buffer.isBuffer(reply));
  return reply;
}

const enumerate = (options: EnumOptions = {}, opnum = ENUM, caller = alice) =>
  readEnum(call(opnum, enumRequest(options), caller));

describe('rpc/srvsvc: [MS-SRVS] 3.1.4.8 NetrShareEnum', () => {
  it('lists all shares in their order, without the bits of clusters', () => {
    const { names, types, total, resume, status } = enumerate();
    assert.deepEqual(names, ['one', 'two', 'three', 'IPC$']);
    assert.deepEqual(types, [0, 0x40000000, 0, 0x80000003]);
    assert.deepEqual([total, resume, status], [4, undefined, Win32Error.NERR_Success]);
  });

  it('returns what fits into PreferedMaximumLength and goes on where the resume handle points', () => {
    // At level 1: three members of 4 bytes, the name and 8 bytes of remark.
    const first = enumerate({ preferredLength: 2 * 28, resume: 0 });
    assert.deepEqual(first.names, ['one', 'two']);
    assert.deepEqual([first.total, first.status], [4, Win32Error.ERROR_MORE_DATA]);
    const second = enumerate({ preferredLength: 32, resume: first.resume ?? 0 });
    assert.deepEqual(second.names, ['three']);
    assert.deepEqual([second.total, second.status], [2, Win32Error.ERROR_MORE_DATA]);
    const last = enumerate({ preferredLength: 1000, resume: second.resume ?? 0 });
    assert.deepEqual(last.names, ['IPC$']);
    assert.deepEqual([last.total, last.resume, last.status], [1, 0, Win32Error.NERR_Success]);
  });

  it('leaves out what follows an entry that does not fit, however small', () => {
    const { names, status } = enumerate({ level: 0, preferredLength: 27, resume: 0 });
    assert.deepEqual(names, ['one', 'two'].slice(0, Math.floor(27 / 12)));
    assert.equal(status, Win32Error.ERROR_MORE_DATA);
  });

  it('stores no resume handle for a client that has none', () => {
    const { names, resume, status } = enumerate({ preferredLength: 28 });
    assert.deepEqual([names.length, resume, status], [1, undefined, Win32Error.ERROR_MORE_DATA]);
  });

  it('returns no entries from a resume position at or beyond the end', () => {
    for (const resume of [4, 5, ALL]) {
      const { names, total, status } = enumerate({ resume });
      assert.deepEqual([names.length, total, status], [0, 0, Win32Error.NERR_Success]);
    }
  });

  it('2.2.2.10 says so when not even one entry fits', () => {
    const { names, resume, status } = enumerate({ preferredLength: 27, resume: 0 });
    assert.deepEqual([names.length, resume, status], [0, 0, Win32Error.NERR_BufTooSmall]);
  });

  it('fails for a level that is none, whose arm is empty', () => {
    for (const level of [3, 500, 504, 1501]) {
      const reply = call(ENUM, enumRequest({ level, resume: 0 }));
      const words = Array.from({ length: reply.length / 4 }, (_, index) => reply.readUInt32LE(index * 4));
      assert.deepEqual(words, [level, level, 0, 0, Win32Error.ERROR_INVALID_LEVEL]);
    }
  });

  it('shows paths and descriptors to accounts only', () => {
    for (const caller of [anonymous, guest]) {
      assert.equal(enumerate({ level: 1 }, ENUM, caller).names.length, 4);
      for (const level of [2, 502, 503]) {
        const { names, total, status } = enumerate({ level }, ENUM, caller);
        assert.deepEqual([names.length, total, status], [0, 0, Win32Error.ERROR_ACCESS_DENIED]);
      }
    }
  });

  it('reads past entries that a client has filled in', () => {
    const w = new NdrWriter();
    w.textPointer(undefined).construct(() => {
      w.u32(502).u32(502);
      w.pointer(() => {
        w.u32(1).pointer(() => {
          w.u32(1).textPointer('x').u32(0).textPointer(undefined).u32(0).u32(0).u32(0);
          w.textPointer('y').textPointer('z').u32(3);
          w.pointer(() => w.u32(3).bytes(Buffer.of(1, 2, 3)));
        });
      });
    });
    w.u32(ALL).pointer();
    const stub = w.finish();
    assert.equal(call(ENUM, stub).readUInt32LE(12), 4);
    refusesEveryPrefix(stub, (prefix) => call(ENUM, prefix));
  });

  it('refuses a stub that is cut short or contradicts itself', () => {
    const stub = enumRequest({ resume: 0 });
    refusesEveryPrefix(stub, (prefix) => call(ENUM, prefix));
    assert.throws(() => call(ENUM, enumRequest({ level: 1, discriminant: 2 })), { name: 'CodecError' });
  });
});

describe('rpc/srvsvc: [MS-SRVS] 3.1.4.9 NetrShareEnumSticky', () => {
  it('lists what a restart keeps', () => {
    assert.deepEqual(enumerate({}, STICKY).names, ['one', 'three']);
  });

  it('does not support level 501', () => {
    const { names, status } = enumerate({ level: 501 }, STICKY);
    assert.deepEqual([names.length, status], [0, Win32Error.ERROR_INVALID_LEVEL]);
  });
});

describe('rpc/srvsvc: [MS-SRVS] 3.1.4.10 NetrShareGetInfo', () => {
  const request = (name: string, level: number) =>
    new NdrWriter().textPointer(undefined).text(name).u32(level).finish();
  const statusOf = (reply: Buffer) => reply.readUInt32LE(reply.length - 4);

  it('finds a share whatever the case of its name', () => {
    const reply = call(GET_INFO, request('ThReE', 0));
    const r = new NdrReader(reply, 'NetrShareGetInfo');
    assert.equal(r.u32('Level'), 0);
    let name = '';
    r.construct(() => r.pointer('info', () => r.pointer('netname', () => (name = r.text('netname')))));
    assert.equal(name, 'three');
    assert.equal(r.u32('status'), Win32Error.NERR_Success);
  });

  it('fails without a share, a name or a level', () => {
    const failures = [
      ['nosuch', 1, Win32Error.NERR_NetNameNotFound],
      ['', 1, Win32Error.ERROR_INVALID_PARAMETER],
      ['one', 3, Win32Error.ERROR_INVALID_LEVEL],
      ['one', 1004, Win32Error.ERROR_INVALID_LEVEL],
    ] as const;
    for (const [name, level, status] of failures) {
      assert.equal(statusOf(call(GET_INFO, request(name, level))), status);
    }
    // A level that the interface declares has a pointer, though a null one.
    assert.equal(call(GET_INFO, request('one', 3)).length, 8);
    assert.equal(call(GET_INFO, request('one', 1004)).length, 12);
  });

  it('shows paths and descriptors to accounts only, and does not say whether there would be any', () => {
    for (const name of ['one', 'nosuch']) {
      for (const level of [2, 502, 503]) {
        const reply = call(GET_INFO, request(name, level), anonymous);
        assert.equal(reply.toString('hex', 4), '0000000005000000');
      }
      assert.notEqual(
        statusOf(call(GET_INFO, request(name, 501), anonymous)),
        Win32Error.ERROR_ACCESS_DENIED,
      );
    }
  });

  it('refuses a stub that is cut short', () => {
    refusesEveryPrefix(request('one', 1), (prefix) => call(GET_INFO, prefix));
  });
});
