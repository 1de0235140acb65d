import { createCipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { md4 } from '../../../src/crypto/md4.js';

/** A client's responses to a challenge, as a member passes them on. */
export interface Responses {
  readonly user: string;
  readonly domain: string;
  /** LmChallenge, 8 bytes. */
  readonly challenge: Buffer;
  readonly ntResponse: Buffer;
  readonly lmResponse: Buffer;
}

/** A response that is right. */
export interface Proof {
  readonly version: 1 | 2;
  /** SessionBaseKey of [MS-NLMP] 3.3, 16 bytes. */
  readonly sessionBaseKey: Buffer;
  /** AV pairs of an NTLMv2 response, by their number. */
  readonly targetInfo: ReadonlyMap<number, Buffer>;
}

/**
 * Judges the NT response as a controller does ([MS-NLMP] 3.3.1, 3.3.2). Under extended session security the member has
 * made the challenge of NTLMv1 already ([MS-APDS] 3.1.5.2).
 */
export function proofOf(responses: Responses, ntHash: Buffer): Proof | undefined {
  return responses.ntResponse.length === 24 ? proofV1(responses, ntHash) : proofV2(responses, ntHash);
}

function proofV1({ challenge, ntResponse }: Responses, ntHash: Buffer): Proof | undefined {
  if (!timingSafeEqual(desResponse(ntHash, challenge), ntResponse)) return undefined;
  return { version: 1, sessionBaseKey: md4(ntHash), targetInfo: new Map() };
}

function proofV2({ user, domain, challenge, ntResponse }: Responses, ntHash: Buffer): Proof | undefined {
  if (ntResponse.length < 48) return undefined;
  const identity = Buffer.from(user.toUpperCase() + domain, 'utf16le');
  const key = hmacMd5(ntHash, identity);
  const proof = ntResponse.subarray(0, 16);
  if (!timingSafeEqual(hmacMd5(key, challenge, ntResponse.subarray(16)), proof)) return undefined;
  return { version: 2, sessionBaseKey: hmacMd5(key, proof), targetInfo: pairsOf(ntResponse.subarray(44)) };
}

/** DESL of [MS-NLMP] 6: three keys of seven bytes. */
function desResponse(ntHash: Buffer, challenge: Buffer): Buffer {
  const padded = Buffer.concat([ntHash, Buffer.alloc(5)]);
  return Buffer.concat([0, 7, 14].map((start) => des(padded.subarray(start, start + 7), challenge)));
}

/** Single DES: OpenSSL has it as three times the same key. */
function des(seven: Buffer, block: Buffer): Buffer {
  const bits = BigInt(`0x${seven.toString('hex')}`);
  const key = Buffer.from(
    Array.from({ length: 8 }, (_, i) => Number((bits >> BigInt(49 - 7 * i)) & 0x7fn) << 1),
  );
  const cipher = createCipheriv('des-ede3', Buffer.concat([key, key, key]), null).setAutoPadding(false);
  return cipher.update(block);
}

function pairsOf(octets: Buffer): Map<number, Buffer> {
  const pairs = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= octets.length;) {
    const id = octets.readUInt16LE(at);
    const length = octets.readUInt16LE(at + 2);
    if (id === 0) break;
    pairs.set(id, octets.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return pairs;
}

function hmacMd5(key: Buffer, ...data: readonly Buffer[]): Buffer {
  return createHmac('md5', key).update(Buffer.concat(data)).digest();
}
