import assert from 'node:assert/strict';
import {
  decodeDirectoryEntries,
  decodeFileNameInformation,
  FileInformationClass,
} from '../../../../src/smb2-codec/fscc/index.js';
import {
  AccessMask,
  CreateDisposition,
  CreateOptions,
  decodeQueryDirectoryResponse,
  QueryDirectoryFlags,
} from '../../../../src/smb2-codec/index.js';
import { expectStatus } from '../../support.js';
import { connect, succeeded, type FileClient } from './file-client.js';
import { serveFolder, type SharedFolder } from './shared-folder.js';

const { ID_BOTH_DIRECTORY } = FileInformationClass;
const { RESTART_SCANS, RETURN_SINGLE_ENTRY, REOPEN } = QueryDirectoryFlags;

/** A client that has the root open, with three files and a directory in it. */
async function openRoot(server: SharedFolder) {
  for (const name of ['a.txt', 'b.txt', '日本.dat']) server.put(name, name);
  const client = await connect(server);
  await client.open('sub', { createOptions: CreateOptions.FILE_DIRECTORY_FILE });
  const { fileId } = await client.open('', { createOptions: CreateOptions.FILE_DIRECTORY_FILE });
  return { client, fileId };
}

type Query = Parameters<FileClient['queryDirectory']>[1];

async function names(client: FileClient, fileId: Parameters<FileClient['queryDirectory']>[0], query?: Query) {
  const { outputBuffer } = decodeQueryDirectoryResponse(
    succeeded(await client.queryDirectory(fileId, query)),
  );
  const entries = decodeDirectoryEntries(query?.fileInformationClass ?? ID_BOTH_DIRECTORY, outputBuffer);
  return (entries ?? []).map(({ fileName }) => fileName).sort();
}

const ALL = ['.', '..', 'a.txt', 'b.txt', 'sub', '日本.dat'].sort();

describe('[MS-SMB2] 3.3.5.18 Receiving an SMB2 QUERY_DIRECTORY Request', () => {
  for (const name of [
    'DIRECTORY',
    'FULL_DIRECTORY',
    'BOTH_DIRECTORY',
    'NAMES',
    'ID_BOTH_DIRECTORY',
    'ID_FULL_DIRECTORY',
    'ID_EXTD_DIRECTORY',
  ] as const) {
    it(`${name}: every entry once, then STATUS_NO_MORE_FILES`, async () => {
      await using server = await serveFolder();
      const { client, fileId } = await openRoot(server);
      const query = { fileInformationClass: FileInformationClass[name] };
      assert.deepEqual(await names(client, fileId, query), ALL);
      expectStatus(await client.queryDirectory(fileId, query), 'STATUS_NO_MORE_FILES');
    });
  }

  it('ShortName is the name that opens the entry as well, and empty where FileName has that form', async () => {
    await using server = await serveFolder();
    const { client, fileId } = await openRoot(server);
    const { outputBuffer } = decodeQueryDirectoryResponse(succeeded(await client.queryDirectory(fileId)));
    const entries = decodeDirectoryEntries(ID_BOTH_DIRECTORY, outputBuffer) ?? [];
    const generated = entries.filter(({ shortName }) => shortName !== '');
    assert.deepEqual(
      generated.map(({ fileName }) => fileName),
      ['日本.dat'],
    );
    for (const entry of generated) {
      const opened = await client.open(entry.shortName, { createDisposition: CreateDisposition.FILE_OPEN });
      const name = decodeFileNameInformation(
        await client.information(opened.fileId, FileInformationClass.ALTERNATE_NAME),
      );
      assert.equal(name, entry.shortName);
    }
  });

  it('what does not fit comes with the next request', async () => {
    await using server = await serveFolder();
    const { client, fileId } = await openRoot(server);
    const seen: string[] = [];
    for (let i = 0; i < ALL.length; i++) {
      const some = await names(client, fileId, { outputBufferLength: 130 });
      assert.equal(some.length, 1);
      seen.push(...some);
    }
    assert.deepEqual(seen.sort(), ALL);
    expectStatus(await client.queryDirectory(fileId), 'STATUS_NO_MORE_FILES');
  });

  it('SMB2_RETURN_SINGLE_ENTRY, and patterns that only a restart changes', async () => {
    await using server = await serveFolder();
    const { client, fileId } = await openRoot(server);
    const single = { flags: RETURN_SINGLE_ENTRY, fileName: '*.TXT' };
    const first = await names(client, fileId, single);
    const second = await names(client, fileId, { ...single, fileName: '*.dat' });
    assert.deepEqual([...first, ...second].sort(), ['a.txt', 'b.txt']);
    for (const flags of [RESTART_SCANS, REOPEN]) {
      assert.deepEqual(await names(client, fileId, { flags, fileName: '*.dat' }), ['日本.dat']);
    }
    assert.deepEqual(await names(client, fileId, { flags: RESTART_SCANS, fileName: 'A.txt' }), ['a.txt']);
  });

  for (const [why, query, status] of [
    ['a pattern that nothing matches', { fileName: '*.none' }, 'STATUS_NO_SUCH_FILE'],
    ['a pattern that nothing could match', { fileName: 'a\\b' }, 'STATUS_OBJECT_NAME_INVALID'],
    ['a class that is not for directories', { fileInformationClass: 4 }, 'STATUS_INVALID_INFO_CLASS'],
    ['no room for the fixed part', { outputBufferLength: 50 }, 'STATUS_INFO_LENGTH_MISMATCH'],
    ['no room for the name', { outputBufferLength: 104, fileName: 'a*' }, 'STATUS_BUFFER_OVERFLOW'],
    ['more than MaxTransactSize', { outputBufferLength: 0x7fffffff }, 'STATUS_INVALID_PARAMETER'],
    ['more than the credits pay for', { outputBufferLength: 65537 }, 'STATUS_INVALID_PARAMETER'],
    ['a FileId nobody has', { fileId: { persistent: 1n, volatile: 999n } }, 'STATUS_FILE_CLOSED'],
  ] as const) {
    it(`${why}: ${status}`, async () => {
      await using server = await serveFolder();
      const { client, fileId } = await openRoot(server);
      expectStatus(await client.queryDirectory(fileId, query), status);
    });
  }

  it('a file: STATUS_INVALID_PARAMETER; a pipe: STATUS_INVALID_DEVICE_REQUEST', async () => {
    await using server = await serveFolder();
    const { client } = await openRoot(server);
    const file = await client.open('a.txt');
    expectStatus(await client.queryDirectory(file.fileId), 'STATUS_INVALID_PARAMETER');
    const onPipes = await client.onTree('IPC$');
    const pipe = await onPipes.open('srvsvc');
    expectStatus(await onPipes.queryDirectory(pipe.fileId), 'STATUS_INVALID_DEVICE_REQUEST');
  });

  it('without FILE_LIST_DIRECTORY: STATUS_ACCESS_DENIED', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const { fileId } = await client.open('', { desiredAccess: AccessMask.FILE_READ_ATTRIBUTES });
    expectStatus(await client.queryDirectory(fileId), 'STATUS_ACCESS_DENIED');
  });
});
