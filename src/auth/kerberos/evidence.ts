import type { LoginFacts } from '../mechanism-words.js';
import type { ApReqFact, AuthenticatorFact, KerberosFact, PacFact, TicketFact } from './facts.js';

type FactOf<Kind extends KerberosFact['kind']> = Extract<KerberosFact, { readonly kind: Kind }>;

/** The facts of a Kerberos login by kind: the latest of each kind, all of the last AP-REQ but `skewAnswered`. */
export interface KerberosEvidence {
  readonly request: ApReqFact | undefined;
  readonly ticket: TicketFact | undefined;
  readonly authenticator: AuthenticatorFact | undefined;
  readonly pac: PacFact | undefined;
  readonly skewAnswered: FactOf<'skew-answered'> | undefined;
  readonly answer: FactOf<'answer'> | undefined;
  readonly keys: FactOf<'session-keys'> | undefined;
}

/** Sorts the facts that a Kerberos acceptor has reported of a login. */
export function kerberosEvidence({ own }: Pick<LoginFacts, 'own'>): KerberosEvidence {
  const all = own as readonly KerberosFact[];
  // After a wrong clock another ticket may come: nothing of the first belongs to it.
  const facts = all.slice(
    Math.max(
      0,
      all.findLastIndex(({ kind }) => kind === 'ap-req'),
    ),
  );
  return {
    request: last(facts, 'ap-req'),
    ticket: last(facts, 'ticket'),
    authenticator: last(facts, 'authenticator'),
    pac: last(facts, 'pac'),
    skewAnswered: last(all, 'skew-answered'),
    answer: last(facts, 'answer'),
    keys: last(facts, 'session-keys'),
  };
}

function last<Kind extends KerberosFact['kind']>(
  facts: readonly KerberosFact[],
  kind: Kind,
): FactOf<Kind> | undefined {
  return facts.findLast((fact): fact is FactOf<Kind> => fact.kind === kind);
}
