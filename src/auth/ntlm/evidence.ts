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
  const facts = own as readonly NtlmFact[];
  return {
    negotiate: last(facts, 'negotiate'),
    challenge: last(facts, 'challenge'),
    authenticate: last(facts, 'authenticate'),
    proof: last(facts, 'proof'),
    proofFailed: last(facts, 'proof-failed'),
  };
}

function last<Kind extends NtlmFact['kind']>(
  facts: readonly NtlmFact[],
  kind: Kind,
): FactOf<Kind> | undefined {
  return facts.findLast((fact): fact is FactOf<Kind> => fact.kind === kind);
}
