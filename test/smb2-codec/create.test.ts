import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Writer } from '../../src/bytes/index.js';
import {
  type CreateContext,
  CreateContextName,
  type CreateRequest,
  decodeAllocationSize,
  decodeCreateContexts,
  decodeCreateRequest,
  decodeCreateResponse,
  decodeLease,
  decodeMaximalAccessRequest,
  decodeMaximalAccessResponse,
  decodeOnDiskId,
  decodeTimewarpToken,
  encodeAllocationSize,
  encodeCreateContexts,
  encodeCreateRequest,
  encodeCreateResponse,
  encodeLease,
  encodeMaximalAccessRequest,
  encodeMaximalAccessResponse,
  encodeMessage,
  encodeOnDiskId,
  encodeTimewarpToken,
  type Lease,
} from '../../src/smb2-codec/index.js';
import {
  buffer,
  bytes,
  codecError,
  fileId,
  fileSummary,
  hex,
  itIsASoundBody,
  itIsSound,
  record,
  text,
  u16,
  u32,
  u64,
  u8,
} from './support.js';

const context: fc.Arbitrary<CreateContext> = record({
  name: fc.oneof(bytes(4), bytes(16)).map((name) => name.toString('latin1')),
  data: buffer(),
});
const createContexts = fc.array(context, { maxLength: 4 });
const lease: fc.Arbitrary<Lease> = record({
  leaseKey: bytes(16),
  leaseState: u32,
  leaseFlags: u32,
  v2: fc.option(record({ parentLeaseKey: bytes(16), epoch: u16 }), { nil: undefined }),
});

const contextList = (contexts: readonly CreateContext[]) => {
  const w = new Writer();
  encodeCreateContexts(w, contexts);
  return w.finish();
};

describe('[MS-SMB2] CREATE', () => {
  itIsASoundBody(
    '2.2.13 Request',
    record({
      requestedOplockLevel: u8,
      impersonationLevel: u32,
      desiredAccess: u32,
      fileAttributes: u32,
      shareAccess: u32,
      createDisposition: u32,
      createOptions: u32,
      name: text(),
      createContexts,
    }),
    encodeCreateRequest,
    decodeCreateRequest,
  );
  itIsASoundBody(
    '2.2.14 Response',
    record({ oplockLevel: u8, flags: u8, createAction: u32, ...fileSummary, fileId, createContexts }),
    encodeCreateResponse,
    decodeCreateResponse,
  );
  itIsSound('2.2.13.2.5 MxAc request', {
    value: u64,
    encode: encodeMaximalAccessRequest,
    decode: (data) => decodeMaximalAccessRequest(data) ?? -1n,
    shortest: 1,
  });
  itIsSound('2.2.14.2.5 MxAc response', {
    value: record({ queryStatus: u32, maximalAccess: u32 }),
    encode: encodeMaximalAccessResponse,
    decode: decodeMaximalAccessResponse,
  });
  itIsSound('2.2.14.2.9 QFid response', {
    value: record({ diskFileId: u64, volumeId: u64 }),
    encode: encodeOnDiskId,
    decode: decodeOnDiskId,
  });
  itIsSound('2.2.13.2.6 AlSi', { value: u64, encode: encodeAllocationSize, decode: decodeAllocationSize });
  itIsSound('2.2.13.2.7 TWrp', { value: u64, encode: encodeTimewarpToken, decode: decodeTimewarpToken });

  it('2.2.13.2.8, 2.2.13.2.10 RqLs decodes what it encodes, 32 bytes or 52', () => {
    fc.assert(
      fc.property(lease, (value) => {
        const data = encodeLease(value);
        assert.equal(data.length, value.v2 === undefined ? 32 : 52);
        assert.deepEqual(decodeLease(data), value);
      }),
    );
    const v2 = encodeLease({
      leaseKey: Buffer.alloc(16),
      leaseState: 1,
      leaseFlags: 0,
      v2: { parentLeaseKey: Buffer.alloc(16), epoch: 1 },
    });
    for (let length = 0; length < v2.length; length++) {
      if (length === 32) continue;
      assert.throws(() => decodeLease(v2.subarray(0, length)), codecError('truncated'));
    }
  });

  it('2.2.13.2.5 an MxAc request may be empty', () => {
    assert.equal(decodeMaximalAccessRequest(encodeMaximalAccessRequest(undefined)), undefined);
  });
});

describe('[MS-SMB2] 2.2.13.2 SMB2_CREATE_CONTEXT', () => {
  const MXAC = { name: CreateContextName.QUERY_MAXIMAL_ACCESS, data: Buffer.alloc(0) };
  const LEASE = { name: CreateContextName.REQUEST_LEASE, data: hex('0102 03') };

  it('is laid out as Windows and Samba do: 8-byte aligned, no DataOffset without data', () => {
    assert.deepEqual(
      contextList([LEASE, MXAC]),
      hex(`20000000 1000 0400 0000 1800 03000000 52714c73 00000000 010203 0000000000
        00000000 1000 0400 0000 0000 00000000 4d784163 00000000`),
    );
  });

  it('names the known contexts by the bytes the specification gives', () => {
    const { APP_INSTANCE_ID, APP_INSTANCE_VERSION, POSIX } = CreateContextName;
    assert.equal(Buffer.from(APP_INSTANCE_ID, 'latin1').toString('hex'), '45bca66aefa7f74a9008fa462e144d74');
    assert.equal(
      Buffer.from(APP_INSTANCE_VERSION, 'latin1').toString('hex'),
      'b982d0b73b56074fa07b524a8116a010',
    );
    assert.equal(Buffer.from(POSIX, 'latin1').toString('hex'), '93ad25509cb411e7b42383de968bcd7c');
  });

  it('refuses a Next that is unaligned, does not move on, or leaves the list', () => {
    const list = contextList([LEASE, MXAC]);
    for (const [next, code] of [
      [4, 'malformed'],
      [8, 'malformed'],
      [33, 'malformed'],
      [56, 'out-of-range'],
      [0xfffffff8, 'out-of-range'],
    ] as const) {
      list.writeUInt32LE(next, 0);
      assert.throws(() => decodeCreateContexts(list), codecError(code, 'Next'), `Next ${next}`);
    }
  });

  it('refuses a name or data outside its own context', () => {
    const data = contextList([LEASE, MXAC]);
    data.writeUInt32LE(9, 12);
    assert.throws(() => decodeCreateContexts(data), codecError('out-of-range', 'Data'));
    const name = contextList([LEASE, MXAC]);
    name.writeUInt16LE(30, 4);
    assert.throws(() => decodeCreateContexts(name), codecError('out-of-range', 'Name'));
  });

  it('2.2.13.2 refuses a name of fewer than four octets', () => {
    for (const length of [0, 3]) {
      const list = contextList([MXAC]);
      list.writeUInt16LE(length, 6);
      assert.throws(() => decodeCreateContexts(list), codecError('malformed', 'NameLength'));
    }
  });

  it('2.2.13 a request without name and contexts still has a byte of Buffer', () => {
    const root: CreateRequest = {
      requestedOplockLevel: 0,
      impersonationLevel: 2,
      desiredAccess: 0,
      fileAttributes: 0,
      shareAccess: 7,
      createDisposition: 1,
      createOptions: 0,
      name: '',
      createContexts: [],
    };
    const message = encodeMessage({ command: 5 }, (w) => encodeCreateRequest(w, root));
    assert.equal(message.length, 64 + 57);
    assert.deepEqual(decodeCreateRequest(message), root);
  });
});
