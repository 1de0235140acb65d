import { upperCaseUtf16 } from '../../bytes/index.js';
import { equalInConstantTime } from '../../crypto/constant-time.js';
import type { NtlmDomainForm } from './facts.js';
import type { AuthenticateMessage } from './authenticate-message.js';
import { lmowfV1, ntlmV1ExtendedResponse, ntlmV1Response, ntowfV1, sessionBaseKeyV1 } from './ntlm-v1.js';
import { lmV2Response, ntowfV2, ntProofStr, sessionBaseKeyV2 } from './ntlm-v2.js';
import type { ClientResponse } from './client-response.js';
import { kxkey } from './session-keys.js';

/** The secret and the names that a proof is verified against. */
export interface Credential {
  /** NTOWFv1, 16 bytes. */
  readonly ntHash: Buffer;
  /** The password, for the LM hash only. It counts only if it has this NT hash. */
  readonly password?: string | undefined;
}

/** The input of a proof besides the response itself. */
export interface ProofInput {
  readonly message: AuthenticateMessage;
  readonly agreedFlags: number;
  /** 8 bytes. */
  readonly serverChallenge: Buffer;
}

/** A response that was right. */
export interface Proof {
  /** 16 bytes; undefined when the flags ask for a key of an LM hash that is not known. */
  readonly keyExchangeKey: Buffer | undefined;
  /** The form of the domain that was hashed; NTLMv1 and LM hash none. */
  readonly domainForm: NtlmDomainForm | undefined;
}

/**
 * Verifies a response ([MS-NLMP] 3.2.5.1.2, 3.3) in constant time. The work depends on the message only, never on the
 * credential, until the response has turned out to be right.
 *
 * @returns undefined when it is wrong
 */
export function verifyResponse(
  response: ClientResponse,
  credential: Credential,
  input: ProofInput,
): Proof | undefined {
  const { serverChallenge } = input;
  switch (response.kind) {
    case 'ntlmv2':
      return verifyV2(response.ntProofStr, credential, input, (key) =>
        ntProofStr(key, serverChallenge, response.temp),
      );
    case 'ntlmv1':
      return equalInConstantTime(response.nt, ntlmV1Response(credential.ntHash, serverChallenge))
        ? proofV1(credential, input)
        : undefined;
    case 'ntlmv1-ess': {
      const { nt, clientChallenge } = response;
      const expected = ntlmV1ExtendedResponse(credential.ntHash, serverChallenge, clientChallenge);
      return equalInConstantTime(nt, expected) ? proofV1(credential, input) : undefined;
    }
    case 'lm':
      return verifyLm(response.lm, credential, input);
    default:
      return undefined;
  }
}

function verifyLm(lm: Buffer, credential: Credential, input: ProofInput): Proof | undefined {
  const { serverChallenge } = input;
  const clientChallenge = lm.subarray(16);
  const v2 = verifyV2(lm.subarray(0, 16), credential, input, (key) =>
    lmV2Response(key, serverChallenge, clientChallenge).subarray(0, 16),
  );
  const { ntHash, password = '' } = credential;
  const lmowf = lmowfV1(password);
  // If there is no LM hash, another takes its place: the work is the same, and the result is discarded.
  const standIn = lmowf ?? lmowfV1('') ?? ntHash;
  const matches = equalInConstantTime(lm, ntlmV1Response(standIn, serverChallenge));
  // The NT hash decides: a password that does not have this hash proves nothing.
  const belongs = equalInConstantTime(ntowfV1(password), ntHash);
  if (v2) return v2;
  return matches && belongs && lmowf !== undefined ? proofV1(credential, input) : undefined;
}

/** NTLMv2 and LMv2: tries the forms in which clients hash the domain, the usual one first. */
function verifyV2(
  proof: Buffer,
  credential: Credential,
  { message }: ProofInput,
  expectedProof: (responseKey: Buffer) => Buffer,
): Proof | undefined {
  const tryForm = (domainForm: NtlmDomainForm, domain: string): Proof | undefined => {
    const responseKey = ntowfV2(credential.ntHash, message.userName, domain);
    if (!equalInConstantTime(proof, expectedProof(responseKey))) return undefined;
    return { keyExchangeKey: sessionBaseKeyV2(responseKey, proof), domainForm };
  };
  const { domainName: sent } = message;
  return tryForm('as-sent', sent) ?? tryOtherForms(sent, tryForm);
}

/** In upper case, as some clients hash it; empty, as servers should support ([MS-NLMP] 3.2.5.1.2). */
function tryOtherForms(
  sent: string,
  tryForm: (domainForm: NtlmDomainForm, domain: string) => Proof | undefined,
): Proof | undefined {
  const upper = upperCaseUtf16(sent);
  return (
    (upper === sent ? undefined : tryForm('upper-case', upper)) ??
    (sent === '' ? undefined : tryForm('empty', ''))
  );
}

function proofV1(credential: Credential, { message, agreedFlags, serverChallenge }: ProofInput): Proof {
  const keyExchangeKey = kxkey({
    negotiateFlags: agreedFlags,
    sessionBaseKey: sessionBaseKeyV1(credential.ntHash),
    lmowf: credential.password === undefined ? undefined : lmowfV1(credential.password),
    lmChallengeResponse: message.lmChallengeResponse,
    serverChallenge,
  });
  return { keyExchangeKey, domainForm: undefined };
}
