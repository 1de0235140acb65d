import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Fault, FaultEvent } from '../../src/index.js';
import { createServer } from '../../src/server/create-server.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';
import { Watcher } from './support/watcher.js';

describe('faults at answers of the KDC', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  before(function () {
    requireProgram(this, 'kinit');
  });

  async function serveWith(...faults: readonly Fault[]) {
    const server = createServer({
      listen: null,
      rpc: {},
      accounts: [{ name: 'alice', password: 'secret' }],
      kerberos: { testRealm: { realm: 'EXAMPLE.TEST', directory: join(folder(), 'realm') } },
      faults,
    });
    const events: FaultEvent[] = [];
    server.on('fault', (event) => void events.push(event));
    await server.listen();
    const { address } = server.realm ?? assert.fail('there is a realm');
    const env = {
      PATH: process.env['PATH'],
      LC_ALL: 'C',
      KRB5_CONFIG: join(folder(), 'realm', 'krb5.conf'),
      KRB5CCNAME: `FILE:${join(folder(), 'cache')}`,
      PASSWORD: 'secret',
    };
    const kinit = () => run('sh', ['-c', 'printf "%s\\n" "$PASSWORD" | kinit alice'], { env });
    const kvno = () => run('kvno', ['host/files.example.test'], { env });
    const port = address?.port ?? assert.fail('the KDC listens');
    return { server, events, kinit, kvno, port, [Symbol.asyncDispose]: () => server.close() };
  }

  it('krb-error: kinit shows it, and the event names the client', async () => {
    await using fixture = await serveWith({
      name: 'revoked',
      when: { step: 'kdc-as', user: 'Alice' },
      what: { do: 'krb-error', code: 'KDC_ERR_CLIENT_REVOKED' },
    });
    const { code, stdout, stderr } = await fixture.kinit();
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /credentials have been revoked/);
    const [event] = fixture.events;
    assert.deepEqual([event?.name, event?.step, event?.user], ['revoked', 'kdc-as', 'alice']);
    assert.equal(event?.connection.carrier, 'kdc');
    assert.equal(event?.connection.remote.address, '127.0.0.1');
  });

  it('drop: kinit asks again, and gets its ticket', async () => {
    await using fixture = await serveWith({ when: { step: 'kdc-as', times: 1 }, what: { do: 'drop' } });
    const { code } = await fixture.kinit();
    assert.equal(code, 0);
    assert.equal(fixture.events.length, 1);
  });

  it('delay and split keep a login whole', async () => {
    await using fixture = await serveWith({
      when: { step: 'kdc-as' },
      what: [
        { do: 'delay', milliseconds: 50 },
        { do: 'split', bytes: 7 },
      ],
    });
    assert.equal((await fixture.kinit()).code, 0);
  });

  it('truncate: kinit cannot read the answer', async () => {
    await using fixture = await serveWith({ when: { step: 'kdc-as' }, what: { do: 'truncate', bytes: 30 } });
    const { code } = await fixture.kinit();
    assert.notEqual(code, 0);
    assert.equal(fixture.events[0]?.effect, 'truncate to 30 bytes');
  });

  it('kdc-tgs: the ticket for a service alone is refused', async () => {
    await using fixture = await serveWith({
      when: { step: 'kdc-tgs' },
      what: { do: 'krb-error', code: 7 },
    });
    assert.equal((await fixture.kinit()).code, 0);
    const { code, stdout, stderr } = await fixture.kvno();
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /not found in Kerberos database/);
  });

  it('over TCP: the length in front says more than follows, and the connection is closed', async () => {
    await using fixture = await serveWith({
      when: { step: 'kdc-as' },
      what: [
        { do: 'oversize', bytes: 50 },
        { do: 'close', after: true },
      ],
    });
    using watcher = new Watcher(fixture.port);
    // It cannot be read, and is answered with a KRB-ERROR.
    watcher.socket.write(Buffer.from('000000026a00', 'hex'));
    await until('the connection ends', () => watcher.ended);
    assert.equal(watcher.bytes.readUInt32BE(), watcher.bytes.length - 4 + 50);
    assert.equal(watcher.bytes[4], 0x7e);
  });

  it('over TCP: drop leaves the connection without an answer, reset resets it', async () => {
    await using fixture = await serveWith(
      { when: { step: 'kdc-as', times: 1 }, what: { do: 'drop' } },
      { when: { step: 'kdc-as', after: 1 }, what: { do: 'reset' } },
    );
    using watcher = new Watcher(fixture.port);
    watcher.socket.write(Buffer.from('000000026a00', 'hex'));
    await until('the fault happens', () => fixture.events.length === 1);
    assert.equal(watcher.ended, false);
    watcher.socket.write(Buffer.from('000000026a01', 'hex'));
    await until('the connection is reset', () => watcher.error !== undefined);
    assert.deepEqual([watcher.error, watcher.bytes.length], ['ECONNRESET', 0]);
  });
});
