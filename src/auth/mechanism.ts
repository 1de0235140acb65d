import type { NtStatus } from '../constants/nt-status.js';
import type { Report } from '../facts/fact.js';
import type { Endpoint } from '../facts/recorder.js';
import type { ExtendedProtection } from './extended-protection.js';
import type { Identity } from './identity.js';
import type { MechanismWords } from './mechanism-words.js';
import type { TokenScript } from './token-script.js';

export type { Identity } from './identity.js';

/**
 * A completed mechanism leaves this behind: an identity, a key and the means to protect messages with it. A context
 * exists only for a login that was accepted, and is complete.
 */
export interface SecurityContext {
  /** Name of the mechanism, such as `NTLM`. */
  readonly mechanism: string;
  /** The user, guest or anonymous client. */
  readonly identity: Identity;
  /** The key the protocol above derives its own from: NTLM's 16-byte ExportedSessionKey, or a Kerberos session key. */
  readonly sessionKey: Buffer;
  /** Milliseconds since 1970 after which the identity must be proved again; absent: never. */
  readonly expiresAt?: number;
  /**
   * Whether the mechanism itself proved that its messages arrived unaltered, so that the peer expects a mechListMIC.
   */
  readonly expectsMechListMic: boolean;
  /**
   * The MIC over a DER MechTypeList. It takes the first sequence number of its direction, and no key stream from the
   * messages that follow ([MS-SPNG] 3.2.5.1).
   */
  mechListMic(mechTypes: Buffer): Buffer;
  /** Verifies the peer's mechListMIC in constant time. */
  verifyMechListMic(mechTypes: Buffer, mic: Buffer): boolean;
  /**
   * Fresh per-message protection in both directions, for carriers such as RPC and CredSSP. Sequence numbers begin with
   * the first of the direction (0 for NTLM; for Kerberos the one that was agreed), or behind it where a mechListMIC
   * went before.
   */
  messageSecurity(): MessageSecurity;
}

/**
 * Plain bytes that a carrier sends on both sides of a protected message: the header and the trailer of an RPC PDU
 * ([MS-RPCE] 3.3.1.5.2.2). They are never encrypted.
 */
export interface Surroundings {
  /** The header. */
  readonly before: Buffer;
  /** The trailer. */
  readonly after: Buffer;
  /**
   * Whether the carrier negotiated that they are signed too. NTLM with extended session security signs them in either
   * case ([MS-NLMP] 3.4.6.1, 3.4.8.1): the mechanism decides.
   */
  readonly sign: boolean;
}

/** GSS_GetMICEx, GSS_VerifyMICEx, GSS_WrapEx and GSS_UnwrapEx of one context, in sequence (RFC 2743 2.3). */
export interface MessageSecurity {
  /** Bytes of every signature of `getMic`; a carrier that signs its own header needs it beforehand. */
  readonly micLength: number;
  /** Bytes of every signature of `wrap` for a message with surroundings, which stays as long as it is. */
  readonly wrapSignatureLength: number;
  /** The signature of the next message we send. */
  getMic(message: Buffer, around?: Surroundings): Buffer;
  /** Whether `mic` is the peer's signature of its next message; constant time. */
  verifyMic(message: Buffer, mic: Buffer, around?: Surroundings): boolean;
  /**
   * Encrypts the next message we send; `signature` travels beside `sealed`. Without surroundings the two, in this
   * order, are the mechanism's whole token of GSS_Wrap (RFC 2743 2.3.3).
   */
  wrap(message: Buffer, around?: Surroundings): { sealed: Buffer; signature: Buffer };
  /**
   * Decrypts the peer's next message; undefined when its signature does not verify. A whole token of GSS_Wrap is cut at
   * `wrapSignatureLength`, also where the border between its parts is another.
   */
  unwrap(sealed: Buffer, signature: Buffer, around?: Surroundings): Buffer | undefined;
}

