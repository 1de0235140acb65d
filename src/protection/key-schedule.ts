import { keptCopy } from '../bytes/index.js';
import { deriveKey } from '../crypto/kdf.js';
import { Dialect } from '../smb2-codec/index.js';
import { isSmb3 } from './dialect.js';

/** The inputs of the derivation besides the key. */
export interface KeyContext {
  readonly dialect: number;
  /** Session.PreauthIntegrityHashValue, for 3.1.1. */
  readonly preauthHash: Buffer | undefined;
  /** Length of the cipher keys, or 0 where the connection cannot encrypt. */
  readonly cipherKeyBits: 0 | 128 | 256;
}

const nul = (text: string) => Buffer.from(`${text}\0`, 'ascii');

/** Labels and contexts of [MS-SMB2] 3.3.5.5.3 for 3.0 and 3.0.2, NULs included. */
const smb30 = {
  signing: { label: nul('SMB2AESCMAC'), context: nul('SmbSign') },
  application: { label: nul('SMB2APP'), context: nul('SmbRpc') },
  encryption: { label: nul('SMB2AESCCM'), context: nul('ServerOut') },
  decryption: { label: nul('SMB2AESCCM'), context: nul('ServerIn ') },
};

/** Labels for 3.1.1; the context is the pre-authentication hash. */
const smb311 = {
  signing: nul('SMBSigningKey'),
  application: nul('SMBAppKey'),
  encryption: nul('SMBS2CCipherKey'),
  decryption: nul('SMBC2SCipherKey'),
};

/**
 * The keys of a session, named from the server's side and derived from the mechanism's key ([MS-SMB2] 3.3.5.5.3). Keys
 * that most sessions never use are derived when they are first asked for.
 *
 * With a 256-bit cipher only the two cipher keys are 256 bits long and derived from the full key; 3.1.4.2 taken
 * literally would lengthen the signing and application keys as well, which neither Windows nor Samba does. The
 * client of Linux 6.1 does, so that with such a cipher it mounts sealed or not at all.
 */
export class SessionKeys {
  /** Session.SessionKey: the first 16 bytes of the mechanism's key, padded with zeros ([MS-SMB2] 3.3.1.8). */
  readonly sessionKey: Buffer;
  /** 16 bytes; in 2.x the session key itself. */
  readonly signingKey: Buffer;
  readonly #fullSessionKey: Buffer;
  readonly #context: KeyContext;
  #applicationKey: Buffer | undefined;
  #encryptionKey: Buffer | undefined;
  #decryptionKey: Buffer | undefined;

  /** @param mechanismKey the key the GSS mechanism established, at full length */
  constructor(mechanismKey: Buffer, context: KeyContext) {
    this.#context = context;
    this.sessionKey = sessionKeyOf(mechanismKey);
    this.#fullSessionKey = mechanismKey.length === 16 ? this.sessionKey : keptCopy(mechanismKey);
    this.signingKey = this.#derive('signing', this.sessionKey, 128);
  }

  /** 16 bytes, for applications above SMB; in 2.x the session key itself. */
  get applicationKey(): Buffer {
    return (this.#applicationKey ??= this.#derive('application', this.sessionKey, 128));
  }

  /** Server to client: 16 or 32 bytes; undefined where the connection cannot encrypt. */
  get encryptionKey(): Buffer | undefined {
    return (this.#encryptionKey ??= this.#deriveCipherKey('encryption'));
  }

  /** Client to server: 16 or 32 bytes; undefined where the connection cannot encrypt. */
  get decryptionKey(): Buffer | undefined {
    return (this.#decryptionKey ??= this.#deriveCipherKey('decryption'));
  }

  #deriveCipherKey(purpose: 'encryption' | 'decryption'): Buffer | undefined {
    switch (this.#context.cipherKeyBits) {
      case 0:
        return undefined;
      case 128:
        return this.#derive(purpose, this.sessionKey, 128);
      case 256:
        return this.#derive(purpose, this.#fullSessionKey, 256);
    }
  }

  #derive(purpose: keyof typeof smb30, key: Buffer, bits: 128 | 256): Buffer {
    const { dialect, preauthHash } = this.#context;
    if (!isSmb3(dialect)) return key;
    if (dialect !== Dialect.SMB_3_1_1)
      return deriveKey(key, smb30[purpose].label, smb30[purpose].context, bits);
    if (preauthHash === undefined) throw new TypeError('3.1.1 keys need a pre-authentication hash');
    return deriveKey(key, smb311[purpose], preauthHash, bits);
  }
}

function sessionKeyOf(mechanismKey: Buffer): Buffer {
  const key = Buffer.alloc(16);
  mechanismKey.copy(key, 0, 0, 16);
  return key;
}
