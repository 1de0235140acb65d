import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The proofs of NTLMv2 as [MS-NLMP] 3.3.2 has them, computed with nothing of src/: a mistake of the server is not
 * repeated here.
 */

/** NT hashes of the passwords that the users of these tests have, as `md4(utf16le(password))` gives them. */
export const ntHashes: Readonly<Record<string, string>> = {
  // secret
  ALICE: '878d8014606cda29677a44efa1353fc7',
  // hunter2
  BOB: '6608e4bc7b2b7a5f77ce3573570775af',
};

/** An AUTHENTICATE_MESSAGE somewhere in bytes. */
export interface FoundAuthenticate {
  readonly user: string;
  readonly domain: string;
  readonly ntResponse: Buffer;
}

const authenticate = Buffer.from('4e544c4d5353500003000000', 'hex');
const challenge = Buffer.from('4e544c4d5353500002000000', 'hex');

/** The AUTHENTICATE_MESSAGEs in bytes whose fields lie in them, each once as UTF-16LE and once as OEM. */
export function authenticatesIn(bytes: Buffer): FoundAuthenticate[] {
  return placesOf(authenticate, bytes).flatMap((at) => {
    const message = bytes.subarray(at);
    if (message.length < 64) return [];
    const ntResponse = fieldAt(message, 20);
    const domain = fieldAt(message, 28);
    const user = fieldAt(message, 36);
    if (!ntResponse || !domain || !user) return [];
    // The server goes by what was negotiated before, which the flags of the message may contradict.
    return (['utf16le', 'latin1'] as const).map((encoding) => ({
      user: user.toString(encoding),
      domain: domain.toString(encoding),
      ntResponse,
    }));
  });
}

/** ServerChallenge of the CHALLENGE_MESSAGEs in bytes. */
export function challengesIn(bytes: Buffer): Buffer[] {
  return placesOf(challenge, bytes).flatMap((at) =>
    at + 32 <= bytes.length ? [Buffer.from(bytes.subarray(at + 24, at + 32))] : [],
  );
}

/** Whether the NTLMv2 response answers that challenge with the password of the user. */
export function isRightProof(found: FoundAuthenticate, serverChallenge: Buffer): boolean {
  const { ntResponse, user, domain } = found;
  const ntHash = ntHashes[user.toUpperCase()];
  if (ntHash === undefined) return false;
  if (ntResponse.length < 44) return false;
  // Clients hash the domain as they send it, in upper case, or not at all, and Samba's server tries all three.
  return [domain, domain.toUpperCase(), ''].some((hashed) => {
    const key = md5(Buffer.from(ntHash, 'hex'), Buffer.from(user.toUpperCase() + hashed, 'utf16le'));
    return timingSafeEqual(md5(key, serverChallenge, ntResponse.subarray(16)), ntResponse.subarray(0, 16));
  });
}

function md5(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  const hmac = createHmac('md5', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

function fieldAt(message: Buffer, at: number): Buffer | undefined {
  const length = message.readUInt16LE(at);
  const offset = message.readUInt32LE(at + 4);
  return offset + length <= message.length ? message.subarray(offset, offset + length) : undefined;
}

function placesOf(wanted: Buffer, bytes: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) places.push(at);
  return places;
}