/** An acceptor's answer to one token. */
export type Step =
  /** Send `token` and wait for the next one. */
  | { readonly kind: 'continue'; readonly token: Buffer }
  /** The peer is authenticated; `token`, if any, goes with the final answer. */
  | { readonly kind: 'accepted'; readonly token?: Buffer; readonly context: SecurityContext }
  /** The login is over; `status` is for the wire, `reason` for our own user only. */
  | {
      readonly kind: 'rejected';
      /** A code of `commonRejections`, or of the reasons that the mechanism's words bring. */
      readonly reason: string;
      /** A failure; the one of the reason's row, unless the peer must not see the difference. */
      readonly status: NtStatus;
      readonly token?: Buffer;
    };

/**
 * One login in progress. It moves to its next state before it computes, so that a token can be answered once only.
 * Every token after `accepted` or `rejected` is rejected as `out-of-sequence`. No token of a peer makes it throw.
 */
export interface Acceptor {
  /**
   * Takes the next token of the peer. One step at a time: a second call before the first has settled is rejected
   * as `out-of-sequence`. The answer comes at once where nothing is waited for, and else as a promise: `await` takes
   * both. The token's buffer may be reused once it is there. SPNEGO allows 8 legs and 64 KiB of tokens in a login.
   */
  step(token: Buffer): Step | Promise<Step>;
}

/** The protocols that carry logins. */
export const loginCarriers = ['smb', 'pipe', 'rpc', 'credssp', 'http', 'https', 'program'] as const;

/** One of {@link loginCarriers}. */
export type LoginCarrier = (typeof loginCarriers)[number];

/** The connection and the carrier of one login, as its acceptor receives them. */
export interface LoginContext {
  /** Takes the facts: the messages that arrived and the checks that were made. */
  readonly report: Report;
  /**
   * The protocol that carries the tokens: `smb` for SESSION_SETUP, `pipe` for an RPC bind on a pipe, `rpc` for one over
   * TCP, `program` for a program's own.
   */
  readonly carrier: LoginCarrier;
  /** The client's end of the connection, where there is one. */
  readonly peer?: Endpoint;
  /**
   * The application data of the connection's channel bindings: `tls-server-end-point:` and the hash of the server's
   * certificate (RFC 5929). When given, the client has to prove that it speaks through this channel. Leave the key out
   * where there is no channel: undefined for it is an error.
   */
  readonly channelBindings?: Buffer;
  /** How strictly the channel and the names of services are judged; default: required, and as policy has them. */
  readonly extendedProtection?: ExtendedProtection;
  /** Aborted once the connection has ended: no answer will reach the client, so nothing need be waited for. */
  readonly signal?: AbortSignal;
  /** Alters tokens, for tests of clients; absent: none is altered. */
  readonly script?: TokenScript | undefined;
}

/** How a client is refused that has no other mechanism than one that policy leaves out. */
export interface MechanismRefusal {
  /** A code of `commonRejections`, or of the reasons that the mechanism's words bring. */
  readonly reason: string;
  /** The failure that the client is told. */
  readonly status: NtStatus;
  /** The rule that leaves the mechanism out, for the record of the failed check. */
  readonly detail: string;
}

/** An authentication mechanism as SPNEGO sees it. To add one, add it to the server's list: nothing else changes. */
export interface Mechanism {
  /** In facts, records and logs; unique among the mechanisms of a server. */
  readonly name: string;
  /** Object identifiers in dotted form under which clients offer it. We offer each of them, in this order. */
  readonly oids: readonly [string, ...string[]];
  /** An acceptor for one login. Returns at once. */
  createAcceptor(login: LoginContext): Acceptor;
  /**
   * True for a first token that the mechanism accepts without SPNEGO around it. No SPNEGO token may begin with its
   * first bytes. Absent: its tokens come in SPNEGO, or in GSS-API framing under one of its object identifiers.
   */
  readonly isBareToken?: (token: Buffer) => boolean;
  /** The words that describe its logins. Absent: records hold the claimed names only. */
  readonly words?: MechanismWords;
  /**
   * Present where policy leaves the mechanism out. It is neither offered nor chosen then, and a client that has no
   * other in common with the server is refused with this. Absent: the mechanism is offered.
   */
  readonly refusal?: MechanismRefusal;
  /**
   * Variants of the mechanism that it does not have, by their object identifiers: a client that has nothing else in
   * common with the server is refused with these. Absent: there are none.
   */
  readonly refusedVariants?: Readonly<Record<string, MechanismRefusal>>;
}
