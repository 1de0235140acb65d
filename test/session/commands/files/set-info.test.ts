import assert from 'node:assert/strict';
import { Writer } from '../../../../src/bytes/index.js';
import {
  decodeFileBasicInformation,
  encodeFileAllocationInformation,
  encodeFileBasicInformation,
  encodeFileDispositionInformation,
  encodeFileDispositionInformationEx,
  encodeFileEndOfFileInformation,
  encodeFilePositionInformation,
  encodeFileRenameInformation,
  encodeFileRenameInformationEx,
  FileInformationClass,
} from '../../../../src/smb2-codec/fscc/index.js';
import { AccessMask, CreateDisposition, CreateOptions, InfoType } from '../../../../src/smb2-codec/index.js';
import { expectStatus } from '../../support.js';
import { connect, succeeded } from './file-client.js';
import { serveFolder } from './shared-folder.js';

const { ALLOCATION, BASIC, DISPOSITION, DISPOSITION_EX, END_OF_FILE, RENAME, RENAME_EX } =
  FileInformationClass;
/** Seconds since 1970 as a FILETIME. */
const fileTime = (seconds: number) => (BigInt(seconds) + 11_644_473_600n) * 10_000_000n;

function written(write: (w: Writer) => void): Buffer {
  const w = new Writer(64);
  write(w);
  return w.finish();
}

const rename = (fileName: string, replaceIfExists = false, rootDirectory = 0n) =>
  written((w) => encodeFileRenameInformation(w, { replaceIfExists, rootDirectory, fileName }));

