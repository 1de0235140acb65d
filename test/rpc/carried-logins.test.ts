import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Acceptor } from '../../src/auth/mechanism.js';
import type { Fact } from '../../src/facts/fact.js';
import type { CarriedLogin, LoginVerdict } from '../../src/facts/recorder.js';
import { HeldBytes } from '../../src/runtime/held-bytes.js';
import { createRpcPipe } from '../../src/rpc/index.js';
import { AuthLevel, decodePdu, encodePdu, FaultStatus, PfcFlags } from '../../src/rpc/pdu/index.js';
import { ECHO, echoService, opnums } from './support/echo-service.js';
import { hello, proof, ScriptedLogin } from './support/logins.js';
import { bindOf, expectBody, expectFault, RpcClient } from './support/rpc-client.js';
import { alice } from './support/server-info.js';

const terms = { type: 10, level: AuthLevel.CONNECT, contextId: 3 };

/** Hears of a login, and may lose its connection. */
class Heard implements CarriedLogin {
  lost = false;
  readonly facts: Fact[] = [];
  readonly verdicts: (LoginVerdict | 'abandoned')[] = [];
  readonly report = (fact: Fact): void => void this.facts.push(fact);

  finished(verdict: LoginVerdict): void {
    this.verdicts.push(verdict);
  }

  abandoned(): void {
    this.verdicts.push('abandoned');
  }

  get outcomes(): string[] {
    return this.verdicts.map((verdict) => (verdict === 'abandoned' ? verdict : verdict.outcome));
  }
}

function setUp(acceptor: Acceptor = new ScriptedLogin(), held?: HeldBytes) {
  const { service, callers } = echoService();
  const pipe = createRpcPipe({ name: 'echo', services: [service], startLogin: () => acceptor });
  const logins: Heard[] = [];
  const loginBegan = (): CarriedLogin => {
    const login = new Heard();
    logins.push(login);
    return login;
  };
  const client = new RpcClient({
    name: 'echo',
    open: (context) => pipe.open({ ...context, loginBegan, held }),
  });
  const bind = () => client.bind(ECHO, { security: { ...terms, token: hello } });
  const last = () =>
    client.exchange(client.encode({ kind: 'auth3' }, { security: { ...terms, token: proof } }));
  return { client, logins, callers, bind, last };
}

describe('rpc: what hears of a login in a bind', () => {
  it('begins with its first token, and ends with one verdict', async () => {
    const { client, logins, bind, last } = setUp();
    assert.equal(logins.length, 0);
    await bind();
    assert.deepEqual(
      logins.map(({ outcomes }) => outcomes),
      [[]],
    );
    await last();
    const { kind, account, domain, sid } = alice;
    const identity = { kind, account, domain, sid };
    assert.deepEqual(logins[0]?.verdicts, [{ outcome: 'accepted', identity, protection: 'none' }]);
    await client.request(opnums.echo, Buffer.from('one'));
    await client.request(opnums.echo, Buffer.from('two'));
    client.instance.close();
    assert.deepEqual(logins[0].facts, [{ kind: 'rpc-request', opnum: opnums.echo, protection: 'none' }]);
    assert.equal(logins.length, 1);
  });

  it('of a refused one hears nothing more', async () => {
    const { client, logins, bind } = setUp();
    await bind();
    await client.exchange(client.encode({ kind: 'auth3' }, { security: { ...terms, token: hello } }));
    expectFault((await client.request(opnums.echo, Buffer.alloc(0)))[0], FaultStatus.ACCESS_DENIED);
    client.instance.close();
    assert.deepEqual(
      logins.map(({ outcomes, facts }) => [outcomes, facts]),
      [[['rejected'], []]],
    );
  });

  it('the pipe is closed between the legs: abandoned', async () => {
    const { client, logins, bind } = setUp();
    await bind();
    client.instance.close();
    assert.deepEqual(logins[0]?.outcomes, ['abandoned']);
  });

  it('a PDU that cannot be read ends it as well', async () => {
    const { client, logins, bind, last } = setUp();
    await bind();
    await client.exchange(Buffer.from('no RPC at all, and long enough for a header'));
    assert.deepEqual(logins[0]?.outcomes, ['abandoned']);
    await last();
    assert.deepEqual(logins[0]?.outcomes, ['abandoned']);
  });

  it('the connection is lost between the legs: the token is not looked at, and the login has failed', async () => {
    const acceptor = new ScriptedLogin();
    const { client, logins, callers, bind, last } = setUp(acceptor);
    await bind();
    assert.ok(logins[0]);
    logins[0].lost = true;
    await last();
    assert.equal(acceptor.received.length, 1);
    expectFault((await client.request(opnums.echo, Buffer.alloc(0)))[0], FaultStatus.ACCESS_DENIED);
    assert.deepEqual([logins[0].outcomes, callers], [[], []]);
  });

  it('or while the acceptor works: its verdict does not count', async () => {
    let answer = (): void => {};
    const scripted = new ScriptedLogin();
    let leg = 0;
    const acceptor: Acceptor = {
      step: async (token) => {
        const step = await scripted.step(token);
        if (leg++ === 0) return step;
        return new Promise((resolve) => (answer = () => resolve(step)));
      },
    };
    const { client, logins, callers, bind, last } = setUp(acceptor);
    expectBody(await bind(), 'bind-ack');
    const concluding = last();
    await nextTurn();
    assert.ok(logins[0]);
    logins[0].lost = true;
    answer();
    await concluding;
    expectFault((await client.request(opnums.echo, Buffer.alloc(0)))[0], FaultStatus.ACCESS_DENIED);
    assert.deepEqual([logins[0].outcomes, callers], [[], []]);
  });

  it('a login that is not complete is counted for the client with its tokens, and then no more', async () => {
    const held = new HeldBytes('heldBytesPerConnection', 1_000_000);
    const { bind, last } = setUp(new ScriptedLogin(), held);
    const before = held.bytes;
    await bind();
    const during = held.bytes;
    await last();
    assert.equal(during - held.bytes, 4096 + hello.length);
    assert.ok(during - before > 4096);
  });

  it('answers are the same, byte for byte, whether anybody hears of it or not', async () => {
    const flags = PfcFlags.FIRST_FRAG | PfcFlags.LAST_FRAG;
    const sent = encodePdu({ flags, callId: 1, body: bindOf(ECHO), security: { ...terms, token: proof } });
    const { client } = setUp();
    const { service } = echoService();
    const unheard = createRpcPipe({
      name: 'echo',
      services: [service],
      startLogin: () => new ScriptedLogin(),
    }).open({ identity: alice });
    await unheard.write(sent);
    const [heard] = await client.exchange(sent);
    const alone = unheard.read(65_536);
    assert.ok(heard && alone);
    assert.deepEqual(heard.raw, decodePdu(alone.data).raw);
  });
});
