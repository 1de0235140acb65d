import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import {
  type AeadAlgorithm,
  keyLength,
  nonceLength,
  open,
  openInPlace,
  seal,
  sealInPlace,
} from '../../src/crypto/aead.js';
import { aesGmac } from '../../src/crypto/gmac.js';

const algorithms: readonly AeadAlgorithm[] = ['aes-128-ccm', 'aes-128-gcm', 'aes-256-ccm', 'aes-256-gcm'];
const none = Buffer.alloc(0);

describe('crypto/aead', () => {
  // The GCM specification (McGrew and Viega), appendix B, test cases 2 and 14.
  const gcm = [
    ['aes-128-gcm', '0388dace60b6a392f328c2b971b2fe78', 'ab6e47d42cec13bdf53a67b21257bddf'],
    ['aes-256-gcm', 'cea7403d4d606b6e074ec5d3baf39d18', 'd0d1c8a799996bf0265b98b5d48ab919'],
  ] as const;
  for (const [algorithm, ciphertext, tag] of gcm) {
    it(`${algorithm}: sixteen zero bytes under a zero key`, () => {
      const key = Buffer.alloc(keyLength(algorithm));
      const sealed = seal(algorithm, key, Buffer.alloc(12), none, Buffer.alloc(16));
      assert.equal(sealed.ciphertext.toString('hex'), ciphertext);
      assert.equal(sealed.tag.toString('hex'), tag);
    });
  }

  for (const algorithm of algorithms) {
    describe(algorithm, () => {
      const key = Buffer.alloc(keyLength(algorithm), 7);
      const nonce = Buffer.alloc(nonceLength(algorithm), 9);
      const aad = Buffer.from('what is authenticated');
      const plaintext = Buffer.from('what is encrypted');

      it('opens what it sealed', () => {
        const sealed = seal(algorithm, key, nonce, aad, plaintext);
        assert.notDeepEqual(sealed.ciphertext, plaintext);
        assert.deepEqual(open(algorithm, key, nonce, aad, sealed), plaintext);
      });

      it('seals and opens a long message where it lies, piece by piece, as in one', () => {
        const long = Buffer.alloc(200_001, 'a long message, ');
        const once = createCipheriv(algorithm as 'aes-128-ccm', key, nonce, { authTagLength: 16 });
        once.setAAD(aad, { plaintextLength: long.length });
        const expected = once.update(long);
        once.final();
        const message = Buffer.from(long);
        const tag = sealInPlace(algorithm, key, nonce, aad, message);
        assert.ok(message.equals(expected));
        assert.deepEqual(tag, once.getAuthTag());
        assert.equal(openInPlace(algorithm, key, nonce, aad, { ciphertext: message, tag }), true);
        assert.ok(message.equals(long));
      });

      it('leaves zeros where it could not open a message', () => {
        const message = Buffer.alloc(200_001, 'a long message, ');
        const tag = sealInPlace(algorithm, key, nonce, aad, message);
        tag[0]! ^= 1;
        assert.equal(openInPlace(algorithm, key, nonce, aad, { ciphertext: message, tag }), false);
        assert.ok(message.equals(Buffer.alloc(200_001)));
      });

      it('opens nothing of which one bit changed, wherever it is', () => {
        const sealed = seal(algorithm, key, nonce, aad, plaintext);
        const flip = (bytes: Buffer, at: number) => {
          const flipped = Buffer.from(bytes);
          flipped[at]! ^= 0x80;
          return flipped;
        };
        const { ciphertext, tag } = sealed;
        for (let i = 0; i < 16; i++) {
          const altered = { ciphertext, tag: flip(tag, i) };
          assert.equal(open(algorithm, key, nonce, aad, altered), undefined, `tag byte ${i}`);
        }
        for (let i = 0; i < ciphertext.length; i++) {
          const altered = { ciphertext: flip(ciphertext, i), tag };
          assert.equal(open(algorithm, key, nonce, aad, altered), undefined, `ciphertext byte ${i}`);
        }
        for (let i = 0; i < aad.length; i++) {
          assert.equal(open(algorithm, key, nonce, flip(aad, i), sealed), undefined, `aad byte ${i}`);
        }
        assert.equal(open(algorithm, key, flip(nonce, 0), aad, sealed), undefined, 'nonce');
        assert.equal(open(algorithm, flip(key, 0), nonce, aad, sealed), undefined, 'key');
        const shorter = { ciphertext: ciphertext.subarray(1), tag };
        assert.equal(open(algorithm, key, nonce, aad, shorter), undefined, 'a byte less');
      });
    });
  }
});

describe('crypto/gmac', () => {
  it('is the tag of an empty plaintext: the GCM specification, test case 1', () => {
    const tag = aesGmac(Buffer.alloc(16), Buffer.alloc(12), none);
    assert.equal(tag.toString('hex'), '58e2fccefa7e3061367f1d57a4e7455a');
  });
});
