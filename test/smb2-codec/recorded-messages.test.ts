import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { guidToText, type Writer } from '../../src/bytes/index.js';
import * as smb2 from '../../src/smb2-codec/index.js';
import { hex, written } from './support.js';

const VECTORS: unknown = JSON.parse(
  readFileSync(new URL('../../../test/vectors/ms-smb2-crypto.json', import.meta.url), 'utf8'),
);

/** Every whole message in the vectors, by the path to it; the same bytes once. */
function recordedMessages(): Map<string, Buffer> {
  const byBytes = new Map<string, string>();
  const visit = (path: string, value: unknown): void => {
    if (typeof value === 'string') {
      if (/^f[ed]534d42/.test(value) && !byBytes.has(value)) byBytes.set(value, path);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value)) visit(path === '' ? key : `${path}.${key}`, member);
    }
  };
  visit('', VECTORS);
  return new Map([...byBytes].map(([bytes, path]) => [path, hex(bytes)]));
}

const MESSAGES = recordedMessages();
const message = (path: string): Buffer => {
  const found = MESSAGES.get(path);
  assert.ok(found, `no message at ${path}`);
  return found;
};

/** Decodes a body and returns what writes it again. */
type Again = (message: Buffer) => (w: Writer) => void;
const again =
  <T>(decode: (message: Buffer) => T, encode: (w: Writer, value: T) => void): Again =>
  (bytes) => {
    const value = decode(bytes);
    return (w) => encode(w, value);
  };

const { Command } = smb2;
const REQUESTS: ReadonlyMap<number, Again> = new Map([
  [Command.NEGOTIATE, again(smb2.decodeNegotiateRequest, smb2.encodeNegotiateRequest)],
  [Command.SESSION_SETUP, again(smb2.decodeSessionSetupRequest, smb2.encodeSessionSetupRequest)],
  [Command.TREE_CONNECT, again(smb2.decodeTreeConnectRequest, smb2.encodeTreeConnectRequest)],
  [Command.READ, again(smb2.decodeReadRequest, smb2.encodeReadRequest)],
  [Command.WRITE, again(smb2.decodeWriteRequest, smb2.encodeWriteRequest)],
  [Command.CANCEL, again(smb2.decodeCancelRequest, smb2.encodeCancelRequest)],
  [Command.ECHO, again(smb2.decodeEchoRequest, smb2.encodeEchoRequest)],
]);
const RESPONSES: ReadonlyMap<number, Again> = new Map([
  [Command.NEGOTIATE, again(smb2.decodeNegotiateResponse, smb2.encodeNegotiateResponse)],
  [Command.SESSION_SETUP, again(smb2.decodeSessionSetupResponse, smb2.encodeSessionSetupResponse)],
  [Command.TREE_CONNECT, again(smb2.decodeTreeConnectResponse, smb2.encodeTreeConnectResponse)],
  [Command.READ, again(smb2.decodeReadResponse, smb2.encodeReadResponse)],
  [Command.WRITE, again(smb2.decodeWriteResponse, smb2.encodeWriteResponse)],
  [Command.ECHO, again(smb2.decodeEchoResponse, smb2.encodeEchoResponse)],
  [Command.IOCTL, again(smb2.decodeErrorResponse, smb2.encodeErrorResponse)],
]);

/** Bytes that encoding cannot bring back: the specification fixes their value, and the sender did not heed it. */
const heeded = (path: string, bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  // [MS-SMB2] 2.2.2: the byte in place of empty ErrorData SHOULD be zero.
  if (/^signing_captured\.[01]\./.test(path)) copy[72] = 0;
  // [MS-SMB2] 2.2.21: without a channel WriteChannelInfoOffset MUST be zero.
  if (path.endsWith('.encryption.0.plaintext_smb2_message') && isWriteRequest(bytes)) copy[104] = 0;
  return copy;
};
const isWriteRequest = (bytes: Buffer) =>
  smb2.decodeHeader(bytes).command === Command.WRITE && bytes.readUInt16LE(64) === 49;

