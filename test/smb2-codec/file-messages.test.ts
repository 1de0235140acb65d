import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  Channel,
  decodeChangeNotifyRequest,
  decodeChangeNotifyResponse,
  decodeCloseRequest,
  decodeCloseResponse,
  decodeFlushRequest,
  decodeFlushResponse,
  decodeLockRequest,
  decodeLockResponse,
  decodeOplockBreakRequest,
  decodeOplockBreakResponse,
  decodeQueryDirectoryRequest,
  decodeQueryDirectoryResponse,
  decodeQueryInfoRequest,
  decodeQueryInfoResponse,
  decodeReadRequest,
  decodeReadResponse,
  decodeSetInfoRequest,
  decodeSetInfoResponse,
  decodeWriteRequest,
  decodeWriteResponse,
  encodeChangeNotifyRequest,
  encodeChangeNotifyResponse,
  encodeCloseRequest,
  encodeCloseResponse,
  encodeFlushRequest,
  encodeFlushResponse,
  encodeLockRequest,
  encodeLockResponse,
  encodeMessage,
  encodeOplockBreakRequest,
  encodeOplockBreakResponse,
  encodeQueryDirectoryRequest,
  encodeQueryDirectoryResponse,
  encodeQueryInfoRequest,
  encodeQueryInfoResponse,
  encodeReadRequest,
  encodeReadResponse,
  encodeSetInfoRequest,
  encodeSetInfoResponse,
  encodeWriteRequest,
  encodeWriteResponse,
  fscc,
  InfoType,
  NO_FILE_ID,
  type OplockBreakRequest,
  type OplockBreakResponse,
} from '../../src/smb2-codec/index.js';
import {
  buffer,
  bytes,
  codecError,
  fileId,
  fileSummary,
  itIsASoundBody,
  record,
  text,
  u16,
  u32,
  u64,
  u8,
} from './support.js';

const noBuffer = fc.constant(Buffer.alloc(0));
const nothing = fc.constant(undefined);
/** A channel, and descriptors only where there is one. */
const channel = fc.oneof(
  record({ channel: fc.constant(Channel.NONE as number), channelInfo: noBuffer }),
  record({ channel: u32.filter((c) => c !== Channel.NONE), channelInfo: buffer() }),
);
const readRequest = fc
  .tuple(
    record({
      padding: u8,
      flags: u8,
      length: u32,
      offset: u64,
      fileId,
      minimumCount: u32,
      remainingBytes: u32,
    }),
    channel,
  )
  .map(([fields, info]) => ({ ...fields, ...info }));
const writeRequest = fc
  .tuple(record({ offset: u64, fileId, remainingBytes: u32, flags: u32, data: buffer() }), channel)
  .map(([fields, info]) => ({ ...fields, ...info }));
const query = { outputBufferLength: u32, additionalInformation: u32, flags: u32, fileId };
const queryInfoRequest = fc.oneof(
  record({
    infoType: fc.constant(InfoType.QUOTA as number),
    fileInfoClass: u8,
    ...query,
    inputBuffer: buffer(),
  }),
  record({
    infoType: fc.constant(InfoType.FILE as number),
    fileInfoClass: fc.constant(fscc.FileInformationClass.FULL_EA as number),
    ...query,
    inputBuffer: buffer(),
  }),
  record({
    infoType: fc.constant(InfoType.SECURITY as number),
    fileInfoClass: u8,
    ...query,
    inputBuffer: noBuffer,
  }),
);
const oplockBreak = record({ kind: fc.constant('oplock' as const), oplockLevel: u8, fileId });
const leaseBreak = record({ kind: fc.constant('lease' as const), leaseKey: bytes(16), leaseState: u32 });
const leaseBreakNotification = record({
  kind: fc.constant('lease-notification' as const),
  newEpoch: u16,
  flags: u32,
  leaseKey: bytes(16),
  currentLeaseState: u32,
  newLeaseState: u32,
});
const breakRequest: fc.Arbitrary<OplockBreakRequest> = fc.oneof(oplockBreak, leaseBreak);
const breakResponse: fc.Arbitrary<OplockBreakResponse> = fc.oneof(
  oplockBreak,
  leaseBreak,
  leaseBreakNotification,
);
const outputBuffer = record({ outputBuffer: buffer() });

