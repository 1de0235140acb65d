import type { CodecError, Writer } from '../../bytes/index.js';
import {
  Dialect,
  ErrorId,
  errorResponseOf,
  type ErrorResponse,
  type FileId,
  type Header,
  type NegotiateResponse,
  type SessionSetupRequest,
} from '../../smb2-codec/index.js';
import { NtStatus } from '../../constants/nt-status.js';
import type { Connection } from '../model/connection.js';
import type { DropOutcome } from './outcome.js';
import type { Signing } from '../../protection/signing.js';

/** One request. Its transform is removed, and its body is not decoded, except that of a SESSION_SETUP. */
export interface Request {
  readonly connection: Connection;
  readonly header: Header;
  /** The bytes of this request, from its header to its end or to the next header of the compound. */
  readonly message: Buffer;
  /** Request.IsEncrypted. */
  readonly encrypted: boolean;
  /** SessionId of its header or, in a related compound, of the request before it. */
  readonly sessionId: bigint;
  readonly treeId: number;
  /** The file a related compound carries on from the request before it. */
  readonly relatedFileId: FileId | undefined;
  /** Whether the command changes something, by its row in the table of commands. */
  readonly changes: boolean;
  /** The body of a SESSION_SETUP, or the error of decoding it; undefined for other commands. */
  readonly setup: SessionSetupRequest | CodecError | undefined;
  /** The signer that verified its signature; undefined for an unsigned or encrypted request. */
  readonly signer: Signing | undefined;
}

const NO_BYTES = Buffer.alloc(0);

/** The request without its bytes, for an answer that comes later: the bytes would keep the whole frame in memory. */
export function withoutMessage(request: Request): Request {
  return { ...request, message: NO_BYTES };
}

/**
 * The result of a handler, which fills it in. All results have the same members in the same order: code that reads the
 * results of every command would have to look each member up where the shapes differ.
 */
export class Answer {
  readonly status: NtStatus;
  /** Writes the body; undefined: the error body of [MS-SMB2] 2.2.2. */
  readonly write: ((w: Writer) => void) | undefined;
  /**
   * Memory of {@link SpareBuffers} for the frame, in which what `write` writes may be in its place already. It is used
   * for one frame, and given back once that has left. Undefined: the frame gets memory when it is encoded.
   */
  memory: Buffer | undefined = undefined;
  /** The handler keeps nothing of the request, whose memory can be used again once the response is sent. */
  spendsRequest: boolean | undefined = undefined;
  /** ErrorData of an error body that has some. */
  error: ErrorResponse | undefined = undefined;
  /** A SessionId that the response tells the client. */
  sessionId: bigint | undefined = undefined;
  treeId: number | undefined = undefined;
  /** The file that this request opened or named, for the rest of a related compound. */
  fileId: FileId | undefined = undefined;
  /** The signature of the request was refused: the requests related to it must take neither tree nor file from it. */
  unverified: true | undefined = undefined;
  /** Signs the response instead of the request's signer. */
  signer: Signing | undefined = undefined;
  /** Receives the message exactly as it is sent, for the pre-authentication hash. */
  afterEncoding: ((message: Buffer) => void) | undefined = undefined;
  /** The change of state that takes effect when the response goes out. */
  proposal: Proposal | undefined = undefined;
  /** NEGOTIATE: the body, which a decision may alter. */
  negotiation: AlterableNegotiation | undefined = undefined;
  /** LOGOFF: account of the session that has ended. */
  user: string | undefined = undefined;
  /** Name of the share that TREE_CONNECT asks for, or whose tree has ended. */
  share: string | undefined = undefined;

  /** @param write writes the body; absent: the error body */
  constructor(status: NtStatus, write?: (w: Writer) => void) {
    this.status = status;
    this.write = write;
  }
}

/** A result as everyone but its handler sees it. Encoding, signing and sending happen later, in one place. */
export type HandlerResult = Readonly<Answer>;

/** The body of a NEGOTIATE response before it is encoded. */
export interface AlterableNegotiation {
  /** The body as the server makes it. */
  readonly said: NegotiateResponse;
  /** The body as the client gets it. */
  readonly arriving: NegotiateResponse;
  /** Makes the server say something else, which it then holds to as far as it can. */
  say(fields: NegotiateResponse): void;
  /** Alters the body on its way: the server does not know. */
  arriveAs(fields: NegotiateResponse): void;
}

/** A change of state that takes effect only if its response goes out. Exactly one of its functions is called, once. */
export interface Proposal {
  /** SESSION_SETUP: the number of the request within its login, from 1. */
  readonly leg?: number;
  /** Account of the login that is accepted. */
  readonly user?: string;
  /** NEGOTIATE: the dialect that is chosen. */
  readonly dialect?: number;
  /**
   * Called before the response goes out.
   *
   * @returns the response that goes out instead if the change is not possible any more
   */
  commit(): HandlerResult | undefined;
  /**
   * Called if the response does not go out.
   *
   * @param status of the answer that goes out instead; undefined: none does
   */
  withdraw(status: NtStatus | undefined): void;
}

/** A request that waits for an event: the client gets STATUS_PENDING, and the response later. */
export interface Pending {
  readonly pending: Promise<HandlerResult>;
  /** Makes `pending` resolve soon, normally to STATUS_CANCELLED. */
  readonly cancel: () => void;
  /** Bytes of the request that are kept until then, beside its header; absent: none. */
  readonly keeps?: number;
}

/** The end of a handler's work; undefined: no response is ever sent (CANCEL). */
export type Finished = HandlerResult | Pending | DropOutcome | undefined;

/** The result of a handler. */
export type Result = Finished | Promise<Finished>;

/** A failure without further data. */
export function failure(status: NtStatus): Answer {
  return new Answer(status);
}

/** A failure that is reported, unless the session is authenticated: such a session reports its refusals itself. */
export function refuseRequest({ connection, header, sessionId }: Request, status: NtStatus): Answer {
  if (connection.sessions.get(sessionId)?.established === undefined) {
    connection.recorder.report({ kind: 'request-refused', command: header.command, sessionId, status });
  }
  return failure(status);
}

/** A failure with error data ([MS-SMB2] 2.2.2.2), which 3.1.1 puts into a context (3.3.4.4). */
export function failureWith(status: NtStatus, errorData: Buffer, { negotiated }: Connection): HandlerResult {
  const error =
    negotiated.dialect === Dialect.SMB_3_1_1
      ? errorResponseOf([{ errorId: ErrorId.DEFAULT, errorContextData: errorData }])
      : { errorContextCount: 0, errorData };
  const answer = new Answer(status);
  answer.error = error;
  return answer;
}

/** STATUS_BUFFER_TOO_SMALL, with "a 4-byte value indicating the minimum required buffer length" (2.2.2.2). */
export function bufferTooSmall(needed: number, connection: Connection): HandlerResult {
  const errorData = Buffer.alloc(4);
  errorData.writeUInt32LE(needed);
  return failureWith(NtStatus.STATUS_BUFFER_TOO_SMALL, errorData, connection);
}
