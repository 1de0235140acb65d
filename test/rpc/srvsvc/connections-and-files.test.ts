import assert from 'node:assert/strict';
import { NdrReader, NdrWriter } from '../../../src/ndr/index.js';
import {
  createSrvsvc,
  Stype,
  type ConnectionDescription,
  type OpenDescription,
} from '../../../src/rpc/index.js';
import { Win32Error } from '../../../src/rpc/win32-error.js';
import { refusesEveryPrefix } from '../support/codec-error.js';
import { alice, anonymous, callBy, guest, recordedServer } from '../support/server-info.js';

const connection = (id: number, client: string, share: string): ConnectionDescription => ({
  id,
  client,
  share,
  type: Stype.STYPE_DISKTREE,
  openCount: 2,
  userCount: 1,
  activeSeconds: 60,
  user: 'alice',
});
const open = (id: number, path: string, user = 'alice'): OpenDescription => ({
  id,
  path,
  user,
  permissions: 3,
  lockCount: 1,
});

const service = createSrvsvc({
  ...recordedServer,
  connections: (from) =>
    [
      connection(1, '10.0.0.1', 'files'),
      connection(2, '10.0.0.1', 'IPC$'),
      connection(3, '10.0.0.2', 'FILES'),
    ].slice(from),
  opens: (from) =>
    [
      open(11, 'C:\\files\\a.txt'),
      open(12, 'C:\\files\\Folder\\b.txt', 'bob'),
      open(13, 'C:\\files2\\c.txt'),
      open(14, '\\PIPE\\srvsvc', ''),
    ].slice(from),
});

function call(opnum: number, stub: Buffer, caller = alice): Buffer {
  const reply = service.call(opnum, stub, callBy(caller));
  assert.ok(Buffer.isBuffer(reply));
  return reply;
}

const statusOf = (reply: Buffer) => reply.readUInt32LE(reply.length - 4);

interface Enumerated {
  readonly rows: readonly (readonly (string | number)[])[];
  readonly total: number;
  readonly status: number;
}

/** @param members of the structure of the level: numbers before texts */
function readEnum(reply: Buffer, numbers: number, texts: number): Enumerated {
  const r = new NdrReader(reply, 'enum');
  const rows: (string | number)[][] = [];
  r.construct(() => {
    r.discriminant(r.u32('Level'), 'Level');
    r.pointer('Container', () => {
      const count = r.u32('EntriesRead');
      r.pointer('Buffer', () => {
        r.conformance(count, 4 * (numbers + texts), 'Buffer');
        for (let i = 0; i < count; i++) {
          const row: (string | number)[] = [];
          rows.push(row);
          for (let n = 0; n < numbers; n++) row.push(r.u32('number'));
          for (let t = 0; t < texts; t++) r.pointer('text', () => row.push(r.text('text')));
        }
      });
    });
  });
  const total = r.u32('TotalEntries');
  r.pointer('ResumeHandle', () => r.u32('ResumeHandle'));
  const status = r.u32('status');
  assert.equal(r.remaining, 0);
  return { rows, total, status };
}

function enumRequest(level: number, ...qualifiers: readonly (string | undefined)[]): Buffer {
  const w = new NdrWriter().textPointer(undefined);
  for (const qualifier of qualifiers) w.textPointer(qualifier);
  w.construct(() => {
    w.u32(level)
      .u32(level)
      .pointer(() => w.u32(0).pointer());
  });
  return w
    .u32(0xffffffff)
    .pointer(() => w.u32(0))
    .finish();
}

describe('rpc/srvsvc: [MS-SRVS] 3.1.4.1 NetrConnectionEnum', () => {
  const ask = (level: number, qualifier: string | undefined, caller = alice) =>
    call(8, enumRequest(level, qualifier), caller);

  it('lists the tree connects to a share, and says from which computer', () => {
    assert.deepEqual(readEnum(ask(1, 'files'), 5, 2), {
      rows: [
        [1, 0, 2, 1, 60, 'alice', '10.0.0.1'],
        [3, 0, 2, 1, 60, 'alice', '10.0.0.2'],
      ],
      total: 2,
      status: Win32Error.NERR_Success,
    });
  });

  it('lists the tree connects from a computer, and says to which share', () => {
    const { rows } = readEnum(ask(1, '\\\\10.0.0.1'), 5, 2);
    assert.deepEqual(
      rows.map((row) => [row[0], row[6]]),
      [
        [1, 'files'],
        [2, 'IPC$'],
      ],
    );
    assert.deepEqual(readEnum(ask(0, 'FILES'), 1, 0).rows, [[1], [3]]);
  });

  it('fails without a qualifier or with one of 1,024 characters, and for a level that is none', () => {
    for (const qualifier of [undefined, '', 'x'.repeat(1024)]) {
      assert.equal(statusOf(ask(1, qualifier)), Win32Error.ERROR_INVALID_PARAMETER);
    }
    assert.equal(statusOf(ask(2, 'files')), Win32Error.ERROR_INVALID_LEVEL);
  });

  it('answers accounts only', () => {
    for (const caller of [anonymous, guest]) {
      assert.deepEqual(readEnum(ask(1, 'files', caller), 5, 2), {
        rows: [],
        total: 0,
        status: Win32Error.ERROR_ACCESS_DENIED,
      });
    }
  });

  it('refuses a stub that is cut short', () => {
    refusesEveryPrefix(enumRequest(1, 'files'), (prefix) => call(8, prefix));
  });
});

