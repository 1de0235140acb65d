import assert from 'node:assert/strict';
import {
  decodeFileAllInformation,
  decodeFileBasicInformation,
  decodeFileIdInformation,
  decodeFileInternalInformation,
  decodeFileNameInformation,
  decodeFileNetworkOpenInformation,
  decodeFilePipeLocalInformation,
  decodeFileStandardInformation,
  decodeFileStreamInformation,
  decodeFileCompressionInformation,
  decodeFsAttributeInformation,
  decodeFsDeviceInformation,
  decodeFsFullSizeInformation,
  decodeFsSectorSizeInformation,
  decodeFsVolumeInformation,
  FileInformationClass,
  FsInformationClass,
} from '../../../../src/smb2-codec/fscc/index.js';
import {
  AccessMask,
  CreateDisposition,
  CreateOptions,
  decodeErrorContexts,
  decodeErrorResponse,
  decodeQueryInfoResponse,
  decodeSecurityDescriptor,
  Dialect,
  type FileId,
  InfoType,
  SecurityInformation,
} from '../../../../src/smb2-codec/index.js';
import { asBob, expectStatus } from '../../support.js';
import { connect, type FileClient } from './file-client.js';
import { serveFolder } from './shared-folder.js';

const security = (additionalInformation: number, outputBufferLength = 4096) => ({
  infoType: InfoType.SECURITY,
  additionalInformation,
  outputBufferLength,
});
const { OWNER, GROUP, DACL, SACL } = SecurityInformation;

