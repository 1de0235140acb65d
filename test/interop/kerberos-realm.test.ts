import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { impacketScript, python, requireImpacket } from '../support/impacket.js';
import { kerberosSmbclient } from '../support/kerberos-smbclient.js';
import { recordOf } from '../support/login-records.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { alice, smbclient } from '../support/smbclient.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const realm = 'EXAMPLE.TEST';
const host = 'files.example.test';
const bob = { name: 'bob', password: 'Correct horse 2' };

const enctypes = [
  'aes128-cts-hmac-sha1-96',
  'aes256-cts-hmac-sha1-96',
  'aes128-cts-hmac-sha256-128',
  'aes256-cts-hmac-sha384-192',
  'rc4-hmac',
] as const;

/** A service of the server's under another name, so that its tickets can be scripted. */
const serviceHost = (name: string): string => `${name}.example.test`;

const dialects = ['SMB2_02', 'SMB2_10', 'SMB3_00', 'SMB3_02', 'SMB3_11'];

describe('Kerberos with the test realm', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  let servers = 0;

  before(function () {
    requireProgram(this, 'smbclient');
  });

  interface Served extends AsyncDisposable {
    readonly server: RunningCli;
    readonly directory: string;
    /** The variables of a client, with the cache of alice unless she has to ask for tickets herself. */
    readonly env: (cache?: string) => NodeJS.ProcessEnv;
  }

  /** @param states of services by the first word of their host, and of accounts */
  async function serve(
    kerberos: object = {},
    states: { readonly services?: Readonly<Record<string, object>>; readonly accounts?: object } = {},
    configuration: object = {},
  ): Promise<Served> {
    servers += 1;
    const directory = join(folder(), `realm-${servers}`);
    const file = join(folder(), 'smb2.json');
    const services = Object.entries(states.services ?? {}).map(
      ([name, state]) => [`cifs/${serviceHost(name)}`, state] as const,
    );
    const testRealm = {
      realm,
      directory,
      ccaches: [alice.name, bob.name],
      services: services.map(([name]) => name),
      states: { ...Object.fromEntries(services), ...states.accounts },
    };
    writeFileSync(
      file,
      JSON.stringify({
        server: { netbiosName: 'FILES', dnsName: host, dnsDomain: 'example.test' },
        accounts: [{ ...alice, groups: ['staff'] }, bob],
        shares: [{ name: 'files', temporary: true, access: { '@staff': 'write' } }],
        kerberos: { testRealm, ...kerberos },
        ...configuration,
      }),
    );
    const server = await startCli(['--config', file]);
    const env = (cache = `${alice.name}.ccache`) => ({
      ...process.env,
      KRB5_CONFIG: join(directory, 'krb5.conf'),
      KRB5CCNAME: `FILE:${join(directory, cache)}`,
    });
    return { server, directory, env, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  }

  const withPassword = ({ name, password }: typeof bob) => ['-U', `${name}@${realm}%${password}`];

  describe('its tickets', () => {
    let served: Served;
    before(async () => {
      const services = Object.fromEntries(enctypes.map((enctype) => [enctype, { enctype }]));
      served = await serve({ enctypes }, { services });
    });
    after(() => served?.[Symbol.asyncDispose]());

    for (const enctype of enctypes) {
      it(`${enctype}: every dialect, signed, and encrypted where it can be`, async () => {
        const { server, env } = served;
        for (const protocol of dialects) {
          for (const protection of protocol.startsWith('SMB2') ? ['sign'] : ['sign', 'encrypt']) {
            const record = await recordOf(server, async () => {
              const finished = await kerberosSmbclient({
                port: server.port,
                host: serviceHost(enctype),
                env: env(),
                protocol,
                args: [`--client-protection=${protection}`],
                commands: 'mkdir d; rmdir d',
              });
              assert.deepEqual([finished.code, finished.stdout], [0, ''], `${protocol} ${protection}`);
            });
            const { reason, proof, protection: used } = record.diagnosis;
            assert.deepEqual([reason, proof?.ticketEtype], ['accepted', enctype]);
            assert.equal(used.used, protection === 'sign' ? 'signed' : 'encrypted');
          }
        }
      });
    }

    it('a password gets one as well, and the groups in it open the share', async () => {
      const { server, env } = served;
      const client = { port: server.port, host, env: env('none'), commands: 'mkdir e; rmdir e' };
      const inStaff = await kerberosSmbclient({ ...client, login: withPassword(alice) });
      assert.deepEqual([inStaff.code, inStaff.stdout], [0, '']);
      const stranger = await kerberosSmbclient({ ...client, login: withPassword(bob) });
      assert.deepEqual(
        [stranger.code, stranger.stdout],
        [1, 'tree connect failed: NT_STATUS_ACCESS_DENIED\n'],
      );
    });

    it('impacket, whose AP-REQ is neither mutual nor has a subkey', async function () {
      await requireImpacket(this);
      const { server, env } = served;
      const record = await recordOf(server, async () => {
        const args = [impacketScript('impacket-kerberos.py'), host, String(server.port), 'files'];
        const { stdout, stderr } = await run(python, args, { env: env() });
        const seen = JSON.parse(stdout || JSON.stringify({ stderr })) as object;
        assert.deepEqual(seen, { dialect: '0x300', keyLength: 16, names: ['.', '..', 'impacket.txt'] });
      });
      const { reason, proof } = record.diagnosis;
      assert.deepEqual([reason, proof?.mutual, proof?.subkeyEtype], ['accepted', false, undefined]);
    });
  });

  describe('what it does wrong, each with its reason and evidence', () => {
    const services = {
      expired: { ticket: 'expired' },
      early: { ticket: 'not-yet-valid' },
      rekeyed: { kvno: 7 },
      weak: { enctype: 'rc4-hmac' },
      forged: { pac: 'wrong-signature' },
      plain: { pac: 'none' },
    };
    let served: Served;
    before(async () => {
      served = await serve({}, { services, accounts: { bob: { clockSkewSeconds: 900 } } });
    });
    after(() => served?.[Symbol.asyncDispose]());

    const expected: readonly (readonly [host: string, reason: string, sentence: RegExp])[] = [
      ['expired', 'ticket-expired', /expired/],
      ['early', 'ticket-not-yet-valid', /valid/],
      ['rekeyed', 'ticket-wrong-key', /key version 7/],
      ['weak', 'ticket-enctype-refused', /rc4-hmac/],
      ['forged', 'pac-signature-invalid', /signature/],
    ];
    for (const [name, reason, sentence] of expected) {
      it(reason, async () => {
        const { server, env } = served;
        const record = await recordOf(server, async () => {
          const { code } = await kerberosSmbclient({
            port: server.port,
            host: serviceHost(name),
            env: env(),
          });
          assert.equal(code, 1);
        });
        assert.equal(record.diagnosis.reason, reason);
        assert.match(record.diagnosis.explanation, sentence);
      });
    }

    it('kerberos-clock-skew, in seconds', async () => {
      const { server, env } = served;
      const record = await recordOf(server, async () => {
        // The cache tells the client by how much the clock of the KDC is ahead.
        const { code } = await kerberosSmbclient({ port: server.port, host, env: env('bob.ccache') });
        assert.equal(code, 1);
      });
      assert.equal(record.diagnosis.reason, 'kerberos-clock-skew');
      assert.match(record.diagnosis.explanation, /\b(899|900) seconds/);
    });

    it('a ticket without a PAC is a user without the groups of one', async () => {
      const { server, env } = served;
      const record = await recordOf(server, () =>
        kerberosSmbclient({ port: server.port, host: serviceHost('plain'), env: env() }),
      );
      assert.deepEqual([record.diagnosis.reason, record.diagnosis.proof?.pac], ['accepted', 'absent']);
    });
  });

  it('a KRB-ERROR keeps a client from coming', async () => {
    const accounts = { bob: { error: 'KDC_ERR_CLIENT_REVOKED' } };
    await using served = await serve({}, { accounts });
    const { server, env } = served;
    const client = { port: server.port, host, env: env('none'), login: withPassword(bob) };
    const { code, stdout } = await kerberosSmbclient(client);
    assert.deepEqual([code, stdout], [1, 'session setup failed: NT_STATUS_ACCOUNT_LOCKED_OUT\n']);
  });

  it('principals by a table: who is not in it is refused', async () => {
    await using served = await serve({ principals: { [`alice@${realm}`]: 'bob' } });
    const { server, env } = served;
    const client = { port: server.port, host };
    const mapped = await recordOf(server, () => kerberosSmbclient({ ...client, env: env() }));
    assert.deepEqual([mapped.diagnosis.reason, mapped.becameAccount], ['accepted', 'bob']);
    const other = { ...client, env: env('none'), login: withPassword(bob) };
    const refused = await recordOf(server, () => kerberosSmbclient(other));
    assert.equal(refused.diagnosis.reason, 'principal-not-mapped');
  });

  it('policy decides about the service of a ticket, after it was decrypted', async () => {
    await using served = await serve({ services: [`cifs/${host}`] }, { services: { other: {} } });
    const { server, env } = served;
    const of = (name: string) => () => kerberosSmbclient({ port: server.port, host: name, env: env() });
    assert.equal((await recordOf(server, of(host))).diagnosis.reason, 'accepted');
    const refused = await recordOf(server, of(serviceHost('other')));
    assert.equal(refused.diagnosis.reason, 'service-not-allowed');
  });

  it('Kerberos alone: NTLM is refused by name, and there is no way back to it', async () => {
    await using served = await serve({}, {}, { policy: { mechanisms: ['kerberos'] } });
    const { server, env } = served;
    const ticket = await recordOf(server, () => kerberosSmbclient({ port: server.port, host, env: env() }));
    assert.equal(ticket.diagnosis.reason, 'accepted');
    const refused = await recordOf(server, () => smbclient({ port: server.port }));
    assert.equal(refused.diagnosis.reason, 'ntlm-refused');
  });
});
