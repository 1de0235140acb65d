import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { NtStatus, ntStatusName } from '../../../src/constants/nt-status.js';
import {
  Command,
  decodeHeader,
  encodeMessage,
  frame,
  type Header,
  HeaderFlags,
  type Writer,
} from '../../../src/smb2-codec/index.js';
import {
  decryptMessage,
  encryptMessage,
  signatureOf,
  type ClientKeys,
} from '../../support/smb-client-keys.js';
import type { Weakness } from './weakness.js';

/** The client ends with an error. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** The connection ended, or nothing came in time. */
export class Lost extends Error {
  override readonly name = 'Lost';
}

export interface Session {
  readonly id: bigint;
  readonly keys: ClientKeys;
  readonly cipher: number;
  encrypt: boolean;
}

export interface Answer {
  readonly header: Header;
  readonly message: Buffer;
}

const NOTIFICATION = 0xffff_ffff_ffff_ffffn;

/** Milliseconds that a good client waits for one answer. */
const PATIENCE = 3000;

/** Less than a slow server takes. */
const HASTE = 1500;

/** One connection that takes nothing it should not. */
export class Channel implements Disposable {
  readonly #socket: Socket;
  readonly #lacks: ReadonlySet<Weakness>;
  /** Whether requests are signed, and answers must be. */
  signs = true;
  #bytes = Buffer.alloc(0);
  #ended = false;
  #wake: (() => void) | undefined;
  #messageId = 0n;
  #credits = 1;
  #nonce = 0;
  readonly #early = new Map<bigint, Answer>();
  readonly #asked = new Set<bigint>();

  private constructor(socket: Socket, lacks: ReadonlySet<Weakness>) {
    this.#socket = socket;
    this.#lacks = lacks;
    const end = (): void => {
      this.#ended = true;
      this.#wake?.();
    };
    socket
      .on('error', () => {})
      .on('close', end)
      .on('end', end);
    socket.on('data', (chunk: Buffer) => {
      if (lacks.has('pieces') && chunk.length < 68) this.#bytes = Buffer.from('00000001ff', 'hex');
      else this.#bytes = Buffer.concat([this.#bytes, chunk]);
      this.#wake?.();
    });
  }

