import type { Report } from '../facts/fact.js';
import type { ConnectionInfo } from '../facts/recorder.js';
import type { LoginContext, Step } from './mechanism.js';

/**
 * Alters tokens of the acceptor, for tests of clients. Each function is asked once for each token of its kind, before
 * the token is made, and answers undefined where it stays as it is. The acceptor remembers an altered token as its own:
 * a login that follows is verified against it, and is accepted only if its client proved what it must.
 *
 * `report` takes facts of the login.
 */
export interface TokenScript {
  /** The NegTokenInit2 with which an acceptor offers its mechanisms. */
  readonly hint?: (report: Report) => HintChange | undefined;
  /** The CHALLENGE_MESSAGE of NTLM. */
  readonly challenge?: (report: Report) => ChallengeChange | undefined;
  /** A NegTokenResp of SPNEGO, and the login so far. */
  readonly spnegoAnswer?: (report: Report, login: AnsweredLogin) => SpnegoAnswerChange | undefined;
  /** The answer of Kerberos to a client that proved itself. */
  readonly kerberosReply?: (report: Report, login: ProvedClient) => KerberosReplyChange | undefined;
}

/** A login that a NegTokenResp answers. */
export interface AnsweredLogin {
  /** The number of the client’s token in its login, from 1. */
  readonly leg: number;
  /** The account of the login; absent: the answer does not accept it. */
  readonly user?: string;
  /** Whether the answer asks for the next token, or accepts or refuses the login. */
  readonly kind: Step['kind'];
  /** Whether the answer has a mechListMIC. */
  readonly hasMechListMic: boolean;
}

/** A client that proved itself by Kerberos. */
export interface ProvedClient {
  /** Its account. */
  readonly user: string;
  /** Whether it asks for an AP-REP. */
  readonly mutual: boolean;
}

/** Changes of a NegTokenInit2 ([MS-SPNG] 2.2.1). */
export interface HintChange {
  /** Object identifiers in dotted form instead of those of the server. */
  readonly oids?: readonly string[];
  /** `missing`: no bytes at all; `malformed`: its last byte is left out. */
  readonly form?: 'missing' | 'malformed';
}

/** Changes of a CHALLENGE_MESSAGE ([MS-NLMP] 2.2.1.2). */
export interface ChallengeChange {
  /** Bits of NegotiateFlags that are not granted. */
  readonly clearFlags?: number;
  /** Bits of NegotiateFlags that are set, asked for or not. */
  readonly setFlags?: number;
  /** AvIds of the pairs that TargetInfo does not have. */
  readonly withoutPairs?: readonly number[];
  /** Values of pairs by their AvId; a pair that is not there is added. */
  readonly pairs?: ReadonlyMap<number, Buffer>;
  /** Seconds that are added to MsvAvTimestamp. */
  readonly timestampOffset?: number;
  /** TargetName. */
  readonly targetName?: string;
  /** 8 bytes. */
  readonly serverChallenge?: Buffer;
  /** Whether the ServerChallenge may come again, as one that is given may: older responses prove nothing twice then. */
  readonly repeatable?: boolean;
  /** Takes the ServerChallenge that is sent, for a script that repeats it. */
  readonly sent?: (serverChallenge: Buffer) => void;
}

/** Changes of a NegTokenResp (RFC 4178 4.2.2). */
export interface SpnegoAnswerChange {
  /**
   * `wrong`: one bit is changed; `missing`: there is none; `early`: there is one that no key made. The first two alter
   * an answer that has one, the last one that has none and asks for the next token.
   */
  readonly mechListMic?: 'wrong' | 'missing' | 'early';
  /** An object identifier in dotted form; `missing`: there is none. */
  readonly supportedMech?: string;
  /** The state that is told; `missing`: none is. */
  readonly negState?: 'accept-completed' | 'accept-incomplete' | 'reject' | 'request-mic' | 'missing';
  /** `missing`: the mechanism’s token is left out; `empty`: it has no bytes. */
  readonly responseToken?: 'missing' | 'empty';
}

/** Changes of the answer to an AP-REQ (RFC 4120 3.2.4). */
export type KerberosReplyChange =
  /** The AP-REP of a client that asks for one. */
  | { readonly apRep: ApRepChange }
  /** A KRB-ERROR of this code stands in its place, and the client may send another AP-REQ. */
  | { readonly error: number };

/**
 * Changes of an AP-REP. `missing`: there is none; `wrong`: one bit of its cipher is changed; `other-key`: a key that
 * the client does not have encrypts it. The server uses no key of it then, as if the client had asked for none.
 * `other-time`: it does not repeat the client’s time; `other-sequence`: it tells another sequence number than the
 * server uses; `other-subkey`: it tells such a key.
 */
export type ApRepChange =
  'missing' | 'wrong' | 'other-key' | 'other-time' | 'other-sequence' | 'other-subkey';

/** A login whose tokens may be altered. */
export interface ScriptedLogin {
  /** The connection that carries it. */
  readonly connection: ConnectionInfo;
  /** The dialect of SMB; absent: another protocol carries the login, or a pipe. */
  readonly dialect?: number;
}

/** The scripts of a server, which may come and go. */
export interface TokenScripts {
  /** Makes the script of a login; undefined: no token is altered. */
  readonly scriptOf: ((login: ScriptedLogin) => TokenScript) | undefined;
}

/** Gives a context its script, which is made when a token is about to be. The other keys stay as they are. */
export function withScript<Context extends object>(
  context: Context,
  scripts: TokenScripts,
  login: ScriptedLogin,
): Context & Pick<LoginContext, 'script'> {
  return Object.defineProperty(context, 'script', {
    get: () => scripts.scriptOf?.(login),
    enumerable: true,
  });
}
