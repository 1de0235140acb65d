import type { MechanismWords, ReasonInOwnTerms } from '../auth/mechanism-words.js';
import { commonRejections } from '../auth/rejection.js';
import { accountRejections } from '../auth/rejections/accounts.js';
import { credentialRejections } from '../auth/rejections/credentials.js';
import { tokenRejections } from '../auth/rejections/tokens.js';
import { logonFailure } from '../text/client-shows.js';
import { frozen } from '../values/frozen.js';
import { connections } from './reasons/connections.js';
import { credentials } from './reasons/credentials.js';
import { failures } from './reasons/failures.js';
import { outcomes } from './reasons/outcomes.js';
import type { AttemptReason, IncidentReason, Reason, ReasonText } from './reasons/reason.js';
import { trees } from './reasons/trees.js';
import type { SpeakingMechanism } from './vocabulary.js';

export type {
  AttemptReason,
  MechanismReason,
  SessionRejection,
  ClientShows,
  FailureReason,
  IncidentReason,
  Reason,
  ReasonText,
  Symptoms,
  TreeReason,
} from './reasons/reason.js';

/**
 * The texts of all reasons of a login or a session, except those of mechanisms. A reason without a text does not
 * compile.
 */
const loginReasons: Readonly<Record<AttemptReason | IncidentReason, ReasonText>> = frozen({
  ...outcomes,
  ...credentials,
  ...commonRejections,
  ...connections,
} satisfies Record<AttemptReason | IncidentReason, ReasonText>);

/** The texts of all reasons, except those of mechanisms. */
export const reasons: Readonly<Record<Reason, ReasonText>> = frozen({
  ...loginReasons,
  ...trees,
  ...failures,
} satisfies Record<Reason, ReasonText>);

/** Whether a login's reason is in the table; the others are those of mechanisms. */
export function isKnownReason(reason: string): reason is AttemptReason | IncidentReason {
  return Object.hasOwn(loginReasons, reason);
}

/** The text of the reason of a login; a mechanism may bring reasons of its own, and common ones in its own terms. */
export function reasonText(reason: string, words: MechanismWords | undefined): ReasonText {
  if (isKnownReason(reason)) return { ...loginReasons[reason], ...inOwnTerms(reason, words) };
  const own = words?.reasons;
  return own !== undefined && Object.hasOwn(own, reason) ? (own[reason] ?? wordless) : wordless;
}

/** A common reason in the mechanism's own terms; undefined: the common text holds. */
export function inOwnTerms(reason: string, words: MechanismWords | undefined): ReasonInOwnTerms | undefined {
  const terms: Readonly<Record<string, ReasonInOwnTerms | undefined>> = words?.commonReasons ?? {};
  if (!(reason in commonRejections) || !Object.hasOwn(terms, reason)) return undefined;
  const own = terms[reason];
  return own && { sentence: own.sentence, advice: own.advice };
}

/** The text of a refusal for which the mechanism has no words. */
const wordless: ReasonText = {
  sentence: 'The mechanism refused the login.',
  advice: 'Its code is the mechanism’s own: see its documentation.',
  ...logonFailure,
  section: '[MS-SMB2] 3.3.5.5.3',
};

/** A chapter of the documentation. */
export interface ReasonGroup {
  readonly title: string;
  readonly reasons: Readonly<Record<string, ReasonText>>;
}

/** The groups of the table in the order of the documentation, with the reasons that mechanisms bring. */
export function reasonGroups(mechanisms: readonly SpeakingMechanism[]): readonly ReasonGroup[] {
  return [
    { title: 'Accepted, and what became of it', reasons: outcomes },
    { title: 'Credentials', reasons: { ...credentialRejections, ...credentials } },
    { title: 'The account', reasons: accountRejections },
    { title: 'Tokens of the login', reasons: tokenRejections },
    ...mechanisms.flatMap(({ name, words }) =>
      words?.reasons === undefined ? [] : [{ title: `${name} alone`, reasons: words.reasons }],
    ),
    { title: 'Connections without a login', reasons: connections },
    { title: 'Shares', reasons: trees },
    { title: 'Files and folders', reasons: failures },
  ];
}
