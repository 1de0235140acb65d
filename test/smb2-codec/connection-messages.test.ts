import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  decodeCancelRequest,
  decodeEchoRequest,
  decodeEchoResponse,
  decodeErrorContexts,
  decodeErrorResponse,
  decodeLogoffRequest,
  decodeLogoffResponse,
  decodeSessionSetupRequest,
  decodeSessionSetupResponse,
  decodeTransformHeader,
  decodeTreeConnectRequest,
  decodeTreeConnectResponse,
  decodeTreeDisconnectRequest,
  decodeTreeDisconnectResponse,
  encodeCancelRequest,
  encodeEchoRequest,
  encodeEchoResponse,
  encodeErrorResponse,
  encodeLogoffRequest,
  encodeLogoffResponse,
  encodeMessage,
  encodeSessionSetupRequest,
  encodeSessionSetupResponse,
  encodeTransformHeader,
  encodeTreeConnectRequest,
  encodeTreeConnectResponse,
  encodeTreeDisconnectRequest,
  encodeTreeDisconnectResponse,
  ErrorId,
  errorResponseOf,
  TRANSFORM_HEADER_LENGTH,
  transformAad,
  TreeConnectFlags,
} from '../../src/smb2-codec/index.js';
import {
  buffer,
  bytes,
  codecError,
  hex,
  itIsASoundBody,
  itIsSound,
  itIsSoundData,
  record,
  text,
  u16,
  u32,
  u64,
  u8,
} from './support.js';

const body = (message: Buffer) => message.subarray(64);

describe('[MS-SMB2] messages of connection, session and tree', () => {
  itIsASoundBody(
    '2.2.2 ERROR Response',
    record({ errorContextCount: u8, errorData: buffer() }),
    encodeErrorResponse,
    decodeErrorResponse,
  );
  itIsSound('2.2.2.1 ERROR Context', {
    value: fc.array(record({ errorId: u32, errorContextData: buffer() }), { minLength: 1, maxLength: 4 }),
    encode: (contexts) =>
      encodeMessage({ command: 0 }, (w) => encodeErrorResponse(w, errorResponseOf(contexts))),
    decode: (message) => decodeErrorContexts(decodeErrorResponse(message)),
  });
  itIsASoundBody(
    '2.2.5 SESSION_SETUP Request',
    record({
      flags: u8,
      securityMode: u8,
      capabilities: u32,
      previousSessionId: u64,
      securityBuffer: buffer(),
    }),
    encodeSessionSetupRequest,
    decodeSessionSetupRequest,
  );
  itIsASoundBody(
    '2.2.6 SESSION_SETUP Response',
    record({ sessionFlags: u16, securityBuffer: buffer() }),
    encodeSessionSetupResponse,
    decodeSessionSetupResponse,
  );
  itIsASoundBody(
    '2.2.9 TREE_CONNECT Request',
    record({ flags: u16, path: text() }),
    encodeTreeConnectRequest,
    decodeTreeConnectRequest,
  );
  itIsASoundBody(
    '2.2.10 TREE_CONNECT Response',
    record({ shareType: u8, shareFlags: u32, capabilities: u32, maximalAccess: u32 }),
    encodeTreeConnectResponse,
    decodeTreeConnectResponse,
  );
  const nothing = fc.constant(undefined);
  itIsASoundBody('2.2.7 LOGOFF Request', nothing, encodeLogoffRequest, decodeLogoffRequest);
  itIsASoundBody('2.2.8 LOGOFF Response', nothing, encodeLogoffResponse, decodeLogoffResponse);
  itIsASoundBody(
    '2.2.11 TREE_DISCONNECT Request',
    nothing,
    encodeTreeDisconnectRequest,
    decodeTreeDisconnectRequest,
  );
  itIsASoundBody(
    '2.2.12 TREE_DISCONNECT Response',
    nothing,
    encodeTreeDisconnectResponse,
    decodeTreeDisconnectResponse,
  );
  itIsASoundBody('2.2.28 ECHO Request', nothing, encodeEchoRequest, decodeEchoRequest);
  itIsASoundBody('2.2.29 ECHO Response', nothing, encodeEchoResponse, decodeEchoResponse);
  itIsASoundBody('2.2.30 CANCEL Request', nothing, encodeCancelRequest, decodeCancelRequest);
  itIsSoundData(
    '2.2.41 TRANSFORM_HEADER',
    record({
      signature: bytes(16),
      nonce: bytes(16),
      originalMessageSize: u32,
      flags: u16,
      sessionId: u64,
    }),
    encodeTransformHeader,
    decodeTransformHeader,
  );
});

