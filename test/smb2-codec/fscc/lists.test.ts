import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { fscc } from '../../../src/smb2-codec/index.js';
import {
  buffer,
  codecError,
  fileSummary,
  hex,
  itIsSound,
  record,
  text,
  u128,
  u32,
  u64,
  u8,
} from '../support.js';

const entry: fc.Arbitrary<fscc.DirectoryEntry> = record({
  ...fileSummary,
  fileName: text(),
  fileIndex: u32,
  eaSize: u32,
  shortName: text(12),
  fileId: u128,
  reparsePointTag: u32,
});

/** The members of an entry that each class carries. */
const DIRECTORY_CLASSES: Readonly<
  Record<
    string,
    { id: number; fixedLength: number; carried: (e: fscc.DirectoryEntry) => Partial<fscc.DirectoryEntry> }
  >
> = {
  '2.4.10 Directory': {
    id: fscc.FileInformationClass.DIRECTORY,
    fixedLength: 64,
    carried: (e) => ({ ...e, eaSize: 0, shortName: '', fileId: 0n, reparsePointTag: 0 }),
  },
  '2.4.15 FullDirectory': {
    id: fscc.FileInformationClass.FULL_DIRECTORY,
    fixedLength: 68,
    carried: (e) => ({ ...e, shortName: '', fileId: 0n, reparsePointTag: 0 }),
  },
  '2.4.8 BothDirectory': {
    id: fscc.FileInformationClass.BOTH_DIRECTORY,
    fixedLength: 94,
    carried: (e) => ({ ...e, fileId: 0n, reparsePointTag: 0 }),
  },
  '2.4.33 Names': {
    id: fscc.FileInformationClass.NAMES,
    fixedLength: 12,
    carried: ({ fileName, fileIndex }) => ({ ...NOTHING, fileName, fileIndex }),
  },
  '2.4.22 IdBothDirectory': {
    id: fscc.FileInformationClass.ID_BOTH_DIRECTORY,
    fixedLength: 104,
    carried: (e) => ({ ...e, fileId: BigInt.asUintN(64, e.fileId), reparsePointTag: 0 }),
  },
  '2.4.24 IdFullDirectory': {
    id: fscc.FileInformationClass.ID_FULL_DIRECTORY,
    fixedLength: 80,
    carried: (e) => ({ ...e, fileId: BigInt.asUintN(64, e.fileId), shortName: '', reparsePointTag: 0 }),
  },
  '2.4.23 IdExtdDirectory': {
    id: fscc.FileInformationClass.ID_EXTD_DIRECTORY,
    fixedLength: 88,
    carried: (e) => ({ ...e, shortName: '' }),
  },
};

const NOTHING: fscc.DirectoryEntry = {
  creationTime: 0n,
  lastAccessTime: 0n,
  lastWriteTime: 0n,
  changeTime: 0n,
  allocationSize: 0n,
  endOfFile: 0n,
  fileAttributes: 0,
  fileName: '',
  fileIndex: 0,
  eaSize: 0,
  shortName: '',
  fileId: 0n,
  reparsePointTag: 0,
};

const named = (fileName: string): fscc.DirectoryEntry => ({ ...NOTHING, fileName });