describe('[MS-SMB2] 3.3.5.20.1 QUERY_INFO of a file', () => {
  it('every class tells the same of a file', async () => {
    await using server = await serveFolder();
    server.put('Some file.txt', 'twelve bytes');
    const client = await connect(server);
    const { fileId, ...summary } = await client.open('some FILE.txt');
    const ask = (name: keyof typeof FileInformationClass) =>
      client.information(fileId, FileInformationClass[name]);

    const basic = decodeFileBasicInformation(await ask('BASIC'));
    assert.equal(basic.lastWriteTime, summary.lastWriteTime);
    assert.equal(basic.fileAttributes, 0x20);
    const standard = decodeFileStandardInformation(await ask('STANDARD'));
    assert.equal(standard.endOfFile, 12n);
    assert.deepEqual([standard.numberOfLinks, standard.deletePending, standard.directory], [1, false, false]);
    const all = decodeFileAllInformation(await ask('ALL'));
    assert.equal(all.endOfFile, 12n);
    assert.equal(all.accessFlags, 0x0013019f);
    assert.equal(all.fileName, '\\Some file.txt');
    assert.equal(all.indexNumber, decodeFileInternalInformation(await ask('INTERNAL')));
    assert.equal(decodeFileNetworkOpenInformation(await ask('NETWORK_OPEN')).endOfFile, 12n);
    const [stream] = decodeFileStreamInformation(await ask('STREAM'));
    assert.deepEqual([stream?.streamName, stream?.streamSize], ['::$DATA', 12n]);
    assert.equal(decodeFileNameInformation(await ask('NORMALIZED_NAME')), 'Some file.txt');
    assert.equal(decodeFileCompressionInformation(await ask('COMPRESSION')).compressedFileSize, 12n);
    const id = decodeFileIdInformation(await ask('ID'));
    assert.equal(id.fileId, all.indexNumber);
    const volume = await client.information(fileId, FsInformationClass.VOLUME, {
      infoType: InfoType.FILESYSTEM,
    });
    assert.equal(id.volumeSerialNumber, BigInt(decodeFsVolumeInformation(volume).volumeSerialNumber));
    for (const [name, length] of [
      ['EA', 4],
      ['ACCESS', 4],
      ['POSITION', 8],
      ['MODE', 4],
      ['ALIGNMENT', 4],
      ['ATTRIBUTE_TAG', 8],
    ] as const) {
      assert.equal((await ask(name)).length, length, name);
    }
  });

  it('FileAllInformation names the file from the root on, which is a backslash: Linux mounts nothing shorter', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const directory = { createOptions: CreateOptions.FILE_DIRECTORY_FILE };
    for (const [path, name] of [
      ['', '\\'],
      ['sub', '\\sub'],
      ['sub\\日本.txt', '\\sub\\日本.txt'],
    ] as const) {
      const { fileId } = await client.open(path, path.endsWith('.txt') ? {} : directory);
      const all = await client.information(fileId, FileInformationClass.ALL);
      assert.equal(decodeFileAllInformation(all).fileName, name);
      assert.equal(all.length, 100 + name.length * 2);
      // The C structure of cifs.ko ends in one character that is always there.
      assert.ok(all.length >= 101);
    }
  });

  it('a directory has no stream', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const { fileId } = await client.open('', { createOptions: CreateOptions.FILE_DIRECTORY_FILE });
    assert.equal((await client.information(fileId, FileInformationClass.STREAM)).length, 0);
    const { STREAM } = FileInformationClass;
    for (const [outputBufferLength, status] of [
      [31, 'STATUS_INFO_LENGTH_MISMATCH'],
      [32, 'STATUS_SUCCESS'],
    ] as const) {
      expectStatus(await client.queryInfo(fileId, STREAM, { outputBufferLength }), status);
    }
    const standard = await client.information(fileId, FileInformationClass.STANDARD);
    assert.equal(decodeFileStandardInformation(standard).directory, true);
  });

  it('FileAlternateNameInformation is a name by which the file can be opened as well', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const short = await client.open('short.txt');
    const name = await client.information(short.fileId, FileInformationClass.ALTERNATE_NAME);
    assert.equal(decodeFileNameInformation(name), 'SHORT.TXT');
    const long = await client.open('a long name.txt');
    const generated = decodeFileNameInformation(
      await client.information(long.fileId, FileInformationClass.ALTERNATE_NAME),
    );
    assert.match(generated, /^A~[0-9A-Z]{6}\.TXT$/);
    await client.write(long.fileId, 'of the long name');
    const again = await client.open(generated, { createDisposition: CreateDisposition.FILE_OPEN });
    assert.equal(await client.contents(again.fileId), 'of the long name');
    const root = await client.open('', { createOptions: CreateOptions.FILE_DIRECTORY_FILE });
    const rootName = await client.information(root.fileId, FileInformationClass.ALTERNATE_NAME);
    assert.equal(decodeFileNameInformation(rootName), '.');
  });

  for (const [dialect, status] of [
    [Dialect.SMB_2_0_2, 'STATUS_NOT_SUPPORTED'],
    [Dialect.SMB_3_0_2, 'STATUS_NOT_SUPPORTED'],
    [Dialect.SMB_3_1_1, 'STATUS_SUCCESS'],
  ] as const) {
    it(`FileNormalizedNameInformation in 0x${dialect.toString(16)}: ${status}`, async () => {
      await using server = await serveFolder();
      const client = await connect(server, { negotiate: { dialects: [dialect] } });
      const { fileId } = await client.open('a');
      expectStatus(await client.queryInfo(fileId, FileInformationClass.NORMALIZED_NAME), status);
    });
  }

  for (const [why, fileInfoClass, body, status] of [
    ['extended attributes', FileInformationClass.FULL_EA, {}, 'STATUS_NO_EAS_ON_FILE'],
    ['a class for directories', FileInformationClass.DIRECTORY, {}, 'STATUS_INVALID_INFO_CLASS'],
    ['a class to be set', FileInformationClass.RENAME, {}, 'STATUS_INVALID_INFO_CLASS'],
    ['a class for quotas', FileInformationClass.QUOTA, {}, 'STATUS_NOT_SUPPORTED'],
    ['a class that is not for the network', FileInformationClass.NAME, {}, 'STATUS_NOT_SUPPORTED'],
    ['a class that is none', 200, {}, 'STATUS_INVALID_INFO_CLASS'],
    ['quota', FileInformationClass.QUOTA, { infoType: InfoType.QUOTA }, 'STATUS_NOT_SUPPORTED'],
    ['an InfoType that is none', 4, { infoType: 9 }, 'STATUS_INVALID_PARAMETER'],
    ['more than MaxTransactSize', 4, { outputBufferLength: 0x7fffffff }, 'STATUS_INVALID_PARAMETER'],
    ['no room', 4, { outputBufferLength: 39 }, 'STATUS_INFO_LENGTH_MISMATCH'],
    ['no room for a stream', 22, { outputBufferLength: 31 }, 'STATUS_INFO_LENGTH_MISMATCH'],
    ['no room for its name', 22, { outputBufferLength: 32 }, 'STATUS_BUFFER_OVERFLOW'],
    ['no room for a name', 48, { outputBufferLength: 7 }, 'STATUS_INFO_LENGTH_MISMATCH'],
    ['no room for all', 18, { outputBufferLength: 103 }, 'STATUS_INFO_LENGTH_MISMATCH'],
    ['room for all', 18, { outputBufferLength: 104 }, 'STATUS_SUCCESS'],
  ] as const) {
    it(`${why}: ${status}`, async () => {
      await using server = await serveFolder();
      const client = await connect(server);
      const { fileId } = await client.open('a');
      expectStatus(await client.queryInfo(fileId, fileInfoClass, body), status);
    });
  }

  it('a name that is cut off is a warning with what fits', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const { fileId } = await client.open('abcdef');
    const body = { outputBufferLength: 8 };
    const reply = await client.queryInfo(fileId, FileInformationClass.NORMALIZED_NAME, body);
    expectStatus(reply, 'STATUS_BUFFER_OVERFLOW');
    const { outputBuffer } = decodeQueryInfoResponse(reply.message);
    assert.equal(outputBuffer.toString('hex'), '0c00000061006200');
  });

  it('without FILE_READ_ATTRIBUTES or FILE_READ_EA: STATUS_ACCESS_DENIED for what needs it', async () => {
    await using server = await serveFolder();
    server.put('a', '');
    const client = await connect(server);
    const { fileId } = await client.open('a', { desiredAccess: AccessMask.FILE_READ_DATA });
    for (const name of ['BASIC', 'ALL', 'NETWORK_OPEN', 'ATTRIBUTE_TAG', 'FULL_EA'] as const) {
      const reply = await client.queryInfo(fileId, FileInformationClass[name]);
      expectStatus(reply, 'STATUS_ACCESS_DENIED');
    }
    expectStatus(await client.queryInfo(fileId, FileInformationClass.STANDARD), 'STATUS_SUCCESS');
  });

  it('pipes have classes of their own, and are on no volume', async () => {
    await using server = await serveFolder();
    const client = await connect(server, { share: 'IPC$' });
    const { fileId } = await client.open('srvsvc');
    const local = await client.information(fileId, FileInformationClass.PIPE_LOCAL);
    assert.equal(decodeFilePipeLocalInformation(local).namedPipeState, 3);
    expectStatus(await client.queryInfo(fileId, FileInformationClass.STANDARD), 'STATUS_SUCCESS');
    for (const name of ['BASIC', 'ALL'] as const) {
      expectStatus(await client.queryInfo(fileId, FileInformationClass[name]), 'STATUS_NOT_SUPPORTED');
    }
    for (const infoType of [InfoType.FILESYSTEM, InfoType.SECURITY]) {
      expectStatus(await client.queryInfo(fileId, 1, { infoType }), 'STATUS_NOT_SUPPORTED');
    }
  });
});

