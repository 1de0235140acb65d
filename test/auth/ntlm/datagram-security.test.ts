import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import { NtlmDatagramSecurity } from '../../../src/auth/ntlm/datagram-security.js';
import { NegotiateFlags as F } from '../../../src/auth/ntlm/negotiate-flags.js';
import { sealKey, signKey } from '../../../src/auth/ntlm/session-keys.js';
import { hmacMd5, md5 } from '../../../src/crypto/md5.js';
import { rc4 } from '../../../src/crypto/rc4.js';

const key = Buffer.alloc(16, 0x55);
const message = Buffer.from('MSFT 28.31');
const base = F.SIGN | F.SEAL | F.DATAGRAM | F.KEY_EXCH | F.ENCRYPTION_128 | F.UNICODE;
const extended = base | F.EXTENDED_SESSIONSECURITY;
const sequenceNumbers = [0, 1, 7, 0x80000000, 0xffffffff];

function pair(flags: number) {
  return {
    client: new NtlmDatagramSecurity(flags, key, 'client'),
    server: new NtlmDatagramSecurity(flags, key, 'server'),
  };
}

function bytesOf(seqNum: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(seqNum);
  return bytes;
}

describe('[MS-NLMP] 3.4 session security of datagrams', () => {
  it('3.4: SealingKey’ is MD5 of the sealing key and the number; it seals, then signs', () => {
    for (const seqNum of sequenceNumbers) {
      const number = bytesOf(seqNum);
      const sealing = md5(Buffer.concat([sealKey(extended, key, 'client'), number]));
      const hmac = hmacMd5(signKey(key, 'client'), number, message).subarray(0, 8);
      const stream = rc4(sealing, Buffer.concat([message, hmac]));
      const { sealed, signature } = pair(extended).client.wrap(message, seqNum);
      assert.deepEqual(sealed, stream.subarray(0, message.length));
      assert.deepEqual(
        signature,
        Buffer.concat([Buffer.of(1, 0, 0, 0), stream.subarray(message.length), number]),
      );
      const mic = Buffer.concat([Buffer.of(1, 0, 0, 0), rc4(sealing, hmac), number]);
      assert.deepEqual(pair(extended).client.getMic(message, seqNum), mic);
    }
  });

  it('3.4.4.1, 3.4.5.3: without extended session security the key has 8 bytes, and the CRC is signed', () => {
    const sealingKey = Buffer.concat([key.subarray(0, 5), Buffer.of(0xe5, 0x38, 0xb0)]);
    for (const seqNum of sequenceNumbers) {
      const fields = Buffer.alloc(12);
      fields.writeUInt32LE(crc32(message), 4);
      const expected = rc4(md5(Buffer.concat([sealingKey, bytesOf(seqNum)])), fields);
      expected.writeUInt32LE((expected.readUInt32LE(8) ^ seqNum) >>> 0, 8);
      const { client, server } = pair(base);
      const mic = client.getMic(message, seqNum);
      assert.deepEqual(mic.subarray(4), expected);
      assert.equal(server.verifyMic(message, mic, seqNum), true);
      assert.equal(server.verifyMic(message, mic, (seqNum + 1) >>> 0), false);
    }
  });

  it('messages may be lost, overtake each other or come again: the numbers are the application’s', () => {
    const { client, server } = pair(extended);
    const wrapped = sequenceNumbers.map((seqNum) => ({ seqNum, ...client.wrap(message, seqNum) }));
    for (const { seqNum, sealed, signature } of [...wrapped.toReversed(), ...wrapped]) {
      assert.deepEqual(server.unwrap(sealed, signature, seqNum), message);
      assert.equal(server.unwrap(sealed, signature, (seqNum ^ 1) >>> 0), undefined);
    }
  });

  it('a message that is altered, reflected or under another number does not verify', () => {
    const { client, server } = pair(extended);
    const { sealed, signature } = client.wrap(message, 3);
    const mic = client.getMic(message, 3);
    assert.equal(client.unwrap(sealed, signature, 3), undefined, 'reflected');
    assert.equal(client.verifyMic(message, mic, 3), false, 'reflected');
    assert.equal(server.verifyMic(message, mic, 4), false, 'another number');
    for (let bit = 0; bit < 128; bit++) {
      const flipped = Buffer.from(signature);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      assert.equal(server.unwrap(sealed, flipped, 3), undefined, `bit ${bit} of the signature`);
      const flippedMic = Buffer.from(mic);
      flippedMic[bit >> 3]! ^= 1 << (bit & 7);
      assert.equal(server.verifyMic(message, flippedMic, 3), false, `bit ${bit} of the MIC`);
    }
    for (let length = 0; length < 16; length++) {
      assert.equal(server.unwrap(sealed, signature.subarray(0, length), 3), undefined, `${length} bytes`);
      assert.equal(server.verifyMic(message, mic.subarray(0, length), 3), false, `${length} bytes`);
    }
    sealed[0]! ^= 1;
    assert.equal(server.unwrap(sealed, signature, 3), undefined);
  });

  it('3.4.3: nothing is sealed without SEAL and extended session security', () => {
    for (const flags of [base, extended & ~F.SEAL]) {
      const { client, server } = pair(flags);
      assert.equal(server.seals, false);
      assert.throws(() => client.wrap(message, 0), /encryption was not negotiated/);
      const { sealed, signature } = pair(extended).client.wrap(message, 0);
      assert.equal(server.unwrap(sealed, signature, 0), undefined);
      assert.equal(server.verifyMic(message, client.getMic(message, 0), 0), true);
    }
  });

  it('3.4.4.3: without SIGN and SEAL a signature proves nothing', () => {
    const { client, server } = pair(extended & ~(F.SIGN | F.SEAL));
    assert.equal(server.signs, false);
    const mic = client.getMic(message, 0);
    assert.equal(mic.toString('hex'), '01000000000000000000000000000000');
    assert.equal(server.verifyMic(message, mic, 0), false);
    const other = pair(extended).client.getMic(message, 0);
    assert.equal(server.verifyMic(message, other, 0), false);
  });

  it('a number that has not 32 bits is the program’s mistake', () => {
    const { client, server } = pair(extended);
    for (const seqNum of [-1, 0x100000000, 1.5, Number.NaN, '1' as unknown as number]) {
      assert.throws(() => client.wrap(message, seqNum), RangeError);
      assert.throws(() => client.getMic(message, seqNum), RangeError);
      assert.throws(() => server.verifyMic(message, Buffer.alloc(16), seqNum), RangeError);
      assert.throws(() => server.unwrap(message, Buffer.alloc(16), seqNum), RangeError);
    }
  });
});
