import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createTlsServer, connect as connectTls } from 'node:tls';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { makeCertificate } from '../../src/server/tls/make-certificate.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const realm = 'EXAMPLE.TEST';
const host = 'files.example.test';
const alice = { name: 'alice', password: 'Correct horse 1' };
const inThisFolder = (name: string): string =>
  new URL(`../../../test/interop/${name}`, import.meta.url).pathname;
const script = inThisFolder('gss-http.py');
const npmClient = inThisFolder('http-clients.mjs');
const requestsClient = inThisFolder('requests-ntlm.py');

/** Where Debian names the NTLM mechanism for MIT’s GSS-API. */
const mechanismFile = '/etc/gss/mech.d/mech.ntlmssp.conf';
const gssNtlm =
  existsSync(mechanismFile) && existsSync(/\S+\.so$/m.exec(readFileSync(mechanismFile, 'utf8'))?.[0] ?? '');

/** The part of a line on a login that these tests look at. */
interface Attempt {
  readonly serviceDescription: string;
  readonly becameAccount: string | null;
  readonly diagnosis: {
    readonly reason: string;
    readonly explanation: string;

    readonly login?: {
      readonly carrier: string;
      readonly scheme: string;
      readonly mechanism?: string;
      readonly spnego: boolean;
      readonly proxy: boolean;
    };
    readonly checks: readonly { readonly check: string; readonly outcome: string }[];
  };
}