describe('[MS-FSCC] 2.4 directory classes', () => {
  for (const [title, { id, fixedLength, carried }] of Object.entries(DIRECTORY_CLASSES)) {
    itIsSound(title, {
      value: fc
        .array(entry, { minLength: 1, maxLength: 4 })
        .map((entries) => entries.map((e) => ({ ...NOTHING, ...carried(e) }))),
      encode: (entries) => fscc.encodeDirectoryEntries(id, entries, 65536)!.data,
      decode: (data) => fscc.decodeDirectoryEntries(id, data)!,
      shortest: 1,
    });

    it(`${title} puts the name behind ${fixedLength} bytes and the next entry at a multiple of 8`, () => {
      assert.equal(fscc.directoryEntryFixedLength(id), fixedLength);
      const { data, count } = fscc.encodeDirectoryEntries(id, [named('abc'), named('d')], 1000)!;
      const second = Math.ceil((fixedLength + 6) / 8) * 8;
      assert.equal(count, 2);
      assert.equal(data.readUInt32LE(0), second);
      assert.deepEqual(data.subarray(fixedLength, fixedLength + 6), hex('610062006300'));
      assert.equal(data.readUInt32LE(second), 0);
      assert.equal(data.length, second + fixedLength + 2);
    });
  }

  it('fill exactly the room there is, and say how many entries that took', () => {
    const { DIRECTORY } = fscc.FileInformationClass;
    const entries = [named('a'), named('bb'), named('ccc')];
    // 66 bytes, padded to 72; then 68, padded to 72; then 70.
    for (const [room, count, length] of [
      [0, 0, 0],
      [65, 0, 0],
      [66, 1, 66],
      [139, 1, 66],
      [140, 2, 140],
      [213, 2, 140],
      [214, 3, 214],
      [1000, 3, 214],
    ] as const) {
      const packed = fscc.encodeDirectoryEntries(DIRECTORY, entries, room)!;
      assert.equal(packed.count, count, `room ${room}`);
      assert.equal(packed.data.length, length, `room ${room}`);
      const names = fscc.decodeDirectoryEntries(DIRECTORY, packed.data)!.map((e) => e.fileName);
      assert.deepEqual(
        names,
        entries.slice(0, count).map((e) => e.fileName),
      );
    }
  });

  it('ask for no more entries than the one that no longer fits', () => {
    let asked = 0;
    function* endless() {
      for (;;) {
        asked += 1;
        yield named('a');
      }
    }
    assert.equal(fscc.encodeDirectoryEntries(fscc.FileInformationClass.NAMES, endless(), 100)!.count, 6);
    assert.equal(asked, 7);
  });

  it('no other class is one', () => {
    const { BASIC } = fscc.FileInformationClass;
    assert.equal(fscc.directoryEntryFixedLength(BASIC), undefined);
    assert.equal(fscc.decodeDirectoryEntries(BASIC, Buffer.alloc(100)), undefined);
    assert.equal(fscc.encodeDirectoryEntries(BASIC, [], 100), undefined);
  });

  it('refuse a NextEntryOffset into the entry itself or out of the list', () => {
    const { data } = fscc.encodeDirectoryEntries(
      fscc.FileInformationClass.NAMES,
      [named('a'), named('b')],
      100,
    )!;
    for (const [next, code] of [
      [1, 'truncated'],
      [12, 'truncated'],
      [30, 'out-of-range'],
      [0xffffffff, 'out-of-range'],
    ] as const) {
      data.writeUInt32LE(next, 0);
      assert.throws(
        () => fscc.decodeDirectoryEntries(fscc.FileInformationClass.NAMES, data),
        codecError(code),
      );
    }
  });

  it('refuse a short name longer than its field', () => {
    const { BOTH_DIRECTORY } = fscc.FileInformationClass;
    const { data } = fscc.encodeDirectoryEntries(BOTH_DIRECTORY, [named('a')], 100)!;
    data[68] = 26;
    assert.throws(
      () => fscc.decodeDirectoryEntries(BOTH_DIRECTORY, data),
      codecError('out-of-range', 'ShortNameLength'),
    );
  });
});

describe('[MS-FSCC] other lists', () => {
  itIsSound('2.7.1 FILE_NOTIFY_INFORMATION', {
    value: fc.array(record({ action: u32, fileName: text() }), { minLength: 1, maxLength: 4 }),
    encode: (changes) => fscc.encodeFileNotifyInformation(changes, 4096).data,
    decode: fscc.decodeFileNotifyInformation,
    shortest: 1,
  });
  itIsSound('2.4.16 FILE_FULL_EA_INFORMATION', {
    value: fc.array(
      record({
        flags: u8,
        eaName: buffer(20).map((name) => name.toString('latin1')),
        eaValue: buffer(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    encode: (attributes) => fscc.encodeFileFullEaInformation(attributes, 4096).data,
    decode: fscc.decodeFileFullEaInformation,
    shortest: 1,
  });

  it('2.7.1 changes are 4-byte aligned, and none is cut', () => {
    const changes = [
      { action: fscc.FileAction.RENAMED_OLD_NAME, fileName: 'a' },
      { action: fscc.FileAction.RENAMED_NEW_NAME, fileName: 'b' },
    ];
    const all = fscc.encodeFileNotifyInformation(changes, 30);
    assert.deepEqual(all, {
      data: hex('10000000 04000000 02000000 6100 0000  00000000 05000000 02000000 6200'),
      count: 2,
    });
    assert.equal(fscc.encodeFileNotifyInformation(changes, 29).count, 1);
  });

  it('an empty list is no bytes', () => {
    assert.deepEqual(fscc.encodeFileStreamInformation([], 100), { data: Buffer.alloc(0), count: 0 });
    assert.deepEqual(fscc.decodeFileFullEaInformation(Buffer.alloc(0)), []);
  });

  it('2.4.49 streams have 64-bit sizes before their name', () => {
    const { data } = fscc.encodeFileStreamInformation(
      [{ streamSize: 5n, streamAllocationSize: 4096n, streamName: '::$DATA' }],
      100,
    );
    assert.deepEqual(
      data,
      hex('00000000 0e000000 0500000000000000 0010000000000000 3a003a002400440041005400 4100'),
    );
    fc.assert(
      fc.property(u64, (size) => {
        const streams = [{ streamSize: size, streamAllocationSize: size, streamName: 's' }];
        assert.deepEqual(
          fscc.decodeFileStreamInformation(fscc.encodeFileStreamInformation(streams, 100).data),
          streams,
        );
      }),
    );
  });
});
