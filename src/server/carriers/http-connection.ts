import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fact } from '../../facts/fact.js';
import type { Answer, HttpAuthentication, HttpRefusalReason, ReceivedRequest } from '../../http/index.js';
import type { TlsChannel } from '../tls/tls-channel.js';
import { beginsLikeProxyHeader } from '../../proxy-protocol/index.js';
import { authenticationOf, type HttpListener } from './http-logins.js';
import { HttpWire } from './http-wire.js';
import { rawAnswer, writeAnswer } from './http-answers.js';
import type { StreamProtocol, Transport } from './stream-protocol.js';

/** Bytes of a chunk that are parsed before the requests in them are answered: some dozens of the shortest ones. */
const SLICE = 4096;

/** The first bytes of a client that tell which protocol it speaks. */
const FIRST_BYTES = 64;

/** The method and version of a request line; anything else in its place is another protocol. */
const requestLine = /^[A-Z][A-Z-]{0,31} /;
const http2Preface = 'PRI * HTTP/2.0';

/** A request whose header was read. */
interface Underway {
  /** Absent: the answer does not wait for a body. */
  readonly request?: ReceivedRequest;
  /** Whether its body has come, too. */
  readonly isComplete: () => boolean;
  readonly answered: Promise<void>;
}

/** One connection of HTTP: the parser of Node.js on one side, the authentication of the connection on the other. */
export class HttpConnection implements StreamProtocol {
  readonly #transport: Transport;
  readonly #listener: HttpListener;
  #wire: HttpWire;
  /** Undefined until TLS is established. */
  #authentication: HttpAuthentication | undefined;
  #firstBytes = Buffer.alloc(0);
  /** Bytes of a request that is not complete. */
  #partial = 0;
  #requests = 0;
  /** Bytes came that cannot be parsed. */
  #failed = false;
  /** The parts of an answer about which something decides, until it is whole. */
  #collected: Buffer[] | undefined;
  /** The server of HTTP has said all in those parts. */
  #endsAfter = false;
  #underway: Underway[] = [];
  #answered = Promise.resolve();
  #end = (): void => {};
  readonly #ended = new Promise<void>((resolve) => (this.#end = resolve));

  constructor(transport: Transport, listener: HttpListener) {
    this.#transport = transport;
    this.#listener = listener;
    this.#wire = this.#openWire();
    if (listener.certificate === undefined) this.#authentication = this.#authenticate(undefined);
  }

  get authenticated(): boolean {
    return this.#authentication?.authenticated === true;
  }

  get stage(): string {
    return this.#authentication?.stage ?? 'has not begun TLS, or is in its handshake';
  }

  get heldLength(): number {
    return this.#wire.readableLength + Math.min(this.#partial, this.#limits.unauthenticatedFrameBytes);
  }

  secured(channel: TlsChannel): void {
    this.#authentication = this.#authenticate(channel);
  }

