import assert from 'node:assert/strict';
import type { Acceptor, Identity } from '../../src/auth/mechanism.js';
import { createRpcPipe } from '../../src/rpc/index.js';
import { AuthLevel, FaultStatus, PfcFlags, type SecurityTrailer } from '../../src/rpc/pdu/index.js';
import { HeldBytes } from '../../src/runtime/held-bytes.js';
import { ECHO, echoService, opnums } from './support/echo-service.js';
import { hello, PlainSecurity, proof, ScriptedLogin } from './support/logins.js';
import { bindOf, expectBody, expectFault, RpcClient, type ClientLogin } from './support/rpc-client.js';
import { alice, guest } from './support/server-info.js';

const { CONNECT, PKT_INTEGRITY, PKT_PRIVACY } = AuthLevel;
const alter = { ...bindOf(ECHO), kind: 'alter-context' } as const;
const bob: Identity = { ...alice, account: 'bob', sid: 'S-1-5-21-1-1001' };

const trailer = (contextId: number, token: Buffer, level: number = PKT_INTEGRITY): SecurityTrailer => ({
  type: 10,
  level,
  contextId,
  token,
});

/** Logins as alice, bob, alice, … in turn. */
function setUp(held?: HeldBytes) {
  const { service, callers } = echoService();
  let begun = 0;
  const startLogin = (): Acceptor => loginAs(begun++ % 2 === 0 ? alice : bob);
  const pipe = createRpcPipe({ name: 'echo', services: [service], startLogin });
  return { client: new RpcClient(pipe, guest, held), callers };
}

function loginAs(identity: Identity): Acceptor {
  const login = new ScriptedLogin();
  return {
    step: async (token) => {
      const step = await login.step(token);
      return step.kind === 'accepted' ? { ...step, context: { ...step.context, identity } } : step;
    },
  };
}

/** Logs in under a number: in the bind, or in alter_contexts behind it. */
async function logIn(
  client: RpcClient,
  contextId: number,
  level: number = PKT_INTEGRITY,
): Promise<ClientLogin> {
  const body = client.callId === 0 ? bindOf(ECHO) : alter;
  await client.send(body, { security: trailer(contextId, hello, level) });
  const answer = await client.send(alter, { security: trailer(contextId, proof, level) });
  expectBody(answer, 'alter-context-resp');
  const { token: _, ...terms } = trailer(contextId, proof, level);
  return { terms, messages: new PlainSecurity(), signsHeaders: false };
}

