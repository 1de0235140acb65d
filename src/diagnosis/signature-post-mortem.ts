import type { MistakenKey } from '../auth/mechanism-words.js';
import { deriveKey } from '../crypto/kdf.js';
import { SessionKeys } from '../protection/key-schedule.js';
import { Signer } from '../protection/signing.js';
import {
  Dialect,
  FLAGS_OFFSET,
  HEADER_LENGTH,
  HeaderFlags,
  SIGNATURE_OFFSET,
  SigningAlgorithm,
} from '../smb2-codec/index.js';
import type { SignatureMaterial } from '../facts/smb.js';
import { signingLabel } from './names.js';
import type { Search } from './search.js';
import type { SecondLook, SignatureFinding } from './second-look.js';

/** Bytes whose MAC costs as much as one try of a password. */
const bytesPerTry = 4096;

/**
 * Tries a signature that does not verify under the mistakes that clients are known to make: a few dozen MACs over one
 * message, for the record only.
 *
 * @param mistaken keys of the mechanism that clients confuse with those of SMB
 */
export function* searchSignatureMistakes(
  material: SignatureMaterial,
  mistaken: readonly MistakenKey[] = [],
): Search<NonNullable<SecondLook['signature']>> {
  let tried = 0;
  for (const { finding, matches } of candidates(material, mistaken)) {
    tried++;
    const found = matches();
    yield 1 + Math.floor(material.message.length / bytesPerTry);
    if (found) return { tried, finding };
  }
  return { tried, finding: undefined };
}

interface Candidate {
  readonly finding: SignatureFinding;
  readonly matches: () => boolean;
}

const algorithms = Object.values(SigningAlgorithm);

function* candidates(material: SignatureMaterial, mistaken: readonly MistakenKey[]): Generator<Candidate> {
  const { signingKey, signingAlgorithm } = material;
  // A shorter message has no signature.
  if (material.message.length < HEADER_LENGTH) return;
  for (const algorithm of algorithms) {
    if (algorithm === signingAlgorithm) continue;
    const words = `The signature is right with ${signingLabel(algorithm)}: the client uses the right key with the wrong algorithm.`;
    yield signedBy(material, signingKey, algorithm, { mistake: 'wrong-algorithm', words });
  }
  yield* formCandidates(material);
  for (const { key, finding } of wrongKeys(material, mistaken)) {
    for (const algorithm of [signingAlgorithm, ...algorithms.filter((other) => other !== signingAlgorithm)]) {
      yield signedBy(material, key, algorithm, finding);
    }
  }
}

function signedBy(
  { message }: SignatureMaterial,
  key: Buffer,
  algorithm: number,
  finding: SignatureFinding,
): Candidate {
  return { finding, matches: () => new Signer(algorithm, key).verify(Buffer.from(message)) };
}

/** Signatures with the right key over wrong bytes. */
function* formCandidates({ message, signingKey, signingAlgorithm }: SignatureMaterial): Generator<Candidate> {
  const signer = new Signer(signingAlgorithm, signingKey);
  const received = message.subarray(SIGNATURE_OFFSET, SIGNATURE_OFFSET + 16);
  const signatureOf = (signed: Buffer): Buffer => {
    signer.sign(signed);
    return signed.subarray(SIGNATURE_OFFSET, SIGNATURE_OFFSET + 16);
  };
  yield {
    finding: {
      mistake: 'flag-not-set',
      words: 'The client signs before it sets SMB2_FLAGS_SIGNED; the flag is part of what is signed.',
    },
    matches: () => {
      const unflagged = Buffer.from(message);
      unflagged.writeUInt32LE(
        (unflagged.readUInt32LE(FLAGS_OFFSET) & ~HeaderFlags.SIGNED) >>> 0,
        FLAGS_OFFSET,
      );
      return signatureOf(unflagged).equals(received);
    },
  };
  yield {
    finding: {
      mistake: 'field-not-zeroed',
      words:
        'The client signs a message that has a signature already: the 16 bytes of the field must be zero while it is made, also when a message is sent again.',
    },
    matches: () => {
      const signed = Buffer.from(message);
      signer.sign(signed);
      return signer.macOf(signed).equals(received);
    },
  };
  yield {
    finding: {
      mistake: 'header-only',
      words: 'The client signs the 64 bytes of the header only, not the whole message.',
    },
    matches: () => signatureOf(Buffer.from(message.subarray(0, HEADER_LENGTH))).equals(received),
  };
  yield {
    finding: {
      mistake: 'padded',
      words: 'The client signs the message padded to a multiple of 8 bytes and sends it without the padding.',
    },
    matches: () => signatureOf(Buffer.concat([message, Buffer.alloc(-message.length & 7)])).equals(received),
  };
}

