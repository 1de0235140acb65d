import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../../support/run.js';
import { load } from './load.js';

type Exchange = 'echo' | 'put' | 'get';
type Protection = 'signed' | 'sealed';
type Serve = (socket: Socket) => void;

const { exchanges, frameOf } = await load<{
  exchanges: Readonly<Record<Exchange, { readonly request: number; readonly answer: number }>>;
  frameOf: (protection: Protection, length: number) => Buffer;
}>('programs/bare/frames.mjs');
const { open } = await load<{ open: (frame: Buffer) => void }>('programs/bare/protection.mjs');
const { answering, receiving } = await load<{
  answering: (exchange: Exchange, protection: Protection) => Serve;
  receiving: (protection: Protection) => Serve;
}>('programs/bare/messages.mjs');
const { floor, login } = await load<Readonly<Record<'floor' | 'login', Serve>>>('programs/bare/login.mjs');

/** The bytes that a bare server answers, as many as are expected, to bytes that arrive in pieces of a length. */
async function answersOf(serve: Serve, bytes: Buffer, expected: number, piece: number): Promise<Buffer> {
  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', noDelay: true });
  const answers: Buffer[] = [];
  let length = 0;
  for (let at = 0; at < bytes.length; at += piece) socket.write(bytes.subarray(at, at + piece));
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    answers.push(chunk);
    length += chunk.length;
    if (length >= expected) break;
  }
  server.close();
  return Buffer.concat(answers);
}

describe('bench: Node alone', () => {
  it('a sealed frame has the right tag, and no other frame has', () => {
    const frame = frameOf('sealed', 68);
    assert.equal(frame.length, 4 + 52 + 68);
    open(frame);
    for (const at of [8, 24, frame.length - 1]) {
      const altered = Buffer.from(frame);
      altered[at] = (altered[at] ?? 0) ^ 1;
      assert.throws(() => open(altered));
    }
  });

  for (const protection of ['signed', 'sealed'] as const)
    for (const exchange of ['echo', 'put', 'get'] as const)
      for (const piece of [61, 4093, 70_001])
        it(`${protection} ${exchange}: each of three frames is answered, in pieces of ${piece}`, async () => {
          const { request, answer } = exchanges[exchange];
          const serve = exchange === 'put' ? receiving(protection) : answering(exchange, protection);
          const asked = frameOf(protection, request);
          // Pieces of a few bytes make a long request last long.
          const size = asked.length > 100_000 ? piece * 16 : piece;
          const answered = frameOf(protection, answer);
          const whole = Buffer.concat([answered, answered, answered]);
          const answers = await answersOf(serve, Buffer.concat([asked, asked, asked]), whole.length, size);
          assert.ok(answers.equals(whole), `${answers.length} bytes, not ${whole.length}`);
        });

  it('the floor and its login answer alike', async () => {
    const requests = Buffer.concat([242, 166, 480, 112].map((length) => frameOf('signed', length)));
    const expected = 4 * 4 + 320 + 330 + 120 + 84;
    const bare = await answersOf(floor, requests, expected, 100);
    assert.equal(bare.length, expected);
    assert.ok(bare.equals(await answersOf(login, requests, expected, 100)));
  });

  it('a login makes the calls of node:crypto that NTLMv2 and 3.1.1 force, and no others', async () => {
    const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', counting]);
    assert.equal(stderr, '');
    assert.deepEqual(JSON.parse(stdout), {
      randomFillSync: 1,
      'hash sha512': 5,
      // Each HMAC is two hashes: six of MD5, beside four keys, and one of SHA-256.
      'hash md5': 6 * 2 + 4,
      'hash sha256': 2,
      timingSafeEqual: 4,
      'createCipheriv aes-128-gcm': 3,
    });
  });
});

/** A process that counts the calls of one login. */
const counting = `
  import crypto from 'node:crypto';
  import { syncBuiltinESMExports } from 'node:module';
  const counts = {};
  for (const [name, { value: original, writable }] of Object.entries(Object.getOwnPropertyDescriptors(crypto))) {
    if (typeof original !== 'function' || !writable || /^[A-Z]/.test(name)) continue;
    crypto[name] = (...args) => {
      const call = [name, typeof args[0] === 'string' ? args[0] : ''].join(' ').trim();
      counts[call] = (counts[call] ?? 0) + 1;
      return original(...args);
    };
  }
  syncBuiltinESMExports();
  const { login } = await import(${JSON.stringify(pathToFileURL(resolve('scripts/bench/programs/bare/login.mjs')).href)});
  const { plainFrame } = await import(${JSON.stringify(pathToFileURL(resolve('scripts/bench/programs/bare/frames.mjs')).href)});
  for (const call of Object.keys(counts)) delete counts[call];
  let receive;
  login({ on: (_event, listener) => { receive = listener; }, write() {} });
  for (const length of [242, 166, 480, 112]) receive(plainFrame(length));
  console.log(JSON.stringify(counts));`;
