import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  CtlCode,
  decodeCopyChunkRequest,
  decodeCopyChunkResponse,
  decodeIoctlRequest,
  decodeIoctlResponse,
  decodeNetworkInterfaceInfo,
  decodePipeWaitRequest,
  decodeResumeKey,
  decodeValidateNegotiateInfoRequest,
  decodeValidateNegotiateInfoResponse,
  encodeCopyChunkRequest,
  encodeCopyChunkResponse,
  encodeIoctlRequest,
  encodeIoctlResponse,
  encodeMessage,
  encodeNetworkInterfaceInfo,
  encodePipeWaitRequest,
  encodeResumeKey,
  encodeValidateNegotiateInfoRequest,
  encodeValidateNegotiateInfoResponse,
  type NetworkInterfaceInfo,
  NO_FILE_ID,
} from '../../src/smb2-codec/index.js';
import {
  buffer,
  bytes,
  codecError,
  fileId,
  hex,
  itIsASoundBody,
  itIsSound,
  record,
  text,
  u16,
  u32,
  u64,
} from './support.js';

const networkInterface: fc.Arbitrary<NetworkInterfaceInfo> = record({
  ifIndex: u32,
  capability: u32,
  linkSpeed: u64,
  address: fc.oneof(bytes(4), bytes(16)),
});

describe('[MS-SMB2] IOCTL', () => {
  itIsASoundBody(
    '2.2.31 Request',
    record({
      ctlCode: u32,
      fileId,
      input: buffer(),
      maxInputResponse: u32,
      maxOutputResponse: u32,
      flags: u32,
    }),
    encodeIoctlRequest,
    decodeIoctlRequest,
  );
  itIsASoundBody(
    '2.2.32 Response',
    record({ ctlCode: u32, fileId, input: buffer(), output: buffer() }),
    encodeIoctlResponse,
    decodeIoctlResponse,
  );
  itIsSound('2.2.31.1 SRV_COPYCHUNK_COPY', {
    value: record({
      sourceKey: bytes(24),
      chunks: fc.array(record({ sourceOffset: u64, targetOffset: u64, length: u32 }), { maxLength: 4 }),
    }),
    encode: encodeCopyChunkRequest,
    decode: decodeCopyChunkRequest,
  });
  itIsSound('2.2.32.1 SRV_COPYCHUNK_RESPONSE', {
    value: record({ chunksWritten: u32, chunkBytesWritten: u32, totalBytesWritten: u32 }),
    encode: encodeCopyChunkResponse,
    decode: decodeCopyChunkResponse,
  });
  itIsSound('2.2.32.3 SRV_REQUEST_RESUME_KEY Response', {
    value: bytes(24),
    encode: encodeResumeKey,
    decode: decodeResumeKey,
  });
  itIsSound('2.2.31.4 VALIDATE_NEGOTIATE_INFO Request', {
    value: record({ capabilities: u32, guid: bytes(16), securityMode: u16, dialects: fc.array(u16) }),
    encode: encodeValidateNegotiateInfoRequest,
    decode: decodeValidateNegotiateInfoRequest,
  });
  itIsSound('2.2.32.6 VALIDATE_NEGOTIATE_INFO Response', {
    value: record({ capabilities: u32, guid: bytes(16), securityMode: u16, dialect: u16 }),
    encode: encodeValidateNegotiateInfoResponse,
    decode: decodeValidateNegotiateInfoResponse,
  });
  itIsSound('2.2.32.5 NETWORK_INTERFACE_INFO', {
    value: fc.array(networkInterface, { minLength: 1, maxLength: 3 }),
    encode: encodeNetworkInterfaceInfo,
    decode: decodeNetworkInterfaceInfo,
  });

  it('2.2.32 puts the output at a multiple of 8 behind the input, and says 0 if there is none', () => {
    const response = { ctlCode: CtlCode.PIPE_TRANSCEIVE, fileId: NO_FILE_ID };
    const both = encodeMessage({ command: 11 }, (w) =>
      encodeIoctlResponse(w, { ...response, input: hex('aabbcc'), output: hex('dd') }),
    );
    assert.deepEqual(both.subarray(64 + 24, 64 + 40), hex('70000000 03000000 78000000 01000000'));
    assert.deepEqual(both.subarray(112), hex('aabbcc 0000000000 dd'));
    const none = encodeMessage({ command: 11 }, (w) =>
      encodeIoctlResponse(w, { ...response, input: Buffer.alloc(0), output: Buffer.alloc(0) }),
    );
    assert.deepEqual(none.subarray(64 + 24), hex('70000000 00000000 00000000 00000000 00000000 00000000'));
  });

  it('2.2.31 ignores what a request says of its output, and where it says an empty input is', () => {
    const message = encodeMessage({ command: 11 }, (w) =>
      encodeIoctlRequest(w, {
        ctlCode: CtlCode.QUERY_NETWORK_INTERFACE_INFO,
        fileId: NO_FILE_ID,
        input: Buffer.alloc(0),
        maxInputResponse: 0,
        maxOutputResponse: 4096,
        flags: 1,
      }),
    );
    message.fill(0xff, 64 + 24, 64 + 28);
    message.fill(0xff, 64 + 36, 64 + 44);
    const { input, maxOutputResponse, flags } = decodeIoctlRequest(message);
    assert.deepEqual(
      { input, maxOutputResponse, flags },
      { input: Buffer.alloc(0), maxOutputResponse: 4096, flags: 1 },
    );
  });

  it('2.2.32.5 an address stands behind its reserved port, in 152 bytes each', () => {
    const data = encodeNetworkInterfaceInfo([
      { ifIndex: 2, capability: 0, linkSpeed: 1_000_000_000n, address: hex('c0a80001') },
      { ifIndex: 3, capability: 1, linkSpeed: 1n, address: hex('fe800000000000000000000000000001') },
    ]);
    assert.equal(data.length, 2 * 152);
    assert.deepEqual(
      data.subarray(0, 36),
      hex('98000000 02000000 00000000 00000000 00ca9a3b00000000 0200 0000 c0a80001 00000000'),
    );
    assert.deepEqual(
      data.subarray(152 + 24, 152 + 48),
      hex('1700 0000 00000000 fe800000000000000000000000000001'),
    );
    data.writeUInt32LE(144, 0);
    assert.throws(() => decodeNetworkInterfaceInfo(data), codecError('malformed', 'Next'));
  });

  itIsSound('[MS-FSCC] 2.3.49 FSCTL_PIPE_WAIT Request', {
    value: record({ timeout: fc.option(u64, { nil: undefined }), name: text() }),
    encode: encodePipeWaitRequest,
    decode: decodePipeWaitRequest,
  });
});
