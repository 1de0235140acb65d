import type { CodecError, Writer } from '../../bytes/index.js';
import type { Fact, Report } from '../../facts/fact.js';
import type { ConnectionInfo, DropReason } from '../../facts/recorder.js';
import type { SessionCipher } from '../../protection/encryption.js';
import type { Connection } from '../model/connection.js';
import type { Alteration } from './alteration.js';
import type { Delivery } from '../../runtime/delivery.js';
import type { Request, HandlerResult } from './request.js';

/** Everything that can leave the server on a connection; `carry-out.ts` carries it out, and nothing else does. */
export type Outcome = AnswerOutcome | NotifyOutcome | FrameOutcome | DropOutcome;

/** A response beside the request it answers. */
export interface OutgoingAnswer {
  readonly request: Request;
  readonly response: HandlerResult;
  /** AsyncId; set for the interim and the final response of a request that waits. */
  readonly asyncId?: bigint;
  /** Credits to grant; a final asynchronous response grants none ([MS-SMB2] 3.3.4.1.2). */
  readonly credits: number;
  /** Changes of the message that the client gets; absent: it is sent as it is made. */
  readonly alteration?: Alteration;
  /** The session ends its time once the answer is decided: its next request finds it expired. */
  readonly expiresSession?: true;
  /** An interim answer, which no other follows unless the request is cancelled. */
  readonly waitsForEver?: true;
}

/**
 * Answers that leave in one frame. A proposal has exactly one; a decision may leave it out, and the client gets no
 * answer.
 */
export interface AnswerOutcome {
  readonly kind: 'answer';
  readonly answers: readonly OutgoingAnswer[];
  /** Set when the requests came encrypted: the answers go out the same way. */
  readonly cipher: SessionCipher | undefined;
  /** They leave in the clear, although the requests came encrypted or the session demands it. */
  readonly inTheClear?: true;
  /** Outcomes that leave first, in their order. */
  readonly before?: readonly Outcome[];
  /** How often the frame is sent; absent: once. */
  readonly copies?: number;
  /** The frame waits for the next one of the connection, but no longer than so many milliseconds. */
  readonly afterNext?: number;
  /** How they leave; absent: as usual. */
  readonly delivery?: Delivery;
}

/** An oplock break notification: it answers no request, and is never signed ([MS-SMB2] 3.3.4.6). */
export interface NotifyOutcome {
  readonly kind: 'notify';
  readonly body: (w: Writer) => void;
  readonly sessionId: bigint;
  readonly cipher: SessionCipher | undefined;
  /** How it leaves; absent: as usual. */
  readonly delivery?: Delivery;
}

/** A frame, prefix included, that is no SMB2 message, such as the NetBIOS session response; or bytes of a carrier. */
export interface FrameOutcome {
  readonly kind: 'frame';
  /** Empty: no byte leaves, and `delivery` alone takes place. */
  readonly frame: Buffer;
  /** How it leaves; absent: as usual. */
  readonly delivery?: Delivery;
  /**
   * Makes the frame with a change that its protocol knows by this word; undefined: it knows none. Absent: the frame has
   * no such changes.
   */
  readonly remake?: (change: string) => Buffer | undefined;
}

/** The end of the connection, with its sessions and requests ([MS-SMB2] 3.3.7.1). Frames sent before still go out. */
export interface DropOutcome {
  readonly kind: 'drop';
  readonly why: DropReason;
  /** The cause, for the record of the connection. */
  readonly fact?: Fact;
  /** A last frame, prefix included. */
  readonly farewell?: Buffer;
}

/** The place of an outcome, by which a decision recognises it. */
export interface Step {
  readonly connection: ConnectionInfo;
  /** Takes facts about the decision: of the login, the session or the connection that the outcome belongs to. */
  readonly report: Report;
  /** Command of the request that is answered, or that ends the connection. */
  readonly command?: number;
  /** SESSION_SETUP: the number of the request within its login, from 1. */
  readonly leg?: number;
  /** On a carrier other than SMB: the name of the step in its protocol, such as `http-continued`; absent: none. */
  readonly at?: string;
  /** Account of the session, or of the login that is about to be accepted. */
  readonly user?: string;
}

/**
 * Decides what leaves instead of a proposal; to change nothing, return the proposal itself. With a promise, the outcome
 * and all later ones of the connection wait. A decision that throws, rejects or returns something else ends the
 * connection: 'internal-error'. So does one that turns a refused login into an accepted one.
 *
 * The ends that protect the server (limits, time, shutdown, internal errors) are carried out without a decision.
 */
export type Decide = (step: Step, proposed: Outcome) => Outcome | Promise<Outcome>;

/** The decision that is in front of the way out at the moment; it may come and go. */
export interface Decisions {
  /** Undefined: every proposal is carried out. */
  readonly decide: Decide | undefined;
}

/** The end of a connection as a value. */
export function drop(why: DropReason, fact?: Fact): DropOutcome {
  return fact === undefined ? { kind: 'drop', why } : { kind: 'drop', why, fact };
}

/** The end of a connection whose client broke a rule. */
export function violation(code: string, section: string, detail?: string): DropOutcome {
  const fact = {
    kind: 'protocol-violation',
    code,
    section,
    ...(detail !== undefined && { detail }),
  } as const;
  return drop('protocol-violation', fact);
}

/** The end of a connection for a frame that cannot be read. */
export function malformedFrame(error: CodecError): DropOutcome {
  return violation('malformed-frame', '[MS-SMB2] 3.3.5.2.6', error.message);
}

/** The end of a connection whose first bytes are of another protocol. The fact holds a copy of some of them. */
export function notSmb(bytes: Buffer): DropOutcome {
  return drop('refused', { kind: 'other-protocol', firstBytes: Buffer.from(bytes.subarray(0, FIRST_BYTES)) });
}

/** The number of first bytes that are kept. */
const FIRST_BYTES = 64;

/**
 * The end of a connection because of a bug in the server. The error is logged with its stack; other connections go on.
 */
export function internalError({ server }: Connection, error: unknown, where: string): DropOutcome {
  server.onInternalError(error, where);
  return drop('internal-error', { kind: 'internal-error', message: where });
}
