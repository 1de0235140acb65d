import type { MechanismWords, ReasonInOwnTerms } from '../auth/mechanism-words.js';
import { commonRejections } from '../auth/rejection.js';
import { accountRejections } from '../auth/rejections/accounts.js';
import { credentialRejections } from '../auth/rejections/credentials.js';
import { domainRejections } from '../auth/rejections/domain.js';
import { tokenRejections } from '../auth/rejections/tokens.js';
import { logonFailure } from '../text/client-shows.js';
import { frozen } from '../values/frozen.js';
import { connections } from './reasons/connections.js';
import { credentials } from './reasons/credentials.js';
import { credsspReasons } from './reasons/credssp.js';
import { failures } from './reasons/failures.js';
import { httpReasons } from './reasons/http.js';
import { inTermsOfCarrier } from './reasons/in-terms-of-carrier.js';
import { inTermsOfDomain } from './reasons/in-terms-of-domain.js';
import { outcomes } from './reasons/outcomes.js';
import { rdpReasons } from './reasons/rdp.js';
import type {
  AttemptReason,
  CarrierReason,
  CarrierReasonText,
  FailureReason,
  IncidentReason,
  Reason,
  ReasonText,
  SmbAttemptReason,
  TreeReason,
} from './reasons/reason.js';
import { rpcReasons } from './reasons/rpc.js';
import type { Terms } from './reasons/terms/terms.js';
import { tlsReasons } from './reasons/tls.js';
import { trees } from './reasons/trees.js';
import type { Evidence } from './facts-by-kind.js';
import type { SpeakingMechanism } from './vocabulary.js';

export type {
  AttemptReason,
  MechanismReason,
  SessionRejection,
  CarrierReason,
  CarrierReasonText,
  CarrierSymptoms,
  ClientShows,
  CredSspReason,
  FailureReason,
  HttpClientShows,
  HttpReason,
  IncidentReason,
  RdpClientShows,
  RdpReason,
  Reason,
  ReasonText,
  RpcClientShows,
  RpcReason,
  SmbAttemptReason,
  SmbClientShows,
  Symptoms,
  TlsReason,
  TreeReason,
} from './reasons/reason.js';

/** The texts of all reasons that SMB has, except those of mechanisms. A reason without a text does not compile. */
export const smbReasons: Readonly<
  Record<SmbAttemptReason | IncidentReason | TreeReason | FailureReason, ReasonText>
> = frozen({
  ...outcomes,
  ...credentials,
  ...commonRejections,
  ...connections,
  ...trees,
  ...failures,
} satisfies Record<SmbAttemptReason | IncidentReason | TreeReason | FailureReason, ReasonText>);

/** The texts of all reasons that other carriers alone have. */
const carrierReasons: Readonly<Record<CarrierReason, CarrierReasonText>> = frozen({
  ...tlsReasons,
  ...rdpReasons,
  ...credsspReasons,
  ...httpReasons,
  ...rpcReasons,
} satisfies Record<CarrierReason, CarrierReasonText>);

/** The texts of all reasons, except those of mechanisms. */
export const reasons: Readonly<Record<Reason, ReasonText | CarrierReasonText>> = frozen({
  ...smbReasons,
  ...carrierReasons,
} satisfies Record<Reason, ReasonText | CarrierReasonText>);

const reasonsOfLogins: ReadonlySet<string> = new Set(
  Object.keys(reasons).filter((reason) => !Object.hasOwn(trees, reason) && !Object.hasOwn(failures, reason)),
);

/** Whether a login's reason is in the table; the others are those of mechanisms. */
export function isKnownReason(reason: string): reason is AttemptReason | IncidentReason {
  return reasonsOfLogins.has(reason);
}

/** Whether it is a reason that other carriers than SMB alone have. */
export function isOfCarrier(reason: string): reason is CarrierReason {
  return Object.hasOwn(carrierReasons, reason);
}

/**
 * The text of the reason of a login. A mechanism may bring reasons of its own, and common ones in its own terms; a
 * carrier has words of its own for reasons that it shares with SMB, and so has a domain that decided.
 */
export function reasonText(
  reason: string,
  { words, carrier, authority }: Pick<Evidence, 'words' | 'carrier'> & Partial<Pick<Evidence, 'authority'>>,
): ReasonText | CarrierReasonText {
  const terms = bothTerms(inTermsOfCarrier(reason, carrier), inTermsOfDomain(reason, authority));
  if (isKnownReason(reason)) {
    const own = inOwnTerms(reason, words);
    return terms === undefined && own === undefined
      ? reasons[reason]
      : { ...reasons[reason], ...terms, ...own };
  }
  const own = words?.reasons;
  return own !== undefined && Object.hasOwn(own, reason)
    ? { ...(own[reason] ?? wordless), ...terms }
    : wordless;
}

function bothTerms(one: Terms | undefined, other: Terms | undefined): Terms | undefined {
  return one === undefined || other === undefined ? (one ?? other) : { ...one, ...other };
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
  readonly reasons: Readonly<Record<string, ReasonText | CarrierReasonText>>;
}

/** The groups of the table in the order of the documentation, with the reasons that mechanisms bring. */
export function reasonGroups(mechanisms: readonly SpeakingMechanism[]): readonly ReasonGroup[] {
  return [
    { title: 'Accepted, and what became of it', reasons: outcomes },
    { title: 'Credentials', reasons: { ...credentialRejections, ...credentials } },
    { title: 'The account', reasons: accountRejections },
    { title: 'The domain', reasons: domainRejections },
    { title: 'Tokens of the login', reasons: tokenRejections },
    ...mechanisms.flatMap(({ name, words }) =>
      words?.reasons === undefined ? [] : [{ title: `${name} alone`, reasons: words.reasons }],
    ),
    { title: 'Connections without a login', reasons: connections },
    { title: 'CredSSP and Remote Desktop', reasons: { ...rdpReasons, ...credsspReasons } },
    { title: 'HTTP', reasons: httpReasons },
    { title: 'TLS, of CredSSP and of HTTP', reasons: tlsReasons },
    { title: 'RPC over TCP', reasons: rpcReasons },
    { title: 'Shares', reasons: trees },
    { title: 'Files and folders', reasons: failures },
  ];
}
