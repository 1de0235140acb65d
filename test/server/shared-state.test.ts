import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeNegTokenInit } from '../../src/auth/spnego/index.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { encodeKeytab } from '../../src/krb5/keytab.js';
import { principalFromText } from '../../src/krb5/messages/principal.js';
import { createServer } from '../../src/server/create-server.js';
import type { ServerOptions } from '../../src/server/options.js';
import { Command, encodeSessionSetupRequest, SecurityMode } from '../../src/smb2-codec/index.js';
import type { StateOptions } from '../../src/valkey/options.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';
import { alice, type Fixture, serve } from '../session/support.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { KerberosForge, serviceKey } from '../support/kerberos-client.js';
import { ClientLogin, type LoginOptions, tryLogin } from '../support/smb-client-login.js';
import { requireStore, StoreServer } from '../support/store-server.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const lockout = { threshold: 3, windowSeconds: 60, durationSeconds: 600 };
const wrong = (n: number): LoginOptions => ({ password: `wrong ${n}` });

/** A server, and what it warned of. */
interface Instance extends AsyncDisposable {
  readonly fixture: Fixture;
  readonly warnings: string[];
}

let made = 0;

/** A runtime of today, whose draws are none of another's. */
function runtimeOfToday(): FixedRuntime {
  const runtime = new FixedRuntime();
  runtime.wallClock = Date.now();
  for (let draw = 0; draw < made * 256; draw++) runtime.randomBytes(1);
  made++;
  return runtime;
}

async function start(
  store: StoreServer,
  options: Partial<ServerOptions> = {},
  state: Partial<StateOptions> = {},
  runtime = runtimeOfToday(),
): Promise<Instance> {
  const warnings: string[] = [];
  const logger = {
    error: (message: string, { error }: { error: unknown }) => assert.fail(`${message}: ${String(error)}`),
    warn: (message: string) => void warnings.push(message),
  };
  const fixture = await serve(
    {
      authPolicy: { lockout },
      state: { valkey: store.url, timeoutMilliseconds: 5000, ...state },
      logger,
      ...options,
    },
    runtime,
  );
  return { fixture, warnings, [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose]() };
}

/** Status of a login on a connection of its own, and the reason that its record gives. */
async function attempt({ fixture }: Instance, options: LoginOptions = {}) {
  const record = fixture.server.next('attempt');
  const client = await fixture.negotiated();
  const { status } = await tryLogin(client, options);
  client.close();
  const { reason, explanation } = await record;
  return { status, reason, explanation };
}

const reasonOf = async (instance: Instance, options?: LoginOptions): Promise<string> =>
  (await attempt(instance, options)).reason;

