import assert from 'node:assert/strict';
import * as smb2 from '../../src/smb2-codec/index.js';
import { hex } from './support.js';

/** FileId of the open in 4.5. */
const FILE_ID = { persistent: 0x11n, volatile: 0xffffffff00000009n };

/** Header of a message of 4.5, from the fields printed there; all its messages share tree and session. */
const header = (command: number, credits: number, flags: number, messageId: number) => {
  const bytes = hex(
    'fe534d42 4000 0000 00000000 0000 0000 00000000 00000000 0000000000000000 00000000 05000000',
  );
  bytes.writeUInt16LE(command, 12);
  bytes.writeUInt16LE(credits, 14);
  bytes.writeUInt32LE(flags, 16);
  bytes.writeUInt32LE(messageId, 24);
  return Buffer.concat([bytes, hex('1100000000040000'), Buffer.alloc(16)]);
};
const fields = (command: number, credits: number, flags: number, messageId: bigint) => ({
  command,
  credits,
  flags,
  messageId,
  treeId: 5,
  sessionId: 0x40000000011n,
});

/** The packets of [MS-SMB2] 4.5, their fields put into bytes by hand from the listing. */
describe('[MS-SMB2] 4.5 Reading from a Remote File', () => {
  it('CREATE Request for testfile.txt', () => {
    const message = Buffer.concat([
      header(smb2.Command.CREATE, 111, 0, 10),
      hex(`3900 00 09 02000000 0000000000000000 0000000000000000 89001200 80000000 03000000 01000000 60000000
        7800 1800 00000000 00000000 740065007300740066006900 6c0065002e00740078007400`),
    ]);
    const value: smb2.CreateRequest = {
      requestedOplockLevel: smb2.OplockLevel.SMB2_OPLOCK_LEVEL_BATCH,
      impersonationLevel: smb2.ImpersonationLevel.IMPERSONATION,
      desiredAccess: 0x00120089,
      fileAttributes: smb2.fscc.FileAttributes.FILE_ATTRIBUTE_NORMAL,
      shareAccess: smb2.ShareAccess.FILE_SHARE_READ | smb2.ShareAccess.FILE_SHARE_WRITE,
      createDisposition: smb2.CreateDisposition.FILE_OPEN,
      createOptions:
        smb2.CreateOptions.FILE_SYNCHRONOUS_IO_NONALERT | smb2.CreateOptions.FILE_NON_DIRECTORY_FILE,
      name: 'testfile.txt',
      createContexts: [],
    };
    assert.deepEqual(smb2.decodeCreateRequest(message), value);
    const { AccessMask } = smb2;
    assert.equal(
      value.desiredAccess,
      AccessMask.FILE_READ_DATA |
        AccessMask.FILE_READ_EA |
        AccessMask.FILE_READ_ATTRIBUTES |
        AccessMask.READ_CONTROL |
        AccessMask.SYNCHRONIZE,
    );
    assert.deepEqual(
      smb2.encodeMessage(fields(smb2.Command.CREATE, 111, 0, 10n), (w) => smb2.encodeCreateRequest(w, value)),
      message,
    );
  });

  it('CREATE Response', () => {
    const message = Buffer.concat([
      header(smb2.Command.CREATE, 1, 1, 10),
      hex(`5900 09 00 01000000 20df514dc2a6c601 60b30d50c2a6c601 60b30d50c2a6c601 60b30d50c2a6c601
        6800000000000000 6200000000000000 20000000 00000000 1100000000000000 09000000ffffffff 00000000 00000000`),
    ]);
    const value: smb2.CreateResponse = {
      oplockLevel: smb2.OplockLevel.SMB2_OPLOCK_LEVEL_BATCH,
      flags: 0,
      createAction: smb2.CreateAction.FILE_OPENED,
      creationTime: 0x1c6a6c24d51df20n,
      lastAccessTime: 0x1c6a6c2500db360n,
      lastWriteTime: 0x1c6a6c2500db360n,
      changeTime: 0x1c6a6c2500db360n,
      allocationSize: 104n,
      endOfFile: 98n,
      fileAttributes: smb2.fscc.FileAttributes.FILE_ATTRIBUTE_ARCHIVE,
      fileId: FILE_ID,
      createContexts: [],
    };
    assert.deepEqual(smb2.decodeCreateResponse(message), value);
    assert.deepEqual(
      smb2.encodeMessage(fields(smb2.Command.CREATE, 1, 1, 10n), (w) => smb2.encodeCreateResponse(w, value)),
      message,
    );
  });

  it('READ Request of 98 bytes', () => {
    const message = Buffer.concat([
      header(smb2.Command.READ, 111, 0, 11),
      hex(`3100 50 00 62000000 0000000000000000 1100000000000000 09000000ffffffff 00000000 00000000 00000000
        0000 0000 00`),
    ]);
    const value: smb2.ReadRequest = {
      padding: 80,
      flags: 0,
      length: 98,
      offset: 0n,
      fileId: FILE_ID,
      minimumCount: 0,
      channel: smb2.Channel.NONE,
      remainingBytes: 0,
      channelInfo: Buffer.alloc(0),
    };
    assert.deepEqual(smb2.decodeReadRequest(message), value);
    assert.deepEqual(
      smb2.encodeMessage(fields(smb2.Command.READ, 111, 0, 11n), (w) => smb2.encodeReadRequest(w, value)),
      message,
    );
  });

  it('READ Response, its data at 80', () => {
    const data = Buffer.alloc(98, 'x');
    const message = Buffer.concat([
      header(smb2.Command.READ, 1, 1, 11),
      hex('1100 50 00 62000000 00000000 00000000'),
      data,
    ]);
    assert.deepEqual(smb2.decodeReadResponse(message), { dataRemaining: 0, flags: 0, data });
    assert.deepEqual(
      smb2.encodeMessage(fields(smb2.Command.READ, 1, 1, 11n), (w) =>
        smb2.encodeReadResponse(w, { dataRemaining: 0, flags: 0, data }),
      ),
      message,
    );
  });

  it('CLOSE Request and Response with attributes', () => {
    const request = Buffer.concat([
      header(smb2.Command.CLOSE, 111, 0, 12),
      hex('1800 0100 00000000 0900000000000000 01000000ffffffff'),
    ]);
    assert.deepEqual(smb2.decodeCloseRequest(request), {
      flags: smb2.CloseFlags.POSTQUERY_ATTRIB,
      fileId: { persistent: 9n, volatile: 0xffffffff00000001n },
    });
    const response = Buffer.concat([
      header(smb2.Command.CLOSE, 1, 1, 12),
      hex(`3c00 0100 00000000 80920bccc1a6c601 4051fe59c2a6c601 20df514dc2a6c601 20df514dc2a6c601
        0000000000000000 0000000000000000 10000000`),
    ]);
    assert.deepEqual(smb2.decodeCloseResponse(response), {
      flags: smb2.CloseFlags.POSTQUERY_ATTRIB,
      creationTime: 0x1c6a6c1cc0b9280n,
      lastAccessTime: 0x1c6a6c259fe5140n,
      lastWriteTime: 0x1c6a6c24d51df20n,
      changeTime: 0x1c6a6c24d51df20n,
      allocationSize: 0n,
      endOfFile: 0n,
      fileAttributes: smb2.fscc.FileAttributes.FILE_ATTRIBUTE_DIRECTORY,
    });
  });
});
