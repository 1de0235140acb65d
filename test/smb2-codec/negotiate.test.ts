import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  Command,
  decodeNegotiateRequest,
  decodeNegotiateResponse,
  Dialect,
  encodeMessage,
  encodeNegotiateRequest,
  encodeNegotiateResponse,
  type NegotiateContext,
  NegotiateContextType,
  type NegotiateRequest,
} from '../../src/smb2-codec/index.js';
import { buffer, bytes, codecError, itIsASoundBody, record, u16, u32, u64 } from './support.js';

const context: fc.Arbitrary<NegotiateContext> = record({ type: u16, data: buffer() });
const contexts = fc.array(context, { maxLength: 4 });
const fixed = { securityMode: u16, capabilities: u32, clientGuid: bytes(16) };
const request = fc.oneof(
  record({
    ...fixed,
    dialects: fc.array(u16.filter((d) => d !== Dialect.SMB_3_1_1)),
    negotiateContexts: fc.constant([]),
  }),
  record({
    ...fixed,
    dialects: fc.array(u16).map((dialects) => [...dialects, Dialect.SMB_3_1_1]),
    negotiateContexts: contexts,
  }),
);
const responseFixed = {
  securityMode: u16,
  serverGuid: bytes(16),
  capabilities: u32,
  maxTransactSize: u32,
  maxReadSize: u32,
  maxWriteSize: u32,
  systemTime: u64,
  serverStartTime: u64,
  securityBuffer: buffer(),
};
const response = fc.oneof(
  record({
    ...responseFixed,
    dialectRevision: u16.filter((d) => d !== Dialect.SMB_3_1_1),
    negotiateContexts: fc.constant([]),
  }),
  record({
    ...responseFixed,
    dialectRevision: fc.constant(Dialect.SMB_3_1_1),
    negotiateContexts: contexts,
  }),
);

const request311: NegotiateRequest = {
  securityMode: 1,
  capabilities: 0x7f,
  clientGuid: Buffer.alloc(16, 0xcc),
  dialects: [Dialect.SMB_2_0_2, Dialect.SMB_3_1_1],
  negotiateContexts: [
    { type: NegotiateContextType.PREAUTH_INTEGRITY_CAPABILITIES, data: Buffer.alloc(6, 1) },
    { type: 0x7777, data: Buffer.alloc(3, 2) },
  ],
};
const encoded311 = () =>
  encodeMessage({ command: Command.NEGOTIATE }, (w) => encodeNegotiateRequest(w, request311));

describe('[MS-SMB2] NEGOTIATE', () => {
  itIsASoundBody('2.2.3 Request', request, encodeNegotiateRequest, decodeNegotiateRequest);
  itIsASoundBody('2.2.4 Response', response, encodeNegotiateResponse, decodeNegotiateResponse);

  it('2.2.3 aligns each context to 8 bytes from the header and pads none after the last', () => {
    const message = encoded311();
    assert.equal(message.readUInt32LE(64 + 28), 104);
    assert.equal(message.readUInt16LE(104), NegotiateContextType.PREAUTH_INTEGRITY_CAPABILITIES);
    assert.equal(message.readUInt16LE(120), 0x7777);
    assert.equal(message.length, 120 + 8 + 3);
  });

  it('2.2.3 tolerates bytes behind the last context', () => {
    assert.deepEqual(
      decodeNegotiateRequest(Buffer.concat([encoded311(), Buffer.alloc(9, 0xee)])),
      request311,
    );
  });

  it('2.2.3 does not look at the context fields without 3.1.1, where they are ClientStartTime', () => {
    const message = encoded311();
    message.writeUInt16LE(Dialect.SMB_3_0, 64 + 38);
    message.fill(0xff, 64 + 28, 64 + 36);
    const decoded = decodeNegotiateRequest(message);
    assert.deepEqual(decoded.dialects, [Dialect.SMB_2_0_2, Dialect.SMB_3_0]);
    assert.deepEqual(decoded.negotiateContexts, []);
  });

  it('2.2.3 refuses contexts that begin in the fixed part, or count or reach beyond the message', () => {
    const early = encoded311();
    early.writeUInt32LE(64, 64 + 28);
    assert.throws(() => decodeNegotiateRequest(early), codecError('out-of-range', 'NegotiateContextOffset'));
    const late = encoded311();
    late.writeUInt32LE(0xfffffff8, 64 + 28);
    assert.throws(() => decodeNegotiateRequest(late), codecError('out-of-range'));
    const many = encoded311();
    many.writeUInt16LE(3, 64 + 32);
    assert.throws(() => decodeNegotiateRequest(many), codecError('out-of-range', 'NegotiateContextList'));
    const long = encoded311();
    long.writeUInt16LE(4, 120 + 2);
    assert.throws(() => decodeNegotiateRequest(long), codecError('truncated', 'Data'));
  });

  it('2.2.3 refuses to read dialects beyond the message, and leaves none at all to the handler', () => {
    const message = encodeMessage({ command: 0 }, (w) =>
      encodeNegotiateRequest(w, { ...request311, dialects: [Dialect.SMB_2_1], negotiateContexts: [] }),
    );
    message.writeUInt16LE(2, 64 + 2);
    assert.throws(() => decodeNegotiateRequest(message), codecError('truncated', 'Dialects'));
    message.writeUInt16LE(0, 64 + 2);
    assert.deepEqual(decodeNegotiateRequest(message).dialects, []);
  });

  it('insists on StructureSize', () => {
    const message = encoded311();
    message.writeUInt16LE(37, 64);
    assert.throws(() => decodeNegotiateRequest(message), codecError('bad-constant', 'StructureSize'));
  });

  it('2.2.4 puts nothing behind the security buffer before 3.1.1, and ignores NegotiateContextOffset there', () => {
    const securityBuffer = Buffer.from('token');
    const value = {
      securityMode: 1,
      dialectRevision: Dialect.SMB_3_0,
      serverGuid: Buffer.alloc(16),
      capabilities: 0,
      maxTransactSize: 65536,
      maxReadSize: 65536,
      maxWriteSize: 65536,
      systemTime: 0n,
      serverStartTime: 0n,
      securityBuffer,
      negotiateContexts: [{ type: 1, data: Buffer.alloc(4) }],
    };
    const message = encodeMessage({ command: 0 }, (w) => encodeNegotiateResponse(w, value));
    assert.equal(message.length, 128 + securityBuffer.length);
    message.writeUInt32LE(0x204d4c20, 64 + 60);
    assert.deepEqual(decodeNegotiateResponse(message), { ...value, negotiateContexts: [] });
  });
});
