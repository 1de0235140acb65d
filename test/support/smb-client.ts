import { once } from 'node:events';
import { connect as connectSocket, type Socket } from 'node:net';
import type { Writer } from '../../src/bytes/index.js';
import {
  Command,
  decodeHeader,
  encodeEchoRequest,
  encodeIoctlRequest,
  encodeLogoffRequest,
  encodeMessage,
  encodeTreeConnectRequest,
  encodeTreeDisconnectRequest,
  frame,
  FrameSplitter,
  type Header,
  type HeaderFields,
  HeaderFlags,
  IoctlFlags,
  type IoctlRequest,
  linkCompound,
  NO_FILE_ID,
  splitCompound,
} from '../../src/smb2-codec/index.js';
import { NtStatus, ntStatusName } from '../../src/constants/nt-status.js';
import { type ClientKeys, decryptMessage, encryptMessage, signatureOf } from './smb-client-keys.js';

/** A session as this connection knows it. */
export interface ClientSession {
  readonly id: bigint;
  /** The signing key is the channel's own. */
  readonly keys: ClientKeys;
  readonly sessionFlags: number;
  /** Whether requests are signed unless a test says otherwise. */
  readonly sign: boolean;
  /** Whether requests are encrypted unless a test says otherwise. */
  readonly encrypt: boolean;
}

/** One response. */
export interface Reply {
  readonly header: Header;
  readonly status: number;
  /** From the header to the next one of a compound or to the end, decrypted. */
  readonly message: Buffer;
  readonly encrypted: boolean;
  /** `unknown`: signed with a key this connection does not have yet. */
  readonly signature: 'none' | 'valid' | 'unknown';
}

/** The parts of a request that a test changes; all have a default. */
export interface RequestOptions {
  readonly session?: ClientSession | undefined;
  readonly treeId?: number;
  /** `wrong`: signed, and one bit changed. */
  readonly sign?: boolean | 'wrong';
  readonly encrypt?: boolean;
  /** Fields of the header, after everything else. */
  readonly header?: Partial<HeaderFields>;
}

/** The settings that NEGOTIATE settled. */
export interface ClientNegotiation {
  readonly dialect: number;
  readonly cipher: number;
  readonly signingAlgorithm: number;
  readonly securityMode: number;
  readonly capabilities: number;
  readonly clientGuid: Buffer;
  readonly dialects: readonly number[];
  readonly preauthHash: Buffer;
}

/** The peer closed the connection while a test waited for a response. */
export class ConnectionClosed extends Error {
  override readonly name = 'ConnectionClosed';
}

/**
 * A scripted SMB2/3 client on a real socket. It does what a test tells it, right or wrong; what it receives it
 * decrypts and verifies, and a wrong signature fails the test.
 */
