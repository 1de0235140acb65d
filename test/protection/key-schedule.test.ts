import assert from 'node:assert/strict';
import { deriveKey } from '../../src/crypto/kdf.js';
import { SessionKeys } from '../../src/protection/key-schedule.js';
import { Dialect } from '../../src/smb2-codec/index.js';
import { hex, type RecordedKeys, recordedLogins, vectors } from './vectors.js';

function expectKeys(keys: SessionKeys, expected: RecordedKeys): void {
  assert.deepEqual(
    {
      session_key: keys.sessionKey.toString('hex'),
      signing_key: keys.signingKey.toString('hex'),
      // Named from the client's side there, from the server's here.
      client_encryption_key: keys.decryptionKey?.toString('hex'),
      client_decryption_key: keys.encryptionKey?.toString('hex'),
      application_key: keys.applicationKey.toString('hex'),
    },
    Object.fromEntries(Object.entries(expected).map(([name, { hex: key }]) => [name, key])),
  );
}

describe('session/key-schedule: [MS-SMB2] 3.1.4.2, 3.3.5.5.3', () => {
  for (const [name, { keys, preauth_integrity }] of Object.entries(recordedLogins)) {
    if (name === 'second channel') continue;
    it(`3.1.1, the recorded login: ${name}`, () => {
      const preauthHash = hex(preauth_integrity.context_for_kdf);
      const context = { dialect: Dialect.SMB_3_1_1, preauthHash, cipherKeyBits: 128 } as const;
      expectKeys(new SessionKeys(hex(keys.session_key.hex), context), keys);
    });
  }

  it('3.1.1, the recorded binding: Channel.SigningKey of the second channel', () => {
    const { keys, preauth_integrity } = recordedLogins['second channel'];
    const preauthHash = hex(preauth_integrity.context_for_kdf);
    const context = { dialect: Dialect.SMB_3_1_1, preauthHash, cipherKeyBits: 0 } as const;
    const { signingKey, encryptionKey } = new SessionKeys(hex(keys.session_key.hex), context);
    assert.equal(signingKey.toString('hex'), keys.signing_key.hex);
    assert.equal(encryptionKey, undefined);
  });

  const smb30 = { preauthHash: undefined, cipherKeyBits: 128 } as const;
  for (const dialect of [Dialect.SMB_3_0, Dialect.SMB_3_0_2]) {
    it(`0x${dialect.toString(16)}, the recorded sessions`, () => {
      const { master_channel, second_channel } = vectors.smb30_key_derivation;
      for (const keys of [master_channel, vectors.smb30_encryption_aes128ccm.keys]) {
        expectKeys(new SessionKeys(hex(keys.session_key.hex), { dialect, ...smb30 }), keys);
      }
      const second = new SessionKeys(hex(second_channel.session_key.hex), { dialect, ...smb30 });
      assert.equal(second.signingKey.toString('hex'), second_channel.signing_key.hex);
    });
  }

  for (const { dialect, session_key, signing_key } of vectors.signing_captured) {
    it(`${dialect}, the captured session`, () => {
      const revision = { '2.0.2': 0x0202, '2.1': 0x0210, '3.0': 0x0300 }[dialect]!;
      const keys = new SessionKeys(hex(session_key), { dialect: revision, ...smb30, cipherKeyBits: 0 });
      assert.equal(keys.signingKey.toString('hex'), signing_key);
    });
  }

  for (const expected of vectors.derived_aes256.key_derivation) {
    it(`256-bit ciphers, a mechanism key of ${expected.full_session_key.length / 2} bytes`, () => {
      const keys = new SessionKeys(hex(expected.full_session_key), {
        dialect: Dialect.SMB_3_1_1,
        preauthHash: hex(expected.context),
        cipherKeyBits: 256,
      });
      assert.equal(keys.sessionKey.toString('hex'), expected.session_key);
      assert.equal(keys.signingKey.toString('hex'), expected.signing_key_L128);
      assert.equal(keys.applicationKey.toString('hex'), expected.application_key_L128);
      assert.equal(keys.decryptionKey?.toString('hex'), expected.client_encryption_key_L256);
      assert.equal(keys.encryptionKey?.toString('hex'), expected.client_decryption_key_L256);
    });
  }

  it('3.3.1.8, a mechanism key shorter than 16 bytes is padded with zeros', () => {
    const context = { dialect: Dialect.SMB_2_1, preauthHash: undefined, cipherKeyBits: 0 } as const;
    const { sessionKey, signingKey, applicationKey } = new SessionKeys(hex('0102030405060708'), context);
    for (const key of [sessionKey, signingKey, applicationKey]) {
      assert.equal(key.toString('hex'), '01020304050607080000000000000000');
    }
  });

  it('3.1.1 without a pre-authentication hash is a mistake of ours, not a weak key', () => {
    const context = { dialect: Dialect.SMB_3_1_1, preauthHash: undefined, cipherKeyBits: 0 } as const;
    assert.throws(() => new SessionKeys(Buffer.alloc(16), context), TypeError);
  });
});

describe('crypto/kdf: SP 800-108', () => {
  it('adds the separator and the length itself', () => {
    const { keys } = recordedLogins['master channel'];
    const context = hex(recordedLogins['master channel'].preauth_integrity.context_for_kdf);
    const derived = deriveKey(hex(keys.session_key.hex), Buffer.from('SMBSigningKey\0'), context, 128);
    assert.equal(derived.toString('hex'), keys.signing_key.hex);
  });

  it('makes other keys of other lengths: the length is part of the input', () => {
    const key = Buffer.alloc(16, 1);
    const of = (bits: 128 | 256) => deriveKey(key, Buffer.from('l\0'), Buffer.from('c\0'), bits);
    assert.equal(of(256).length, 32);
    assert.notDeepEqual(of(256).subarray(0, 16), of(128));
  });
});
