import assert from 'node:assert/strict';
import { ntHashOfPassword } from '../../src/auth/accounts/nt-hash.js';
import type { Finished } from '../support/run.js';
import { requireProgram } from '../support/require-program.js';
import { alice, smbclient, type SmbclientOptions } from '../support/smbclient.js';
import { startCli, type RunningCli } from '../support/start-cli.js';

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

  const client = (options: Omit<SmbclientOptions, 'port'> = {}): Promise<Finished> =>
    smbclient({ port: server?.port ?? 0, ...options });

  /** What the server wrote down about the only login that `action` caused. */
  async function recordOf(action: () => Promise<void>): Promise<Authentication> {
    const earlier = new Set(server?.records);
    await action();
    const record = await server?.record((seen) => !earlier.has(seen) && seen.type === 'Authentication');
    return record?.['Authentication'] as Authentication;
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
          const record = await recordOf(async () => assertGranted(await client({ protocol, args })));
          assert.equal(record.status, 'NT_STATUS_OK', JSON.stringify(record));
          assert.equal(record.diagnosis.negotiation.dialect, dialect);
          assert.equal(record.passwordType, 'NTLMv2');
        });
      }

      it('logs in with its user name in upper case', async () => {
        const login = ['-U', `${alice.name.toUpperCase()}%${alice.password}`];
        const record = await recordOf(async () => assertGranted(await client({ protocol, login })));
        assert.equal(record.clientAccount, 'ALICE');
        assert.equal(record.becameAccount, 'alice');
      });

      it('logs in from another domain', async () => {
        const record = await recordOf(async () =>
          assertGranted(await client({ protocol, args: ['-W', 'OTHER'] })),
        );
        assert.equal(record.clientDomain, 'OTHER');
      });

      it('logs in with the NT hash instead of the password', async () => {
        const login = [
          '--pw-nt-hash',
          '-U',
          `${alice.name}%${ntHashOfPassword(alice.password).toString('hex')}`,
        ];
        assertGranted(await client({ protocol, login }));
      });

      for (const [what, login, reason] of [
        ['a wrong password', `${alice.name}%wrong`, 'wrong-password'],
        ['an unknown user', `mallory%${alice.password}`, 'unknown-account'],
      ] as const) {
        it(`is refused with ${what}`, async () => {
          const record = await recordOf(async () => {
            const finished = await client({ protocol, login: ['-U', login] });
            assertRefused(finished, 'session setup failed: NT_STATUS_LOGON_FAILURE');
          });
          assert.equal(record.eventId, 4625);
          assert.equal(record.status, 'NT_STATUS_LOGON_FAILURE');
          assert.equal(record.diagnosis.reason, reason);
          assert.equal(record.becameAccount, null);
        });
      }

      it('is refused a share that does not exist', async () => {
        const finished = await client({ protocol, share: 'nowhere' });
        assertRefused(finished, 'tree connect failed: NT_STATUS_BAD_NETWORK_NAME');
      });
    });
  }

  it('is refused an anonymous login', async () => {
    assertRefused(
      await client({ login: ['-N', '-U', '%'] }),
      'session setup failed: NT_STATUS_LOGON_FAILURE',
    );
  });
});
