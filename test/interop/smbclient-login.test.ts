import assert from 'node:assert/strict';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';
import type { Finished } from '../support/run.js';
import { requireProgram } from '../support/require-program.js';
import { alice, smbclient, type SmbclientOptions } from '../support/smbclient.js';
import { startCli, type OutputRecord, type RunningCli } from '../support/start-cli.js';

/** smbclient's names of the dialects, and ours. */
const protocols = [
  ['SMB2_02', '2.0.2'],
  ['SMB2_10', '2.1'],
  ['SMB3_00', '3.0'],
  ['SMB3_02', '3.0.2'],
  ['SMB3_11', '3.1.1'],
] as const;

/** The part of a login's record that says what came of it. */
interface Authentication {
  readonly eventId: number;
  readonly status: string;
  readonly clientAccount: string;
  readonly clientDomain: string;
  readonly becameAccount: string | null;
  readonly passwordType: string | null;
  readonly diagnosis: { readonly reason: string; readonly negotiation: { readonly dialect?: string } };
}

function assertGranted({ code, stdout, stderr }: Finished): void {
  assert.deepEqual({ code, stdout, stderr: withoutWarnings(stderr) }, { code: 0, stdout: '', stderr: '' });
}

function assertRefused({ code, stdout, stderr }: Finished, words: string): void {
  assert.deepEqual(
    { code, stdout, stderr: withoutWarnings(stderr) },
    { code: 1, stdout: `${words}\n`, stderr: '' },
  );
}

/** smbclient warns of options that it will no longer have one day. */
function withoutWarnings(stderr: string): string {
  return stderr.replace(/^.*WARNING: The ".*" option is deprecated\n/gm, '');
}

describe('smbclient', () => {
  let server: RunningCli | undefined;

  before(async function () {
    requireProgram(this, 'smbclient');
    server = await startCli(['--user', `${alice.name}:${alice.password}`, '--share', 'files']);
  });
  after(() => server?.stop());

  let logins = 0;

  /** One login, and what the server wrote down about it: exactly one record, in order. */
  async function login(
    options: Omit<SmbclientOptions, 'port'> = {},
  ): Promise<{ finished: Finished; record: Authentication }> {
    assert.ok(server);
    const { records, port } = server;
    const finished = await smbclient({ port, ...options });
    const index = logins++;
    const isTheNext = (record: OutputRecord): boolean =>
      record === records.filter(({ type }) => type === 'Authentication')[index];
    const record = await server.record(isTheNext);
    return { finished, record: record['Authentication'] as Authentication };
  }

  for (const [protocol, dialect] of protocols) {
    describe(`in ${protocol}`, () => {
      for (const [how, args] of [
        ['by default', []],
        ['signing', ['--client-protection=sign']],
        ['from an SMB1 negotiate', ['--option=client min protocol=NT1']],
        ['without SPNEGO, if it can', ['--option=client use spnego=no']],
      ] as const) {
        it(`logs in ${how}`, async () => {
          const { finished, record } = await login({ protocol, args });
          assertGranted(finished);
          assert.equal(record.status, 'NT_STATUS_OK');
          assert.equal(record.diagnosis.negotiation.dialect, dialect);
          assert.equal(record.passwordType, 'NTLMv2');
        });
      }

      it('logs in with its user name in upper case', async () => {
        const credentials = ['-U', `${alice.name.toUpperCase()}%${alice.password}`];
        const { finished, record } = await login({ protocol, login: credentials });
        assertGranted(finished);
        assert.equal(record.clientAccount, 'ALICE');
        assert.equal(record.becameAccount, 'alice');
      });

      it('logs in from another domain', async () => {
        const { finished, record } = await login({ protocol, args: ['-W', 'OTHER'] });
        assertGranted(finished);
        assert.equal(record.clientDomain, 'OTHER');
      });

      it('logs in with the NT hash instead of the password', async () => {
        const ntHash = ntHashOfPassword(alice.password).toString('hex');
        const credentials = ['--pw-nt-hash', '-U', `${alice.name}%${ntHash}`];
        assertGranted((await login({ protocol, login: credentials })).finished);
      });

      for (const [what, credentials, reason, status] of [
        ['a wrong password', `${alice.name}%wrong`, 'wrong-password', 'NT_STATUS_WRONG_PASSWORD'],
        ['an unknown user', `mallory%${alice.password}`, 'unknown-account', 'NT_STATUS_NO_SUCH_USER'],
      ] as const) {
        it(`is refused with ${what}`, async () => {
          const { finished, record } = await login({ protocol, login: ['-U', credentials] });
          assertRefused(finished, 'session setup failed: NT_STATUS_LOGON_FAILURE');
          assert.equal(record.eventId, 4625);
          assert.equal(record.status, status);
          assert.equal(record.diagnosis.reason, reason);
          assert.equal(record.becameAccount, null);
        });
      }

      it('is refused a share that does not exist', async () => {
        const { finished, record } = await login({ protocol, share: 'nowhere' });
        assertRefused(finished, 'tree connect failed: NT_STATUS_BAD_NETWORK_NAME');
        assert.equal(record.status, 'NT_STATUS_OK');
      });
    });
  }

  it('is refused an anonymous login', async () => {
    const { finished, record } = await login({ login: ['-N', '-U', '%'] });
    assertRefused(finished, 'session setup failed: NT_STATUS_LOGON_FAILURE');
    assert.equal(record.diagnosis.reason, 'anonymous-refused');
  });
});
