import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';
import { requireProgram } from '../support/require-program.js';
import type { Finished } from '../support/run.js';
import { alice, smbclient, type SmbclientOptions } from '../support/smbclient.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const ntlmV1 = ['--option=client ntlmv2 auth=no'];
/** Without extended session security one handle serves the mechListMICs of both sides. */
const withoutEss = '--option=ntlmssp_client:ntlm2=no';
const shares = [{ name: 'files', temporary: true }];

/** The output of smbclient without its warnings; empty when it got the file it asked for. */
function said({ code, stdout }: Finished): string {
  const line = stdout.replace(/^Anonymous login successful\n/, '').trim();
  assert.equal(code, line === '' ? 0 : 1, line);
  return line;
}

const setupFailed = (status: string) => `session setup failed: NT_STATUS_${status}`;
const treeFailed = (status: string) => `tree connect failed: NT_STATUS_${status}`;

describe('smbclient and the acceptor', () => {
  const folder = useTemporaryFolder();
  before(function () {
    requireProgram(this, 'smbclient');
  });

  function serve(configuration: object): Promise<RunningCli> {
    const file = join(folder(), 'smb2.json');
    writeFileSync(file, JSON.stringify({ shares, ...configuration }));
    return startCli(['--config', file]);
  }

  async function login({ port }: RunningCli, options: Omit<SmbclientOptions, 'port'> = {}): Promise<string> {
    return said(await smbclient({ port, ...options }));
  }

  const as = (name: string, password: string) => ['-U', `${name}%${password}`];
  const nobody = ['-N', '-U', '%'];

  /** How the latest login was proved, and what came of it. */
  function verdicts({ records }: RunningCli): (readonly [string | null, string])[] {
    return records
      .filter(({ type }) => type === 'Authentication')
      .map(
        ({ Authentication }) =>
          Authentication as { passwordType: string | null; diagnosis: { reason: string } },
      )
      .map(({ passwordType, diagnosis }) => [passwordType, diagnosis.reason]);
  }

  it('names with letters that String.toUpperCase treats otherwise than Windows', async () => {
    const names = ['გიორგი', 'ıvan', 'ſam', 'µser', 'νίκος', 'ÿes', 'Strauß'];
    await using server = await serve({ accounts: names.map((name) => ({ name, password: name })) });
    for (const name of names) {
      const args = ['--option=unix charset=UTF-8'];
      assert.equal(await login(server, { login: as(name, name), args }), '', name);
    }
  });

  it('server.machineSid is what the SIDs of accounts begin with', async () => {
    await using server = await serve({ accounts: [alice], server: { machineSid: 'S-1-5-21-7-8-9' } });
    assert.equal(await login(server), '');
    const { Authentication } = await server.record(({ type }) => type === 'Authentication');
    const { becameSid } = Authentication as { becameSid: string };
    assert.match(becameSid, /^S-1-5-21-7-8-9-\d+$/);
  });

  for (const protocol of ['SMB2_02', 'SMB3_11']) {
    describe(`in ${protocol}`, () => {
      it('NTLMv1 is refused by default', async () => {
        await using server = await serve({ accounts: [alice] });
        assert.equal(await login(server, { protocol, args: ntlmV1 }), setupFailed('LOGON_FAILURE'));
        await server.record(({ type }) => type === 'Authentication');
        assert.deepEqual(verdicts(server), [['NTLMv1', 'ntlmv1-refused']]);
      });

      it('policy.ntlm.v1 accepts it, with the right password', async () => {
        await using server = await serve({ accounts: [alice], policy: { ntlm: { v1: 'accept' } } });
        for (const args of [ntlmV1, [...ntlmV1, '--client-protection=sign'], [...ntlmV1, withoutEss]]) {
          assert.equal(await login(server, { protocol, args }), '');
        }
        const wrong = { protocol, args: ntlmV1, login: as('alice', 'wrong') };
        assert.equal(await login(server, wrong), setupFailed('LOGON_FAILURE'));
      });

      it('nobody is refused by default', async () => {
        await using server = await serve({ accounts: [alice] });
        for (const credentials of [nobody, ['-U%']]) {
          assert.equal(await login(server, { protocol, login: credentials }), setupFailed('LOGON_FAILURE'));
        }
      });

      it('policy.anonymous ipc lets nobody reach IPC$ and no more', async () => {
        await using server = await serve({ accounts: [alice], policy: { anonymous: 'ipc' } });
        assert.equal(await login(server, { protocol, login: nobody, share: 'IPC$' }), '');
        assert.equal(await login(server, { protocol, login: nobody }), treeFailed('ACCESS_DENIED'));
      });

      it('policy.anonymous accept lets nobody in where everybody may go', async () => {
        const policy = { anonymous: 'accept' };
        const closed = { name: 'closed', temporary: true, access: { '*': 'write', anonymous: 'none' } };
        await using server = await serve({ accounts: [alice], policy, shares: [...shares, closed] });
        assert.equal(await login(server, { protocol, login: nobody }), '');
        const refused = await login(server, { protocol, login: nobody, share: 'closed' });
        assert.equal(refused, treeFailed('ACCESS_DENIED'));
      });

      it('policy.guest unknown-users: an unknown name gets in, unless the client insists on signing', async () => {
        await using server = await serve({ accounts: [alice], policy: { guest: 'unknown-users' } });
        const ghost = { protocol, login: as('ghost', 'any') };
        assert.equal(await login(server, ghost), '');
        assert.equal(await login(server, { ...ghost, args: ntlmV1 }), '');
        // As with smbd: there is no mechListMIC, because there is no key.
        const signing = await login(server, { ...ghost, args: ['--client-protection=sign'] });
        assert.equal(signing, setupFailed('ACCESS_DENIED'));
        const wrong = await login(server, { protocol, login: as('alice', 'wrong') });
        assert.equal(wrong, setupFailed('LOGON_FAILURE'));
      });
    });
  }

  it('every status of an account, told to those who know the password only', async () => {
    const password = 'secret';
    const statuses: readonly (readonly [object, string])[] = [
      [{ status: 'disabled' }, 'ACCOUNT_DISABLED'],
      [{ status: 'expired' }, 'ACCOUNT_EXPIRED'],
      [{ status: 'password-expired' }, 'PASSWORD_EXPIRED'],
      [{ status: 'must-change-password' }, 'PASSWORD_MUST_CHANGE'],
      [{ workstations: ['DESK'] }, 'INVALID_WORKSTATION'],
      [{ logonHours: '00'.repeat(21) }, 'INVALID_LOGON_HOURS'],
    ];
    const accounts = statuses.map(([change], index) => ({ name: `user${index}`, password, ...change }));
    const locked = { name: 'locked', password, status: 'locked' };
    const empty = { name: 'empty', ntHash: ntHashOfPassword('').toString('hex') };
    await using server = await serve({ accounts: [...accounts, locked, empty] });

    for (const [index, [, status]] of statuses.entries()) {
      const name = `user${index}`;
      assert.equal(await login(server, { login: as(name, password) }), setupFailed(status));
      assert.equal(await login(server, { login: as(name, 'wrong') }), setupFailed('LOGON_FAILURE'), status);
    }
    const atDesk = { login: as('user4', password), args: ['--netbiosname=DESK'] };
    assert.equal(await login(server, atDesk), '');
    for (const either of [password, 'wrong']) {
      assert.equal(await login(server, { login: as('locked', either) }), setupFailed('ACCOUNT_LOCKED_OUT'));
    }
    assert.equal(await login(server, { login: as('empty', '') }), setupFailed('ACCOUNT_RESTRICTION'));
  });

  it('policy.lockout: after so many wrong passwords the right one is of no use either', async () => {
    const lockout = { threshold: 3, windowSeconds: 600, durationSeconds: 600 };
    await using server = await serve({ accounts: [alice], policy: { lockout } });
    for (const name of ['alice', 'nosuch']) {
      for (let attempt = 0; attempt < 3; attempt++) {
        assert.equal(await login(server, { login: as(name, 'wrong') }), setupFailed('LOGON_FAILURE'));
      }
      const final = await login(server, { login: as(name, alice.password) });
      assert.equal(final, setupFailed('ACCOUNT_LOCKED_OUT'), name);
    }
  });

  describe('accounts in files', () => {
    const hashOf = (password: string) => ntHashOfPassword(password).toString('hex').toUpperCase();
    const none = 'X'.repeat(32);
    const forms: Readonly<Record<string, (name: string, password: string) => string>> = {
      smbpasswd: (name, password) => `${name}:1000:${none}:${hashOf(password)}:[U          ]:LCT-65000000:\n`,
      'ntlm-user-file': (name, password) => `DOMAIN:${name}:${password}\n`,
      json: (name, password) => JSON.stringify([{ name, password }]),
    };
    for (const [format, write] of Object.entries(forms)) {
      it(`${format}: read again when it changes, and not when it breaks`, async () => {
        const path = join(folder(), format);
        writeFileSync(path, write('bob', 'first'));
        await using server = await serve({ accountFiles: [{ format, path: format }] });
        const bob = (password: string) => login(server, { login: as('bob', password) });
        assert.equal(await bob('first'), '');

        writeFileSync(path, write('bob', 'second'));
        // A file is looked at once a second, when somebody logs in.
        await until('the second password is right', async () => (await bob('second')) === '');
        assert.equal(await bob('first'), setupFailed('LOGON_FAILURE'));

        writeFileSync(path, 'nonsense');
        await until('the broken file is in the log', async () => {
          await bob('second');
          return server.log.includes('the accounts read before stay in force');
        });
        assert.ok(server.log.includes(path));
        assert.equal(await bob('second'), '');
      });
    }

    it('smbpasswd: flags, and accounts without a password', async () => {
      const line = (name: string, flags: string, hash = hashOf('secret'), changed = '65000000') =>
        `${name}:1000:${none}:${hash}:[${flags.padEnd(11)}]:LCT-${changed}:`;
      const lines = [
        '# a comment',
        line('user', 'U'),
        line('disabled', 'UD'),
        line('locked', 'UL'),
        line('new', 'U', hashOf('secret'), '00000000'),
        line('nopassword', 'UN', `NO PASSWORD${'X'.repeat(21)}`),
        line('machine$', 'W'),
      ];
      writeFileSync(join(folder(), 'flags'), lines.join('\n'));
      await using server = await serve({ accountFiles: [{ format: 'smbpasswd', path: 'flags' }] });
      const expected = {
        user: '',
        disabled: setupFailed('ACCOUNT_DISABLED'),
        locked: setupFailed('ACCOUNT_LOCKED_OUT'),
        new: setupFailed('PASSWORD_MUST_CHANGE'),
        nopassword: setupFailed('LOGON_FAILURE'),
        machine$: setupFailed('LOGON_FAILURE'),
      };
      for (const [name, words] of Object.entries(expected)) {
        assert.equal(await login(server, { login: as(name, 'secret') }), words, name);
      }
      assert.equal(await login(server, { login: as('nopassword', '') }), setupFailed('LOGON_FAILURE'));
    });

    it('the configuration file’s own accounts go before those of the files', async () => {
      writeFileSync(join(folder(), 'more'), 'DOMAIN:alice:other\nDOMAIN:bob:secret\n');
      const accountFiles = [{ format: 'ntlm-user-file', path: 'more' }];
      await using server = await serve({ accounts: [alice], accountFiles });
      assert.equal(await login(server), '');
      assert.equal(await login(server, { login: as('alice', 'other') }), setupFailed('LOGON_FAILURE'));
      assert.equal(await login(server, { login: as('bob', 'secret') }), '');
    });
  });
});
