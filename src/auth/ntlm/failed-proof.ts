import { equalInConstantTime } from '../../crypto/constant-time.js';
import type { FailedProof, LoginFacts, Miscomputation } from '../mechanism-words.js';
import { ntlmEvidence } from './evidence.js';
import type { NtlmProofFailedFact } from './facts.js';
import { hashesNames, provedBy } from './proof-again.js';
import { responseVariants } from './response-variants.js';
import { miscomputed } from './sentences.js';

/** The proof of a login that failed, for a second look; undefined where there is no response to look at. */
export function failedProofOf(login: LoginFacts): FailedProof | undefined {
  const evidence = ntlmEvidence(login);
  const { proofFailed } = evidence;
  if (proofFailed === undefined) return undefined;
  const provesNothing = proofFailed.ntResponse.length < 24 && proofFailed.lmResponse.length < 24;
  const impossible = miscomputed(evidence);
  return provesNothing ? undefined : retriable(proofFailed, impossible === '' ? undefined : impossible);
}

/** @param impossible a sentence on a response that no password makes */
export function retriable(failed: NtlmProofFailedFact, impossible?: string): FailedProof {
  const { account, user, domain, workstation, ntResponse, lmResponse } = failed;
  return {
    account,
    user,
    domain,
    workstation,
    length: ntResponse.length + lmResponse.length,
    hashesNames: hashesNames(failed),
    impossible,
    isProvedBy: (tried) => provedBy(failed, tried),
    miscomputations: ({ ntHash, ...names }) =>
      responseVariants(failed, ntHash, names).map(({ variant, words, expected }): Miscomputation => ({
        variant,
        words,
        matches: () => {
          const proof = expected();
          return equalInConstantTime(proof, ntResponse.subarray(0, proof.length));
        },
      })),
  };
}
