import { encode } from '../der/structure.js';
import type { KrbErrorName } from '../krb5/error-codes.js';
import { krbError } from '../krb5/messages/krb-error.js';
import type { PrincipalName } from '../krb5/messages/principal.js';
import { errorCodeOf } from './scripted-state.js';

/** A request that is refused, as its KRB-ERROR says it (RFC 4120 5.9.1). */
export interface Refusal {
  readonly error: KrbErrorName | number;
  /** For a person who reads a trace of the client, or a capture. */
  readonly text: string;
  /** The e-data of some errors. */
  readonly data?: Buffer;
  /** A name that there is, where the one of the request differs from it in case alone. */
  readonly near?: string | undefined;
  /** The realm of the client, where the error tells it (RFC 6806 7). */
  readonly crealm?: string;
}

/** A result, or the reason why there is none. */
export type OrRefusal<T> = T | Refusal;

/** @param text for a person */
export function refuse(error: KrbErrorName | number, text: string, data?: Buffer): Refusal {
  return { error, text, ...(data !== undefined && { data }) };
}

/** Whether a result is a refusal. */
export function isRefusal<T extends object>(result: OrRefusal<T>): result is Refusal {
  return 'error' in result && 'text' in result;
}

/** The clock and the names in a KRB-ERROR. */
export interface ErrorSubject {
  /** The time of the KDC, in milliseconds since 1970. */
  readonly now: number;
  readonly realm: string;
  readonly sname: PrincipalName;
  readonly cname?: PrincipalName | undefined;
}

/** Bytes of a text that no client has trouble with. */
const LONGEST_TEXT = 200;

/** The KRB-ERROR of a refusal. */
export function encodeRefusal(refusal: Refusal, { now, realm, sname, cname }: ErrorSubject): Buffer {
  return encode(krbError, {
    stime: now,
    susec: Math.floor(now % 1000) * 1000,
    errorCode: errorCodeOf(refusal.error),
    crealm: refusal.crealm ?? (cname === undefined ? undefined : realm),
    cname,
    realm,
    sname,
    eText: refusal.text.slice(0, LONGEST_TEXT),
    eData: refusal.data,
  });
}