export class SmbClient {
  readonly socket: Socket;
  /** Fulfilled when the connection is closed by either side. */
  readonly closed: Promise<void>;
  /** Sessions whose keys this connection has. */
  readonly sessions = new Map<bigint, ClientSession>();
  /** MessageId of the next request. */
  nextMessageId = 0n;
  negotiation: ClientNegotiation | undefined;
  /** Nonces of everything that came encrypted. */
  readonly nonces: string[] = [];
  #nonce = 0;
  #ended = false;
  /** MessageIds of requests that were rightly signed. */
  readonly #signed = new Set<bigint>();
  readonly #frames: Buffer[] = [];
  readonly #replies: Reply[] = [];
  #wake: (() => void) | undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    const splitter = new FrameSplitter(0xffffff);
    socket.on('data', (chunk: Buffer) => {
      for (const { payload } of splitter.push(chunk)) this.#frames.push(Buffer.from(payload));
      this.#wake?.();
    });
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      socket.on('close', () => {
        this.#ended = true;
        this.#wake?.();
        resolve();
      });
    });
  }

  static async connect(port: number, host = '127.0.0.1'): Promise<SmbClient> {
    const socket = connectSocket({ port, host, noDelay: true });
    const client = new SmbClient(socket);
    await once(socket, 'connect');
    return client;
  }

  get settled(): ClientNegotiation {
    if (this.negotiation === undefined) throw new TypeError('not negotiated');
    return this.negotiation;
  }

  close(): void {
    this.socket.destroy();
  }

  sendRaw(bytes: Buffer): void {
    this.socket.write(bytes);
  }

  /** Encodes, signs, encrypts and sends one request; returns the message inside any transform. */
  send(command: number, body: (w: Writer) => void, options: RequestOptions = {}): Buffer {
    const { message, encrypt } = this.#prepare(command, body, options);
    if (options.sign ?? options.session?.sign ?? false) this.#sign(message, encrypt, options);
    this.sendRaw(frame(encrypt ? this.encrypted(message, options.session!) : message));
    return message;
  }

  /** Several requests in one frame; `encrypt` and `session` of the first decide for the transform. */
  sendCompound(
    parts: readonly {
      readonly command: number;
      readonly body: (w: Writer) => void;
      readonly options?: RequestOptions;
    }[],
  ): void {
    const prepared = parts.map(({ command, body, options = {} }) => this.#prepare(command, body, options));
    const linked = linkCompound(prepared.map(({ message }) => message));
    for (const [index, { options = {} }] of parts.entries()) {
      const { encrypt } = prepared[index]!;
      if (options.sign ?? options.session?.sign ?? false) this.#sign(linked[index]!, encrypt, options);
    }
    const whole = Buffer.concat(linked);
    const { encrypt } = prepared[0]!;
    this.sendRaw(frame(encrypt ? this.encrypted(whole, parts[0]!.options!.session!) : whole));
  }

  /** Sends a request and waits for its response. */
  async request(command: number, body: (w: Writer) => void, options: RequestOptions = {}): Promise<Reply> {
    this.send(command, body, options);
    return this.receive();
  }

  /** The next response; those of a compound come one by one. */
  async receive(): Promise<Reply> {
    if (this.#replies.length === 0) this.#replies.push(...(await this.receiveFrame()));
    return this.#replies.shift()!;
  }

  /** All responses of the next frame. */
  async receiveFrame(): Promise<Reply[]> {
    const { payload, transformSessionId } = this.#decrypted(await this.receivePayload());
    return splitCompound(payload).map((message) => this.#verified(message, transformSessionId));
  }

  /** The next frame as it came. */
  async receivePayload(): Promise<Buffer> {
    for (;;) {
      const next = this.#frames.shift();
      if (next !== undefined) return next;
      if (this.#ended) throw new ConnectionClosed('the server closed the connection');
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Waits for the end of the connection; fails when the server answers instead. */
  async expectDisconnect(): Promise<void> {
    await this.closed;
    const answer = this.#replies[0]?.message ?? this.#frames[0];
    if (answer === undefined) return;
    const status = answer.length >= 12 ? ntStatusName(answer.readUInt32LE(8)) : answer.toString('hex');
    throw new Error(`answered ${status} before the disconnect`);
  }

  /** A transform around a message, as this session's client sends it. */
  encrypted(message: Buffer, session: ClientSession, change?: (header: Buffer) => void): Buffer {
    const nonce = Buffer.alloc(12, 0xc0);
    nonce.writeUInt32LE(++this.#nonce);
    return encryptMessage(this.settled.cipher, session.keys.clientToServer, message, {
      sessionId: session.id,
      nonce,
      ...(change && { change }),
    });
  }

  /** A request as it would be sent, neither signed nor encrypted. */
  message(command: number, body: (w: Writer) => void, options: RequestOptions = {}): Buffer {
    return this.#prepare(command, body, options).message;
  }

  #prepare(
    command: number,
    body: (w: Writer) => void,
    options: RequestOptions,
  ): { message: Buffer; encrypt: boolean } {
    const { session } = options;
    const encrypt = options.encrypt ?? session?.encrypt ?? false;
    const sign = (options.sign ?? session?.sign ?? false) && !encrypt;
    const { flags = 0, ...header } = options.header ?? {};
    if (header.messageId === undefined && command !== Command.CANCEL) {
      header.messageId = this.nextMessageId;
      this.nextMessageId += BigInt(Math.max(header.creditCharge ?? 0, 1));
    }
    const message = encodeMessage(
      {
        command,
        credits: 32,
        treeId: options.treeId ?? 0,
        sessionId: session?.id ?? 0n,
        flags: flags | (sign ? HeaderFlags.SIGNED : 0),
        ...header,
      },
      body,
    );
    return { message, encrypt };
  }

  #sign(message: Buffer, encrypt: boolean, { session, sign }: RequestOptions): void {
    if (encrypt || session === undefined) return;
    const signature = signatureOf(session.keys.signingAlgorithm, session.keys.signing, message);
    if (sign === 'wrong') signature[5]! ^= 1;
    else if (this.sessions.get(session.id) === session) this.#signed.add(message.readBigUInt64LE(24));
    signature.copy(message, 48);
  }

  #decrypted(payload: Buffer): { payload: Buffer; transformSessionId: bigint | undefined } {
    if (payload.readUInt32LE(0) !== 0x424d53fd) return { payload, transformSessionId: undefined };
    const transformSessionId = payload.readBigUInt64LE(44);
    const session = this.sessions.get(transformSessionId);
    if (session === undefined) throw new Error('an encrypted response for an unknown session');
    this.nonces.push(payload.toString('hex', 20, 36));
    const plain = decryptMessage(this.settled.cipher, session.keys.serverToClient, payload);
    if (plain.length !== payload.readUInt32LE(36)) throw new Error('OriginalMessageSize is wrong');
    return { payload: plain, transformSessionId };
  }

  #verified(message: Buffer, transformSessionId: bigint | undefined): Reply {
    const encrypted = transformSessionId !== undefined;
    const header = decodeHeader(message);
    if ((header.flags & HeaderFlags.SERVER_TO_REDIR) === 0) throw new Error('not marked as a response');
    if (encrypted && header.sessionId !== transformSessionId) throw new Error('SessionId differs inside');
    const reply = { header, status: header.status, message, encrypted };
    if ((header.flags & HeaderFlags.SIGNED) === 0) {
      if (!message.subarray(48, 64).equals(Buffer.alloc(16))) throw new Error('a signature without its flag');
      if (!encrypted && this.#signed.has(header.messageId) && !mayBeUnsigned.has(header.status)) {
        throw new Error(`a signed request is answered unsigned, ${ntStatusName(header.status)}`);
      }
      return { ...reply, signature: 'none' };
    }
    const session = this.sessions.get(header.sessionId);
    if (session === undefined) return { ...reply, signature: 'unknown' };
    this.verify(message, session.keys);
    return { ...reply, signature: 'valid' };
  }

  /** @throws Error unless the message carries the right signature */
  verify(message: Buffer, keys: ClientKeys): void {
    const expected = signatureOf(keys.signingAlgorithm, keys.signing, message);
    if (!expected.equals(message.subarray(48, 64))) {
      throw new Error(`wrong signature on a response to command ${message.readUInt16LE(12)}`);
    }
  }

  treeConnect(share: string, options: RequestOptions): Promise<Reply> {
    const path = share.startsWith('\\') ? share : `\\\\server\\${share}`;
    return this.request(
      Command.TREE_CONNECT,
      (w) => encodeTreeConnectRequest(w, { flags: 0, path }),
      options,
    );
  }

  treeDisconnect(options: RequestOptions): Promise<Reply> {
    return this.request(Command.TREE_DISCONNECT, encodeTreeDisconnectRequest, options);
  }

  logoff(options: RequestOptions): Promise<Reply> {
    return this.request(Command.LOGOFF, encodeLogoffRequest, options);
  }

  echo(options: RequestOptions = {}): Promise<Reply> {
    return this.request(Command.ECHO, encodeEchoRequest, options);
  }

  ioctl(body: Partial<IoctlRequest> & { readonly ctlCode: number }, options: RequestOptions): Promise<Reply> {
    return this.request(Command.IOCTL, (w) => encodeIoctlRequest(w, { ...ioctlDefaults, ...body }), options);
  }
}

/** Interim responses, and those for sessions whose key is gone. */
const mayBeUnsigned: ReadonlySet<number> = new Set([
  NtStatus.STATUS_PENDING,
  NtStatus.STATUS_USER_SESSION_DELETED,
]);

const ioctlDefaults = {
  fileId: NO_FILE_ID,
  input: Buffer.alloc(0),
  maxInputResponse: 0,
  maxOutputResponse: 4096,
  flags: IoctlFlags.IS_FSCTL,
};
