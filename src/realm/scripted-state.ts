import { encryptionTypeNamed, type EncryptionTypeName, encryptionTypes } from '../krb5/encryption/index.js';
import { KrbErrorCode, type KrbErrorName } from '../krb5/error-codes.js';
import type { Path } from '../values/configuration-error.js';
import { aWholeNumber, fits, obey, oneOf, onlyWith, optional, type Rule } from '../values/rules.js';

/**
 * Faults of the KDC on purpose, for an account or a service. A key that is absent changes nothing.
 *
 * The state of an account holds for the requests of that account, and for its tickets for services; the state of a
 * service for the tickets for that service. Where both say something, the account's holds. Ticket-granting tickets
 * follow the state of `krbtgt/REALM` alone.
 */
export interface ScriptedState {
  /** The KRB-ERROR that answers every request, by its name or number (RFC 4120 7.5.9). */
  readonly error?: KrbErrorName | number | undefined;
  /**
   * A ticket whose times have been over for a day, or begin in a day. Only the service can see it: the client is told
   * the usual times, or it would not use the ticket.
   */
  readonly ticket?: 'expired' | 'not-yet-valid' | undefined;
  /** Tickets name this key version, and are encrypted under a key of it that no keytab has. */
  readonly kvno?: number | undefined;
  /**
   * The one encryption type of the account's key, of session keys and of tickets. A client that does not offer it gets
   * KDC_ERR_ETYPE_NOSUPP.
   */
  readonly enctype?: EncryptionTypeName | undefined;
  /**
   * Seconds by which the clock of the KDC is ahead. MIT's clients set their clocks by the KDC (`kdc_timesync`) and keep
   * the difference in the credential cache, so that those of an account make authenticators with that skew for every
   * service. A client that keeps its own clock is refused by the KDC: smbclient does so unless it has such a cache. The
   * times inside tickets stay right.
   */
  readonly clockSkewSeconds?: number | undefined;
  /** Tickets without a PAC, or with a PAC whose signatures are not right. */
  readonly pac?: 'none' | 'wrong-signature' | undefined;
}

/** The largest error code that clients have a text for (MIT's table has 128). */
const LARGEST_ERROR = 127;

const LARGEST_SKEW_SECONDS = 86_400;

const anError: Rule = (value, place) =>
  typeof value === 'number'
    ? aWholeNumber(1, LARGEST_ERROR)(value, place)
    : fits(
        (name) => typeof name === 'string' && Object.hasOwn(KrbErrorCode, name) && name !== 'KDC_ERR_NONE',
        'expected a number, or a name of RFC 4120 7.5.9 such as "KDC_ERR_CLIENT_REVOKED"',
      )(value, place);

/** The rule of {@link ScriptedState}. */
export const scriptedStateRule: Rule = onlyWith({
  error: optional(anError),
  ticket: optional(oneOf('expired', 'not-yet-valid')),
  kvno: optional(aWholeNumber(1, 0xffff_ffff)),
  enctype: optional(oneOf(...encryptionTypes.map(({ name }) => name))),
  clockSkewSeconds: optional(aWholeNumber(-LARGEST_SKEW_SECONDS, LARGEST_SKEW_SECONDS)),
  pac: optional(oneOf('none', 'wrong-signature')),
} satisfies Record<keyof ScriptedState, Rule>);

/** The number of a scripted error. */
export function errorCodeOf(error: KrbErrorName | number): number {
  return typeof error === 'number' ? error : KrbErrorCode[error];
}

/** The number of a scripted encryption type. */
export function etypeOf({ enctype }: ScriptedState): number | undefined {
  return enctype === undefined ? undefined : encryptionTypeNamed(enctype)?.etype;
}

/** The state of an account, and where it says nothing, that of a service. */
export function joinStates(account: ScriptedState, service: ScriptedState): ScriptedState {
  return {
    error: account.error ?? service.error,
    ticket: account.ticket ?? service.ticket,
    kvno: account.kvno ?? service.kvno,
    enctype: account.enctype ?? service.enctype,
    clockSkewSeconds: account.clockSkewSeconds ?? service.clockSkewSeconds,
    pac: account.pac ?? service.pac,
  };
}

/**
 * A copy, also of what an object of a class computes.
 *
 * @throws ConfigurationError for a state that is not understood
 */
export function copyState(state: ScriptedState, place: Path): ScriptedState {
  obey(scriptedStateRule, state, place);
  const copy = joinStates(state, {});
  obey(scriptedStateRule, copy, place);
  return copy;
}
