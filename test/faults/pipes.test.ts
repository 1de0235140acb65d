import assert from 'node:assert/strict';
import type { Fault, FaultEvent } from '../../src/index.js';
import { createServer } from '../../src/server/create-server.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';

const accounts = [{ name: 'alice', password: 'secret' }];

describe('faults at PDUs of RPC on pipes', () => {
  async function serveWith(fault: Fault) {
    const server = createServer({ accounts, faults: [fault] });
    const events: FaultEvent[] = [];
    server.on('fault', (event) => void events.push(event));
    const { port } = await server.listen();
    const srvinfo = () =>
      run('rpcclient', [
        '127.0.0.1',
        '-p',
        String(port),
        '-s',
        '/dev/null',
        '-U',
        'alice%secret',
        '-c',
        'srvinfo',
      ]);
    return { server, events, srvinfo, [Symbol.asyncDispose]: () => server.close() };
  }

  before(function () {
    requireProgram(this, 'rpcclient');
  });

  it('rpc-fault: rpcclient shows the status, and the event has the user of the session', async () => {
    await using fixture = await serveWith({
      name: 'denied',
      when: { step: 'rpc-response', times: 1 },
      what: { do: 'rpc-fault', status: 5 },
    });
    const { stdout, stderr } = await fixture.srvinfo();
    assert.match(stdout + stderr, /ACCESS_DENIED|FAULT_ACCESS_DENIED/);
    assert.equal(fixture.events[0]?.effect, 'rpc-fault 0x00000005');
    assert.deepEqual([fixture.events[0]?.user, fixture.events[0]?.connection.carrier], ['alice', 'smb']);
  });

  it('bind-nak: rpcclient gets no pipe', async () => {
    await using fixture = await serveWith({
      when: { step: 'rpc-bind', user: 'alice' },
      what: { do: 'bind-nak', reason: 4 },
    });
    const { code, stdout, stderr } = await fixture.srvinfo();
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /NT_STATUS_/);
    assert.equal(fixture.events[0]?.effect, 'bind-nak 4');
  });

  it('garbage and truncate: rpcclient ends with an error', async () => {
    for (const what of [{ do: 'garbage' }, { do: 'truncate', bytes: 20 }] as const) {
      await using fixture = await serveWith({ when: { step: 'rpc-response' }, what });
      const { stdout, stderr } = await fixture.srvinfo();
      assert.match(stdout + stderr, /NT_STATUS_|WERR_|DCERPC/);
      assert.ok(fixture.events.length > 0);
    }
  });

  it('refuses actions that a pipe does not have, where RPC over TCP is not served', () => {
    const fault = { when: { step: 'rpc-response' }, what: { do: 'reset' } } as const;
    assert.throws(() => createServer({ accounts, faults: [fault] }), ConfigurationError);
    createServer({ accounts, rpc: {}, faults: [fault] });
  });
});
