import type { SecurityContext } from '../auth/mechanism.js';
import type { NtStatus } from '../constants/nt-status.js';
import type { CredSspCredentials } from '../facts/credssp.js';

/** The answer to one TSRequest. */
export type CredSspStep =
  /** Send `answer`, if any, and wait for the next TSRequest. */
  | { readonly kind: 'continue'; readonly answer?: Buffer }
  /** The user is authenticated and the key is bound. Send `answer`, and wait for the credentials. */
  | {
      readonly kind: 'accepted';
      /** Sealed when it is asked for, once. */
      readonly answer: Buffer;
      readonly context: SecurityContext;
      /** The answer with the proof of another key, or with none: for tests of clients, in place of `answer`. */
      answerWith(publicKey: 'wrong' | 'missing'): Buffer;
    }
  /** The credentials are those of the user: CredSSP is over, and the protocol above goes on. */
  | { readonly kind: 'complete'; readonly credentials: CredSspCredentials }
  /** The login is over. Send `answer`, if any, and end the connection. */
  | {
      readonly kind: 'rejected';
      /** A code of the mechanism's, or one that begins with `credssp-`. */
      readonly reason: string;
      /** The fault in words. Absent: the mechanism refuses, or SPNEGO. */
      readonly detail?: string;
      /** The failure in `answer`. Absent: the client is told none, as versions 2 and 5 have no errorCode. */
      readonly status?: NtStatus;
      /** A TSRequest. */
      readonly answer?: Buffer;
    };

/** The server's side of one login through CredSSP. */
export interface CredSspAcceptor {
  /** Bytes of the longest TSRequest that may come next. A carrier refuses a longer one by its header. */
  readonly requestLimit: number;
  /**
   * Takes one whole TSRequest. One step at a time: a second call before the first has settled is rejected as
   * `credssp-out-of-phase`, and so is every call after `complete` or `rejected`. No bytes of a peer make it throw. The
   * buffer may be reused once the promise has settled.
   */
  step(request: Buffer): Promise<CredSspStep>;
  /**
   * Refuses a client whose bytes cannot be cut into TSRequests, as `credssp-request-malformed`.
   *
   * @param detail the fault in words, such as the message of a CodecError
   */
  refuseUnreadable(detail: string): CredSspStep;
}
