import assert from 'node:assert/strict';
import type { Acceptor } from '../../src/auth/mechanism.js';
import { AuthType, createRpcPipe } from '../../src/rpc/index.js';
import {
  AuthLevel,
  encodePdu,
  FaultStatus,
  PfcFlags,
  RejectReason,
  type ReceivedPdu,
  type SecurityTrailer,
} from '../../src/rpc/pdu/index.js';
import { ECHO, echoService, opnums } from './support/echo-service.js';
import { challenge, hello, PlainSecurity, proof, ScriptedLogin } from './support/logins.js';
import { bindOf, expectBody, expectFault, RpcClient } from './support/rpc-client.js';
import { alice, anonymous, guest } from './support/server-info.js';

const { CONNECT, PKT_INTEGRITY, PKT_PRIVACY } = AuthLevel;
const SIGN = PfcFlags.SUPPORT_HEADER_SIGN;
const WHOLE = PfcFlags.FIRST_FRAG | PfcFlags.LAST_FRAG;

function setUp(acceptor: Acceptor = new ScriptedLogin()) {
  const { service, callers } = echoService();
  const pipe = createRpcPipe({
    name: 'echo',
    services: [service],
    startLogin: (type) => (type === AuthType.NTLM ? acceptor : undefined),
  });
  return { client: new RpcClient(pipe, guest), callers };
}

const trailer = (token: Buffer, level: number = PKT_PRIVACY): SecurityTrailer => ({
  type: AuthType.NTLM,
  level,
  contextId: 1,
  token,
});

interface Bound {
  readonly level?: number;
  readonly flags?: number;
}

/** A client that has sent its proof in an auth3. */
async function loggedIn({ level = PKT_PRIVACY, flags = SIGN }: Bound = {}) {
  const acceptor = new ScriptedLogin();
  const { client, callers } = setUp(acceptor);
  const ack = await client.bind(ECHO, { flags, security: trailer(hello, level) });
  expectBody(ack, 'bind-ack');
  const last = client.encode({ kind: 'auth3' }, { security: trailer(proof, level) });
  assert.deepEqual(await client.exchange(last), []);
  const { token: _, ...terms } = trailer(proof, level);
  const signsHeaders = (flags & SIGN) !== 0 && level !== CONNECT;
  client.login = { terms, messages: new PlainSecurity(), signsHeaders };
  return { client, callers, ack, acceptor };
}

const request = (stub: Buffer) =>
  ({ kind: 'request', allocHint: 0, contextId: 0, opnum: opnums.echo, stub }) as const;

/** Asserts that the requests before it were refused and that nothing is answered any more. */
async function assertRefused(client: RpcClient, answers: readonly ReceivedPdu[]): Promise<void> {
  assert.equal(answers.length, 1);
  expectFault(answers[0], FaultStatus.ACCESS_DENIED);
  assert.deepEqual(await client.exchange(client.encode(request(Buffer.alloc(0)))), []);
}

