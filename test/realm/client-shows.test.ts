import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KdcRecord } from '../../src/facts/kdc-record.js';
import { errorWords } from '../../src/realm/error-words.js';
import type { KrbErrorName } from '../../src/realm/index.js';
import { createServer, type Server } from '../../src/server/create-server.js';
import { kerberosSmbclient } from '../support/kerberos-smbclient.js';
import { requireProgram } from '../support/require-program.js';
import { type Finished, run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const CIFS = 'cifs/files.example.test';
const PASSWORD = 'Pa55w0rd!';

/** A script cannot bring about what clients show of these: they do something else first. */
const notByScript: readonly string[] = [
  'KDC_ERR_PREAUTH_FAILED',
  'KDC_ERR_KEY_EXPIRED',
  'KDC_ERR_WRONG_REALM',
];

describe('realm: what clients show for an error of the KDC', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  let server: Server;
  let port: number;
  const records: KdcRecord[] = [];

  before(function () {
    for (const program of ['kinit', 'kvno', 'smbclient']) requireProgram(this, program);
  });
  // A server of its own for each test: one tells a hundred refusals of an address, and counts those that follow.
  beforeEach(async () => {
    records.splice(0);
    server = createServer({
      names: { netbiosName: 'FILES', dnsName: 'files.example.test' },
      accounts: [
        { name: 'alice', password: PASSWORD },
        { name: 'late', password: PASSWORD, status: 'must-change-password' },
      ],
      shares: [{ name: 'files', temporary: true }],
      kerberos: {
        testRealm: { realm: 'EXAMPLE.TEST', directory: join(folder(), 'realm'), ccaches: ['alice'] },
      },
    });
    server.on('kdc', (record) => void records.push(record));
    ({ port } = await server.listen());
  });
  afterEach(() => server?.close());

  const environment = (cache: string): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    LC_ALL: 'C',
    KRB5_CONFIG: join(folder(), 'realm', 'krb5.conf'),
    KRB5CCNAME: `FILE:${join(folder(), cache)}`,
  });
  const kinit = (principal: string, password = PASSWORD): Promise<Finished> =>
    run('sh', ['-c', 'printf "%s\\n" "$PASSWORD" | kinit "$1"', 'sh', principal], {
      env: { ...environment('own'), PASSWORD: password },
    });
  /** The realm's cache has the ticket-granting ticket; kvno asks for what is not in it. */
  const kvno = (service: string): Promise<Finished> =>
    run('kvno', [service], { env: { ...environment('realm/alice.ccache') } });
  const smbclient = (host: string, login: readonly string[], cache: string): Promise<Finished> =>
    kerberosSmbclient({ port, host, login, env: environment(cache) });

  /** Whether an output has all parts of what is said to be shown; `…` stands for names. */
  function assertShown(shown: string | undefined, { stdout, stderr }: Finished): void {
    const output = (stdout + stderr).replaceAll(/\s+/g, ' ');
    for (const part of (shown ?? 'nothing').split(/…|; /))
      assert.ok(output.includes(part.trim()), `${JSON.stringify(part)} is not in ${output}`);
  }

  function lastRefusal(error: string): KdcRecord {
    const record = records.findLast(({ outcome }) => outcome === 'refused');
    assert.equal(record?.error, error);
    return record;
  }

  const byScript = (Object.keys(errorWords) as (keyof typeof errorWords & KrbErrorName)[]).filter(
    (error) => !notByScript.includes(error),
  );
  for (const error of byScript) {
    it(`${error}: kinit, kvno and smbclient`, async () => {
      const { realm } = server;
      assert.ok(realm);
      realm.script('alice', { error });
      const first = await kinit('alice');
      // MIT takes it for a wrong password in an AS exchange, where this KDC does not give it.
      if (error !== 'KRB_AP_ERR_BAD_INTEGRITY') assertShown(lastRefusal(error).clientShows?.mit, first);
      const login = await smbclient('files.example.test', ['-U', `alice@EXAMPLE.TEST%${PASSWORD}`], 'none');
      assertShown(lastRefusal(error).clientShows?.smbclient, login);
      realm.script('alice', undefined);
      realm.script('host/files.example.test', { error });
      const further = await kvno('host/files.example.test');
      realm.script('host/files.example.test', undefined);
      assertShown(lastRefusal(error).clientShows?.mit, further);
    });
  }

  it('a wrong password: kinit and smbclient', async () => {
    const first = await kinit('alice', 'wrong');
    assertShown(lastRefusal('KDC_ERR_PREAUTH_FAILED').clientShows?.mit, first);
    const login = await smbclient('files.example.test', ['-U', 'alice@EXAMPLE.TEST%wrong'], 'none');
    assertShown(lastRefusal('KDC_ERR_PREAUTH_FAILED').clientShows?.smbclient, login);
  });

  it('a password that has to be changed: kinit and smbclient ask for kadmin/changepw, in vain', async () => {
    const first = await kinit('late');
    const refused = records.map(({ error, service }) => [error, service]);
    assert.deepEqual(refused, [
      ['KDC_ERR_KEY_EXPIRED', 'krbtgt/EXAMPLE.TEST'],
      ['KDC_ERR_S_PRINCIPAL_UNKNOWN', 'kadmin/changepw'],
    ]);
    assertShown(records[0]?.clientShows?.mit, first);
    const login = await smbclient('files.example.test', ['-U', `late@EXAMPLE.TEST%${PASSWORD}`], 'none');
    assertShown(records[0]?.clientShows?.smbclient, login);
  });

  it('another realm: kinit and smbclient', async () => {
    const path = join(folder(), 'other.conf');
    writeFileSync(path, (server.realm?.krb5Conf ?? '').replaceAll('EXAMPLE.TEST', 'OTHER.TEST'));
    const env = { ...environment('none'), KRB5_CONFIG: path };
    const first = await run('kinit', ['alice@OTHER.TEST'], { env });
    const { clientShows } = lastRefusal('KDC_ERR_WRONG_REALM');
    assertShown(clientShows?.mit, first);
    const login = ['-U', `alice@OTHER.TEST%${PASSWORD}`];
    assertShown(
      clientShows?.smbclient,
      await kerberosSmbclient({ port, host: 'files.example.test', login, env }),
    );
  });

  it('KDC_ERR_S_PRINCIPAL_UNKNOWN: smbclient with a ticket-granting ticket', async () => {
    const finished = await smbclient('elsewhere.example.test', ['-N'], 'realm/alice.ccache');
    assertShown(lastRefusal('KDC_ERR_S_PRINCIPAL_UNKNOWN').clientShows?.smbclient, finished);
  });

  it('localhost and addresses: smbclient asks no KDC', async () => {
    for (const host of ['localhost', '127.0.0.1']) {
      const attempt = server.next('attempt');
      const finished = await smbclient(host, ['-N'], 'realm/alice.ccache');
      assert.match(finished.stdout + finished.stderr, /Kerberos auth .* not possible/);
      assert.equal((await attempt).reason, 'left-after-negotiate');
    }
    assert.deepEqual(records, []);
  });

  it('a client without a ticket leaves after NEGOTIATE, and its record says why', async () => {
    const attempt = server.next('attempt');
    await smbclient('files.example.test', ['-U', 'alice@EXAMPLE.TEST%wrong'], 'none');
    const { reason, explanation, advice } = await attempt;
    assert.equal(reason, 'left-after-negotiate');
    assert.match(
      explanation,
      /While it was connected, the KDC refused “alice@EXAMPLE\.TEST” of its address a ticket \(KDC_ERR_PREAUTH_FAILED\): The password is wrong: /,
    );
    assert.equal(advice, errorWords.KDC_ERR_PREAUTH_FAILED.advice);
  });

  it(`a service that there is: granted, in both exchanges`, async () => {
    const { code, stderr } = await smbclient(
      'files.example.test',
      ['-U', `alice@EXAMPLE.TEST%${PASSWORD}`],
      'none',
    );
    assert.equal(code, 0, stderr);
    const told = records.map(({ exchange, service, outcome }) => [exchange, service, outcome]);
    assert.deepEqual(told.at(0), ['AS', 'krbtgt/EXAMPLE.TEST', 'granted']);
    assert.deepEqual(told.at(-1), ['TGS', CIFS, 'granted']);
  });
});
