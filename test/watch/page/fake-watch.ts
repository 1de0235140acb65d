import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Conversation, WatchEvents } from '../../../src/watch/messages.js';
import { printableJson } from '../../../src/text/printable.js';

const folder = 'build/src/watch/page';

const types: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
};

const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Speaks the contract of the live page with whatever a test says. */
export class FakeWatch implements AsyncDisposable {
  readonly token = 'a1'.repeat(32);
  readonly conversations = new Map<number, Conversation>();
  readonly captures = new Map<number, Buffer>();
  /** Method and path of each request. */
  readonly asked: string[] = [];
  /** While it is set, a stream is answered with it. */
  streamStatus = 200;
  /** Bytes of a stream that are written at once; 0: an event is. */
  chunk = 0;
  readonly #events: string[] = [];
  readonly #streams = new Set<ServerResponse>();
  readonly #http: Server;

  private constructor() {
    this.#http = createServer((request, response) => this.#answer(request, response));
  }

  static async open(): Promise<FakeWatch> {
    const watch = new FakeWatch();
    watch.#http.listen(0, '127.0.0.1');
    await once(watch.#http, 'listening');
    return watch;
  }

  get origin(): string {
    const { port } = this.#http.address() as { port: number };
    return `http://127.0.0.1:${port}`;
  }

  /** The address that a server would print. */
  get url(): string {
    return `${this.origin}/watch/#${this.token}`;
  }

  /** The streams that are open. */
  get streams(): number {
    return this.#streams.size;
  }

  send<Type extends keyof WatchEvents>(type: Type, data: WatchEvents[Type]): void {
    const event = `id: ${this.#events.length + 1}\nevent: ${type}\ndata: ${printableJson(data)}\n\n`;
    this.#events.push(event);
    for (const stream of this.#streams) this.#write(stream, event);
  }

  /** Forgets every event, as after a start. */
  forget(): void {
    this.#events.length = 0;
  }

  /** Ends every stream. */
  cut(): void {
    for (const stream of this.#streams) stream.destroy();
    this.#streams.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    const closed = once(this.#http, 'close');
    this.#http.close();
    this.#http.closeAllConnections();
    await closed;
  }

  #write(stream: ServerResponse, event: string): void {
    if (this.chunk === 0) stream.write(event);
    else for (const byte of Buffer.from(event)) stream.write(Buffer.of(byte));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.origin);
    this.asked.push(`${request.method} ${request.url}`);
    const name = pathname === '/watch/' ? 'index.html' : pathname.replace(/^\/watch\//, '');
    const type = types[name];
    const end = (status: number, contentType: string, body: string | Buffer = ''): void => {
      response.writeHead(status, { ...headers, 'content-type': contentType }).end(body);
    };
    if (type !== undefined) return end(200, type, readFileSync(join(folder, name)));
    if (request.headers.authorization !== `Bearer ${this.token}`)
      return end(401, 'application/problem+json', '{}');
    if (name === 'events') return this.#stream(response, Number(searchParams.get('after') ?? 0));
    const [, id, what] = /^attempts\/(\d+)\/(conversation|capture)$/.exec(name) ?? [];
    const conversation = what === 'conversation' && this.conversations.get(Number(id));
    if (conversation) return end(200, 'application/json', printableJson(conversation));
    const capture = what === 'capture' && this.captures.get(Number(id));
    if (capture) return end(200, 'application/x-pcapng', capture);
    end(404, 'application/problem+json', '{}');
  }

  #stream(response: ServerResponse, after: number): void {
    if (this.streamStatus !== 200) {
      response.writeHead(this.streamStatus, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' });
    response.write(': here\n\n');
    for (const event of this.#events.filter((one, at) => at >= after || one.includes('event: server\n')))
      this.#write(response, event);
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }
}