describe('rpc: [MS-RPCE] 3.3.1.5.2.1 building a security context', () => {
  it('in bind, bind_ack and auth3, which is not answered', async () => {
    const { client, callers, ack, acceptor } = await loggedIn();
    assert.deepEqual(ack.security, trailer(challenge));
    assert.deepEqual(acceptor.received, [hello, proof]);
    assert.deepEqual(await client.call(opnums.echo, Buffer.from('x')), Buffer.from('x'));
    assert.deepEqual(callers, [alice]);
  });

  it('in bind and alter_context, without a trailer where there is no token left', async () => {
    const { client, callers } = setUp();
    await client.bind(ECHO, { security: trailer(hello, CONNECT) });
    const alter = { ...bindOf(ECHO), kind: 'alter-context' } as const;
    const answer = await client.send(alter, { security: trailer(proof, CONNECT) });
    expectBody(answer, 'alter-context-resp');
    assert.equal(answer.security, undefined);
    await client.call(opnums.echo, Buffer.alloc(0));
    assert.deepEqual(callers, [alice]);
  });

  it('from alter_context on, when the bind was without', async () => {
    const { client, callers } = setUp();
    await client.bind(ECHO);
    await client.call(opnums.echo, Buffer.alloc(0));
    const alter = { ...bindOf(ECHO), kind: 'alter-context' } as const;
    const first = await client.send(alter, { security: trailer(hello, CONNECT) });
    assert.deepEqual(first.security, trailer(challenge, CONNECT));
    await client.send(alter, { security: trailer(proof, CONNECT) });
    await client.call(opnums.echo, Buffer.alloc(0));
    assert.deepEqual(callers, [guest, alice]);
  });

  it('agrees on header signing if the client does', async () => {
    assert.equal((await loggedIn({ flags: SIGN })).ack.flags & SIGN, SIGN);
    assert.equal((await loggedIn({ flags: 0 })).ack.flags & SIGN, 0);
  });

  it('fails in a bind with bind_nak', async () => {
    const wrong: readonly [SecurityTrailer, number][] = [
      [trailer(Buffer.from('wrong')), RejectReason.INVALID_CHECKSUM],
      [{ ...trailer(hello), type: 16 }, RejectReason.AUTHENTICATION_TYPE_NOT_RECOGNIZED],
      [trailer(hello, 1), RejectReason.NOT_SPECIFIED],
      [trailer(hello, 7), RejectReason.NOT_SPECIFIED],
    ];
    for (const [security, reason] of wrong) {
      const { client } = setUp();
      assert.equal(expectBody(await client.bind(ECHO, { security }), 'bind-nak').reason, reason);
      assert.deepEqual(await client.exchange(client.encode(request(Buffer.alloc(0)))), []);
    }
  });

  it('fails in an alter_context with a fault', async () => {
    const wrong: readonly [SecurityTrailer, number][] = [
      [trailer(Buffer.from('wrong')), FaultStatus.ACCESS_DENIED],
      [{ ...trailer(proof), contextId: 2 }, FaultStatus.PROTOCOL_ERROR],
      [{ ...trailer(proof), type: AuthType.SPNEGO }, FaultStatus.PROTOCOL_ERROR],
      [trailer(proof, PKT_INTEGRITY), FaultStatus.PROTOCOL_ERROR],
    ];
    for (const [security, status] of wrong) {
      const { client } = setUp();
      await client.bind(ECHO, { security: trailer(hello) });
      const alter = { ...bindOf(ECHO), kind: 'alter-context' } as const;
      expectFault(await client.send(alter, { security }), status);
      assert.deepEqual(await client.exchange(client.encode(request(Buffer.alloc(0)))), []);
    }
  });

  it('of a type or level not served, after a bind without', async () => {
    const wrong: readonly [SecurityTrailer, number][] = [
      [{ ...trailer(hello), type: 16 }, FaultStatus.UNKNOWN_AUTHN_SERVICE],
      [trailer(hello, 7), FaultStatus.UNSUPPORTED_AUTHN_LEVEL],
    ];
    for (const [security, status] of wrong) {
      const { client } = setUp();
      await client.bind(ECHO);
      const alter = { ...bindOf(ECHO), kind: 'alter-context' } as const;
      expectFault(await client.send(alter, { security }), status);
    }
  });

  it('fails in an auth3 at the first request', async () => {
    const last: readonly (SecurityTrailer | undefined)[] = [
      undefined,
      trailer(Buffer.from('wrong')),
      { ...trailer(proof), contextId: 2 },
    ];
    for (const security of last) {
      const { client } = setUp();
      await client.bind(ECHO, { security: trailer(hello, CONNECT) });
      const auth3 = client.encode({ kind: 'auth3' }, security ? { security } : {});
      assert.deepEqual(await client.exchange(auth3), []);
      await assertRefused(client, await client.exchange(client.encode(request(Buffer.alloc(0)))));
    }
  });

  it('is over after one success: no second token is taken', async () => {
    const { client } = await loggedIn();
    const alter = { ...bindOf(ECHO), kind: 'alter-context' } as const;
    expectFault(await client.send(alter, { security: trailer(proof) }), FaultStatus.PROTOCOL_ERROR);

    const other = (await loggedIn({ level: CONNECT })).client;
    await other.exchange(other.encode({ kind: 'auth3' }, { security: trailer(proof, CONNECT) }));
    await assertRefused(other, await other.exchange(other.encode(request(Buffer.alloc(0)))));
  });

  it('an auth3 that nothing led up to ends what requests there could be', async () => {
    const { client } = setUp();
    await client.bind(ECHO);
    await client.exchange(client.encode({ kind: 'auth3' }, { security: trailer(proof) }));
    await assertRefused(client, await client.exchange(client.encode(request(Buffer.alloc(0)))));
  });

  it('serves no request before it is done', async () => {
    for (const level of [CONNECT, PKT_INTEGRITY, PKT_PRIVACY]) {
      const { client, callers } = setUp();
      await client.bind(ECHO, { security: trailer(hello, level) });
      await assertRefused(client, await client.exchange(client.encode(request(Buffer.alloc(0)))));
      assert.deepEqual(callers, []);
    }
  });

  it('lets an acceptor that throws leave nothing behind that a request could use', async () => {
    const broken: Acceptor = { step: () => Promise.reject(new TypeError('a bug')) };
    const { client, callers } = setUp(broken);
    await assert.rejects(client.bind(ECHO, { security: trailer(hello, CONNECT) }), TypeError);
    await assertRefused(client, await client.exchange(client.encode(request(Buffer.alloc(0)))));
    assert.deepEqual(callers, []);
  });
});