describe('rpc/srvsvc: [MS-SRVS] 3.1.4.2 NetrFileEnum', () => {
  const ask = (level: number, path?: string, user?: string, caller = alice) =>
    call(9, enumRequest(level, path, user), caller);
  const idsOf = (reply: Buffer) => readEnum(reply, 1, 0).rows.flat();

  it('lists what is open', () => {
    assert.deepEqual(readEnum(ask(3), 3, 2).rows, [
      [11, 3, 1, 'C:\\files\\a.txt', 'alice'],
      [12, 3, 1, 'C:\\files\\Folder\\b.txt', 'bob'],
      [13, 3, 1, 'C:\\files2\\c.txt', 'alice'],
      [14, 3, 1, '\\PIPE\\srvsvc', ''],
    ]);
    assert.deepEqual(idsOf(ask(2)), [11, 12, 13, 14]);
  });

  it('lists what is within a path, and what one user has open', () => {
    assert.deepEqual(idsOf(ask(2, 'c:\\files')), [11, 12]);
    assert.deepEqual(idsOf(ask(2, 'C:\\files\\folder\\')), [12]);
    assert.deepEqual(idsOf(ask(2, 'C:\\file')), []);
    assert.deepEqual(idsOf(ask(2, undefined, 'ALICE')), [11, 13]);
    assert.deepEqual(idsOf(ask(2, 'C:\\files', 'alice')), [11]);
  });

  it('fails for a qualifier of 1,024 characters, and for a level that is none', () => {
    assert.equal(statusOf(ask(2, 'x'.repeat(1024))), Win32Error.ERROR_INVALID_PARAMETER);
    assert.equal(statusOf(ask(2, undefined, 'x'.repeat(1024))), Win32Error.ERROR_INVALID_PARAMETER);
    assert.equal(statusOf(ask(1)), Win32Error.ERROR_INVALID_LEVEL);
  });

  it('answers accounts only', () => {
    for (const caller of [anonymous, guest]) {
      assert.equal(statusOf(ask(3, undefined, undefined, caller)), Win32Error.ERROR_ACCESS_DENIED);
    }
  });

  it('refuses a stub that is cut short', () => {
    refusesEveryPrefix(enumRequest(3, 'C:\\', 'alice'), (prefix) => call(9, prefix));
  });
});

describe('rpc/srvsvc: [MS-SRVS] 3.1.4.19 NetrServerDiskEnum', () => {
  const request = (level: number, filled = false) => {
    const w = new NdrWriter().textPointer(undefined).u32(level);
    w.construct(() => {
      w.u32(filled ? 1 : 0);
      w.pointer(
        filled ? () => w.u32(1).u32(0).u32(1).u32(0).u32(3).bytes(Buffer.from('A:\0', 'utf16le')) : undefined,
      );
    });
    return w
      .u32(0xffffffff)
      .pointer(() => w.u32(0))
      .finish();
  };

  it('lists the drive that paths are on, and an empty entry behind it', () => {
    for (const filled of [false, true]) {
      const r = new NdrReader(call(23, request(0, filled)), 'disks');
      const disks: string[] = [];
      r.construct(() => {
        assert.equal(r.u32('EntriesRead'), 2);
        r.pointer('Buffer', () => {
          assert.deepEqual([r.u32('maximum'), r.u32('offset'), r.u32('actual')], [2, 0, 2]);
          for (let i = 0; i < 2; i++) {
            assert.equal(r.u32('offset'), 0);
            disks.push(r.characters(r.u32('actual'), 'Disk'));
          }
        });
      });
      assert.deepEqual(disks, ['C:\0', '\0']);
      assert.equal(r.u32('TotalEntries'), 1);
    }
  });

  it('fails for another level, and answers accounts only', () => {
    assert.equal(statusOf(call(23, request(1))), Win32Error.ERROR_INVALID_LEVEL);
    for (const caller of [anonymous, guest]) {
      assert.equal(statusOf(call(23, request(0), caller)), Win32Error.ERROR_ACCESS_DENIED);
    }
  });

  it('refuses a stub that is cut short, and a count that cannot be', () => {
    for (const filled of [false, true]) refusesEveryPrefix(request(0, filled), (prefix) => call(23, prefix));
    const hostile = request(0, true);
    for (const offset of [16, 24]) hostile.writeUInt32LE(0xffffffff, offset - 8);
    assert.throws(() => call(23, hostile), { name: 'CodecError' });
  });
});
