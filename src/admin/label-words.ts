import type { KerberosRecord } from '../auth/kerberos/record.js';
import type { NtlmRecord } from '../auth/ntlm/record.js';
import type { AttemptRecord, LoginRecord, ProtectionRecord } from '../diagnosis/attempt-record.js';
import { isKnownReason, reasons, type IncidentReason } from '../diagnosis/reasons.js';
import { faultSteps } from '../faults/steps.js';
import { KrbErrorCode } from '../krb5/error-codes.js';
import { dialectNames } from '../protection/dialect.js';
import { defaultMechanismWords } from '../server/default-words.js';

/** The label of a value that is in no list: a client may send as many of them as it likes. */
const OTHER = 'other';

/** The label where there is no value. */
const NONE = 'none';

/** Tells the label of a value: the value where it is in a list of ours, `none` for undefined, `other` for the rest. */
export type LabelOf = (value: string | undefined) => string;

function among(words: Iterable<string>): LabelOf {
  const known = new Set(words);
  return (value) => {
    if (value === undefined) return NONE;
    return known.has(value) ? value : OTHER;
  };
}

/** The words of a union; one that is missing does not compile. */
function wordsOf<Word extends string>(words: Record<Word, true>): readonly string[] {
  return Object.keys(words);
}

const protectionUsed = among(
  wordsOf<NonNullable<ProtectionRecord['used']>>({ none: true, signed: true, encrypted: true }),
);

const reasonsOfMechanisms = defaultMechanismWords.flatMap(({ words }) => Object.keys(words?.reasons ?? {}));

/**
 * The labels of metrics. Each is one of a list that is part of this program, so that no client, whatever names it
 * sends, makes a further time series.
 */
export const labels = {
  carrier: among(
    wordsOf<LoginRecord['carrier']>({
      smb: true,
      pipe: true,
      credssp: true,
      http: true,
      https: true,
      rpc: true,
    }),
  ),
  verdict: among(wordsOf<AttemptRecord['verdict']>({ accepted: true, refused: true, unfinished: true })),
  reason: among([...Object.keys(reasons).filter(isKnownReason), ...reasonsOfMechanisms]),
  mechanism: among(defaultMechanismWords.map(({ name }) => name)),
  version: among(
    wordsOf<NonNullable<(NtlmRecord | KerberosRecord)['version']>>({
      NTLMv2: true,
      NTLMv1: true,
      'NTLMv1-ESS': true,
      LM: true,
      anonymous: true,
      Kerberos: true,
    }),
  ),
  dialect: among(dialectNames),
  signing: among(wordsOf<ProtectionRecord['signing']>({ required: true, optional: true, none: true })),
  encryption: among(wordsOf<ProtectionRecord['encryption']>({ required: true, offered: true, none: true })),
  /** `none` stands for a request without protection; `unknown`: no request came. */
  used: (value) => (value === undefined ? 'unknown' : protectionUsed(value)),
  /** The reasons of trees and of failed requests; their records have no others. */
  later: among(Object.keys(reasons)),
  incident: among(
    wordsOf<IncidentReason>({
      'signature-invalid': true,
      'guest-signed': true,
      'signature-missing': true,
      'encryption-required': true,
      'session-not-found': true,
      'session-expired': true,
      'protocol-violation': true,
    }),
  ),
  step: among(Object.keys(faultSteps)),
  kdcError: among(Object.keys(KrbErrorCode)),
} as const satisfies Readonly<Record<string, LabelOf>>;
