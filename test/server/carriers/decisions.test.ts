import assert from 'node:assert/strict';
import type { Server, ServerOptions } from '../../../src/index.js';
import { createDecidedServer } from '../../../src/server/create-server.js';
import { drop, type Decide, type Outcome } from '../../../src/session/exchange/outcome.js';
import { AuthLevel } from '../../../src/rpc/pdu/index.js';
import { loginWithSpnego } from '../../rpc/support/bind-logins.js';
import { rpcOverTcp } from '../../rpc/support/rpc-over-tcp.js';
import { CredSspClient, passwordCredentials } from '../../support/credssp-client.js';
import { CredSspWire, everythingFrom } from '../../support/credssp-connection.js';
import { ntlmTokens, spnegoTokens } from '../../support/gss-clients.js';
import { HttpClient } from '../../support/http-client.js';
import { NtlmClient } from '../../support/ntlm-client.js';

const options: ServerOptions = {
  listen: null,
  accounts: [{ name: 'User', password: 'Password' }],
  credssp: { tls: { generate: 'ecdsa' } },
  http: {},
  rpc: {},
};

/** A login over each carrier; true: the client believes that it is logged in. */
const logins = {
  credssp: async (server: Server) => {
    await using wire = await CredSspWire.open(portOf(server, 'credssp'));
    const gss = spnegoTokens(ntlmTokens(new NtlmClient()));
    const client = new CredSspClient(gss, { subjectPublicKey: wire.subjectPublicKey });
    const failure = await client.bind(wire.exchange);
    if (failure !== undefined || wire.tls.destroyed || !wire.tls.writable) return false;
    wire.tls.end(client.credentials(passwordCredentials()));
    await everythingFrom(wire.tls);
    return true;
  },
  http: async (server: Server) => {
    using client = await HttpClient.connect(portOf(server, 'http'));
    const { status } = await client.login(new NtlmClient(), 'Negotiate');
    client.socket.end();
    return status === 200;
  },
  rpc: async (server: Server) => {
    await using tcp = await rpcOverTcp(portOf(server, 'rpc'));
    await loginWithSpnego(tcp.rpc, AuthLevel.PKT_INTEGRITY);
    return true;
  },
} as const;

function portOf(server: Server, carrier: keyof typeof logins): number {
  return server.addresses[carrier]?.port ?? assert.fail(`${carrier} is served`);
}

async function serve(decide: Decide) {
  const errors: string[] = [];
  const logger = {
    error: (message: string, { error }: { readonly error: unknown }) =>
      errors.push(`${message}: ${String(error)}`),
    warn: () => {},
  };
  const server = createDecidedServer({ ...options, logger }, decide);
  await server.listen();
  return { server, errors, [Symbol.asyncDispose]: () => server.close() };
}

/** The record of a login, and whether its client believes in it; a client that fails does not. */
async function logIn(server: Server, carrier: keyof typeof logins) {
  const completed = server.next('attempt-completed');
  const believes = await logins[carrier](server).catch(() => false);
  const { verdict, reason, identity } = await completed;
  return { verdict, reason, user: identity?.account, believes };
}

const carriers = Object.keys(logins) as (keyof typeof logins)[];

describe('carriers behind a decision: bytes and ends of a connection', () => {
  for (const carrier of carriers) {
    it(`${carrier}: it sees everything that leaves, and the user before the login is accepted`, async () => {
      const seen: string[] = [];
      const users = new Set<string | undefined>();
      await using fixture = await serve(({ connection, user }, proposed) => {
        assert.equal(connection.carrier, carrier);
        seen.push(proposed.kind);
        users.add(user);
        return proposed;
      });
      assert.deepEqual(await logIn(fixture.server, carrier), {
        verdict: 'accepted',
        reason: 'accepted',
        user: 'User',
        believes: true,
      });
      assert.ok(seen.filter((kind) => kind === 'frame').length >= 2);
      assert.ok(users.has('User'));
    });

    it(`${carrier}: a late decision keeps the order, and the client none the wiser`, async () => {
      const late: Decide = async (_, proposed) => {
        await new Promise((resolve) => void setImmediate(resolve));
        return proposed;
      };
      await using fixture = await serve(late);
      const { verdict, believes } = await logIn(fixture.server, carrier);
      assert.deepEqual([verdict, believes], ['accepted', true]);
      assert.deepEqual(fixture.errors, []);
    });

    for (const isLate of [false, true]) {
      it(`${carrier}: an acceptance that does not leave is none${isLate ? ', decided late' : ''}`, async () => {
        const decide: Decide = ({ user }, proposed) => {
          const decided: Outcome = user === undefined ? proposed : drop('refused');
          return isLate ? Promise.resolve(decided) : decided;
        };
        await using fixture = await serve(decide);
        assert.deepEqual(await logIn(fixture.server, carrier), {
          verdict: 'refused',
          reason: 'answered-otherwise',
          user: undefined,
          believes: false,
        });
      });
    }

    it(`${carrier}: other bytes in place of an acceptance leave nobody logged in`, async () => {
      let ended = 0;
      await using fixture = await serve(({ user }, proposed) => {
        if (user !== undefined && proposed.kind === 'frame')
          return { kind: 'frame', frame: Buffer.from('other') };
        ended += proposed.kind === 'drop' ? 1 : 0;
        return proposed;
      });
      const { verdict, reason, believes } = await logIn(fixture.server, carrier);
      assert.deepEqual([verdict, reason, believes], ['refused', 'answered-otherwise', false]);
      assert.equal(ended, 0, 'the server itself ends the connection');
    });

    for (const [name, decide] of Object.entries({
      'throws an error': () => {
        throw new Error('mine');
      },
      'rejects with one': () => Promise.reject(new Error('mine')),
      'gives nothing': () => undefined as unknown as Outcome,
      'gives an answer of SMB': () => ({ kind: 'answer', answers: [], cipher: undefined }),
    } satisfies Record<string, Decide>)) {
      it(`${carrier}: a decision that ${name} ends the connection, and is logged`, async () => {
        await using fixture = await serve(decide);
        const { verdict, reason } = await logIn(fixture.server, carrier);
        assert.deepEqual([verdict, reason], ['unfinished', 'internal-error']);
        assert.match(fixture.errors.join(), /deciding what leaves a connection/);
      });
    }
  }

  it('credssp: TLS begins once the answer of RDP’s negotiation has left', async () => {
    const late: Decide = async (_, proposed) => {
      await new Promise((resolve) => void setImmediate(resolve));
      return proposed;
    };
    await using fixture = await serve(late);
    const request = { negotiation: { flags: 0, requestedProtocols: 3 } };
    const confirm = '030000130ed000001234000200080002000000';
    await using wire = await CredSspWire.open(portOf(fixture.server, 'credssp'), request, confirm);
    assert.equal(wire.tls.getProtocol(), 'TLSv1.3');
  });

  it('the end of the server is not decided about', async () => {
    const fixture = await serve(() => new Promise(() => {}));
    using client = await HttpClient.connect(portOf(fixture.server, 'http'));
    const ended = client.ask().catch(() => undefined);
    await fixture.server.close();
    await ended;
  });
});
