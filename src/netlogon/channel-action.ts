import type { Validation } from './validation.js';

/**
 * The connections of a channel: the endpoint mapper, Netlogon without security for the session key, and Netlogon with
 * the secure channel on it ([MS-NRPC] 3.1.4.1, 3.1.4.6).
 */
export type ConnectionName = 'mapper' | 'login' | 'sealed';

/** A step that a channel asks of its owner, in the order of the list in which it stands. */
export type ChannelAction =
  /** Opens a TCP connection to this port of the controller; the channel is then told `connected` or `closed`. */
  | { readonly kind: 'connect'; readonly connection: ConnectionName; readonly port: number }
  /** Writes these bytes. */
  | { readonly kind: 'send'; readonly connection: ConnectionName; readonly bytes: Buffer }
  /** Ends a connection that is not needed any more; the channel need not be told that it is closed. */
  | { readonly kind: 'end'; readonly connection: ConnectionName }
  /** The secure channel is there, and the controller's capabilities are the negotiated ones. */
  | { readonly kind: 'open' }
  /** The controller's answer to the question of this number. */
  | { readonly kind: 'answer'; readonly id: number; readonly answer: LogonAnswer }
  /** Nothing more comes of the channel: its connections are to be ended, its questions stay without an answer. */
  | { readonly kind: 'failed'; readonly failure: ChannelFailure };

/** A network logon to be judged by the controller (NETLOGON_NETWORK_INFO, [MS-NRPC] 2.2.1.4.5). */
export interface LogonQuestion {
  /** Name of the account, as the client wrote it. */
  readonly user: string;
  /** Name of the account's domain, as the client wrote it; it may be empty. */
  readonly domain: string;
  /** NetBIOS name of the client's computer, as the client wrote it. */
  readonly workstation: string;
  /** LmChallenge, 8 bytes: the server challenge; under extended session security of NTLMv1 the MD5 of both. */
  readonly challenge: Buffer;
  /** NtChallengeResponse; it may be empty. */
  readonly ntResponse: Buffer;
  /** LmChallengeResponse; it may be empty. */
  readonly lmResponse: Buffer;
  /** ParameterControl of NETLOGON_LOGON_IDENTITY_INFO ([MS-NRPC] 2.2.1.4.15). */
  readonly parameterControl: number;
}

/** The controller's judgement of a logon. */
export type LogonAnswer =
  | { readonly kind: 'validated'; readonly validation: Validation }
  /** `status`: the NTSTATUS of NetrLogonSamLogonEx, or the status of the fault by which the call could not be read. */
  | { readonly kind: 'refused'; readonly status: number };

/** The end of a channel; no detail contains a secret. */
export type ChannelFailure =
  /** NetrServerAuthenticate3 was refused: the machine account is unknown, or its password another. */
  | { readonly kind: 'machine-account-refused'; readonly status: number }
  /** A server credential, a signature or a return authenticator is wrong: the peer does not know the session key. */
  | { readonly kind: 'impostor'; readonly detail: string }
  /** AES or secure RPC is not granted, or the capabilities are not those that were negotiated. */
  | { readonly kind: 'downgraded'; readonly detail: string }
  /** A bind was refused, with the reason of a bind_nak or of the one context: no NTSTATUS. */
  | {
      readonly kind: 'bind-refused';
      readonly connection: ConnectionName;
      readonly port: number;
      readonly reason: number;
    }
  /** Another NTSTATUS, or the status of an RPC fault, at a named step. */
  | { readonly kind: 'refused'; readonly step: string; readonly status: number }
  /** Bytes that are no answer to the call. */
  | { readonly kind: 'malformed'; readonly detail: string }
  /** A connection ended. */
  | { readonly kind: 'lost'; readonly detail: string };