describe('[MS-SMB2] 3.3.5.20.2 QUERY_INFO of a file system', () => {
  const ask = (client: FileClient, fileId: FileId, name: keyof typeof FsInformationClass) =>
    client.information(fileId, FsInformationClass[name], { infoType: InfoType.FILESYSTEM });

  it('what a mount asks for', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const { fileId } = await client.open('', { createOptions: CreateOptions.FILE_DIRECTORY_FILE });
    assert.equal(decodeFsVolumeInformation(await ask(client, fileId, 'VOLUME')).volumeLabel, 'disk');
    const attribute = decodeFsAttributeInformation(await ask(client, fileId, 'ATTRIBUTE'));
    assert.deepEqual([attribute.fileSystemName, attribute.maximumComponentNameLength], ['NTFS', 255]);
    const size = decodeFsFullSizeInformation(await ask(client, fileId, 'FULL_SIZE'));
    assert.ok(size.totalAllocationUnits > 0n);
    assert.ok((await ask(client, fileId, 'SIZE')).length > 0);
    // FILE_DEVICE_IS_MOUNTED, and not FILE_REMOTE_DEVICE, which it is to the client alone.
    assert.deepEqual(decodeFsDeviceInformation(await ask(client, fileId, 'DEVICE')), {
      deviceType: 7,
      characteristics: 0x20,
    });
    // Both flags: the sectors are where they should be, as the offsets of zero say as well.
    const sectors = decodeFsSectorSizeInformation(await ask(client, fileId, 'SECTOR_SIZE'));
    assert.deepEqual([sectors.sectorSizeFlags, sectors.byteOffsetForSectorAlignment], [3, 0]);
  });

  for (const [fileInfoClass, outputBufferLength, status] of [
    [FsInformationClass.OBJECT_ID, 4096, 'STATUS_INVALID_PARAMETER'],
    [FsInformationClass.LABEL, 4096, 'STATUS_NOT_SUPPORTED'],
    [99, 4096, 'STATUS_INVALID_INFO_CLASS'],
    [FsInformationClass.SIZE, 23, 'STATUS_INFO_LENGTH_MISMATCH'],
    [FsInformationClass.VOLUME, 23, 'STATUS_INFO_LENGTH_MISMATCH'],
    [FsInformationClass.VOLUME, 24, 'STATUS_BUFFER_OVERFLOW'],
    [FsInformationClass.ATTRIBUTE, 15, 'STATUS_INFO_LENGTH_MISMATCH'],
    [FsInformationClass.ATTRIBUTE, 16, 'STATUS_BUFFER_OVERFLOW'],
  ] as const) {
    it(`class ${fileInfoClass} into ${outputBufferLength} bytes: ${status}`, async () => {
      await using server = await serveFolder();
      const client = await connect(server);
      const { fileId } = await client.open('a');
      const body = { infoType: InfoType.FILESYSTEM, outputBufferLength };
      expectStatus(await client.queryInfo(fileId, fileInfoClass, body), status);
    });
  }
});