describe('[MS-SMB2] details of those messages', () => {
  it('2.2.2 an error without data has one zero byte in its place', () => {
    const message = encodeMessage({ command: 0 }, (w) => encodeErrorResponse(w));
    assert.deepEqual(body(message), hex('0900 00 00 00000000 00'));
  });

  it('2.2.2 the byte may be missing, or not zero', () => {
    const message = encodeMessage({ command: 0 }, (w) => encodeErrorResponse(w));
    message[72] = 0xff;
    const empty = { errorContextCount: 0, errorData: Buffer.alloc(0) };
    assert.deepEqual(decodeErrorResponse(message), empty);
    assert.deepEqual(decodeErrorResponse(message.subarray(0, 72)), empty);
  });

  it('2.2.2.1 contexts begin 8-byte aligned within the error data', () => {
    const { errorData, errorContextCount } = errorResponseOf([
      { errorId: ErrorId.DEFAULT, errorContextData: hex('1103') },
      { errorId: ErrorId.SHARE_REDIRECT, errorContextData: hex('aa') },
    ]);
    assert.equal(errorContextCount, 2);
    assert.deepEqual(errorData, hex('02000000 00000000 1103 000000000000 01000000 53526472 aa'));
  });

  it('2.2.5 a token that claims to lie in the header or the fixed part is refused', () => {
    const message = encodeMessage({ command: 1 }, (w) =>
      encodeSessionSetupRequest(w, {
        flags: 0,
        securityMode: 1,
        capabilities: 0,
        previousSessionId: 0n,
        securityBuffer: Buffer.from('NTLMSSP\0'),
      }),
    );
    assert.equal(message.readUInt16LE(64 + 12), 88);
    for (const offset of [0, 63, 64, 87]) {
      message.writeUInt16LE(offset, 64 + 12);
      assert.throws(() => decodeSessionSetupRequest(message), codecError('out-of-range', 'SecurityBuffer'));
    }
    message.writeUInt16LE(89, 64 + 12);
    assert.throws(() => decodeSessionSetupRequest(message), codecError('out-of-range', 'SecurityBuffer'));
  });

  it('2.2.5 an empty token may point anywhere, and a request ends with the byte its size counts', () => {
    const message = encodeMessage({ command: 1 }, (w) =>
      encodeSessionSetupRequest(w, {
        flags: 0,
        securityMode: 1,
        capabilities: 0,
        previousSessionId: 0n,
        securityBuffer: Buffer.alloc(0),
      }),
    );
    assert.equal(body(message).length, 25);
    message.writeUInt16LE(0xffff, 64 + 12);
    assert.equal(decodeSessionSetupRequest(message).securityBuffer.length, 0);
  });

  it('2.2.9 a path is found behind a request extension', () => {
    const path = '\\\\s\\d';
    const message = encodeMessage({ command: 3 }, (w) => {
      w.u16(9)
        .u16(TreeConnectFlags.EXTENSION_PRESENT)
        .u16(88)
        .u16(path.length * 2);
      w.u32(0).u16(0).zero(10).utf16(path);
    });
    assert.deepEqual(decodeTreeConnectRequest(message), { flags: TreeConnectFlags.EXTENSION_PRESENT, path });
  });

  it('2.2.9 a path of odd length is refused', () => {
    const message = encodeMessage({ command: 3 }, (w) =>
      encodeTreeConnectRequest(w, { flags: 0, path: 'ab' }),
    );
    message.writeUInt16LE(3, 64 + 6);
    assert.throws(() => decodeTreeConnectRequest(message), codecError('malformed', 'Path'));
  });

  it('2.2.41 the AAD is Nonce to SessionId', () => {
    const message = Buffer.from(Array.from({ length: 80 }, (_, i) => i));
    assert.deepEqual(transformAad(message), message.subarray(20, TRANSFORM_HEADER_LENGTH));
    assert.equal(transformAad(message).length, 32);
  });
});
