import type { LoginFacts } from '../mechanism-words.js';
import type { NtlmAuthenticateFact, NtlmFact, NtlmProofFailedFact } from './facts.js';

type FactOf<Kind extends NtlmFact['kind']> = Extract<NtlmFact, { readonly kind: Kind }>;

/** The facts of an NTLM login by kind: the latest of each kind. */
export interface NtlmEvidence {
  readonly negotiate: FactOf<'negotiate'> | undefined;
  readonly challenge: FactOf<'challenge'> | undefined;
  readonly authenticate: NtlmAuthenticateFact | undefined;
  readonly proof: FactOf<'proof'> | undefined;
  readonly proofFailed: NtlmProofFailedFact | undefined;
}

export function ntlmEvidence({ own }: Pick<LoginFacts, 'own'>): NtlmEvidence {
  let negotiate, challenge, authenticate, proof, proofFailed;
  for (const fact of own as readonly NtlmFact[]) {
    switch (fact.kind) {
      case 'negotiate':
        negotiate = fact;
        break;
      case 'challenge':
        challenge = fact;
        break;
      case 'authenticate':
        authenticate = fact;
        break;
      case 'proof':
        proof = fact;
        break;
      case 'proof-failed':
        proofFailed = fact;
    }
  }
  return { negotiate, challenge, authenticate, proof, proofFailed };
}
