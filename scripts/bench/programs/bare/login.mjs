import { hash, randomFillSync, timingSafeEqual } from 'node:crypto';
import { HEADER } from './frames.mjs';
import { sign, verify } from './protection.mjs';
import { inWholeFrames } from './whole-frames.mjs';

/** The answers to NEGOTIATE, both SESSION_SETUPs and TREE_CONNECT. */
const answers = [320, 330, 120, 84].map((length) => {
  const frame = Buffer.alloc(HEADER + length, 1);
  frame.writeUInt32BE(length, 0);
  return frame;
});

/** The exchanges of a login, and nothing else. */
export const floor = inWholeFrames(() => {
  let step = 0;
  return (_frame, sent) => sent.push(answers[step++ % answers.length]);
});

/**
 * The same with every call of node:crypto that a login forces: dialect 3.1.1, NTLMv2 with a MIC and a mechListMIC, and
 * AES-128-GMAC, as smbload.c negotiates it. Nothing is parsed, and no value is right: the calls have the number and the
 * sizes of a login's.
 *
 * - NEGOTIATE: a salt and two SHA-512 over request and answer ([MS-SMB2] 3.3.5.4).
 * - First SESSION_SETUP: SessionId, ServerChallenge, and two SHA-512 ([MS-SMB2] 3.3.5.5; [MS-NLMP] 3.2.5.1.1).
 * - Second SESSION_SETUP: one SHA-512; HMAC-MD5 for NTOWFv2, NTProofStr and SessionBaseKey ([MS-NLMP] 3.3.2), for the
 *   MIC (3.2.5.1.2) and for both mechListMICs (RFC 4178 5; [MS-NLMP] 3.4.4.2); MD5 for two signing and two sealing keys
 *   (3.4.5.2, 3.4.5.3); the signing key ([MS-SMB2] 3.1.4.2), and the signature of the answer (3.3.5.5.3). Three
 *   comparisons take constant time: NTProofStr, MIC, mechListMIC.
 * - TREE_CONNECT: the signature of the request, its comparison, and the signature of the answer ([MS-SMB2] 3.1.4.1).
 *
 * The other keys of a session are not needed so far. RC4 and MD4 are missing, because OpenSSL 3 does not offer them.
 */
export const login = inWholeFrames(() => {
  let step = 0;
  return (frame, sent) => {
    const at = step++ % answers.length;
    const answer = answers[at];
    steps[at](frame, answer);
    sent.push(answer);
  };
});

const steps = [
  (frame, answer) => {
    draw(SALT);
    chain(frame);
    chain(answer);
  },
  (frame, answer) => {
    draw(SESSION_ID + CHALLENGE);
    chain(frame);
    chain(answer);
  },
  (frame, answer) => {
    chain(frame);
    for (const length of macInputs) hmac('md5', length);
    for (let count = 0; count < SESSION_SECURITY_KEYS; count += 1) digest('md5', keyInput);
    hmac('sha256', DERIVATION);
    for (let count = 0; count < COMPARISONS; count += 1) timingSafeEqual(one, other);
    sign(answer);
  },
  (frame, answer) => {
    verify(frame);
    sign(answer);
  },
];

const [SALT, SESSION_ID, CHALLENGE] = [32, 8, 8];
/** NTOWFv2, NTProofStr, SessionBaseKey, the three messages under the MIC, a mechListMIC of each side. */
const macInputs = [28, 174, 16, 586, 18, 18];
const SESSION_SECURITY_KEYS = 4;
const keyInput = Buffer.alloc(75);
/** Counter, label, separator, PreauthIntegrityHashValue and length ([MS-SMB2] 3.1.4.2). */
const DERIVATION = 87;
const COMPARISONS = 3;
const [one, other] = [Buffer.alloc(16), Buffer.alloc(16)];

const BLOCK = 64;
const scratch = Buffer.alloc(1024);
const pool = Buffer.alloc(4096);
let drawn = pool.length;

/** Random bytes come from a pool: a draw of 8 bytes costs as much as one of thousands. */
function draw(length) {
  if (drawn + length > pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  drawn += length;
}

/** A hash at once costs less than an object of OpenSSL, and text less than memory of its own for a few bytes. */
function digest(algorithm, bytes) {
  return hash(algorithm, bytes, 'latin1');
}

/** The next value of the pre-authentication hash. */
function chain(frame) {
  frame.copy(scratch, BLOCK, HEADER);
  scratch.latin1Write(digest('sha512', scratch.subarray(0, BLOCK + frame.length - HEADER)), 0);
}

/** Two hashes, each with a block for the key before it (RFC 2104 2), cost less than an Hmac or MD5 of our own. */
function hmac(algorithm, length) {
  const inner = digest(algorithm, scratch.subarray(0, BLOCK + length));
  scratch.latin1Write(inner, BLOCK);
  digest(algorithm, scratch.subarray(0, BLOCK + inner.length));
}
