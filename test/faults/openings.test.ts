import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import type { Server, ServerOptions } from '../../src/index.js';
import { createServer } from '../../src/server/create-server.js';
import type { Carrier } from '../../src/facts/recorder.js';
import type { FaultAction } from '../../src/faults/fault.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { HttpClient } from '../support/http-client.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { until } from '../support/until.js';
import { Watcher } from './support/watcher.js';

const options: ServerOptions = {
  accounts: [{ name: 'User', password: 'Password' }],
  credssp: { tls: { generate: 'ecdsa' } },
  http: { tls: { generate: 'ecdsa' } },
  rpc: {},
};

async function serveWith(step: 'accept' | 'tls-handshake', what: FaultAction | readonly FaultAction[]) {
  const runtime = new HandDrivenRuntime();
  const server = createServer({
    ...options,
    runtime,
    faults: [{ name: 'odd', when: { step, times: 1 }, what }],
  });
  await server.listen();
  return { server, runtime, [Symbol.asyncDispose]: () => server.close() };
}

function portOf({ addresses }: Server, carrier: Carrier): number {
  return addresses[carrier]?.port ?? assert.fail(`${carrier} is served`);
}

describe('step accept, on every carrier', () => {
  for (const carrier of ['smb', 'credssp', 'https', 'rpc'] as const) {
    for (const what of [{ do: 'close' }, { do: 'reset' }] as const) {
      it(`${carrier}: ${what.do} before any byte`, async () => {
        await using fixture = await serveWith('accept', what);
        const completed = fixture.server.next('attempt-completed');
        using watcher = new Watcher(portOf(fixture.server, carrier));
        await until('the connection ends', () => watcher.ended || watcher.error !== undefined);
        assert.equal(watcher.bytes.length, 0);
        const { faults, verdict } = await completed;
        assert.deepEqual(faults, [{ name: 'odd', step: 'accept', effect: what.do }]);
        assert.equal(verdict, 'unfinished');
      });
    }

    it(`${carrier}: stall: the connection stays, and its end is noticed`, async () => {
      await using fixture = await serveWith('accept', { do: 'stall' });
      const completed = fixture.server.next('attempt-completed');
      using watcher = new Watcher(portOf(fixture.server, carrier));
      watcher.socket.write(Buffer.alloc(1000, 'GET / HTTP/1.1\r\n\r\n'));
      await until('the fault happens', () => [...fixture.server.faults][0]?.happened === 1);
      watcher.socket.end();
      const { faults } = await completed;
      assert.deepEqual(faults, [{ name: 'odd', step: 'accept', effect: 'stall' }]);
      assert.equal(watcher.bytes.length, 0);
    });
  }

  it('delay: nothing is read before; a login over HTTPS succeeds after it', async () => {
    await using fixture = await serveWith('accept', { do: 'delay', milliseconds: 3000 });
    const connecting = HttpClient.connect(portOf(fixture.server, 'https'), true);
    await fixture.runtime.timers(3000);
    fixture.runtime.advance(3000);
    using client = await connecting;
    const { status } = await client.login(new NtlmClient());
    assert.equal(status, 200);
  });

  it('delay: SMB answers after it', async () => {
    await using fixture = await serveWith('accept', { do: 'delay', milliseconds: 3000 });
    using watcher = new Watcher(portOf(fixture.server, 'smb'));
    watcher.socket.write(Watcher.negotiate);
    await fixture.runtime.timers(3000);
    assert.equal(watcher.bytes.length, 0);
    fixture.runtime.advance(3000);
    await until('the answer comes', () => watcher.bytes.length > 0);
  });

  it('close() of the server ends connections that have not begun', async () => {
    const fixture = await serveWith('accept', { do: 'delay', milliseconds: 3000 });
    using watcher = new Watcher(portOf(fixture.server, 'https'));
    await fixture.runtime.timers(3000);
    await fixture.server.close();
    await until('the connection ends', () => watcher.ended || watcher.error !== undefined);
    assert.equal(fixture.runtime.running(3000), 0);
  });
});

describe('step tls-handshake', () => {
  for (const carrier of ['credssp', 'https'] as const) {
    it(`${carrier}: tls-alert: the client gets the alert`, async () => {
      await using fixture = await serveWith('tls-handshake', { do: 'tls-alert' });
      const completed = fixture.server.next('attempt-completed');
      const socket = connectTls({
        host: '127.0.0.1',
        port: portOf(fixture.server, carrier),
        rejectUnauthorized: false,
      });
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
      assert.match(String(error.code), /HANDSHAKE_FAILURE/);
      socket.destroy();
      const { faults } = await completed;
      assert.deepEqual(faults, [{ name: 'odd', step: 'tls-handshake', effect: 'TLS alert 40' }]);
    });
  }

  for (const carrier of ['credssp', 'https'] as const) {
    for (const name of ['close', 'reset', 'stall'] as const) {
      it(`${carrier}: ${name} in its place, also where TLS begins with the connection`, async () => {
        await using fixture = await serveWith('tls-handshake', { do: name });
        const completed = fixture.server.next('attempt-completed');
        const socket = connectTls({
          host: '127.0.0.1',
          port: portOf(fixture.server, carrier),
          rejectUnauthorized: false,
        });
        socket.on('error', () => {});
        await until('the fault happens', () => [...fixture.server.faults][0]?.happened === 1);
        if (name === 'stall') socket.destroy();
        await until('the connection is over', () => socket.closed);
        const { faults } = await completed;
        assert.deepEqual(faults, [{ name: 'odd', step: 'tls-handshake', effect: name }]);
      });
    }
  }

  it('a delay behind that of the accept: what comes meanwhile is for TLS', async () => {
    const fixture = await serveWith('accept', { do: 'delay', milliseconds: 3000 });
    await using _ = fixture;
    const { runtime, server } = fixture;
    server.faults.add({ when: { step: 'tls-handshake' }, what: { do: 'delay', milliseconds: 700 } });
    const connecting = HttpClient.connect(portOf(server, 'https'), true);
    await runtime.timers(3000);
    runtime.advance(3000);
    await runtime.timers(700);
    // Another connection comes so far behind it.
    using watcher = new Watcher(portOf(server, 'smb'));
    watcher.socket.write(Watcher.negotiate);
    await until('the answer comes', () => watcher.bytes.length > 0);
    runtime.advance(700);
    using client = await connecting;
    assert.equal((await client.ask()).status, 401);
  });

  it('delay: the handshake goes on after it', async () => {
    await using fixture = await serveWith('tls-handshake', { do: 'delay', milliseconds: 700 });
    const connecting = HttpClient.connect(portOf(fixture.server, 'https'), true);
    await fixture.runtime.timers(700);
    fixture.runtime.advance(700);
    using client = await connecting;
    assert.equal((await client.ask()).status, 401);
  });
});
