import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from '../../src/server/create-server.js';
import { Command, encodeEchoRequest } from '../../src/smb2-codec/index.js';
import type { DeliveryAction } from '../../src/faults/actions/delivery.js';
import { alice, serve } from '../session/support.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { HttpClient } from '../support/http-client.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { ClientLogin, login } from '../support/smb-client-login.js';
import { until } from '../support/until.js';
import { serveWith } from './support.js';

/** A login whose last answer leaves otherwise, and which the client then gives up. */
async function tornLogin(what: DeliveryAction) {
  await using fixture = await serveWith('login-accepted', what);
  const client = await fixture.negotiated();
  const exchange = new ClientLogin(client);
  await exchange.first();
  exchange.sendSecond();
  await until('there is a verdict', () => fixture.attempts.length === 1);
  client.close();
  const [record] = await fixture.records(1);
  assert.ok(record);
  return { verdict: record.verdict, reason: record.reason, wireStatus: record.wireStatus };
}

const refused = { verdict: 'refused', reason: 'answered-otherwise', wireStatus: undefined };

describe('logins whose acceptance does not leave whole', () => {
  it('a piece of the answer accepts nobody, nor does noise', async () => {
    assert.deepEqual(await tornLogin({ do: 'truncate', bytes: 70 }), refused);
    assert.deepEqual(await tornLogin({ do: 'truncate', bytes: 0 }), refused);
    assert.deepEqual(await tornLogin({ do: 'garbage' }), refused);
  });

  it('a piece as long as the answer accepts', async () => {
    const { verdict, wireStatus } = await tornLogin({ do: 'truncate', bytes: 0xff_ffff });
    assert.deepEqual([verdict, wireStatus], ['accepted', 'STATUS_SUCCESS']);
  });

  it('over HTTP the connection ends behind the piece', async () => {
    await using server = createServer({
      listen: null,
      accounts: [{ name: 'User', password: 'Password' }],
      http: {},
      faults: [{ when: { step: 'http-accepted' }, what: { do: 'truncate', bytes: 12 } }],
    });
    await server.listen();
    const completed = server.next('attempt-completed');
    using client = await HttpClient.connect(server.addresses.http!.port);
    await assert.rejects(client.login(new NtlmClient()), /the connection has ended/);
    const { verdict, reason } = await completed;
    assert.deepEqual([verdict, reason], ['refused', 'answered-otherwise']);
  });

  it('behind a half-close nobody is logged in, although the server reads', async () => {
    const half = { name: 'half', when: { step: 'echo' }, what: { do: 'half-close' } } as const;
    await using fixture = await serve({ accounts: [alice], faults: [half] });
    const client = await fixture.negotiated();
    const session = await login(client);
    const again = new ClientLogin(client, { reauthenticate: session });
    await again.first();
    const ended = once(client.socket, 'end');
    client.send(Command.ECHO, encodeEchoRequest, { session });
    again.sendSecond();
    await ended;
    client.close();
    const verdicts = (await fixture.records(2)).map(({ verdict }) => verdict);
    assert.deepEqual(verdicts.sort(), ['accepted', 'unfinished']);
  });
});

describe('an answer that waits for the next one', () => {
  it('is forgotten with its connection', async () => {
    const runtime = new HandDrivenRuntime();
    const reorder = { do: 'reorder', milliseconds: 3_600_000 } as const;
    await using fixture = await serve({ faults: [{ when: { step: 'echo' }, what: reorder }] }, runtime);
    const client = await fixture.negotiated();
    const session = await login(client);
    client.send(Command.ECHO, encodeEchoRequest, { session });
    await runtime.timers(3_600_000);
    client.close();
    await until('the timer is over', () => runtime.running(3_600_000) === 0);
  });
});
