import type { Writer } from '../../src/smb2-codec/index.js';
import {
  Command,
  decodeCreateResponse,
  type CreateRequest,
  type FileId,
} from '../../src/smb2-codec/index.js';
import { NtStatus, ntStatusName } from '../../src/index.js';
import {
  ConnectionClosed,
  type ClientSession,
  type Reply,
  type RequestOptions,
  type SmbClient,
} from '../support/smb-client.js';
import {
  ClientLogin,
  type LoginOptions,
  type NegotiateOptions,
  tryNegotiate,
} from '../support/smb-client-login.js';
import { bodies } from '../support/bodies.js';
import type { WireEvent, WireTrace } from './recording.js';

/** The time an answer may take: the test is to name the one that does not come. */
const PATIENCE_MILLISECONDS = 8000;

/** The answer that is waited for, if that is not one frame. */
export interface Expected {
  /** Frames until the next step; default 1. */
  readonly frames?: number;
  /** It has to wait: STATUS_PENDING is no sign of a slow machine. */
  readonly waits?: boolean;
}

export type AskOptions = RequestOptions & Expected;

/** An interim response nobody asked for: a file operation took half a second. The conversation is worth another try. */
export class SlowMachine extends Error {
  override readonly name = 'SlowMachine';
}

/** One connection of a conversation, and what happened on it. */
export class Line implements WireTrace {
  readonly connection: string;
  readonly smb: SmbClient;
  readonly events: WireEvent[] = [];
  readonly #begin: (name: string) => string;
  #ended = false;
  #received: Buffer = Buffer.alloc(0);

