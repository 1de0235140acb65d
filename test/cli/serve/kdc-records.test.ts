import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { KdcPeer } from '../../../src/facts/kdc-record.js';
import { kerberosSmbclient } from '../../support/kerberos-smbclient.js';
import { requireProgram } from '../../support/require-program.js';
import { type Finished, run } from '../../support/run.js';
import { type OutputRecord, type RunningCli, startCli } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

const secret = 'Tr0ub4dor&3';

describe('serve with a test realm tells why clients get no ticket', function () {
  this.timeout(20_000);
  const folder = useTemporaryFolder();
  let server: RunningCli;

  before(async function () {
    for (const program of ['kinit', 'kvno', 'smbclient']) requireProgram(this, program);
    const realm = ['--test-realm', 'EXAMPLE.TEST', '--realm-dir', folder(), '--ccache', 'alice'];
    server = await startCli(['--user', `alice:${secret}`, '--share', 'files', ...realm]);
    await server.record(({ type, carrier }) => type === 'listening' && carrier === 'kdc');
  });
  after(async () => {
    await server?.stop();
  });

  const environment = (cache: string): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    LC_ALL: 'C',
    KRB5_CONFIG: join(folder(), 'krb5.conf'),
    KRB5CCNAME: `FILE:${join(folder(), cache)}`,
  });
  const kinit = (password: string, ...args: readonly string[]): Promise<Finished> =>
    run('sh', ['-c', 'printf "%s\\n" "$PASSWORD" | kinit "$@"', 'kinit', ...args], {
      env: { ...environment('own'), PASSWORD: password },
    });

  /** The records of the KDC that a client causes; an earlier client's last one may come among them. */
  async function told(client: Promise<Finished>, error?: string): Promise<OutputRecord[]> {
    const before = server.records.length;
    await client;
    const ofKdc = (): OutputRecord[] =>
      server.records
        .slice(before)
        .filter((record) => record.type === 'kdc' && (error === undefined || record['error'] === error));
    await server.record(() => ofKdc().length > 0);
    return ofKdc();
  }

  it('a wrong password', async () => {
    const [record] = await told(kinit('wrong', 'alice'));
    assert.ok(record);
    const { time, remote, advice, clientShows, section, offeredEnctypes, ...rest } = record;
    assert.deepEqual(rest, {
      type: 'kdc',
      exchange: 'AS',
      client: 'alice@EXAMPLE.TEST',
      service: 'krbtgt/EXAMPLE.TEST',
      outcome: 'refused',
      error: 'KDC_ERR_PREAUTH_FAILED',
      explanation: 'The password is wrong: the timestamp is not encrypted with the key of alice.',
      scripted: false,
      count: 1,
      omitted: 0,
    });
    assert.ok(typeof time === 'number' && Date.now() - time < 60_000);
    assert.equal((remote as KdcPeer).transport, 'tcp');
    assert.match(String(advice), /^Enter the password of the account again/);
    assert.deepEqual(Object.keys(clientShows as object), ['mit', 'smbclient', 'linux']);
    assert.ok([section, offeredEnctypes].every((value) => value !== undefined));
  });

  it('a name that is no account', async () => {
    const [record] = await told(kinit('x', 'mallory'));
    assert.equal(record?.['error'], 'KDC_ERR_C_PRINCIPAL_UNKNOWN');
  });

  it('no encryption type in common', async () => {
    const [record] = await told(
      run(
        'sh',
        [
          '-c',
          'sed "s/^.libdefaults.$/&\\n permitted_enctypes = rc4-hmac/" "$KRB5_CONFIG" >"$0" && KRB5_CONFIG=$0 kinit alice </dev/null',
          join(folder(), 'rc4.conf'),
        ],
        {
          env: environment('own'),
        },
      ),
    );
    assert.equal(record?.['error'], 'KDC_ERR_ETYPE_NOSUPP');
    assert.deepEqual(record['offeredEnctypes'], ['rc4-hmac']);
  });

  it('the server under a name that the realm has no service for', async () => {
    const [record] = await told(run('kvno', ['cifs/localhost'], { env: environment('alice.ccache') }));
    assert.equal(record?.['error'], 'KDC_ERR_S_PRINCIPAL_UNKNOWN');
    assert.match(
      String(record['advice']),
      /connect by one of smb2auth\.localdomain, SMB2AUTH, smb2auth\. smbclient takes name and address apart: \/\/smb2auth\.localdomain\/SHARE -I ADDRESS/,
    );
  });

  it('smbclient with a wrong password: the attempt at the server says it, too', async () => {
    const login = ['-U', 'alice@EXAMPLE.TEST%wrong'];
    const env = environment('none');
    const [record] = await told(
      kerberosSmbclient({ port: server.port, host: 'smb2auth.localdomain', login, env }),
      'KDC_ERR_PREAUTH_FAILED',
    );
    assert.equal(record?.['client'], 'alice@EXAMPLE.TEST');
    await server.record((line) => /left-after-negotiate.*KDC_ERR_PREAUTH_FAILED/.test(JSON.stringify(line)));
  });

  it('what the advice says leads to a login', async () => {
    const env = environment('alice.ccache');
    const finished = kerberosSmbclient({ port: server.port, host: 'smb2auth.localdomain', env });
    assert.equal((await finished).code, 0, (await finished).stderr);
    const granted = await told(kinit(secret, 'alice'));
    assert.deepEqual(
      granted.map(({ outcome, ticketEnctype }) => [outcome, ticketEnctype]),
      [['granted', 'aes256-cts-hmac-sha1-96']],
    );
  });

  it('no line has a password', () => {
    assert.ok(server.records.length > 5);
    assert.ok(!JSON.stringify(server.records).includes(secret));
  });
});
