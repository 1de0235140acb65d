import assert from 'node:assert/strict';
import { type AeadAlgorithm, open, seal } from '../../src/crypto/aead.js';
import { SessionCipher } from '../../src/protection/encryption.js';
import { SessionKeys } from '../../src/protection/key-schedule.js';
import {
  Cipher,
  decodeTransformHeader,
  Dialect,
  TRANSFORM_HEADER_LENGTH,
  transformAad,
} from '../../src/smb2-codec/index.js';
import { decryptMessage } from '../support/smb-client-keys.js';
import { hex, recordedLogins, type RecordedTransform, vectors } from './vectors.js';

function expectTransform(algorithm: AeadAlgorithm, recorded: Omit<RecordedTransform, 'name'>): void {
  const key = hex(recorded.key);
  const nonce = hex(recorded.nonce);
  const plaintext = hex(recorded.plaintext_smb2_message);
  const transformed = hex(recorded.transformed_message);
  const { signature: tag } = decodeTransformHeader(transformed);
  const aad = transformAad(transformed);
  const ciphertext = transformed.subarray(TRANSFORM_HEADER_LENGTH);
  assert.equal(aad.toString('hex'), recorded.aad);
  assert.deepEqual(open(algorithm, key, nonce, aad, { ciphertext, tag }), plaintext);
  assert.deepEqual(seal(algorithm, key, nonce, aad, plaintext), { ciphertext, tag });
}

/** The messages of a recorded exchange that a server receives. */
const fromClient = ({ name }: RecordedTransform) => name.includes('client to server');

const exchanges = [
  { name: '3.1.1 AES-128-GCM', id: Cipher.AES_128_GCM, recorded: recordedLogins['AES-128-GCM'] },
  { name: '3.1.1 AES-128-CCM', id: Cipher.AES_128_CCM, recorded: recordedLogins['AES-128-CCM'] },
  {
    name: '3.0 AES-128-CCM',
    id: Cipher.AES_128_CCM,
    recorded: { ...vectors.smb30_encryption_aes128ccm, preauth_integrity: undefined },
  },
];

describe('session/encryption: [MS-SMB2] 3.1.4.3', () => {
  for (const { name, id, recorded: exchange } of exchanges) {
    const { session_id, keys, preauth_integrity, encryption = [] } = exchange;
    const algorithm: AeadAlgorithm = id === Cipher.AES_128_GCM ? 'aes-128-gcm' : 'aes-128-ccm';
    for (const recorded of encryption) {
      it(`${name}, recorded ${recorded.name}: decrypts, and encrypts to the same bytes`, () => {
        expectTransform(algorithm, recorded);
      });
    }

    it(`${name}: the session's own cipher reads what the recorded client sent`, () => {
      const session = new SessionCipher(
        id,
        new SessionKeys(hex(keys.session_key.hex), {
          dialect: preauth_integrity === undefined ? Dialect.SMB_3_0 : Dialect.SMB_3_1_1,
          preauthHash: preauth_integrity && hex(preauth_integrity.context_for_kdf),
          cipherKeyBits: 128,
        }),
        BigInt(session_id),
      );
      const requests = encryption.filter(fromClient);
      assert.ok(requests.length > 0);
      for (const { transformed_message, plaintext_smb2_message } of requests) {
        assert.deepEqual(session.decrypt(hex(transformed_message)), hex(plaintext_smb2_message));
      }
    });
  }

  for (const recorded of vectors.derived_aes256.encryption) {
    it(`${recorded.cipher}: decrypts, and encrypts to the same bytes`, () => {
      expectTransform(recorded.cipher.includes('GCM') ? 'aes-256-gcm' : 'aes-256-ccm', recorded);
    });
  }

  for (const [name, cipher] of Object.entries(Cipher)) {
    it(`${name}: a client reads what the session sends, and no nonce comes twice`, () => {
      const keys = new SessionKeys(Buffer.alloc(16, 5), {
        dialect: Dialect.SMB_3_1_1,
        preauthHash: Buffer.alloc(64, 6),
        cipherKeyBits: cipher >= Cipher.AES_256_CCM ? 256 : 128,
      });
      const session = new SessionCipher(cipher, keys, 0x1122334455667788n);
      const nonces = new Set<string>();
      for (let i = 0; i < 300; i++) {
        const message = Buffer.alloc(64 + i, i);
        const sent = Buffer.concat([Buffer.alloc(TRANSFORM_HEADER_LENGTH, 0xff), message]);
        session.encrypt(sent);
        const header = decodeTransformHeader(sent);
        assert.equal(header.originalMessageSize, message.length);
        assert.equal(header.flags, 1);
        assert.equal(header.sessionId, 0x1122334455667788n);
        assert.deepEqual(decryptMessage(cipher, keys.encryptionKey!, sent), message);
        nonces.add(header.nonce.toString('hex'));
      }
      assert.equal(nonces.size, 300);
    });
  }
});