  /** @param begin tells the server's runtime of a step, and numbers it */
  constructor(connection: string, smb: SmbClient, begin: (name: string) => string) {
    this.connection = connection;
    this.smb = smb;
    this.#begin = begin;
    smb.socket.on('data', (chunk: Buffer) => this.#record(chunk));
    smb.socket.on('close', () => {
      if (!this.#ended) this.events.push({ kind: 'end' });
      this.#ended = true;
    });
  }

  get ended(): boolean {
    return this.#ended;
  }

  #record(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const { length } = this.#received;
      const frame = length < 4 ? Infinity : 4 + this.#received.readUIntBE(1, 3);
      if (length < frame) return;
      this.events.push({ kind: 'answer', bytes: Buffer.from(this.#received.subarray(0, frame)) });
      this.#received = this.#received.subarray(frame);
    }
  }

  /** From here on nothing is recorded: the client goes. */
  hangUp(): void {
    this.#ended = true;
    this.smb.close();
  }

  /** Does something that sends a request, and waits for what it says; undefined when the connection ended instead. */
  async step<T>(name: string, act: () => Promise<T>): Promise<T | undefined> {
    this.events.push({ kind: 'request', name: this.#begin(name) });
    try {
      return await answered(name, act());
    } catch (error) {
      if (error instanceof ConnectionClosed) return undefined;
      throw error;
    }
  }

  /** Sends something and waits for so many frames, or the end; the messages in them, unless they are no SMB2. */
  async exchange(
    name: string,
    send: () => void,
    { frames = 1, waits = frames > 1 }: Expected = {},
  ): Promise<Reply[]> {
    const replies: Reply[] = [];
    await this.step(name, async () => {
      send();
      for (let i = 0; i < frames; i++) replies.push(...(await this.smb.receiveFrame()));
    });
    if (!waits && replies.some(({ status }) => status === NtStatus.STATUS_PENDING))
      throw new SlowMachine(name);
    return replies;
  }

  /** One request; its last reply, or undefined when the connection ended. */
  async ask(
    name: string,
    command: number,
    body: (w: Writer) => void,
    options: AskOptions = {},
  ): Promise<Reply | undefined> {
    const { frames, waits, ...request } = options;
    const expected = { ...(frames !== undefined && { frames }), ...(waits !== undefined && { waits }) };
    const replies = await this.exchange(name, () => void this.smb.send(command, body, request), expected);
    return replies.at(-1);
  }

  /** One more frame that a request of before, or of another connection, is answered with. */
  receive(): Promise<Reply[]> {
    return answered('what came before', this.smb.receiveFrame());
  }

  /** Bytes as they are, prefix and all; the answer need not be SMB2. */
  raw(name: string, bytes: Buffer, frames = 1): Promise<void | undefined> {
    return this.step(name, async () => {
      this.smb.sendRaw(bytes);
      for (let i = 0; i < frames; i++) await this.smb.receivePayload();
    });
  }

  negotiate(
    name: string,
    options: NegotiateOptions = {},
    request: RequestOptions = {},
  ): Promise<Reply | undefined> {
    return this.step(name, () => tryNegotiate(this.smb, options, request));
  }

  /** A login that may be refused at any leg. */
  async tryLogin(
    name: string,
    options: LoginOptions = {},
  ): Promise<{ login: ClientLogin; reply: Reply | undefined }> {
    const login = new ClientLogin(this.smb, options);
    const first = await this.step(`SESSION_SETUP ${name}, first leg`, () => login.first());
    if (first?.status !== NtStatus.STATUS_MORE_PROCESSING_REQUIRED) return { login, reply: first };
    return { login, reply: await this.step(`SESSION_SETUP ${name}, second leg`, () => login.second()) };
  }

  /** A login that has to succeed. */
  async login(name = 'alice', options: LoginOptions = {}): Promise<ClientSession> {
    const { login, reply } = await this.tryLogin(name, options);
    if (reply === undefined) throw new Error(`the connection ended in the login of ${name}`);
    return login.complete(reply);
  }

  /** A tree connect that has to succeed. */
  async tree(session: ClientSession, share = 'disk', options: RequestOptions = {}): Promise<Tree> {
    const reply = await this.ask(`TREE_CONNECT ${share}`, Command.TREE_CONNECT, bodies.treeConnect(share), {
      session,
      ...options,
    });
    succeeded(reply);
    return new Tree(this, { ...options, session, treeId: reply.header.treeId });
  }
}

/** A tree connect; requests go there unless they say otherwise. */
export class Tree {
  readonly line: Line;
  readonly options: RequestOptions & { readonly session: ClientSession; readonly treeId: number };

  constructor(line: Line, options: Tree['options']) {
    this.line = line;
    this.options = options;
  }

  ask(
    name: string,
    command: number,
    body: (w: Writer) => void,
    options: AskOptions = {},
  ): Promise<Reply | undefined> {
    return this.line.ask(name, command, body, { ...this.options, ...options });
  }

  create(name: string, body: Partial<CreateRequest> = {}, about = ''): Promise<Reply | undefined> {
    return this.ask(`CREATE ${name}${about && `, ${about}`}`, Command.CREATE, bodies.create(name, body));
  }

  /** CREATE that has to succeed. */
  async open(name: string, body: Partial<CreateRequest> = {}, about = ''): Promise<FileId> {
    const reply = await this.create(name, body, about);
    succeeded(reply);
    return decodeCreateResponse(reply.message).fileId;
  }

  close(fileId: FileId, flags = 0): Promise<Reply | undefined> {
    return this.ask('CLOSE', Command.CLOSE, bodies.close(fileId, flags));
  }

  /** A new file with contents, closed. */
  async put(name: string, contents: string): Promise<void> {
    const fileId = await this.open(name);
    await this.ask('WRITE', Command.WRITE, bodies.write(fileId, contents));
    await this.close(fileId);
  }
}

/** @throws Error that names what was not answered in time */
async function answered<T>(name: string, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer to "${name}"`)), PATIENCE_MILLISECONDS);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}

export function succeeded(reply: Reply | undefined): asserts reply is Reply {
  if (reply?.status !== NtStatus.STATUS_SUCCESS) {
    throw new Error(
      reply === undefined ? 'the connection ended' : `answered with ${ntStatusName(reply.status)}`,
    );
  }
}