describe('[MS-SMB2] 3.3.5.21 Receiving an SMB2 SET_INFO Request', () => {
  it('FileBasicInformation: times and attributes; 0, -1 and -2 leave a time', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const { fileId } = await client.open('a');
    const now = decodeFileBasicInformation(await client.information(fileId, BASIC));
    const set = {
      creationTime: fileTime(1_000_000_000),
      lastAccessTime: (1n << 64n) - 1n,
      lastWriteTime: fileTime(1_100_000_000),
      changeTime: (1n << 64n) - 2n,
      fileAttributes: 0x22,
    };
    succeeded(
      await client.setInfo(
        fileId,
        BASIC,
        written((w) => encodeFileBasicInformation(w, set)),
      ),
    );
    const then = decodeFileBasicInformation(await client.information(fileId, BASIC));
    assert.equal(then.creationTime, set.creationTime);
    assert.equal(then.lastWriteTime, set.lastWriteTime);
    // Setting one of the two times sets the other again, as precisely as Node can.
    assert.ok(now.lastAccessTime - then.lastAccessTime < 10n);
    assert.equal(then.fileAttributes, 0x22);
  });

  it('FileEndOfFile- and FileAllocationInformation', async () => {
    await using server = await serveFolder();
    server.put('a', 'contents');
    const client = await connect(server);
    const { fileId } = await client.open('a');
    const end = (size: bigint) => written((w) => encodeFileEndOfFileInformation(w, size));
    const allocation = (size: bigint) => written((w) => encodeFileAllocationInformation(w, size));
    succeeded(await client.setInfo(fileId, END_OF_FILE, end(4n)));
    assert.equal(server.text('a'), 'cont');
    succeeded(await client.setInfo(fileId, END_OF_FILE, end(6n)));
    assert.equal(server.text('a'), 'cont\0\0');
    succeeded(await client.setInfo(fileId, ALLOCATION, allocation(4096n)));
    assert.equal(server.text('a'), 'cont\0\0');
    succeeded(await client.setInfo(fileId, ALLOCATION, allocation(2n)));
    assert.equal(server.text('a'), 'co');
    expectStatus(await client.setInfo(fileId, ALLOCATION, allocation(1n << 52n)), 'STATUS_DISK_FULL');
    expectStatus(await client.setInfo(fileId, END_OF_FILE, end(1n << 63n)), 'STATUS_INVALID_PARAMETER');
  });

  it('FileRenameInformation: a full path, and nothing replaced unless asked', async () => {
    await using server = await serveFolder();
    server.put('a', 'a');
    server.put('b', 'b');
    const client = await connect(server);
    const sub = await client.open('sub', { createOptions: CreateOptions.FILE_DIRECTORY_FILE });
    const { fileId } = await client.open('a');
    expectStatus(await client.setInfo(fileId, RENAME, rename('b')), 'STATUS_OBJECT_NAME_COLLISION');
    succeeded(await client.setInfo(fileId, RENAME, rename('b', true)));
    assert.equal(server.text('b'), 'a');
    // An open with DELETE access to a directory keeps others from moving files into it.
    expectStatus(await client.setInfo(fileId, RENAME, rename('sub\\c')), 'STATUS_SHARING_VIOLATION');
    succeeded(await client.close(sub.fileId));
    succeeded(await client.setInfo(fileId, RENAME, rename('sub\\c')));
    assert.equal(server.text('sub/c'), 'a');
    const back = written((w) =>
      encodeFileRenameInformationEx(w, { flags: 1, rootDirectory: 0n, fileName: '\\back' }),
    );
    succeeded(await client.setInfo(fileId, RENAME_EX, back));
    assert.deepEqual(server.names(), ['back', 'sub']);
  });

  for (const [why, buffer, status] of [
    ['a root directory', rename('b', false, 1n), 'STATUS_INVALID_PARAMETER'],
    ['a way up', rename('..\\b'), 'STATUS_OBJECT_PATH_SYNTAX_BAD'],
    ['a stream', rename(':stream'), 'STATUS_OBJECT_NAME_INVALID'],
    ['a missing directory', rename('no\\b'), 'STATUS_OBJECT_PATH_NOT_FOUND'],
    ['a path with a slash', rename('sub/b'), 'STATUS_OBJECT_NAME_INVALID'],
    ['no name', rename(''), 'STATUS_OBJECT_NAME_INVALID'],
    ['nothing but a beginning', Buffer.alloc(10), 'STATUS_INFO_LENGTH_MISMATCH'],
  ] as const) {
    it(`a rename to ${why}: ${status}`, async () => {
      await using server = await serveFolder();
      server.put('a', 'a');
      const client = await connect(server);
      const { fileId } = await client.open('a');
      expectStatus(await client.setInfo(fileId, RENAME, buffer), status);
      assert.deepEqual(server.names(), ['a']);
    });
  }

  it('FileDispositionInformation: marks, takes back, and deletes', async () => {
    await using server = await serveFolder();
    server.put('a', 'a');
    const client = await connect(server);
    const { fileId } = await client.open('a');
    const mark = (pending: boolean) => written((w) => encodeFileDispositionInformation(w, pending));
    succeeded(await client.setInfo(fileId, DISPOSITION, mark(true)));
    expectStatus(await client.create('a'), 'STATUS_DELETE_PENDING');
    succeeded(await client.setInfo(fileId, DISPOSITION, mark(false)));
    await client.open('a');
    const flags = written((w) => encodeFileDispositionInformationEx(w, 1));
    succeeded(await client.setInfo(fileId, DISPOSITION_EX, flags));
    succeeded(await client.close(fileId));
    assert.deepEqual(server.names(), ['a']);
  });

  it('what may not be deleted: STATUS_CANNOT_DELETE, STATUS_DIRECTORY_NOT_EMPTY', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const directory = { createOptions: CreateOptions.FILE_DIRECTORY_FILE };
    const mark = written((w) => encodeFileDispositionInformation(w, true));
    const sub = await client.open('sub', directory);
    await client.open('sub\\file');
    expectStatus(await client.setInfo(sub.fileId, DISPOSITION, mark), 'STATUS_DIRECTORY_NOT_EMPTY');
    const root = await client.open('', directory);
    expectStatus(await client.setInfo(root.fileId, DISPOSITION, mark), 'STATUS_CANNOT_DELETE');
    const readOnly = await client.open('fixed', { fileAttributes: 1 });
    expectStatus(await client.setInfo(readOnly.fileId, DISPOSITION, mark), 'STATUS_CANNOT_DELETE');
  });

  it('without the right it takes: STATUS_ACCESS_DENIED', async () => {
    await using server = await serveFolder();
    server.put('a', 'contents');
    const client = await connect(server);
    const body = { desiredAccess: AccessMask.GENERIC_READ, createDisposition: CreateDisposition.FILE_OPEN };
    const { fileId } = await client.open('a', body);
    const basic = { creationTime: 0n, lastAccessTime: 0n, lastWriteTime: 0n, changeTime: 0n };
    for (const [fileInfoClass, buffer] of [
      [BASIC, written((w) => encodeFileBasicInformation(w, { ...basic, fileAttributes: 2 }))],
      [RENAME, rename('b')],
      [DISPOSITION, Buffer.of(1)],
      [END_OF_FILE, Buffer.alloc(8)],
      [ALLOCATION, Buffer.alloc(8)],
    ] as const) {
      expectStatus(await client.setInfo(fileId, fileInfoClass, buffer), 'STATUS_ACCESS_DENIED');
    }
    assert.equal(server.text('a'), 'contents');
  });

  for (const [why, fileInfoClass, length, infoType, status] of [
    ['nothing at all', BASIC, 0, InfoType.FILE, 'STATUS_INVALID_PARAMETER'],
    ['too little', BASIC, 39, InfoType.FILE, 'STATUS_INFO_LENGTH_MISMATCH'],
    ['too little of an end', END_OF_FILE, 7, InfoType.FILE, 'STATUS_INFO_LENGTH_MISMATCH'],
    ['extended attributes', FileInformationClass.FULL_EA, 16, InfoType.FILE, 'STATUS_EAS_NOT_SUPPORTED'],
    ['a hard link', FileInformationClass.LINK, 24, InfoType.FILE, 'STATUS_NOT_SUPPORTED'],
    ['a short name', FileInformationClass.SHORT_NAME, 8, InfoType.FILE, 'STATUS_NOT_SUPPORTED'],
    [
      'what can only be queried',
      FileInformationClass.STANDARD,
      24,
      InfoType.FILE,
      'STATUS_INVALID_INFO_CLASS',
    ],
    ['a class that is none', 200, 8, InfoType.FILE, 'STATUS_INVALID_INFO_CLASS'],
    ['a security descriptor', 0, 20, InfoType.SECURITY, 'STATUS_NOT_SUPPORTED'],
    ['a volume label', 2, 20, InfoType.FILESYSTEM, 'STATUS_NOT_SUPPORTED'],
    ['quota', 32, 20, InfoType.QUOTA, 'STATUS_NOT_SUPPORTED'],
    ['an InfoType that is none', 4, 40, 7, 'STATUS_INVALID_PARAMETER'],
  ] as const) {
    it(`${why}: ${status}`, async () => {
      await using server = await serveFolder();
      const client = await connect(server);
      const { fileId } = await client.open('a');
      const reply = await client.setInfo(fileId, fileInfoClass, Buffer.alloc(length), { infoType });
      expectStatus(reply, status);
    });
  }

  it('position and mode are the client’s own; a pipe takes its mode', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const { fileId } = await client.open('a');
    const position = written((w) => encodeFilePositionInformation(w, 5n));
    succeeded(await client.setInfo(fileId, FileInformationClass.POSITION, position));
    const onPipes = await client.onTree('IPC$');
    const pipe = await onPipes.open('srvsvc');
    succeeded(await onPipes.setInfo(pipe.fileId, FileInformationClass.PIPE, Buffer.alloc(8)));
    expectStatus(await onPipes.setInfo(pipe.fileId, BASIC, Buffer.alloc(40)), 'STATUS_INVALID_INFO_CLASS');
  });
});