describe('servers with one store', () => {
  const folder = useTemporaryFolder();
  let store: StoreServer;
  before(async function () {
    requireStore(this);
    store = await StoreServer.start();
  });
  after(async () => store?.[Symbol.asyncDispose]());
  beforeEach(() => store.tell('FLUSHALL'));

  it('have one lock-out, and a success at one ends the count of the other', async () => {
    await using one = await start(store);
    await using other = await start(store);
    assert.equal(await reasonOf(one, wrong(1)), 'wrong-password');
    assert.equal(await reasonOf(other, wrong(2)), 'wrong-password');
    assert.equal(await reasonOf(other), 'accepted');
    for (const [n, instance] of [one, other, one].entries()) {
      assert.equal(await reasonOf(instance, wrong(10 + n)), 'wrong-password');
    }
    for (const instance of [one, other]) {
      const { status, reason } = await attempt(instance);
      assert.deepEqual([status, reason], [NtStatus.STATUS_ACCOUNT_LOCKED_OUT, 'account-locked']);
      assert.equal(await reasonOf(instance, { user: 'bob', password: 'hunter2' }), 'accepted');
    }
    assert.deepEqual([...one.warnings, ...other.warnings], []);
  });

  it('accept a response of NTLM once, though both issued its challenge', async () => {
    const now = Date.now();
    const repeating = (): FixedRuntime => {
      const runtime = new FixedRuntime(Buffer.from('0123456789abcdef', 'hex'));
      runtime.wallClock = now;
      return runtime;
    };
    await using one = await start(store, {}, {}, repeating());
    await using other = await start(store, {}, {}, repeating());
    let recorded: Buffer | undefined;
    const replayed = async ({ fixture }: Instance): Promise<string> => {
      const record = fixture.server.next('attempt');
      const exchange = new ClientLogin(await fixture.negotiated());
      const authenticate = exchange.ntlm.authenticate.bind(exchange.ntlm);
      exchange.ntlm.authenticate = (challenge) => (recorded ??= authenticate(challenge));
      await exchange.first();
      await exchange.second();
      return (await record).reason;
    };
    assert.equal(await replayed(one), 'accepted');
    assert.equal(await replayed(other), 'replayed');
    assert.equal(await replayed(one), 'replayed');
  });

  it('accept a ticket’s authenticator once', async () => {
    const runtime = runtimeOfToday();
    const forge = new KerberosForge(runtime);
    const key = serviceKey();
    const principal = principalFromText(key.principal);
    assert.ok(principal);
    const keytab = join(folder(), 'server.keytab');
    writeFileSync(keytab, encodeKeytab([{ ...key, principal, writtenAt: 0 }]));
    const options = { kerberos: { keytab } };
    await using one = await start(store, options, {}, runtime);
    await using other = await start(store, options);
    const withTicket = async ({ fixture }: Instance, token: Buffer): Promise<string> => {
      const record = fixture.server.next('attempt');
      const client = await fixture.negotiated();
      const securityBuffer = encodeNegTokenInit({ mechTypes: ['1.2.840.113554.1.2.2'], mechToken: token });
      const rest = {
        flags: 0,
        securityMode: SecurityMode.SIGNING_ENABLED,
        capabilities: 0,
        previousSessionId: 0n,
      };
      client.send(Command.SESSION_SETUP, (w) => encodeSessionSetupRequest(w, { ...rest, securityBuffer }));
      await client.receive();
      client.close();
      return (await record).reason;
    };
    const token = forge.token();
    assert.equal(await withTicket(one, token), 'accepted');
    assert.equal(await withTicket(other, token), 'kerberos-replayed');
    assert.equal(await withTicket(other, forge.token()), 'accepted');
    await store.tell('FLUSHALL');
    assert.equal(await withTicket(one, forge.token()), 'kerberos-replay-memory-lost');
    assert.equal(await reasonOf(one), 'accepted', 'NTLM is not concerned');
  });

  it('without lock-out, a wrong password asks nothing of the store, and a right one is a question', async () => {
    await using instance = await start(store, { authPolicy: {} });
    const calls = async (): Promise<number> =>
      Number(/cmdstat_evalsha:calls=(\d+)/.exec(await store.tell('INFO', 'commandstats'))?.[1] ?? 0);
    await attempt(instance);
    const before = await calls();
    assert.equal(await reasonOf(instance, wrong(1)), 'wrong-password');
    assert.equal(await calls(), before);
    assert.equal(await reasonOf(instance), 'accepted');
    assert.equal(await calls(), before + 1);
  });

  it('put the records of logins into a stream, as they are printed', async () => {
    const instance = await start(store, {}, { records: true });
    await reasonOf(instance, wrong(1));
    await reasonOf(instance);
    await instance.fixture[Symbol.asyncDispose]();
    const lines = (await store.tell('XRANGE', 'smb2-auth:records', '-', '+')).split('\n');
    const records = lines.flatMap((line, at) => (line === 'record' ? [JSON.parse(lines[at + 1] ?? '')] : []));
    assert.deepEqual(
      records.map(({ type, Authentication: { clientAccount, status } }) => [type, clientAccount, status]),
      [
        ['Authentication', 'alice', 'NT_STATUS_WRONG_PASSWORD'],
        ['Authentication', 'alice', 'NT_STATUS_OK'],
      ],
    );
  });
});