describe('rpc: [MS-RPCE] 3.3.1.5.2.2 using a security context', () => {
  for (const level of [PKT_INTEGRITY, PKT_PRIVACY]) {
    describe(level === PKT_INTEGRITY ? 'signed' : 'sealed', () => {
      it('protects every fragment in both directions', async () => {
        const { client } = await loggedIn({ level });
        for (const length of [0, 1, 15, 16, 4000, 20_000]) {
          const stub = Buffer.alloc(length, 0x61);
          const answers = await client.request(opnums.echo, stub, 1000);
          const plain = answers.map((pdu) => {
            assert.ok(pdu.raw.length <= 4280);
            assert.equal(pdu.raw.includes('aaaa'), level === PKT_INTEGRITY && length >= 4);
            return client.unprotect(pdu);
          });
          assert.deepEqual(Buffer.concat(plain), stub);
        }
      });

      it('covers header, body with its padding, and trailer', async () => {
        for (const flags of [SIGN, 0]) {
          const { client, acceptor } = await loggedIn({ level, flags });
          const raw = client.fragments(opnums.echo, Buffer.from('12345'), 100)[0]!;
          await client.exchange(raw);
          const [seen] = acceptor.messages.received;
          assert.ok(seen?.around);
          assert.deepEqual(seen.around.before, raw.subarray(0, 24));
          assert.equal(seen.message.length, 16);
          assert.equal(seen.message.toString('latin1', 0, 5), '12345');
          assert.equal(seen.around.after.toString('hex'), `0a0${level}0b0001000000`);
          assert.equal(seen.around.sign, flags === SIGN);
        }
      });

      it('refuses a request altered anywhere', async () => {
        const sample = (await loggedIn({ level })).client.fragments(
          opnums.echo,
          Buffer.from('12345'),
          100,
        )[0]!;
        // The type and lengths decide what kind of PDU it is, and are refused as such.
        for (let at = 12; at < sample.length; at++) {
          const { client, callers } = await loggedIn({ level });
          const raw = client.fragments(opnums.echo, Buffer.from('12345'), 100)[0]!;
          raw[at] = raw[at]! ^ 0x80;
          const [answer, ...others] = await client.exchange(raw);
          assert.equal(others.length, 0);
          assert.equal(answer?.body.kind, 'fault', `byte ${at}`);
          assert.deepEqual(callers, []);
          assert.deepEqual(await client.exchange(raw), []);
        }
      });

      it('refuses a request without a signature, or sent again', async () => {
        const bare = await loggedIn({ level });
        const unsigned = bare.client.encode(request(Buffer.from('x')));
        await assertRefused(bare.client, await bare.client.exchange(unsigned));

        const { client } = await loggedIn({ level });
        const [raw] = client.fragments(opnums.echo, Buffer.from('x'), 100);
        expectBody((await client.exchange(raw!))[0], 'response');
        await assertRefused(client, await client.exchange(raw!));
      });

      it('refuses a request of another level, type or context', async () => {
        for (const change of [{ level: CONNECT }, { type: AuthType.SPNEGO }, { contextId: 2 }]) {
          const { client } = await loggedIn({ level });
          client.login = { ...client.login!, terms: { ...client.login!.terms, ...change } };
          const pdu = { flags: WHOLE, callId: 9, body: request(Buffer.from('x')) };
          const { token: _, ...terms } = trailer(Buffer.alloc(12), level);
          const raw =
            'level' in change
              ? encodePdu({ ...pdu, security: { ...terms, ...change, token: Buffer.alloc(12) } })
              : client.protect(pdu);
          await assertRefused(client, await client.exchange(raw));
        }
      });
    });
  }

  it('at level connect requests go with or without a trailer, responses without', async () => {
    const { client, callers } = await loggedIn({ level: CONNECT });
    for (const security of [undefined, trailer(Buffer.alloc(16), CONNECT)]) {
      const answer = await client.send(request(Buffer.from('x')), security ? { security } : {});
      assert.equal(expectBody(answer, 'response').stub.toString(), 'x');
      assert.equal(answer.security, undefined);
    }
    assert.deepEqual(callers, [alice, alice]);
  });

  it('where nobody logged in, a trailer is refused', async () => {
    const { client } = setUp();
    await client.bind(ECHO);
    const raw = client.encode(request(Buffer.from('x')), { security: trailer(Buffer.alloc(16)) });
    await assertRefused(client, await client.exchange(raw));
  });

  it('a login at bind replaces the one of the pipe, down to anonymous', async () => {
    const login = new ScriptedLogin();
    const nobody: Acceptor = {
      step: async (token) => {
        const step = await login.step(token);
        return step.kind === 'accepted'
          ? { ...step, context: { ...step.context, identity: anonymous } }
          : step;
      },
    };
    const { client, callers } = setUp(nobody);
    await client.bind(ECHO, { security: trailer(hello, CONNECT) });
    await client.exchange(client.encode({ kind: 'auth3' }, { security: trailer(proof, CONNECT) }));
    await client.call(opnums.echo, Buffer.alloc(0));
    assert.deepEqual(callers, [anonymous]);
  });
});