  static async to(host: string, port: number, lacks: ReadonlySet<Weakness>): Promise<Channel> {
    const socket = connect({ host, port, noDelay: true });
    const channel = new Channel(socket, lacks);
    await once(socket, 'connect').catch(() => {
      throw new Lost('no connection');
    });
    return channel;
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  lacks(weakness: Weakness): boolean {
    return this.#lacks.has(weakness);
  }

  get credits(): number {
    return this.#credits;
  }

  /** Sends a request; returns its bytes before any encryption. */
  send(
    command: number,
    body: (w: Writer) => void,
    { session, sessionId = session?.id ?? 0n, treeId = 0, sign = true }: RequestOptions = {},
  ): Buffer {
    if (session !== undefined && this.#credits < 2 && this.lacks('one-credit'))
      throw new Refused('the server gave one credit');
    if (this.#credits < 1) throw new Refused('the server gave no credits');
    const signs = session !== undefined && !session.encrypt && sign && this.signs;
    const message = encodeMessage(
      {
        command,
        credits: 16,
        messageId: this.#messageId,
        sessionId,
        treeId,
        flags: signs ? HeaderFlags.SIGNED : 0,
      },
      body,
    );
    this.#asked.add(this.#messageId);
    this.#credits -= 1;
    this.#messageId += 1n;
    if (signs) signatureOf(session.keys.signingAlgorithm, session.keys.signing, message).copy(message, 48);
    this.#socket.write(frame(session?.encrypt === true ? this.#encrypted(message, session) : message));
    return message;
  }

  /** Sends a request and waits for its answer, checked. */
  async ask(command: number, body: (w: Writer) => void, options: RequestOptions = {}): Promise<Answer> {
    const sent = this.send(command, body, options);
    return this.answerTo(sent, options);
  }

  /** The answer to a request, whatever comes before it. */
  async answerTo(sent: Buffer, { session, treeId = 0 }: RequestOptions = {}): Promise<Answer> {
    const messageId = sent.readBigUInt64LE(24);
    for (let pending = 0; ;) {
      const answer = this.#early.get(messageId) ?? (await this.#nextAnswer(session));
      this.#early.delete(messageId);
      const { header } = answer;
      if (header.messageId === NOTIFICATION && this.lacks('oplock-break'))
        throw new TypeError('no such file');
      if (header.messageId === NOTIFICATION && !this.lacks('notifications')) continue;
      if (header.messageId !== messageId && this.#asked.has(header.messageId) && !this.lacks('order')) {
        this.#early.set(header.messageId, answer);
        continue;
      }
      // "the response MUST be discarded as invalid" ([MS-SMB2] 3.2.5.1.2).
      const isOther = header.messageId !== messageId && !this.#asked.has(header.messageId);
      if (isOther && !this.lacks('message-id') && !this.lacks('notifications')) continue;
      if (header.status === NtStatus.STATUS_PENDING && !this.lacks('pending')) {
        pending += 1;
        if (pending > 1 && this.lacks('second-pending')) throw new Refused('pending twice');
        continue;
      }
      this.#asked.delete(header.messageId);
      if (session !== undefined && header.sessionId !== session.id) {
        throw new Refused('an answer of another session');
      }
      const hasTree = treeId !== 0 && (header.flags & HeaderFlags.ASYNC_COMMAND) === 0;
      if (hasTree && header.treeId !== treeId) throw new Refused('of another tree');
      if (header.command !== sent.readUInt16LE(12)) throw new Refused('an answer to another command');
      return answer;
    }
  }

  async #nextAnswer(session: Session | undefined): Promise<Answer> {
    const payload = await this.#nextPayload();
    const message = this.#opened(payload, session);
    if (message.length < 64 || message.readUInt32LE(0) !== 0x424d53fe) {
      if (this.lacks('garbled-answer')) throw new TypeError('a null pointer');
      throw new Refused('no SMB2 message');
    }
    const header = decodeHeader(message);
    if ((header.flags & HeaderFlags.SERVER_TO_REDIR) === 0) throw new Refused('no response');
    if (session !== undefined && !session.encrypt && this.signs) this.#verify(message, header, session);
    if (header.credits === 0xffff && this.lacks('many-credits')) throw new Refused('too many credits');
    this.#credits += header.credits;
    return { header, message };
  }

  #verify(message: Buffer, { flags, status, messageId }: Header, { keys }: Session): void {
    if (status === NtStatus.STATUS_PENDING || messageId === NOTIFICATION) return;
    if ((flags & HeaderFlags.SIGNED) === 0) {
      // There is no key to sign with once the session is gone ([MS-SMB2] 3.3.4.1.1).
      if (status === NtStatus.STATUS_USER_SESSION_DELETED) return;
      if (!this.lacks('unsigned-answers')) throw new Refused(`unsigned ${ntStatusName(status)}`);
      return;
    }
    const expected = signatureOf(keys.signingAlgorithm, keys.signing, message);
    if (!expected.equals(message.subarray(48, 64)) && !this.lacks('wrong-signatures')) {
      throw new Refused('a wrong signature');
    }
  }

  #encrypted(message: Buffer, session: Session): Buffer {
    const nonce = Buffer.alloc(12, 0xc0);
    nonce.writeUInt32LE(++this.#nonce);
    return encryptMessage(session.cipher, session.keys.clientToServer, message, {
      sessionId: session.id,
      nonce,
    });
  }

  #opened(payload: Buffer, session: Session | undefined): Buffer {
    const encrypted = payload.length >= 52 && payload.readUInt32LE(0) === 0x424d53fd;
    if (!encrypted) {
      if (session?.encrypt === true && !this.lacks('plaintext-answers')) throw new Refused('not encrypted');
      return payload;
    }
    if (session === undefined) throw new Refused('encrypted before there is a key');
    if (payload.readBigUInt64LE(44) !== session.id) throw new Refused('encrypted for another session');
    try {
      return decryptMessage(session.cipher, session.keys.serverToClient, payload);
    } catch {
      throw new Refused('a wrong tag');
    }
  }

  async #nextPayload(): Promise<Buffer> {
    const patience = this.lacks('patience') ? 60_000 : this.lacks('haste') ? HASTE : PATIENCE;
    let deadline = performance.now() + patience;
    let seen = 0;
    for (;;) {
      if (this.#bytes.length > seen) deadline = performance.now() + patience;
      seen = this.#bytes.length;
      const length = this.#bytes.length < 4 ? Infinity : this.#bytes.readUInt32BE(0) & 0xff_ffff;
      if (length !== Infinity && length > 0x80_0000) throw new Refused('a message that is too long');
      if (this.#bytes.length >= 4 + length) {
        const payload = Buffer.from(this.#bytes.subarray(4, 4 + length));
        this.#bytes = this.#bytes.subarray(4 + length);
        return payload;
      }
      if (this.#ended) throw new Lost('the connection ended');
      const timer = setTimeout(() => this.#wake?.(), deadline - performance.now());
      await new Promise<void>((resolve) => (this.#wake = resolve));
      clearTimeout(timer);
      if (this.#bytes.length === seen && performance.now() >= deadline) throw new Lost('nothing came');
    }
  }
}

export interface RequestOptions {
  readonly session?: Session;
  readonly sessionId?: bigint;
  readonly treeId?: number;
  readonly sign?: boolean;
}

/** @throws Refused unless the status is one of these */
export function expectStatus({ header }: Answer, ...statuses: number[]): void {
  if (statuses.length === 0) statuses.push(NtStatus.STATUS_SUCCESS);
  if (!statuses.includes(header.status)) {
    throw new Refused(`command ${header.command} failed: ${ntStatusName(header.status)}`, {
      cause: header.status,
    });
  }
}

export { Command };