describe('HTTP with other clients, through the command line', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  let count = 0;

  /** A server of HTTP on a free port, beside SMB, with its own realm. */
  async function serve(http: object = {}, configuration: object = {}) {
    count += 1;
    const directory = join(folder(), `realm-${count}`);
    const file = join(folder(), `server-${count}.json`);
    writeFileSync(
      file,
      JSON.stringify({
        server: { netbiosName: 'FILES', dnsName: host, dnsDomain: 'example.test' },
        accounts: [alice],
        kerberos: { testRealm: { realm, directory, ccaches: [alice.name] } },
        http: { port: 0, ...http },
        ...configuration,
      }),
    );
    const cli = await startCli(['--config', file]);
    const listening = await cli.record(
      ({ type, carrier }) => type === 'listening' && (carrier === 'http' || carrier === 'https'),
    );
    const users = join(folder(), `users-${count}`);
    writeFileSync(users, `FILES:${alice.name}:${alice.password}\n`);
    return new Served(cli, Number(listening['port']), String(listening['carrier']), {
      tickets: {
        ...process.env,
        KRB5_CONFIG: join(directory, 'krb5.conf'),
        KRB5CCNAME: `FILE:${join(directory, `${alice.name}.ccache`)}`,
        NTLM_USER_FILE: join(folder(), 'nobody'),
      },
      ntlm: { ...process.env, KRB5CCNAME: join(folder(), 'no-tickets'), NTLM_USER_FILE: users },
    });
  }

  class Served implements AsyncDisposable {
    readonly cli: RunningCli;
    readonly port: number;
    readonly env: Readonly<Record<'tickets' | 'ntlm', NodeJS.ProcessEnv>>;
    readonly #scheme: string;

    constructor(cli: RunningCli, port: number, scheme: string, env: Served['env']) {
      this.cli = cli;
      this.port = port;
      this.env = env;
      this.#scheme = scheme;
    }

    get url(): string {
      return `${this.#scheme}://${host}:${this.port}/where?x=1`;
    }

    get attempts(): readonly Attempt[] {
      return this.cli.records
        .filter(({ type }) => type === 'Authentication')
        .map((record) => record['Authentication'] as Attempt);
    }

    /** The status that curl saw, its body, and the record of the login that it made. */
    async curl(args: readonly string[], env: keyof Served['env'] = 'ntlm', url = this.url) {
      const before = this.attempts.length;
      const resolve = ['--resolve', `${host}:${this.port}:127.0.0.1`];
      const { stdout } = await run('curl', ['-sk', '-w', '\n%{http_code}', ...resolve, ...args, url], {
        env: this.env[env],
      });
      await until('a record', () => this.attempts.length > before);
      const [, body = '', status = ''] = /^([\s\S]*)\n(\d+)$/.exec(stdout) ?? [];
      return { status, body, attempts: this.attempts.slice(before) };
    }

    [Symbol.asyncDispose](): Promise<void> {
      return this.cli[Symbol.asyncDispose]();
    }
  }

  before(function () {
    requireProgram(this, 'curl');
  });

  for (const tls of [false, true]) {
    describe(tls ? 'inside TLS' : 'in the clear', () => {
      let served: Served;
      before(async () => (served = await serve(tls ? { tls: true } : {})));
      after(() => served[Symbol.asyncDispose]());
      const carrier = tls ? 'https' : 'http';

      it('curl --ntlm', async () => {
        const { status, body, attempts } = await served.curl([
          '--ntlm',
          '-u',
          `${alice.name}:${alice.password}`,
        ]);
        assert.equal(status, '200');
        const [attempt] = attempts;
        assert.deepEqual(
          [attempt?.diagnosis.reason, attempt?.becameAccount, attempt?.serviceDescription],
          ['accepted', 'alice', 'HTTP'],
        );
        assert.deepEqual(
          [
            attempt?.diagnosis.login?.carrier,
            attempt?.diagnosis.login?.scheme,
            attempt?.diagnosis.login?.spnego,
          ],
          [carrier, 'NTLM', false],
        );
        const { user } = JSON.parse(body) as { user: { account: string } };
        assert.equal(user.account, 'alice');
      });

      it('curl --ntlm with the wrong password', async () => {
        const { status, attempts } = await served.curl(['--ntlm', '-u', `${alice.name}:wrong`]);
        assert.deepEqual([status, attempts[0]?.diagnosis.reason], ['401', 'wrong-password']);
      });

      it('curl --negotiate with a ticket of the test realm, in one leg', async () => {
        const { status, body, attempts } = await served.curl(['--negotiate', '-u', ':'], 'tickets');
        const { mechanism, proved } = JSON.parse(body) as {
          mechanism: string;
          proved: Record<string, unknown>;
        };
        assert.deepEqual(
          [status, mechanism, proved['service'], proved['mutual']],
          ['200', 'Kerberos', `HTTP/${host}`, true],
        );
        assert.deepEqual([attempts.length, attempts[0]?.diagnosis.login?.mechanism], [1, 'Kerberos']);
      });

      it('curl --negotiate with NTLM', async function () {
        if (!gssNtlm) this.skip();
        const { status, attempts } = await served.curl(['--negotiate', '-u', ':']);
        const { reason, login } = attempts.at(-1)?.diagnosis ?? {};
        assert.deepEqual(
          [status, reason, login?.mechanism, login?.spnego],
          ['200', 'accepted', 'NTLM', true],
        );
      });

      it('curl --anyauth with a body takes the first scheme that it can', async () => {
        const args = ['--anyauth', '-u', `${alice.name}:${alice.password}`, '-d', 'x'.repeat(100_000)];
        const { status } = await served.curl(args, 'tickets');
        assert.equal(status, '200');
      });

      it('curl --basic is refused, and its password is nowhere', async () => {
        const { status, attempts } = await served.curl(['-u', `${alice.name}:${alice.password}`]);
        assert.deepEqual([status, attempts[0]?.diagnosis.reason], ['401', 'http-scheme-refused']);
        const encoded = Buffer.from(`${alice.name}:${alice.password}`).toString('base64');
        for (const text of [JSON.stringify(served.cli.records), served.cli.log]) {
          assert.ok(!text.includes(alice.password) && !text.includes(encoded));
        }
      });

      it('curl --http1.0 is refused with words, and --http2 speaks HTTP/1.1', async () => {
        const old = await served.curl(['--http1.0', '--ntlm', '-u', 'alice:x']);
        assert.deepEqual([old.status, old.attempts[0]?.diagnosis.reason], ['505', 'http-version-refused']);
        const { status } = await served.curl(['--http2', '--ntlm', '-u', `${alice.name}:${alice.password}`]);
        assert.equal(status, '200');
        if (tls) return;
        const prior = await served.curl(['--http2-prior-knowledge']);
        assert.equal(prior.attempts[0]?.diagnosis.reason, 'http-version-refused');
      });
    });
  }

  describe('as a proxy', () => {
    let served: Served;
    before(async () => (served = await serve({ proxy: true })));
    after(() => served[Symbol.asyncDispose]());
    const proxy = () => ['-x', `http://${host}:${served.port}`];

    it('curl --proxy-ntlm', async () => {
      const login = ['--proxy-ntlm', '-U', `${alice.name}:${alice.password}`];
      const { status, attempts } = await served.curl(
        [...proxy(), ...login],
        'ntlm',
        'http://www.example.test/',
      );
      assert.deepEqual([status, attempts[0]?.diagnosis.login?.proxy], ['200', true]);
    });

    it('curl --proxy-ntlm for a tunnel: it logs in, and is carried nowhere', async () => {
      const login = ['--proxy-ntlm', '-U', `${alice.name}:${alice.password}`];
      const { attempts } = await served.curl([...proxy(), ...login], 'ntlm', 'https://www.example.test/');
      assert.equal(attempts[0]?.diagnosis.reason, 'accepted');
    });

    it('curl --proxy-negotiate with a ticket', async () => {
      const login = ['--proxy-negotiate', '-U', ':'];
      const { status, attempts } = await served.curl(
        [...proxy(), ...login],
        'tickets',
        'http://www.example.test/',
      );
      assert.deepEqual([status, attempts[0]?.diagnosis.login?.mechanism], ['200', 'Kerberos']);
    });
  });

  describe('clients in JavaScript and Python, where channel bindings are required and where they are not', () => {
    let required: Served;
    let whenSent: Served;
    before(async () => {
      required = await serve({ tls: true, channelBindings: 'required' });
      whenSent = await serve({ tls: true });
    });
    after(async () => {
      await required[Symbol.asyncDispose]();
      await whenSent[Symbol.asyncDispose]();
    });

    it('httpntlm of the npm registry sends none', async () => {
      const login = async (served: Served, password: string): Promise<unknown> => {
        const { stdout } = await run('node', [npmClient, String(served.port), alice.name, password]);
        return JSON.parse(stdout);
      };
      assert.deepEqual(await login(whenSent, alice.password), [200, alice.name]);
      assert.deepEqual(await login(whenSent, 'wrong'), [401, null]);
      assert.deepEqual(await login(required, alice.password), [401, null]);
      assert.equal(required.attempts.at(-1)?.diagnosis.reason, 'channel-binding-mismatch');
    });

    it('requests-ntlm sends the right ones', async function () {
      const { code } = await run('/usr/bin/python3', ['-c', 'import requests_ntlm']);
      if (code !== 0) this.skip();
      const login = async (password: string): Promise<string> => {
        const args = [requestsClient, String(required.port), `FILES\\${alice.name}`, password];
        return (await run('/usr/bin/python3', args)).stdout.trim();
      };
      assert.equal(await login(alice.password), '200');
      assert.equal(await login('wrong'), '401');
    });
  });

  describe('python3-gssapi with channel bindings', () => {
    before(async function () {
      const { code } = await run('/usr/bin/python3', ['-c', 'import gssapi']);
      if (code !== 0) this.skip();
    });

    async function gss(
      served: Served,
      mechanism: 'krb5' | 'spnego' | 'ntlm',
      bindings: string,
      port = served.port,
    ) {
      const env = mechanism === 'ntlm' ? served.env.ntlm : served.env.tickets;
      const before = served.attempts.length;
      const args = [script, String(port), `HTTP@${host}`, mechanism, bindings];
      const { stdout, stderr } = await run('/usr/bin/python3', args, { env });
      await until('a record', () => served.attempts.length > before).catch(() => assert.fail(stderr));
      return { status: stdout.slice(0, 3), attempt: served.attempts[before]?.diagnosis };
    }

    const expected = [
      ['right', '200', '200'],
      ['none', '401', '200'],
      ['sha1', '401', '401'],
      ['wrong', '401', '401'],
    ] as const;
    for (const mechanism of ['spnego', 'krb5', 'ntlm'] as const) {
      it(`${mechanism}: right, none, of another hash and of another certificate`, async function () {
        if (mechanism === 'ntlm' && !gssNtlm) this.skip();
        await using required = await serve({ tls: true, channelBindings: 'required' });
        await using whenSent = await serve({ tls: true });
        for (const [bindings, strict, lenient] of expected) {
          const first = await gss(required, mechanism, bindings);
          assert.equal(first.status, strict, `${bindings}: ${first.attempt?.explanation}`);
          const second = await gss(whenSent, mechanism, bindings);
          assert.equal(second.status, lenient, `${bindings}: ${second.attempt?.explanation}`);
          if (bindings === 'sha1') assert.match(first.attempt?.explanation ?? '', /SHA-1 hash/);
          if (bindings === 'wrong') assert.match(first.attempt?.explanation ?? '', /another certificate/);
        }
      });
    }

    it('a client that declares that it binds to every channel, and sends none, is refused ([MS-KILE] 3.4.5)', async () => {
      await using served = await serve({ tls: true });
      const { KRB5_CONFIG = '' } = served.env.tickets;
      const aware = readFileSync(KRB5_CONFIG, 'utf8').replace(
        '[libdefaults]',
        '[libdefaults]\n  client_aware_channel_bindings = true',
      );
      writeFileSync(KRB5_CONFIG, aware);
      assert.equal((await gss(served, 'spnego', 'right')).status, '200');
      const { status, attempt } = await gss(served, 'spnego', 'none');
      assert.deepEqual([status, attempt?.reason], ['401', 'kerberos-bindings-mismatch']);
      assert.match(attempt?.explanation ?? '', /declares that it binds to every channel/);
    });

    it('a proxy with another certificate in between is refused, and named', async () => {
      await using served = await serve({ tls: true, channelBindings: 'required' });
      const { certificate, key } = await makeCertificate({ kind: 'rsa', hosts: [host] }, systemRuntime);
      const proxy = createTlsServer({ cert: certificate, key }, (client) => {
        const server = connectTls({ host: '127.0.0.1', port: served.port, rejectUnauthorized: false });
        client.on('error', () => server.destroy());
        server.on('error', () => client.destroy());
        client.pipe(server).pipe(client);
      });
      proxy.listen(0, '127.0.0.1');
      await once(proxy, 'listening');
      try {
        const { port } = proxy.address() as AddressInfo;
        const { status, attempt } = await gss(served, 'spnego', 'right', port);
        assert.deepEqual([status, attempt?.reason], ['401', 'kerberos-bindings-mismatch']);
        assert.match(attempt?.explanation ?? '', /a proxy ends its TLS connection/);
        assert.equal((await gss(served, 'spnego', 'right')).status, '200');
      } finally {
        proxy.close();
      }
    });
  });
});
