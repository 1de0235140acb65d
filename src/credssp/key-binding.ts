import { equalInConstantTime } from '../crypto/constant-time.js';
import { sha256 } from '../crypto/sha256.js';

/** The first version that binds by a hash with the client's nonce ([MS-CSSP] 3.1.5, step 3). */
export const FIRST_HASHED_VERSION = 5;

// "The hash MUST include the null terminator (\0) of the string" ([MS-CSSP] 3.1.5).
const CLIENT_MAGIC = Buffer.from('CredSSP Client-To-Server Binding Hash\0', 'latin1');
const SERVER_MAGIC = Buffer.from('CredSSP Server-To-Client Binding Hash\0', 'latin1');

/** The values that bind a login to the key of the TLS connection. */
export interface KeyBinding {
  /** The version in use: the smaller of both sides'. */
  readonly version: number;
  /** The content of SubjectPublicKey: the BIT STRING without its octet of unused bits. */
  readonly subjectPublicKey: Buffer;
  /** 32 bytes; versions below 5 need none. */
  readonly nonce: Buffer | undefined;
}

/** The bytes that the client has to prove ([MS-CSSP] 3.1.5, step 3); undefined: the nonce is missing. */
export function clientBinding({ version, subjectPublicKey, nonce }: KeyBinding): Buffer | undefined {
  if (version < FIRST_HASHED_VERSION) return subjectPublicKey;
  return nonce && sha256(Buffer.concat([CLIENT_MAGIC, nonce, subjectPublicKey]));
}

/** The bytes of our answer ([MS-CSSP] 3.1.5, step 4); undefined: the nonce is missing. */
export function serverBinding({ version, subjectPublicKey, nonce }: KeyBinding): Buffer | undefined {
  if (version < FIRST_HASHED_VERSION) {
    const successor = Buffer.from(subjectPublicKey);
    successor[0] = ((subjectPublicKey[0] ?? 0) + 1) & 0xff;
    return successor;
  }
  return nonce && sha256(Buffer.concat([SERVER_MAGIC, nonce, subjectPublicKey]));
}

/** The answer of somebody with another key, as in the middle. */
export function otherBinding(binding: KeyBinding): Buffer {
  const { subjectPublicKey } = binding;
  const other = Buffer.from(subjectPublicKey.map((octet) => octet ^ 0xff));
  return serverBinding({ ...binding, subjectPublicKey: other }) ?? other;
}

/** Whether a client's bytes are those of the binding; constant time. */
export function isBound(received: Buffer, binding: KeyBinding): boolean {
  const expected = clientBinding(binding);
  return expected !== undefined && equalInConstantTime(expected, received);
}

/**
 * The mistake with which a client makes these bytes of our own key, in words; undefined: none that is known, so that it
 * saw another key.
 */
function mistakenBinding(received: Buffer, binding: KeyBinding): string | undefined {
  const { subjectPublicKey, nonce = Buffer.alloc(0) } = binding;
  const hashed = binding.version >= FIRST_HASHED_VERSION;
  const withoutNul = CLIENT_MAGIC.subarray(0, -1);
  const mistakes: readonly (readonly [string, Buffer | undefined])[] = [
    ['it is the answer that the server gives', serverBinding(binding)],
    hashed
      ? ['it is the key itself, as versions 2 to 4 have it', subjectPublicKey]
      : ['it is the hash that versions 5 and 6 have', clientBinding({ ...binding, version: 5 })],
    ['the key has the octet of unused bits before it', Buffer.concat([Buffer.of(0), subjectPublicKey])],
    [
      'the hashed text lacks its NUL at the end',
      sha256(Buffer.concat([withoutNul, nonce, subjectPublicKey])),
    ],
    ['the hash is made without the nonce', sha256(Buffer.concat([CLIENT_MAGIC, subjectPublicKey]))],
    [
      'the key has the octet of unused bits before it in the hash',
      sha256(Buffer.concat([CLIENT_MAGIC, nonce, Buffer.of(0), subjectPublicKey])),
    ],
  ];
  return mistakes.find(([, bytes]) => bytes?.equals(received) === true)?.[0];
}

/** The fault of a binding that is wrong, in words. */
export function describeWrongBinding(received: Buffer, binding: KeyBinding): string {
  const mistake = mistakenBinding(received, binding);
  if (mistake !== undefined) return `it is made of our key, but ${mistake}`;
  const ours = sha256(binding.subjectPublicKey).toString('hex');
  return binding.version < FIRST_HASHED_VERSION
    ? `the client saw the key with the SHA-256 fingerprint ${sha256(received).toString('hex')}, and ours has ${ours}`
    : `it is not made of our key, whose SHA-256 fingerprint is ${ours}`;
}