describe('[MS-SMB2] 3.3.5.20.3 QUERY_INFO of security', () => {
  it('the asker owns the file and may do what the share grants', async () => {
    await using server = await serveFolder();
    server.put('a', '');
    for (const [options, accessMask] of [
      [{}, 0x001f01ff],
      [asBob, 0x001200a9],
    ] as const) {
      const client = await connect(server, options);
      const { fileId } = await client.open('a', { desiredAccess: AccessMask.READ_CONTROL });
      const data = await client.information(fileId, 0, security(OWNER | GROUP | DACL));
      const { owner, group, dacl } = decodeSecurityDescriptor(data);
      assert.match(owner ?? '', /^S-1-5-21-/);
      assert.equal(group, owner);
      assert.deepEqual(dacl?.aces, [{ type: 0, flags: 0, body: { accessMask, sid: owner } }]);
    }
  });

  it('only what was asked for is there', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const { fileId } = await client.open('a');
    const { owner, group, dacl } = decodeSecurityDescriptor(
      await client.information(fileId, 0, security(GROUP)),
    );
    assert.deepEqual([owner, dacl], [undefined, undefined]);
    assert.ok(group);
  });

  it('without READ_CONTROL, or ACCESS_SYSTEM_SECURITY for a SACL: STATUS_ACCESS_DENIED', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const blind = await client.open('a', { desiredAccess: AccessMask.FILE_WRITE_DATA });
    expectStatus(await client.queryInfo(blind.fileId, 0, security(OWNER)), 'STATUS_ACCESS_DENIED');
    const { fileId } = await client.open('a');
    expectStatus(await client.queryInfo(fileId, 0, security(SACL)), 'STATUS_ACCESS_DENIED');
    expectStatus(await client.queryInfo(fileId, 0, security(DACL | SACL)), 'STATUS_ACCESS_DENIED');
  });

  for (const dialect of [Dialect.SMB_2_1, Dialect.SMB_3_1_1]) {
    it(`what does not fit is never cut; error data in the form of 0x${dialect.toString(16)}`, async () => {
      await using server = await serveFolder();
      const client = await connect(server, { negotiate: { dialects: [dialect] } });
      const { fileId } = await client.open('a');
      const whole = await client.information(fileId, 0, security(OWNER | DACL));
      for (const room of [0, whole.length - 1]) {
        const reply = await client.queryInfo(fileId, 0, security(OWNER | DACL, room));
        expectStatus(reply, 'STATUS_BUFFER_TOO_SMALL');
        const error = decodeErrorResponse(reply.message);
        const [context] = dialect === Dialect.SMB_3_1_1 ? decodeErrorContexts(error) : [];
        const needed = context?.errorContextData ?? error.errorData;
        assert.equal(needed.readUInt32LE(0), whole.length);
        assert.equal(error.errorData.length, dialect === Dialect.SMB_3_1_1 ? 12 : 4);
      }
      const mismatch = decodeErrorResponse(
        (await client.queryInfo(fileId, FileInformationClass.BASIC, { outputBufferLength: 0 })).message,
      );
      assert.equal(mismatch.errorData.length, dialect === Dialect.SMB_3_1_1 ? 8 : 0);
    });
  }
});