interface WrongKey {
  readonly key: Buffer;
  readonly finding: SignatureFinding;
}

function* wrongKeys(material: SignatureMaterial, mistaken: readonly MistakenKey[]): Generator<WrongKey> {
  const { sessionKey, dialect } = material;
  yield* derivedWrongly(material, sessionKey);
  for (const { key, takenFor, ...finding } of mistaken) {
    yield { key, finding };
    if (takenFor === 'signing-key') continue;
    for (const preauthHash of hashesFor(material)) {
      yield { key: signingKeyOf(key, dialect, preauthHash), finding };
    }
  }
  yield {
    key: Buffer.alloc(16),
    finding: { mistake: 'zero-key', words: 'The client signs with a key of zeros, as if it were anonymous.' },
  };
}

/** Signatures with keys that were derived wrongly from the right session key. */
function* derivedWrongly(material: SignatureMaterial, sessionKey: Buffer): Generator<WrongKey> {
  const {
    dialect,
    preauthHashes,
    preauthHashesCarriedOn = [],
    preauthHashWithResponse,
    signingKey,
  } = material;
  if (dialect < Dialect.SMB_3_0) {
    const key = signingKeyOf(sessionKey, Dialect.SMB_3_0, undefined);
    yield {
      key,
      finding: {
        mistake: 'derived-in-2.x',
        words: 'The client derives a key as in 3.0; in 2.0.2 and 2.1 the session key itself signs.',
      },
    };
    return;
  }
  yield {
    key: sessionKey,
    finding: {
      mistake: 'not-derived',
      words: 'The client signs with the session key itself; from 3.0 on a SigningKey is derived from it.',
    },
  };
  if (dialect !== Dialect.SMB_3_1_1) return;
  yield {
    key: signingKeyOf(sessionKey, Dialect.SMB_3_0, undefined),
    finding: {
      mistake: '3.0-labels',
      words:
        'The client derives its key with the label and context of 3.0 (SMB2AESCMAC, SmbSign); 3.1.1 uses SMBSigningKey and the pre-authentication hash.',
    },
  };
  for (const [messages, hash] of preauthHashes.entries()) {
    const key = signingKeyOf(sessionKey, dialect, hash);
    if (!key.equals(signingKey)) yield { key, finding: wrongPreauthHash(messages, preauthHashes.length - 1) };
  }
  if (preauthHashWithResponse !== undefined) {
    yield {
      key: signingKeyOf(sessionKey, dialect, preauthHashWithResponse),
      finding: wrongPreauthHash(preauthHashes.length, preauthHashes.length - 1),
    };
  }
  for (const hash of preauthHashesCarriedOn) {
    yield { key: signingKeyOf(sessionKey, dialect, hash), finding: hashCarriedOn };
  }
  const right = preauthHashes.at(-1);
  if (right === undefined) return;
  yield {
    key: deriveKey(sessionKey, Buffer.from('SMBSigningKey\0', 'ascii'), right, 256).subarray(0, 16),
    finding: {
      mistake: '256-bit-derivation',
      words: 'The client derives its signing key with L = 256; L is 128 for it, whatever the cipher.',
    },
  };
}

const hashCarriedOn: SignatureFinding = {
  mistake: 'preauth-hash-carried-on',
  words:
    'The client carries on the pre-authentication hash of an earlier login on this connection; each login begins anew from the value after NEGOTIATE.',
};

function wrongPreauthHash(messages: number, right: number): SignatureFinding {
  const words =
    messages === 0
      ? 'The client derives its key with a pre-authentication hash of zeros.'
      : `The client’s pre-authentication hash covers the first ${messages} messages; it must cover ${right}, up to the final SESSION_SETUP request.`;
  return { mistake: 'preauth-hash', words };
}

function signingKeyOf(sessionKey: Buffer, dialect: number, preauthHash: Buffer | undefined): Buffer {
  return new SessionKeys(sessionKey, { dialect, preauthHash, cipherKeyBits: 0 }).signingKey;
}

function hashesFor({ dialect, preauthHashes }: SignatureMaterial): readonly (Buffer | undefined)[] {
  if (dialect !== Dialect.SMB_3_1_1) return [undefined];
  return preauthHashes.slice(-1);
}
