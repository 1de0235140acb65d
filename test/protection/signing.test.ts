import assert from 'node:assert/strict';
import { Signer } from '../../src/protection/signing.js';
import { SigningAlgorithm } from '../../src/smb2-codec/index.js';
import { hex, recordedLogins, vectors } from './vectors.js';

const algorithms = {
  'HMAC-SHA256': SigningAlgorithm.HMAC_SHA256,
  'AES-128-CMAC': SigningAlgorithm.AES_CMAC,
} as const;

function expectSignature(signer: Signer, signed: Buffer, signature: string): void {
  const before = Buffer.from(signed);
  assert.equal(signed.toString('hex', 48, 64), signature);
  assert.ok(signer.verify(signed), 'verifies');
  assert.deepEqual(signed, before, 'and is left as it was');

  const unsigned = Buffer.from(signed);
  unsigned.fill(0xee, 48, 64);
  signer.sign(unsigned);
  assert.deepEqual(unsigned, signed, 'is signed to the same bytes');
}

describe('session/signing: [MS-SMB2] 3.1.4.1', () => {
  for (const { dialect, algorithm, signing_key, message, signature } of vectors.signing_captured) {
    it(`captured response of ${dialect}, ${algorithm}`, () => {
      expectSignature(new Signer(algorithms[algorithm], hex(signing_key)), hex(message), signature);
    });
  }

  for (const [name, { keys, messages, signing = [] }] of Object.entries(recordedLogins)) {
    for (const { message, key_hex = keys.signing_key.hex, signature } of signing) {
      it(`recorded login, ${name}: ${message}`, () => {
        const signer = new Signer(SigningAlgorithm.AES_CMAC, hex(key_hex));
        expectSignature(signer, hex(messages[message]), signature);
      });
    }
  }

  for (const { name, algorithm, key, signed_message, signature } of vectors.derived_signing_hmac_cmac
    .vectors) {
    it(`${algorithm}: ${name}`, () => {
      expectSignature(new Signer(algorithms[algorithm], hex(key)), hex(signed_message), signature);
    });
  }

  for (const { name, signing_key, signed_message, signature } of vectors.derived_signing_aes128gmac.vectors) {
    it(`AES-128-GMAC: ${name}`, () => {
      const signer = new Signer(SigningAlgorithm.AES_GMAC, hex(signing_key));
      expectSignature(signer, hex(signed_message), signature);
    });
  }

  for (const [name, algorithm] of Object.entries(SigningAlgorithm)) {
    it(`${name}: no bit of a message can change, nor of its signature`, () => {
      const signer = new Signer(algorithm, Buffer.alloc(16, 3));
      const message = hex(vectors.derived_signing_aes128gmac.vectors[0]!.signed_message);
      signer.sign(message);
      for (let i = 0; i < message.length; i++) {
        const altered = Buffer.from(message);
        altered[i]! ^= 1;
        assert.ok(!signer.verify(altered), `byte ${i}`);
      }
    });
  }
});
