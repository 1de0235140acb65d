import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  channelSequence,
  Command,
  decodeHeader,
  encodeHeader,
  encodeMessage,
  type Header,
  HeaderFlags,
  headerSignature,
  ProtocolId,
  protocolId,
} from '../../src/smb2-codec/index.js';
import { bytes, codecError, hex, itIsSound, record, u16, u32, u64, written } from './support.js';

type SignedHeader = Header & { readonly signature: Buffer };

const common = {
  creditCharge: u16,
  status: u32,
  command: u16,
  credits: u16,
  nextCommand: u32,
  messageId: u64,
  sessionId: u64,
  signature: bytes(16),
};
const sync: fc.Arbitrary<SignedHeader> = record({
  ...common,
  flags: u32.map((flags) => (flags & ~HeaderFlags.ASYNC_COMMAND) >>> 0),
  asyncId: fc.constant(undefined),
  reserved: u32,
  treeId: u32,
});
const async: fc.Arbitrary<SignedHeader> = record({
  ...common,
  flags: u32.map((flags) => (flags | HeaderFlags.ASYNC_COMMAND) >>> 0),
  asyncId: u64,
  reserved: fc.constant(0),
  treeId: fc.constant(0),
});

describe('[MS-SMB2] 2.2.1 SMB2 Packet Header', () => {
  itIsSound('2.2.1.1 ASYNC and 2.2.1.2 SYNC', {
    value: fc.oneof(sync, async),
    encode: (header) => written((w) => encodeHeader(w, header)),
    decode: (message) => ({ ...decodeHeader(message), signature: headerSignature(message) }),
  });

  it('lays the SYNC form out as specified', () => {
    const message = hex(`fe534d42 4000 0100 00000000 0500 6f00 08000000 10000000 0a00000000000000
      fffe0000 05000000 1100000000040000 000102030405060708090a0b0c0d0e0f`);
    assert.deepEqual(decodeHeader(message), {
      creditCharge: 1,
      status: 0,
      command: Command.CREATE,
      credits: 0x6f,
      flags: HeaderFlags.SIGNED,
      nextCommand: 16,
      messageId: 10n,
      asyncId: undefined,
      reserved: 0xfeff,
      treeId: 5,
      sessionId: 0x40000000011n,
    });
    assert.deepEqual(headerSignature(message), hex('000102030405060708090a0b0c0d0e0f'));
  });

  it('takes the ASYNC form from an AsyncId, and leaves out what is left out', () => {
    const message = encodeMessage({ command: Command.CHANGE_NOTIFY, asyncId: 7n }, () => {});
    const header = decodeHeader(message);
    assert.equal(header.flags, HeaderFlags.ASYNC_COMMAND);
    assert.equal(header.asyncId, 7n);
    assert.deepEqual(headerSignature(message), Buffer.alloc(16));
  });

  it('reads ChannelSequence from the low half of Status', () => {
    const header = decodeHeader(encodeMessage({ command: 0, status: 0xabcd1234 }, () => {}));
    assert.equal(channelSequence(header), 0x1234);
  });

  it('insists on ProtocolId and StructureSize', () => {
    const message = encodeMessage({ command: 0 }, () => {});
    const other = Buffer.from(message);
    other[0] = 0xff;
    assert.throws(() => decodeHeader(other), codecError('bad-constant', 'ProtocolId'));
    const size = Buffer.from(message);
    size[4] = 65;
    assert.throws(() => decodeHeader(size), codecError('bad-constant', 'StructureSize'));
  });

  it('knows the protocols by their first four bytes', () => {
    assert.equal(protocolId(Buffer.from('\xffSMB', 'latin1')), ProtocolId.SMB1);
    assert.equal(protocolId(Buffer.from('\xfeSMB', 'latin1')), ProtocolId.SMB2);
    assert.equal(protocolId(Buffer.from('\xfdSMB', 'latin1')), ProtocolId.TRANSFORM);
    assert.equal(protocolId(Buffer.from('\xfcSMB', 'latin1')), ProtocolId.COMPRESSION_TRANSFORM);
    assert.equal(protocolId(Buffer.from('\xfeSM', 'latin1')), undefined);
  });
});
