import { randomBytes } from 'node:crypto';
import { AvId } from '../../src/auth/ntlm/av-pairs.js';
import { ntlmV1ExtendedResponse, ntowfV1 } from '../../src/auth/ntlm/ntlm-v1.js';
import { lmV2Response, ntowfV2, ntProofStr, sessionBaseKeyV2 } from '../../src/auth/ntlm/ntlm-v2.js';
import { encodeNtlmV2ClientChallenge } from '../../src/auth/ntlm/ntlmv2-response.js';
import type { ProofQuestion } from '../../src/auth/proof-question.js';
import { encodeUtf16 } from '../../src/bytes/index.js';
import { md5 } from '../../src/crypto/md5.js';

export interface AskedOptions {
  readonly user?: string;
  readonly password?: string;
  readonly domain?: string;
  readonly workstation?: string;
  readonly kind?: 'ntlmv2' | 'ntlmv1-ess' | 'lm';
  readonly signal?: AbortSignal;
}

/** The question of a client that answers a challenge of FILES in ADLAB, and the key that the client has. */
export function proofQuestion(options: AskedOptions = {}): { question: ProofQuestion; key: Buffer } {
  const {
    user = 'alice',
    password = 'Pa55w0rd!',
    domain = 'ADLAB',
    workstation = 'WS',
    kind = 'ntlmv2',
  } = options;
  const serverChallenge = randomBytes(8);
  const clientChallenge = randomBytes(8);
  const asked = {
    name: user,
    domain,
    hashed: { userName: user, domainName: domain },
    workstation,
    kind,
    challenge: serverChallenge,
    serverChallenge,
    ntResponse: Buffer.alloc(0),
    lmResponse: Buffer.alloc(24),
    negotiateFlags: 0,
    signal: options.signal ?? new AbortController().signal,
  };
  if (kind === 'ntlmv1-ess') {
    const ntResponse = ntlmV1ExtendedResponse(ntowfV1(password), serverChallenge, clientChallenge);
    const lmResponse = Buffer.concat([clientChallenge, Buffer.alloc(16)]);
    const challenge = md5(serverChallenge, clientChallenge).subarray(0, 8);
    return { question: { ...asked, challenge, ntResponse, lmResponse }, key: Buffer.alloc(0) };
  }
  const responseKey = ntowfV2(ntowfV1(password), user, domain);
  if (kind === 'lm') {
    const lmResponse = lmV2Response(responseKey, serverChallenge, clientChallenge);
    const key = sessionBaseKeyV2(responseKey, lmResponse.subarray(0, 16));
    return { question: { ...asked, lmResponse }, key };
  }
  const temp = encodeNtlmV2ClientChallenge({
    timeStamp: BigInt(Date.now()) * 10_000n + 116_444_736_000_000_000n,
    challengeFromClient: clientChallenge,
    avPairs: [
      { id: AvId.MsvAvNbDomainName, value: encodeUtf16('ADLAB') },
      { id: AvId.MsvAvNbComputerName, value: encodeUtf16('FILES') },
    ],
  });
  const proof = ntProofStr(responseKey, serverChallenge, temp);
  const ntResponse = Buffer.concat([proof, temp]);
  return { question: { ...asked, ntResponse }, key: sessionBaseKeyV2(responseKey, proof) };
}
