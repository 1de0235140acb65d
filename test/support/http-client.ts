import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { NtlmClient } from './ntlm-client.js';

/** An answer of HTTP as it came. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; a field that came twice has both values, a comma between. */
  readonly fields: ReadonlyMap<string, string>;
  readonly body: string;
}

/** A client that writes requests by hand, on one connection. */
export class HttpClient implements Disposable {
  readonly socket: Socket;
  #received = Buffer.alloc(0);
  #ended = false;
  #arrived = (): void => {};

  private constructor(socket: Socket) {
    this.socket = socket;
    const arrived = (): void => this.#arrived();
    socket.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      arrived();
    });
    for (const event of ['end', 'close', 'error']) {
      socket.on(event, () => {
        this.#ended = true;
        arrived();
      });
    }
  }

  /** A client on a connection that is there. */
  static on(socket: Socket): HttpClient {
    return new HttpClient(socket);
  }

  static async connect(port: number, tls = false): Promise<HttpClient> {
    const socket = tls
      ? connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false })
      : connect({ host: '127.0.0.1', port });
    const client = new HttpClient(socket);
    await once(socket, tls ? 'secureConnect' : 'connect');
    return client;
  }

  write(text: string | Buffer): void {
    this.socket.write(text);
  }

  /** Sends a request and reads its answer. */
  async ask(
    fields: Readonly<Record<string, string>> = {},
    line = 'GET / HTTP/1.1',
    body = '',
  ): Promise<HttpAnswer> {
    const all = { Host: 'web.example', ...(body && { 'Content-Length': String(body.length) }), ...fields };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    this.write(`${line}\r\n${lines.join('')}\r\n${body}`);
    return this.answer(line.startsWith('HEAD'));
  }

  /** The next answer, which must come. */
  async answer(ofHead = false): Promise<HttpAnswer> {
    const head = await this.#until(() => this.#received.indexOf('\r\n\r\n'));
    const [first = '', ...lines] = this.#received.subarray(0, head).toString('latin1').split('\r\n');
    const fields = new Map<string, string>();
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^:]+): ?(.*)$/.exec(line) ?? assert.fail(line);
      const before = fields.get(name.toLowerCase());
      fields.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
    }
    const start = head + 4;
    const length = ofHead || first.includes(' 100 ') ? 0 : Number(fields.get('content-length'));
    await this.#until(() => (this.#received.length >= start + length ? 0 : -1));
    const body = this.#received.subarray(start, start + length).toString();
    this.#received = this.#received.subarray(start + length);
    return { status: Number(/^HTTP\/1\.1 (\d+) /.exec(first)?.[1]), fields, body };
  }

  async #until(find: () => number): Promise<number> {
    for (;;) {
      const found = find();
      if (found >= 0) return found;
      assert.ok(!this.#ended, 'the connection has ended');
      await new Promise<void>((resolve) => (this.#arrived = resolve));
    }
  }

  /** Resolves with all that was left to read when the server has ended the connection. */
  async end(): Promise<string> {
    while (!this.#ended) await new Promise<void>((resolve) => (this.#arrived = resolve));
    return this.#received.toString('latin1');
  }

  /** A login with NTLM; the last answer. */
  async login(client: NtlmClient, scheme = 'NTLM', line?: string, body?: string): Promise<HttpAnswer> {
    const send = (token: Buffer) =>
      this.ask({ Authorization: `${scheme} ${token.toString('base64')}` }, line, body);
    const challenge = await send(client.negotiateMessage);
    assert.equal(challenge.status, 401);
    const [, token = ''] = /^\S+ (\S+)$/.exec(challenge.fields.get('www-authenticate') ?? '') ?? [];
    return send(client.authenticate(Buffer.from(token, 'base64')));
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}
