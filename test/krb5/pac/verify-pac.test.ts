import assert from 'node:assert/strict';
import { CodecError } from '../../../src/bytes/index.js';
import { encryptionTypeOf, encryptionTypes, keyUsage } from '../../../src/krb5/encryption/index.js';
import { decodePac, encodePac, PacBufferType, verifyServerSignature } from '../../../src/krb5/pac/index.js';
import { mitPacs, type PacVector, sambaPacs } from '../support/pac-vectors.js';

const isRight = ({ pac, key, etype }: PacVector): boolean =>
  verifyServerSignature(decodePac(pac), key, etype);

const isRefused = (vector: PacVector): boolean => {
  try {
    return !isRight(vector);
  } catch (error) {
    assert.ok(error instanceof CodecError, String(error));
    return true;
  }
};

const elementOf = (pac: Buffer, type: number): Buffer =>
  decodePac(pac).buffers.find((element) => element.type === type)!.data;

describe('krb5/pac: [MS-PAC] 2.8.4 server signature', () => {
  for (const vector of sambaPacs)
    it(`is right in the PAC of a domain controller, etype ${vector.etype}`, () => assert.ok(isRight(vector)));

  for (const vector of mitPacs)
    it(`is right in the PAC of MIT's KDC, etype ${vector.etype}`, () => assert.ok(isRight(vector)));

  it('is wrong once a byte anywhere has changed, but for the KDC’s signature, which is not ours to verify', () => {
    for (const vector of [...sambaPacs, ...mitPacs]) {
      const kdc = decodePac(vector.pac).kdcSignature!.signature;
      const start = kdc.byteOffset - vector.pac.byteOffset;
      for (let at = 0; at < vector.pac.length; at++)
        for (const mask of [1 << (at % 8), 0xff]) {
          const pac = Buffer.from(vector.pac);
          pac[at]! ^= mask;
          const isInKdcSignature = at >= start && at < start + kdc.length;
          assert.equal(isRefused({ ...vector, pac }), !isInKdcSignature, `etype ${vector.etype}, byte ${at}`);
        }
    }
  });

  it('is wrong with another key, a key of another length, another etype and an unknown one', () => {
    const [vector] = sambaPacs;
    assert.ok(vector);
    assert.equal(isRight({ ...vector, key: Buffer.alloc(32, 1) }), false);
    assert.equal(isRight({ ...vector, key: vector.key.subarray(0, 16) }), false);
    for (const etype of [17, 19, 20, 23, 1, 3, 0]) assert.equal(isRight({ ...vector, etype }), false);
  });

  it('is wrong when it is missing', () => {
    const [vector] = mitPacs;
    assert.ok(vector);
    const pac = Buffer.from(vector.pac);
    pac.writeUInt32LE(99, pac.indexOf(Buffer.of(PacBufferType.SERVER_CHECKSUM, 0, 0, 0, 16, 0, 0, 0)));
    assert.equal(decodePac(pac).serverSignature, undefined);
    assert.equal(isRight({ ...vector, pac }), false);
  });

  it('MS11-013: is wrong under a checksum type that is not that of the key, also when the checksum itself is right', () => {
    // An HMAC-MD5 that is right for the 16 bytes of an AES key, and CRC-32, MD5 and SHA-1 without a key.
    const key = Buffer.alloc(16, 7);
    const rc4 = { etype: 23, key };
    const pac = encodePac({ clientInfo: { name: 'mallory', authTime: 0 } }, { server: rc4, kdc: rc4 });
    assert.equal(isRight({ pac, key, etype: 23 }), true);
    assert.equal(isRight({ pac, key, etype: 17 }), false);
    for (const unkeyed of [1, 7, 14, 10]) {
      const forged = Buffer.from(pac);
      elementOf(forged, PacBufferType.SERVER_CHECKSUM).writeInt32LE(unkeyed);
      for (const { etype } of encryptionTypes) assert.equal(isRight({ pac: forged, key, etype }), false);
    }
  });

  it('is not fooled by a further server signature: the first one counts, and the other is signed as it is', () => {
    const key = Buffer.alloc(32, 3);
    const signer = { etype: 18, key };
    const pac = encodePac({ clientInfo: { name: 'alice', authTime: 0 } }, { server: signer, kdc: signer });
    const kdcHeader = pac.indexOf(Buffer.of(PacBufferType.KDC_CHECKSUM, 0, 0, 0, 16, 0, 0, 0));
    pac.writeUInt32LE(PacBufferType.SERVER_CHECKSUM, kdcHeader);
    assert.equal(isRight({ pac, key, etype: 18 }), false);
    const zeroed = Buffer.from(pac);
    elementOf(zeroed, PacBufferType.SERVER_CHECKSUM).fill(0, 4);
    const signature = encryptionTypeOf(18)!.checksum(key, keyUsage.pacSignature, zeroed);
    signature.copy(elementOf(pac, PacBufferType.SERVER_CHECKSUM), 4);
    assert.equal(isRight({ pac, key, etype: 18 }), true);
  });
});
