import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { ServerOptions } from '../../src/server/options.js';
import { keyOf, makeAsReq, name, timestampOf } from '../realm/kdc-client.js';
import { alice, type Fixture, serve } from '../session/support.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';

const testRealm = { realm: 'EXAMPLE.TEST' } as const;
const withRealm: Partial<ServerOptions> = { kerberos: { testRealm } };
const stranger = makeAsReq({ cname: name('mallory') });

/** Asks the KDC of a server over TCP, and waits for its answer. */
async function ask({ server }: Fixture, request: Buffer): Promise<number | undefined> {
  const { address } = server.realm ?? {};
  assert.ok(address);
  const socket = connect(address.port, address.host);
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(request.length);
  socket.write(Buffer.concat([prefix, request]));
  await once(socket, 'data');
  const { localPort } = socket;
  socket.destroy();
  return localPort;
}

async function askOverUdp({ server }: Fixture, request: Buffer): Promise<number> {
  const { address } = server.realm ?? {};
  assert.ok(address);
  const socket = createSocket('udp4');
  socket.send(request, address.port, address.host);
  await once(socket, 'message');
  const { port } = socket.address();
  socket.close();
  return port;
}

describe("the event 'kdc'", () => {
  it('tells who asked, over TCP and over UDP', async () => {
    await using fixture = await serve(withRealm);
    for (const [transport, way] of [
      ['tcp', ask],
      ['udp', askOverUdp],
    ] as const) {
      const record = fixture.server.next('kdc');
      const port = await way(fixture, stranger);
      const { remote, client, service, outcome, error } = await record;
      assert.deepEqual(remote, { transport, address: '127.0.0.1', port });
      assert.deepEqual(
        [client, service, outcome, error],
        ['mallory@EXAMPLE.TEST', 'krbtgt/EXAMPLE.TEST', 'refused', 'KDC_ERR_C_PRINCIPAL_UNKNOWN'],
      );
    }
  });

  it('holds no password, which is looked for in the names', async () => {
    await using fixture = await serve({ ...withRealm, accounts: [alice] });
    const record = fixture.server.next('kdc');
    await ask(fixture, makeAsReq({ cname: name(`${alice.name}%${alice.password}`) }));
    assert.equal((await record).client, `${alice.name}%***@EXAMPLE.TEST`);
  });

  it('gets the first leg that a closing server waited for', async () => {
    await using fixture = await serve(withRealm);
    const record = fixture.server.next('kdc');
    await ask(fixture, makeAsReq({ cname: name(alice.name) }));
    await fixture.server.close();
    assert.equal((await record).error, 'KDC_ERR_PREAUTH_REQUIRED');
  });

  it('is in the message of a wait for something else', async () => {
    await using fixture = await serve(withRealm, new HandDrivenRuntime());
    const attempt = fixture.server.next('attempt');
    for (let index = 0; index < 5; index++) await ask(fixture, stranger);
    fixture.runtime.advance(4000);
    await assert.rejects(
      attempt,
      /within 4000 ms: nobody connected to 127\.0\.0\.1:\d+\. The KDC refused “mallory@EXAMPLE\.TEST” \(KDC_ERR_C_PRINCIPAL_UNKNOWN\): The realm has no account of the client’s name\. It asks for “mallory@EXAMPLE\.TEST”\.$/,
    );
  });

  it('a client that leaves after NEGOTIATE has its refusal in the attempt', async () => {
    await using fixture = await serve(withRealm);
    const client = await fixture.negotiated();
    await ask(fixture, stranger);
    await ask(fixture, makeAsReq({ cname: name(alice.name.toUpperCase()) }));
    client.close();
    const [record] = await fixture.records(1);
    assert.equal(record?.reason, 'left-after-negotiate');
    assert.match(
      record.explanation,
      /While it was connected, the KDC refused “ALICE@EXAMPLE\.TEST” of its address a ticket \(KDC_ERR_C_PRINCIPAL_UNKNOWN\): /,
    );
    assert.equal(record.advice, 'Write the name as “alice”; kinit -C and Windows ask without case.');
  });

  it('a refusal of the half minute before is named, and no earlier one', async () => {
    await using fixture = await serve(withRealm);
    await ask(fixture, makeAsReq({ cname: name(alice.name.toUpperCase()) }));
    for (const milliseconds of [30_000, 1]) {
      fixture.runtime.advance(milliseconds);
      (await fixture.negotiated()).close();
    }
    const [soon, later] = await fixture.records(2);
    assert.match(
      soon?.explanation ?? '',
      /Shortly before it came, the KDC refused “ALICE@EXAMPLE\.TEST” of its address a ticket \(KDC_ERR_C_PRINCIPAL_UNKNOWN\): /,
    );
    assert.match(soon?.advice ?? '', /^Write the name as “alice”/);
    assert.doesNotMatch(later?.explanation ?? '', /KDC/);
  });

  it('a refusal with a ticket after it explains no later connection', async () => {
    await using fixture = await serve(withRealm);
    await ask(fixture, stranger);
    const timestamp = timestampOf(keyOf(alice.name, 18, alice.password), fixture.runtime.now());
    const record = fixture.server.next('kdc');
    await ask(fixture, makeAsReq({ cname: name(alice.name) }, [timestamp]));
    assert.equal((await record).outcome, 'granted');
    fixture.runtime.advance(1);
    (await fixture.negotiated()).close();
    const [left] = await fixture.records(1);
    assert.equal(left?.reason, 'left-after-negotiate');
    assert.doesNotMatch(left.explanation, /KDC/);
  });

  it('one that leaves without a login is told the name to connect by first', async () => {
    await using fixture = await serve({ ...withRealm, names: { dnsName: 'files.example.test' } });
    (await fixture.negotiated()).close();
    const [record] = await fixture.records(1);
    assert.match(
      record?.advice ?? '',
      /^With Kerberos: connect by “files\.example\.test”, not by an address or localhost, .* Allow NTLM on the client .* A client that has one of the server’s mechanisms did not like the dialect/,
    );
  });

  it('one that leaves a server of Kerberos alone is told what is asked of it', async () => {
    await using fixture = await serve({ ...withRealm, authPolicy: { mechanisms: ['kerberos'] } });
    const client = await fixture.negotiated();
    client.close();
    const [record] = await fixture.records(1);
    assert.equal(record?.reason, 'left-after-negotiate');
    assert.match(
      record.explanation,
      / The server offers Kerberos alone: a client that has a password and no ticket leaves at this point\.$/,
    );
    assert.match(record.clientShows.linux ?? '', /no ticket, mount error\(126\)/);
  });
});