  async receive(bytes: Buffer): Promise<void> {
    if (this.#firstBytes.length < FIRST_BYTES) {
      this.#firstBytes = Buffer.concat([this.#firstBytes, bytes.subarray(0, FIRST_BYTES)]).subarray(
        0,
        FIRST_BYTES,
      );
    }
    for (let start = 0; start < bytes.length && !this.#wire.destroyed; start += SLICE) {
      const slice = bytes.subarray(start, start + SLICE);
      this.#partial += slice.length;
      this.#wire.receive(slice);
      await this.#answerComplete();
    }
  }

  closed(): void {
    this.#authentication?.closed();
    this.#wire.destroy();
    this.#end();
  }

  /** Takes a request whose header is complete; its body is read to the end, and not looked at. */
  take(message: IncomingMessage, response: ServerResponse): void {
    this.#requests += 1;
    const request = receivedOf(message);
    let length = 0;
    const tooLong = (): boolean => length > this.#limits.transactBytes;
    const answered = new Promise<void>((resolve) => {
      const answer = (make: () => Promise<Answer> | Answer): void => {
        message.removeAllListeners('data').removeAllListeners('end').resume();
        this.#answered = this.#answered
          .then(() => this.#inTurn(async () => this.#write(response, await make())))
          .finally(resolve);
      };
      const refuse = (): void => answer(() => this.#refuse('http-body-too-long', 'transactBytes', request));
      length = Number(message.headers['content-length'] ?? 0);
      if (tooLong()) {
        refuse();
        return;
      }
      length = 0;
      message.on('data', (chunk: Buffer) => {
        length += chunk.length;
        this.#partial = 0;
        if (tooLong()) refuse();
      });
      message.on('end', () => answer(() => this.#answer(request)));
    });
    this.#underway.push({ request, isComplete: () => message.complete, answered });
  }

  /** Answers a CONNECT, behind which the parser has stopped, and starts another parser. */
  takeConnect(message: IncomingMessage, head: Buffer): void {
    this.#requests += 1;
    this.#inOrder(async () => {
      const answer = await this.#answer(receivedOf(message));
      this.#transport.send(rawAnswer(answer, this.#now()), stepOf(answer));
      if (answer.ends) this.#transport.drop('refused');
      else if (!this.#wire.destroyed) {
        // Each parser leaves its listeners on its stream, and the bytes behind the head in it.
        const rest = this.#wire.read() as Buffer | null;
        this.#wire.destroy();
        this.#wire = this.#openWire();
        this.#wire.receive(rest === null ? head : Buffer.concat([head, rest]));
      }
    });
  }

  /** Ends a connection whose bytes cannot be parsed. */
  fail(error: Error & { readonly code?: string }): void {
    const { connection } = this.#transport;
    if (this.#failed || connection.closed || error.code === 'ECONNRESET') return;
    this.#failed = true;
    const first = this.#firstBytes.toString('latin1');
    const isHttp = first.startsWith(http2Preface) || requestLine.test(first);
    // A line of the PROXY protocol looks like that of a request.
    if (this.#requests === 0 && (!isHttp || beginsLikeProxyHeader(this.#firstBytes))) {
      // A person who sends something else by hand reads the answer; a program of another protocol does not.
      const fact: Fact = { kind: 'other-protocol', firstBytes: Buffer.from(this.#firstBytes) };
      this.#transport.drop('refused', fact);
      return;
    }
    this.#inOrder(() => {
      const answer = this.#refusalOf(error, first);
      this.#transport.send(rawAnswer(answer, this.#now()), stepOf(answer));
      this.#transport.drop('refused');
    });
  }

  /** Writes an answer; as one piece where something decides about it. */
  async #write(response: ServerResponse, answer: Answer): Promise<void> {
    if (!this.#transport.isDecided) {
      writeAnswer(response, answer, this.#now());
      return;
    }
    const parts: Buffer[] = [];
    this.#collected = parts;
    const written = new Promise<void>((resolve) => void response.once('finish', resolve));
    writeAnswer(response, answer, this.#now());
    await Promise.race([written, this.#ended]);
    this.#collected = undefined;
    this.#transport.send(Buffer.concat(parts), stepOf(answer));
    if (this.#endsAfter) this.#transport.drop('refused');
  }

  #openWire(): HttpWire {
    const transport = this.#transport;
    const wire: HttpWire = new HttpWire({
      send: (bytes) => {
        if (this.#collected === undefined) transport.send(bytes);
        else this.#collected.push(bytes);
      },
      ended: () => {
        if (this.#collected !== undefined) this.#endsAfter = true;
        else if (wire === this.#wire) transport.drop('refused');
      },
    });
    connections.set(wire, this);
    this.#listener.server.emit('connection', wire);
    return wire;
  }

  /** Answers without the parser, after the complete requests in front. */
  #inOrder(work: () => Promise<void> | void): void {
    const ahead = this.#underway.filter(({ isComplete }) => isComplete()).map((one) => one.answered);
    const answered = Promise.all(ahead).then(() => this.#inTurn(async () => work()));
    this.#underway.push({ isComplete: () => true, answered });
  }

  #refusalOf({ code = '', message }: Error & { readonly code?: string }, first: string): Answer {
    if (code === 'HPE_HEADER_OVERFLOW')
      return this.#refuse('http-header-too-long', 'unauthenticatedFrameBytes');
    const isHttp2 = this.#requests === 0 && first.startsWith(http2Preface);
    if (isHttp2)
      return this.#refuse('http-version-refused', undefined, undefined, 'the preface of HTTP/2 came');
    if (code === 'HPE_INVALID_VERSION')
      return this.#refuse('http-version-refused', undefined, undefined, message);
    return this.#refuse('http-request-malformed', undefined, undefined, message);
  }

  #refuse(
    reason: HttpRefusalReason,
    limit?: 'transactBytes' | 'unauthenticatedFrameBytes',
    request?: ReceivedRequest,
    detail = limit === undefined ? '' : `more than ${this.#limits[limit]} bytes`,
  ): Answer {
    if (limit !== undefined) this.#transport.connection.hitLimit(limit);
    return this.#authenticationNow.refuse(request, reason, detail);
  }

  #answer(request: ReceivedRequest): Promise<Answer> {
    this.#partial = 0;
    return this.#authenticationNow.answer(request);
  }

  /** Waits until the requests that have arrived completely are answered. */
  async #answerComplete(): Promise<void> {
    for (;;) {
      const [first] = this.#underway;
      if (first === undefined || this.#wire.destroyed) return;
      if (!first.isComplete()) {
        // The requests in front are answered: this one is the next of the record, should no body come.
        if (first.request) this.#authenticationNow.began(first.request);
        return;
      }
      // A connection that ends under a request leaves it without an answer.
      await Promise.race([first.answered, this.#ended]);
      this.#underway.shift();
    }
  }

  /** Does a piece of work in the connection's turn. An error is ours: it is logged, and the connection ends. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const { connection } = this.#transport;
    return new Promise<void>((resolve) => {
      connection.server.turns.take(connection, () => {
        const begin = (): void => void this.#guarded(work).finally(resolve);
        // The parser's callbacks do not belong to the chunk that it read last.
        if (connection.tap?.serving === undefined) begin();
        else connection.tap.serving(begin);
        return false;
      });
    });
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    const { connection } = this.#transport;
    if (connection.closed) return;
    try {
      await work();
    } catch (error) {
      connection.server.onInternalError(error, `serving ${connection.info.carrier}`);
      const message = `serving ${connection.info.carrier}`;
      this.#transport.drop('internal-error', { kind: 'internal-error', message });
    }
  }

  get #authenticationNow(): HttpAuthentication {
    return (this.#authentication ??= this.#authenticate(undefined));
  }

  #authenticate(channel: TlsChannel | undefined): HttpAuthentication {
    return authenticationOf(this.#transport.connection, this.#listener, channel);
  }

  get #limits() {
    return this.#transport.connection.server.limits;
  }

  #now(): number {
    return this.#transport.connection.server.runtime.now();
  }
}

const connections = new WeakMap<object, HttpConnection>();

/** The connection whose stream the server of HTTP has. */
export function connectionOf(stream: object): HttpConnection | undefined {
  return connections.get(stream);
}

function receivedOf({ method = '', url = '', httpVersion, rawHeaders }: IncomingMessage): ReceivedRequest {
  return { method, target: url, version: httpVersion, fields: rawHeaders };
}

/** The step of a fault in which an answer leaves. */
function stepOf({ step }: Answer): string {
  return step === 'answered' ? 'http-answer' : `http-${step}`;
}