describe('rpc: [MS-RPCE] 3.3.1.5.4 security context multiplexing', () => {
  it('each request has the caller and the protection of the context that it names', async () => {
    const { client, callers } = setUp();
    const first = await logIn(client, 1, PKT_INTEGRITY);
    const second = await logIn(client, 2, PKT_PRIVACY);
    for (const login of [first, second, second, first]) {
      client.login = login;
      assert.deepEqual(await client.call(opnums.echo, Buffer.from('a stub')), Buffer.from('a stub'));
    }
    assert.deepEqual(callers, [alice, bob, bob, alice]);
  });

  it('a request that names none is refused where there are two: at level connect each has a trailer', async () => {
    const { client, callers } = setUp();
    await logIn(client, 1, CONNECT);
    await logIn(client, 2, CONNECT);
    const request = {
      kind: 'request',
      allocHint: 0,
      contextId: 0,
      opnum: opnums.echo,
      stub: Buffer.alloc(1),
    } as const;
    await client.send(request, { security: trailer(2, Buffer.alloc(16), CONNECT) });
    await client.send(request, { security: trailer(1, Buffer.alloc(16), CONNECT) });
    expectFault(await client.send(request), FaultStatus.ACCESS_DENIED);
    assert.deepEqual(callers, [bob, alice]);
  });

  it('a request that names a context that there is not is refused', async () => {
    const { client, callers } = setUp();
    client.login = await logIn(client, 1);
    client.login = { ...client.login, terms: { ...client.login.terms, contextId: 3 } };
    expectFault((await client.request(opnums.echo, Buffer.alloc(0)))[0], FaultStatus.ACCESS_DENIED);
    assert.deepEqual(callers, []);
  });

  it('each context counts its own messages', async () => {
    const { client, callers } = setUp();
    const first = await logIn(client, 1);
    const second = await logIn(client, 2);
    client.login = { ...first, terms: second.terms };
    await client.call(opnums.echo, Buffer.from('x'));
    // The second context has seen one message now, of which its own client knows nothing.
    client.login = second;
    expectFault((await client.request(opnums.echo, Buffer.alloc(0)))[0], FaultStatus.ACCESS_DENIED);
    assert.deepEqual(callers, [bob]);
  });

  it('the fragments of a call are all of one context', async () => {
    const { client, callers } = setUp();
    const first = await logIn(client, 1);
    const second = await logIn(client, 2);
    client.login = first;
    const body = {
      kind: 'request',
      allocHint: 0,
      contextId: 0,
      opnum: opnums.echo,
      stub: Buffer.alloc(1),
    } as const;
    assert.deepEqual(
      await client.exchange(client.protect({ flags: PfcFlags.FIRST_FRAG, callId: 9, body })),
      [],
    );
    client.login = second;
    const [fault] = await client.exchange(client.protect({ flags: PfcFlags.LAST_FRAG, callId: 9, body }));
    expectFault(fault, FaultStatus.PROTOCOL_ERROR);
    assert.deepEqual(callers, []);
  });

  it('one login is under way at a time', async () => {
    const { client } = setUp();
    await client.bind(ECHO, { security: trailer(1, hello) });
    expectFault(await client.send(alter, { security: trailer(2, hello) }), FaultStatus.PROTOCOL_ERROR);
    assert.deepEqual(await client.exchange(client.encode(alter)), []);
  });

  it('a context in use answers while a login is under way, but the login that failed ends all', async () => {
    const { client, callers } = setUp();
    client.login = await logIn(client, 1);
    await client.send(alter, { security: trailer(2, hello) });
    await client.call(opnums.echo, Buffer.from('x'));
    const auth3 = client.encode({ kind: 'auth3' }, { security: trailer(2, Buffer.from('wrong')) });
    assert.deepEqual(await client.exchange(auth3), []);
    expectFault((await client.request(opnums.echo, Buffer.alloc(0)))[0], FaultStatus.ACCESS_DENIED);
    assert.deepEqual(callers, [alice]);
  });

  it('a number is used once', async () => {
    const { client } = setUp();
    await logIn(client, 1);
    expectFault(await client.send(alter, { security: trailer(1, hello) }), FaultStatus.PROTOCOL_ERROR);
  });

  it('note <104>: a connection has 2,048 contexts, each of which is counted for the client', async () => {
    const held = new HeldBytes('heldBytesPerConnection', 100_000_000);
    const { client, callers } = setUp(held);
    await logIn(client, 0);
    const one = held.bytes;
    let last: ClientLogin | undefined;
    for (let contextId = 1; contextId < 2048; contextId++) last = await logIn(client, contextId);
    assert.equal(held.bytes, one + 2047 * 4096);
    client.login = last;
    await client.call(opnums.echo, Buffer.from('x'));
    assert.deepEqual(callers, [bob]);
    expectFault(await client.send(alter, { security: trailer(2048, hello) }), FaultStatus.PROTOCOL_ERROR);
    client.instance.close();
    assert.equal(held.bytes, 0);
  });
});

describe('rpc: [MS-RPCE] 3.3.1.5.8 concurrent multiplexing', () => {
  it('is granted to a client that asks, whose second request may come before the first is answered', async () => {
    const { client } = setUp();
    const ack = await client.send(bindOf(ECHO), { flags: PfcFlags.CONC_MPX });
    assert.equal(ack.flags & PfcFlags.CONC_MPX, PfcFlags.CONC_MPX);
    const calls = [
      client.fragments(opnums.echo, Buffer.from('one'), 100),
      client.fragments(opnums.echo, Buffer.from('two'), 100),
    ];
    const answers = await client.exchange(Buffer.concat(calls.flat()));
    assert.deepEqual(
      answers.map((pdu) => [pdu.callId, expectBody(pdu, 'response').stub.toString()]),
      [
        [client.callId - 1, 'one'],
        [client.callId, 'two'],
      ],
    );
  });

  it('is not granted to others', async () => {
    const { client } = setUp();
    const ack = await client.bind(ECHO);
    assert.equal(ack.flags & PfcFlags.CONC_MPX, 0);
  });
});