describe('[MS-SMB2] messages of an open', () => {
  itIsASoundBody(
    '2.2.15 CLOSE Request',
    record({ flags: u16, fileId }),
    encodeCloseRequest,
    decodeCloseRequest,
  );
  itIsASoundBody(
    '2.2.16 CLOSE Response',
    record({ flags: u16, ...fileSummary }),
    encodeCloseResponse,
    decodeCloseResponse,
  );
  itIsASoundBody('2.2.17 FLUSH Request', record({ fileId }), encodeFlushRequest, decodeFlushRequest);
  itIsASoundBody('2.2.18 FLUSH Response', nothing, encodeFlushResponse, decodeFlushResponse);
  itIsASoundBody('2.2.19 READ Request', readRequest, encodeReadRequest, decodeReadRequest);
  itIsASoundBody(
    '2.2.20 READ Response',
    record({ dataRemaining: u32, flags: u32, data: buffer() }),
    encodeReadResponse,
    decodeReadResponse,
  );
  itIsASoundBody('2.2.21 WRITE Request', writeRequest, encodeWriteRequest, decodeWriteRequest);
  itIsASoundBody('2.2.22 WRITE Response', record({ count: u32 }), encodeWriteResponse, decodeWriteResponse);
  itIsASoundBody(
    '2.2.24 OPLOCK_BREAK Acknowledgment',
    breakRequest,
    encodeOplockBreakRequest,
    decodeOplockBreakRequest,
  );
  itIsASoundBody(
    '2.2.23, 2.2.25 OPLOCK_BREAK Notification and Response',
    breakResponse,
    encodeOplockBreakResponse,
    decodeOplockBreakResponse,
  );
  itIsASoundBody(
    '2.2.26 LOCK Request',
    record({
      lockSequence: u32,
      fileId,
      locks: fc.array(record({ offset: u64, length: u64, flags: u32 }), { maxLength: 4 }),
    }),
    encodeLockRequest,
    decodeLockRequest,
  );
  itIsASoundBody('2.2.27 LOCK Response', nothing, encodeLockResponse, decodeLockResponse);
  itIsASoundBody(
    '2.2.33 QUERY_DIRECTORY Request',
    record({
      fileInformationClass: u8,
      flags: u8,
      fileIndex: u32,
      fileId,
      fileName: text(),
      outputBufferLength: u32,
    }),
    encodeQueryDirectoryRequest,
    decodeQueryDirectoryRequest,
  );
  itIsASoundBody(
    '2.2.34 QUERY_DIRECTORY Response',
    outputBuffer,
    encodeQueryDirectoryResponse,
    decodeQueryDirectoryResponse,
  );
  itIsASoundBody(
    '2.2.35 CHANGE_NOTIFY Request',
    record({ flags: u16, outputBufferLength: u32, fileId, completionFilter: u32 }),
    encodeChangeNotifyRequest,
    decodeChangeNotifyRequest,
  );
  itIsASoundBody(
    '2.2.36 CHANGE_NOTIFY Response',
    outputBuffer,
    encodeChangeNotifyResponse,
    decodeChangeNotifyResponse,
  );
  itIsASoundBody(
    '2.2.37 QUERY_INFO Request',
    queryInfoRequest,
    encodeQueryInfoRequest,
    decodeQueryInfoRequest,
  );
  itIsASoundBody(
    '2.2.38 QUERY_INFO Response',
    outputBuffer,
    encodeQueryInfoResponse,
    decodeQueryInfoResponse,
  );
  itIsASoundBody(
    '2.2.39 SET_INFO Request',
    record({ infoType: u8, fileInfoClass: u8, additionalInformation: u32, fileId, buffer: buffer() }),
    encodeSetInfoRequest,
    decodeSetInfoRequest,
  );
  itIsASoundBody('2.2.40 SET_INFO Response', nothing, encodeSetInfoResponse, decodeSetInfoResponse);
});

describe('[MS-SMB2] details of those messages', () => {
  it('2.2.19 the channel fields are ignored without a channel', () => {
    const message = encodeMessage({ command: 8 }, (w) =>
      encodeReadRequest(w, {
        padding: 0x50,
        flags: 0,
        length: 1,
        offset: 0n,
        fileId: NO_FILE_ID,
        minimumCount: 0,
        channel: Channel.NONE,
        remainingBytes: 0,
        channelInfo: Buffer.alloc(0),
      }),
    );
    message.fill(0xff, 64 + 44, 64 + 48);
    assert.equal(decodeReadRequest(message).channelInfo.length, 0);
    message.writeUInt32LE(Channel.RDMA_V1, 64 + 36);
    assert.throws(() => decodeReadRequest(message), codecError('out-of-range', 'ReadChannelInfo'));
  });

  it('3.3.5.20 the input buffer of a query that takes none is ignored', () => {
    const message = encodeMessage({ command: 16 }, (w) =>
      encodeQueryInfoRequest(w, {
        infoType: InfoType.FILE,
        fileInfoClass: fscc.FileInformationClass.BASIC,
        outputBufferLength: 40,
        additionalInformation: 0,
        flags: 0,
        fileId: NO_FILE_ID,
        inputBuffer: Buffer.alloc(0),
      }),
    );
    message.writeUInt32LE(0xffff, 64 + 12);
    assert.equal(decodeQueryInfoRequest(message).inputBuffer.length, 0);
    message[64 + 3] = fscc.FileInformationClass.FULL_EA;
    assert.throws(() => decodeQueryInfoRequest(message), codecError('out-of-range', 'InputBuffer'));
  });

  it('2.2.26 a lock count beyond the message is refused before anything is allocated for it', () => {
    const message = encodeMessage({ command: 10 }, (w) =>
      encodeLockRequest(w, { lockSequence: 0, fileId: NO_FILE_ID, locks: [] }),
    );
    message.writeUInt16LE(0xffff, 64 + 2);
    assert.throws(() => decodeLockRequest(message), codecError('truncated', 'Offset'));
  });

  it('2.2.24 a client cannot send a notification', () => {
    const message = encodeMessage({ command: 18 }, (w) =>
      encodeOplockBreakResponse(w, {
        kind: 'lease-notification',
        newEpoch: 0,
        flags: 0,
        leaseKey: Buffer.alloc(16),
        currentLeaseState: 1,
        newLeaseState: 0,
      }),
    );
    assert.throws(() => decodeOplockBreakRequest(message), codecError('bad-constant', 'StructureSize'));
  });
});
