import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { WatchedSocket } from '../../../src/server/tls/watched-socket.js';
import { connectPlain } from '../../support/credssp-connection.js';
import { until } from '../../support/until.js';

/** A socket below TLS, whose turns the test gives. */
class Fixture implements AsyncDisposable {
  readonly turns: (() => void)[] = [];
  readonly #tcp = createServer();
  received = '';
  ended = false;
  watched!: WatchedSocket;
  client!: Socket;
  server!: Socket;

  async open(already = ''): Promise<this> {
    this.#tcp.listen(0, '127.0.0.1');
    await once(this.#tcp, 'listening');
    const accepted = once(this.#tcp, 'connection');
    this.client = await connectPlain((this.#tcp.address() as AddressInfo).port);
    [this.server] = (await accepted) as [Socket];
    this.watched = new WatchedSocket(this.server, Buffer.from(already), {
      received: () => {},
      sent: () => {},
      handshakeTurn: (work) => void this.turns.push(work),
    });
    this.watched.on('data', (chunk) => (this.received += String(chunk)));
    this.watched.on('end', () => (this.ended = true));
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client.destroy();
    this.server.destroy();
    this.#tcp.close();
    await once(this.#tcp, 'close');
  }
}

describe('server/tls: the bytes below TLS', () => {
  it('those of a handshake wait for their turn, and no more is read meanwhile', async () => {
    await using fixture = await new Fixture().open('hello');
    fixture.client.write('finished');
    assert.equal(fixture.turns.length, 1);
    assert.equal(fixture.received, '');
    fixture.turns.shift()?.();
    await until('the next piece waits', () => fixture.turns.length === 1);
    assert.equal(fixture.received, 'hello');
    assert.ok(fixture.server.isPaused());
    // The bytes behind the handshake do not overtake it.
    fixture.watched.established();
    fixture.turns.shift()?.();
    await until('it is read', () => fixture.received === 'hellofinished');
    fixture.client.end('rest');
    await until('the end is read', () => fixture.ended);
    assert.equal(fixture.received, 'hellofinishedrest');
    assert.equal(fixture.turns.length, 0);
  });

  it('reads little from a peer that leaves a write unread, and goes on once it reads', async () => {
    await using fixture = await new Fixture().open();
    const { client, server, watched } = fixture;
    watched.established();
    const answer = Buffer.alloc(32 * 1024 * 1024);
    client.pause();
    watched.write(answer);
    const flood = Buffer.alloc(4 * 1024 * 1024, 'x');
    client.write(flood);
    await until('no more is read', () => server.isPaused());
    const read = server.bytesRead;
    assert.ok(read < 192 * 1024, `${read} bytes`);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(server.bytesRead, read);
    let answered = 0;
    client.on('data', (chunk: Buffer) => (answered += chunk.length));
    client.resume();
    await until('the rest is read', () => fixture.received.length === flood.length);
    await until('the answer is read', () => answered === answer.length);
  });

  it('a turn that comes once the connection is gone does nothing', async () => {
    await using fixture = await new Fixture().open('hello');
    fixture.watched.destroy();
    await once(fixture.watched, 'close');
    for (const turn of fixture.turns) turn();
    assert.equal(fixture.received, '');
  });
});
