import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';

/**
 * The cryptography of an SMB2/3 client, written from [MS-SMB2] 3.1.4 and RFC 4493 and sharing nothing with src/: a
 * mistake of the server's is not repeated here.
 */

/** The keys of a session from the client's side. */
export interface ClientKeys {
  readonly sessionKey: Buffer;
  readonly signing: Buffer;
  /** The algorithm that the signing key was made for. */
  readonly signingAlgorithm: number;
  /** The client's encryption key; empty where there is no cipher. */
  readonly clientToServer: Buffer;
  /** The server's encryption key; empty where there is no cipher. */
  readonly serverToClient: Buffer;
}

const cipherNames = ['', 'aes-128-ccm', 'aes-128-gcm', 'aes-256-ccm', 'aes-256-gcm'] as const;

/** [MS-SMB2] 3.2.5.3.3 */
export function deriveClientKeys(
  settled: { readonly dialect: number; readonly cipher: number; readonly signingAlgorithm: number },
  mechanismKey: Buffer,
  preauthHash: Buffer,
): ClientKeys {
  const { dialect, cipher, signingAlgorithm } = settled;
  const sessionKey: Buffer = Buffer.concat([mechanismKey, Buffer.alloc(16)], 16);
  const none = Buffer.alloc(0);
  if (dialect < 0x0300) {
    return { sessionKey, signing: sessionKey, signingAlgorithm, clientToServer: none, serverToClient: none };
  }
  const derive = (label: string, context: Buffer, key = sessionKey, bits = 128) =>
    kdf(key, `${label}\0`, context, bits);
  const cipherKey = (label: string, context: Buffer) => {
    if (cipher === 0) return none;
    return cipher >= 3 ? derive(label, context, mechanismKey, 256) : derive(label, context);
  };
  if (dialect === 0x0311) {
    return {
      sessionKey,
      signing: derive('SMBSigningKey', preauthHash),
      signingAlgorithm,
      clientToServer: cipherKey('SMBC2SCipherKey', preauthHash),
      serverToClient: cipherKey('SMBS2CCipherKey', preauthHash),
    };
  }
  return {
    sessionKey,
    signing: derive('SMB2AESCMAC', Buffer.from('SmbSign\0')),
    signingAlgorithm,
    clientToServer: cipherKey('SMB2AESCCM', Buffer.from('ServerIn \0')),
    serverToClient: cipherKey('SMB2AESCCM', Buffer.from('ServerOut\0')),
  };
}

/** The link of the pre-authentication hash after `message`. */
export function hashed(previous: Buffer, message: Buffer): Buffer {
  return createHash('sha512').update(previous).update(message).digest();
}

/** The signature a message ought to carry: 0 HMAC-SHA256, 1 AES-CMAC, 2 AES-GMAC. */
export function signatureOf(algorithm: number, key: Buffer, message: Buffer): Buffer {
  const zeroed = Buffer.from(message);
  zeroed.fill(0, 48, 64);
  if (algorithm === 0) return createHmac('sha256', key).update(zeroed).digest().subarray(0, 16);
  return algorithm === 1 ? cmac(key, zeroed) : gmac(key, zeroed);
}

/** A message inside a transform; `change` may spoil the header before it is authenticated. */
export function encryptMessage(
  cipher: number,
  key: Buffer,
  message: Buffer,
  options: { readonly sessionId: bigint; readonly nonce: Buffer; readonly change?: (header: Buffer) => void },
): Buffer {
  const header = Buffer.alloc(52);
  header.write('fd534d42', 'hex');
  options.nonce.copy(header, 20, 0, isCcm(cipher) ? 11 : 12);
  header.writeUInt32LE(message.length, 36);
  header.writeUInt16LE(1, 42);
  header.writeBigUInt64LE(options.sessionId, 44);
  options.change?.(header);
  const nonce = header.subarray(20, 20 + (isCcm(cipher) ? 11 : 12));
  const aead = createCipheriv(nameOf(cipher), key, nonce, { authTagLength: 16 });
  aead.setAAD(header.subarray(20), { plaintextLength: message.length });
  const ciphertext = Buffer.concat([aead.update(message), aead.final()]);
  aead.getAuthTag().copy(header, 4);
  return Buffer.concat([header, ciphertext]);
}

/** @throws Error when the tag does not verify */
export function decryptMessage(cipher: number, key: Buffer, transformed: Buffer): Buffer {
  const ciphertext = transformed.subarray(52);
  const nonce = transformed.subarray(20, 20 + (isCcm(cipher) ? 11 : 12));
  const aead = createDecipheriv(nameOf(cipher), key, nonce, { authTagLength: 16 });
  aead.setAuthTag(transformed.subarray(4, 20));
  aead.setAAD(transformed.subarray(20, 52), { plaintextLength: ciphertext.length });
  return Buffer.concat([aead.update(ciphertext), aead.final()]);
}

/** SP 800-108 in counter mode, r = 32, one block. */
function kdf(key: Buffer, label: string, context: Buffer, bits: number): Buffer {
  const input = Buffer.concat([
    Buffer.from([0, 0, 0, 1]),
    Buffer.from(label, 'latin1'),
    Buffer.from([0]),
    context,
    Buffer.from([0, 0, bits >> 8, bits & 255]),
  ]);
  return createHmac('sha256', key)
    .update(input)
    .digest()
    .subarray(0, bits / 8);
}

/** RFC 4493, block by block with big integers. */
function cmac(key: Buffer, message: Buffer): Buffer {
  const block = (value: bigint): bigint => {
    const input = Buffer.from(value.toString(16).padStart(32, '0'), 'hex');
    return asNumber(createCipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(input));
  };
  const double = (value: bigint) => (value >> 127n ? ((value << 1n) & MASK) ^ 0x87n : value << 1n);
  const k1 = double(block(0n));
  const count = Math.max(1, Math.ceil(message.length / 16));
  let state = 0n;
  for (let i = 0; i < count - 1; i++) state = block(state ^ asNumber(message.subarray(i * 16, i * 16 + 16)));
  const rest = message.subarray((count - 1) * 16);
  const whole = rest.length === 16;
  const last = whole
    ? asNumber(rest) ^ k1
    : asNumber(Buffer.concat([rest, Buffer.from([0x80]), Buffer.alloc(15)], 16)) ^ double(k1);
  return Buffer.from(
    block(state ^ last)
      .toString(16)
      .padStart(32, '0'),
    'hex',
  );
}

const MASK = (1n << 128n) - 1n;

function asNumber(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}

/** [MS-SMB2] 3.1.4.1: MessageId, then bit 0 for the server and bit 1 for CANCEL. */
function gmac(key: Buffer, message: Buffer): Buffer {
  const nonce = Buffer.alloc(12);
  message.copy(nonce, 0, 24, 32);
  nonce[8] = (message[16]! & 1) | (message.readUInt16LE(12) === 12 ? 2 : 0);
  const gcm = createCipheriv('aes-128-gcm', key, nonce);
  gcm.setAAD(message);
  gcm.final();
  return gcm.getAuthTag();
}

function isCcm(cipher: number): boolean {
  return cipher % 2 === 1;
}

/** Both modes have the options of CCM; Node's types want one of them named. */
function nameOf(cipher: number): 'aes-128-ccm' {
  return cipherNames[cipher] as 'aes-128-ccm';
}