describe('a server whose store is away', () => {
  before(function () {
    requireStore(this);
  });

  it('listens all the same, refuses in words, and accepts once the store is there', async () => {
    await using store = await StoreServer.start();
    await store.kill();
    await using instance = await start(store);
    assert.equal(instance.warnings.length, 1);
    const { status, reason, explanation } = await attempt(instance);
    assert.deepEqual([status, reason], [NtStatus.STATUS_INTERNAL_ERROR, 'shared-state-away']);
    assert.match(
      explanation,
      /The store 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED: connection refused\)\./,
    );
    assert.equal(await reasonOf(instance, wrong(1)), 'shared-state-away');
    await store.start();
    await until('it is back', () => instance.warnings.length === 2);
    assert.equal(await reasonOf(instance), 'accepted');
  });

  it('refuses a guess that it cannot count, and one at a stranger’s name alike', async () => {
    await using store = await StoreServer.start();
    await using instance = await start(store, {}, { timeoutMilliseconds: 500 });
    store.pause();
    const stranger = { user: 'mallory', password: 'x' };
    for (const options of [wrong(1), stranger, {}]) {
      const { status, reason } = await attempt(instance, options);
      assert.deepEqual([status, reason], [NtStatus.STATUS_INTERNAL_ERROR, 'shared-state-away']);
    }
    store.resume();
    await until('it is back', () => instance.warnings.length === 2);
  });

  it('accepts by itself where policy says so, and still locks out', async () => {
    await using store = await StoreServer.start();
    await using instance = await start(store, {}, { whenAway: 'alone' });
    assert.equal(await reasonOf(instance, wrong(1)), 'wrong-password');
    await store.kill();
    assert.equal(await reasonOf(instance), 'accepted');
    for (const n of [2, 3, 4]) assert.equal(await reasonOf(instance, wrong(n)), 'wrong-password');
    assert.equal(await reasonOf(instance), 'account-locked');
    assert.match(
      instance.warnings.join('\n'),
      /This server counts and remembers for itself until it is back$/,
    );
  });

  it('killed and started again under logins: each has its record in time, and each change a line', async () => {
    await using store = await StoreServer.start();
    await using instance = await start(store, {}, { timeoutMilliseconds: 1000 });
    let asked = 0;
    const run = { isOver: false };
    const counted = new Map<string, number>();
    let slowest = 0;
    const logins = Promise.all(
      Array.from({ length: 8 }, async () => {
        while (!run.isOver) {
          const began = performance.now();
          const client = await instance.fixture.negotiated();
          await tryLogin(client);
          client.close();
          slowest = Math.max(slowest, performance.now() - began);
          asked++;
        }
      }),
    );
    const accepted = (): number => counted.get('accepted') ?? 0;
    instance.fixture.server.on('attempt', ({ reason }) => {
      counted.set(reason, (counted.get(reason) ?? 0) + 1);
    });
    await until('some are accepted', () => accepted() > 20);
    await store.kill();
    await until('some are refused', () => (counted.get('shared-state-away') ?? 0) > 20);
    await store.start();
    const before = accepted();
    await until('they pass again', () => accepted() > before + 20);
    run.isOver = true;
    await logins;
    await until('each has its record', () => [...counted.values()].reduce((sum, n) => sum + n, 0) >= asked);
    assert.deepEqual([...counted.keys()].toSorted(), ['accepted', 'shared-state-away']);
    assert.ok(slowest < 5000, `${slowest} ms`);
    const kinds = instance.warnings.map((line) => / is away: | lost its memory | is back /.exec(line)?.[0]);
    assert.deepEqual(kinds, [' is away: ', ' lost its memory ', ' is back ']);
  });

  it('a server that cannot listen leaves no connection behind', async () => {
    await using store = await StoreServer.start();
    await using instance = await start(store);
    const { port } = instance.fixture;
    const second = createServer({ accounts: [alice], port, state: { valkey: store.url } });
    await assert.rejects(second.listen(), { code: 'EADDRINUSE' });
    const clients = async (): Promise<number> =>
      (await store.tell('CLIENT', 'LIST')).split('\n').filter((line) => !line.includes('cmd=client')).length;
    await until('it has gone', async () => (await clients()) === 1);
    await second.close();
    await instance.fixture.close();
    await until('the other has gone as well', async () => (await clients()) === 0);
  });
});

describe('the option state', () => {
  const create = (state: unknown, rest: Partial<ServerOptions> = {}) =>
    createServer({ accounts: [alice], state: state as StateOptions, ...rest });
  const refused: readonly (readonly [what: string, state: unknown, message: RegExp])[] = [
    ['a text', 'valkey://h', /^state: expected an object$/],
    ['nothing said', {}, /^state\.valkey: expected an address such as valkey:/],
    ['another scheme', { valkey: 'ftp://:s3cret@h' }, /^state\.valkey: expected an address such as valkey:/],
    ['an unknown key', { valkey: 'valkey://h', passwordFile: 'a' }, /^state\.passwordFile: unknown key/],
    [
      'two passwords',
      { valkey: 'valkey://:s3cret@h', password: 'b' },
      /^state\.password: expected none, for/,
    ],
    [
      'certificates without TLS',
      { valkey: 'valkey://h', ca: 'PEM' },
      /^state\.ca: expected none: only valkeys/,
    ],
    ['no certificates', { valkey: 'valkeys://h', ca: 7 }, /^state\.ca: expected certificates in PEM$/],
    [
      'a certificate that cannot be read',
      {
        valkey: 'valkeys://h',
        ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
      },
      /^state\.ca: expected certificates in PEM$/,
    ],
    [
      'another word',
      { valkey: 'valkey://h', whenAway: 'no' },
      /^state\.whenAway: expected "refuse" or "alone"$/,
    ],
  ];
  for (const [what, state, message] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => create(state),
        (error) =>
          error instanceof ConfigurationError && message.test(error.message) && !/s3cret/.test(error.message),
      );
    });
  }

  it('refuses a folder of authenticators beside a store', () => {
    const kerberos = { stateFolder: '/nowhere', testRealm: { realm: 'A.TEST' } };
    assert.throws(
      () => create({ valkey: 'valkey://h' }, { kerberos }),
      /^ConfigurationError: kerberos\.stateFolder: expected none/,
    );
  });
});
