import assert from 'node:assert/strict';
import { createServer, type AttemptRecord } from '../../src/index.js';
import { LateAccounts } from '../session/support.js';
import { HttpClient } from '../support/http-client.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { watchTurns } from '../support/watch-turns.js';

/** A server of HTTP, whose accounts are found when the test lets them. */
async function serve() {
  const accounts = new LateAccounts();
  const errors: unknown[] = [];
  const server = createServer({
    listen: null,
    accounts,
    http: {},
    logger: { error: (message, { error }) => errors.push(message, error), warn: () => {} },
  });
  const records: AttemptRecord[] = [];
  server.on('attempt-completed', (record) => records.push(record));
  const { port } = await server.listen();
  return {
    accounts,
    records,
    connect: () => HttpClient.connect(port),
    next: () => server.next('attempt-completed'),
    close: () => server.close(),
    async [Symbol.asyncDispose]() {
      await server.close();
      assert.deepEqual(errors, []);
    },
  };
}

/** The request with the last token of a login. */
async function lastLeg(client: HttpClient): Promise<string> {
  const ntlm = new NtlmClient({ user: 'alice', password: 'secret' });
  const first = await client.ask({ Authorization: `NTLM ${ntlm.negotiateMessage.toString('base64')}` });
  const challenge = first.fields.get('www-authenticate')?.slice('NTLM '.length) ?? '';
  const token = ntlm.authenticate(Buffer.from(challenge, 'base64')).toString('base64');
  return `GET /one HTTP/1.1\r\nHost: a\r\nAuthorization: NTLM ${token}\r\n\r\n`;
}

describe('attack: HTTP requests behind a login that is not decided yet', () => {
  it('a CONNECT waits for its turn, and the connection goes on behind it', async () => {
    await using server = await serve();
    using client = await server.connect();
    const leg = await lastLeg(client);
    server.accounts.hold();
    client.write(`${leg}CONNECT two:1 HTTP/1.1\r\nHost: a\r\n\r\nGET /three HTTP/1.1\r\nHost: a\r\n\r\n`);
    await server.accounts.asked();
    server.accounts.release();
    // A CONNECT is carried nowhere, and leaves the user to the connection.
    for (const status of [200, 501, 200]) assert.equal((await client.answer()).status, status);
    await server.close();
    assert.deepEqual(
      server.records.map(({ reason }) => reason),
      ['accepted'],
    );
  });

  it('bytes that cannot be parsed end the connection after the verdict', async () => {
    await using server = await serve();
    using client = await server.connect();
    const leg = await lastLeg(client);
    server.accounts.hold();
    client.write(`${leg}\0\r\n\r\n${'x'.repeat(10_000)}`);
    await server.accounts.asked();
    server.accounts.release();
    assert.equal((await client.answer()).status, 200);
    assert.equal((await client.answer()).status, 400);
    await client.end();
    await server.close();
    assert.deepEqual(
      server.records.map(({ reason }) => reason),
      ['accepted'],
    );
  });

  it('1000 CONNECTs leave nothing behind on their connection', async () => {
    const warnings: Error[] = [];
    const warned = (warning: Error): void => void warnings.push(warning);
    process.on('warning', warned);
    await using server = await serve();
    using client = await server.connect();
    client.write('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(1000));
    for (let request = 0; request < 1000; request++) assert.equal((await client.answer()).status, 401);
    process.off('warning', warned);
    assert.deepEqual(warnings, []);
  });

  it('1000 requests with an unknown expectation are answered in turns, and recorded', async () => {
    await using server = await serve();
    using client = await server.connect();
    const watch = watchTurns();
    client.write('GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n'.repeat(1000));
    for (let request = 0; request < 1000; request++) assert.equal((await client.answer()).status, 401);
    const longest = watch.end();
    assert.ok(longest < 100, `a turn of ${Math.round(longest)} ms`);
    const record = server.next();
    client.socket.end();
    assert.equal((await record).reason, 'http-without-login');
  });

  for (const [line, host] of [
    ['GET / HTTP/1.1', 'alice:Tr0ub4dor@web'],
    ['GET http:///alice:Tr0ub4dor@web/ HTTP/1.1', 'web'],
    ['GET /x;password=Tr0ub4dor HTTP/1.1', 'web'],
  ] as const) {
    it(`no password is in the record of ${line}, Host: ${host}`, async () => {
      await using server = await serve();
      using client = await server.connect();
      await client.ask({ Host: host }, line);
      await server.close();
      assert.equal(server.records.length, 1);
      assert.doesNotMatch(JSON.stringify(server.records), /Tr0ub4dor/);
    });
  }
});