describe('recorded messages are encoded again byte for byte', () => {
  for (const [path, bytes] of MESSAGES) {
    if (smb2.protocolId(bytes) === smb2.ProtocolId.TRANSFORM) {
      it(`${path} (transform header)`, () => {
        const header = smb2.decodeTransformHeader(bytes);
        const encoded = written((w) => smb2.encodeTransformHeader(w, header));
        // The two reserved bytes are zero in every one of them.
        assert.deepEqual(encoded, bytes.subarray(0, smb2.TRANSFORM_HEADER_LENGTH));
        assert.equal(header.originalMessageSize, bytes.length - smb2.TRANSFORM_HEADER_LENGTH);
      });
      continue;
    }
    it(path, () => {
      const header = smb2.decodeHeader(bytes);
      const isResponse = (header.flags & smb2.HeaderFlags.SERVER_TO_REDIR) !== 0;
      const body = (isResponse ? RESPONSES : REQUESTS).get(header.command);
      assert.ok(body, `no codec for command ${header.command}`);
      const signed = { ...header, signature: smb2.headerSignature(bytes) };
      assert.deepEqual(smb2.encodeMessage(signed, body(bytes)), heeded(path, bytes));
    });
  }

  it('there are as many as there were', () => {
    assert.ok(MESSAGES.size >= 40, `${MESSAGES.size} messages`);
  });
});

describe('recorded messages have the fields the blog posts show', () => {
  it('NEGOTIATE request of Windows 10', () => {
    const request = smb2.decodeNegotiateRequest(
      message('smb311_session_master_channel.messages.negotiate_request'),
    );
    assert.deepEqual(request.dialects, [0x0202, 0x0210, 0x0300, 0x0302, 0x0311]);
    assert.equal(guidToText(request.clientGuid), '326fd8ec-7662-4f02-9f77-52b89bb33f3a');
    const [preauth, encryption, ...others] = request.negotiateContexts;
    assert.deepEqual(others, []);
    assert.equal(preauth?.type, smb2.NegotiateContextType.PREAUTH_INTEGRITY_CAPABILITIES);
    const { hashAlgorithms, salt } = smb2.decodePreauthIntegrityCapabilities(preauth.data);
    assert.deepEqual(hashAlgorithms, [smb2.HashAlgorithm.SHA_512]);
    assert.equal(salt.length, 32);
    assert.equal(encryption?.type, smb2.NegotiateContextType.ENCRYPTION_CAPABILITIES);
    assert.deepEqual(smb2.decodeEncryptionCapabilities(encryption.data), [
      smb2.Cipher.AES_128_GCM,
      smb2.Cipher.AES_128_CCM,
    ]);
  });

  it('NEGOTIATE response of Windows Server 2016', () => {
    const response = smb2.decodeNegotiateResponse(
      message('smb311_session_master_channel.messages.negotiate_response'),
    );
    assert.equal(response.dialectRevision, smb2.Dialect.SMB_3_1_1);
    assert.equal(response.securityMode, smb2.SecurityMode.SIGNING_ENABLED);
    assert.equal(response.maxReadSize, 8 * 1024 * 1024);
    assert.equal(response.securityBuffer.length, 0x140);
    const cipher = response.negotiateContexts[1];
    assert.deepEqual(smb2.decodeEncryptionCapabilities(cipher!.data), [smb2.Cipher.AES_128_GCM]);
  });

  it('SESSION_SETUP legs', () => {
    const path = 'smb311_session_master_channel.messages.session_setup';
    const first = smb2.decodeSessionSetupRequest(message(`${path}_request_1`));
    assert.equal(first.securityMode, smb2.SecurityMode.SIGNING_ENABLED);
    assert.equal(first.securityBuffer.length, 0x4a);
    const more = smb2.decodeHeader(message(`${path}_response_1`));
    assert.equal(more.status, 0xc0000016);
    assert.equal(more.sessionId, 0x100000000019n);
    const last = message(`${path}_response_2`);
    assert.equal(smb2.decodeHeader(last).flags & smb2.HeaderFlags.SIGNED, smb2.HeaderFlags.SIGNED);
    assert.equal(smb2.decodeSessionSetupResponse(last).sessionFlags, 0);
  });

  it('SESSION_SETUP that binds a second channel', () => {
    const request = smb2.decodeSessionSetupRequest(
      message('smb311_session_binding_second_channel.messages.session_setup_request_1'),
    );
    assert.equal(request.flags, smb2.SessionSetupFlags.BINDING);
  });

  it('WRITE and READ of 23 bytes', () => {
    const path = 'smb30_encryption_aes128ccm.encryption';
    const write = smb2.decodeWriteRequest(message(`${path}.0.plaintext_smb2_message`));
    assert.equal(write.data.toString('latin1'), 'Smb3 encryption testing');
    assert.deepEqual(smb2.decodeWriteResponse(message(`${path}.1.plaintext_smb2_message`)), { count: 23 });
    const read = smb2.decodeReadRequest(message(`${path}.2.plaintext_smb2_message`));
    assert.equal(read.length, 23);
    assert.deepEqual(read.fileId, write.fileId);
    const { data } = smb2.decodeReadResponse(message(`${path}.3.plaintext_smb2_message`));
    assert.deepEqual(data, write.data);
  });
});
