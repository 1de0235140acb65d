import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountsInMemory } from '../../src/auth/memory-store.js';
import { serve } from '../session/support.js';
import { impacketScript, python, requireImpacket } from '../support/impacket.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { alice } from '../support/smbclient.js';
import { startCli, type RunningCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

/** The parts of an audit line that tell of a login in a bind. */
interface Line {
  readonly serviceDescription: string;
  readonly status: string;
  readonly clientAccount: string;
  readonly becameAccount: string | null;
  readonly diagnosis: {
    readonly reason: string;
    readonly explanation: string;
    readonly login: { readonly carrier: string; readonly pipe?: string };
    readonly protection: { readonly used?: string } | null;
  };
}

/** The lines of logins in binds so far. */
function binds({ records }: RunningCli): Line[] {
  return records
    .filter(({ type }) => type === 'Authentication')
    .map((record) => record['Authentication'] as Line)
    .filter(({ diagnosis }) => diagnosis.login.carrier === 'pipe');
}

describe('logins in RPC binds of real clients', () => {
  const folder = useTemporaryFolder();

  function configuration(): string[] {
    const file = join(folder(), 'smb2.json');
    const policy = { anonymous: 'ipc' };
    const shares = [{ name: 'files', temporary: true }];
    writeFileSync(file, JSON.stringify({ accounts: [alice], policy, shares }));
    return ['--config', file];
  }

  describe('rpcclient', () => {
    before(function () {
      requireProgram(this, 'rpcclient');
    });

    const rpcclient = (port: number, binding: string, password: string, command: string) =>
      run('rpcclient', [
        `ncacn_np:127.0.0.1[${binding}]`,
        `--user=${alice.name}%${password}`,
        `--port=${port}`,
        '--configfile=/dev/null',
        `--command=${command}`,
      ]);

    for (const [binding, used] of [
      ['packet', 'signed'],
      ['sign', 'signed'],
      ['seal', 'encrypted'],
      ['sign,spnego', 'signed'],
      ['seal,spnego', 'encrypted'],
    ] as const) {
      it(`[${binding}]: a line for the session and one for each pipe that it logs in to`, async () => {
        const server = await startCli(configuration());
        await rpcclient(server.port, binding, alice.password, 'srvinfo; wkssvc_wkstagetinfo');
        await server.stop();
        assert.deepEqual(
          binds(server).map(({ serviceDescription, status, becameAccount, diagnosis }) => [
            serviceDescription,
            status,
            becameAccount,
            diagnosis.login.pipe,
            diagnosis.protection?.used,
          ]),
          [
            ['DCE/RPC', 'NT_STATUS_OK', 'alice', 'srvsvc', used],
            ['DCE/RPC', 'NT_STATUS_OK', 'alice', 'wkssvc', used],
          ],
        );
      });
    }

    it('without a login in the bind: no line but that of the session', async () => {
      const server = await startCli(configuration());
      await rpcclient(server.port, '', alice.password, 'srvinfo');
      await server.stop();
      assert.deepEqual(binds(server), []);
      assert.equal(server.records.filter(({ type }) => type === 'Authentication').length, 1);
    });

    it('a wrong password that it logs in to the session with never reaches a bind', async () => {
      const server = await startCli(configuration());
      const { stdout, stderr } = await rpcclient(server.port, 'sign', 'wrong', 'srvinfo');
      assert.match(`${stdout}${stderr}`, /NT_STATUS_LOGON_FAILURE/);
      await server.stop();
      assert.deepEqual(binds(server), []);
    });

    for (const binding of ['sign', 'sign,spnego']) {
      it(`[${binding}], a password that is changed behind its session: the bind is refused and recorded`, async () => {
        const [before, after] = [alice.password, 'another'].map((password) =>
          accountsInMemory([{ name: alice.name, password }]),
        );
        let asked = 0;
        const find: NonNullable<typeof before>['find'] = (name, domain) =>
          (asked++ === 0 ? before : after)?.find(name, domain) ?? Promise.resolve(undefined);
        await using server = await serve({ accounts: { find } });
        const { stdout, stderr } = await rpcclient(server.port, binding, alice.password, 'srvinfo');
        assert.match(`${stdout}${stderr}`, /(NT_STATUS|WERR)_ACCESS_DENIED/);
        await server.close();
        assert.deepEqual(
          server.completed.map(({ login, reason }) => [login?.carrier, reason]),
          [
            ['smb', 'accepted'],
            ['pipe', 'wrong-password'],
          ],
        );
      });
    }
  });

  describe('impacket, in an anonymous session', () => {
    before(async function () {
      await requireImpacket(this);
    });

    const tryPasswords = (port: number, user: string, ...passwords: string[]) =>
      run(python, [impacketScript('impacket-bind.py'), String(port), '5', user, ...passwords]);

    it('every password that it tries is in the log', async () => {
      const server = await startCli(configuration());
      const { stdout } = await tryPasswords(server.port, alice.name, 'wrong', 'secret', alice.password);
      assert.deepEqual(stdout.trim().split('\n'), ['rpc_s_access_denied', 'rpc_s_access_denied', 'in']);
      await tryPasswords(server.port, 'mallory', 'wrong');
      await server.stop();
      assert.deepEqual(
        binds(server).map(({ clientAccount, status, diagnosis }) => [
          clientAccount,
          status,
          diagnosis.reason,
        ]),
        [
          ['alice', 'NT_STATUS_WRONG_PASSWORD', 'wrong-password'],
          ['alice', 'NT_STATUS_WRONG_PASSWORD', 'wrong-password'],
          ['alice', 'NT_STATUS_OK', 'accepted'],
          ['mallory', 'NT_STATUS_NO_SUCH_USER', 'unknown-account'],
        ],
      );
      for (const { diagnosis } of binds(server)) {
        assert.match(
          diagnosis.explanation,
          /It came in an RPC bind on pipe “srvsvc”, in the session of an anonymous user\.$/,
        );
      }
    });

    it('audit counts them', async () => {
      const report = join(folder(), 'report.json');
      const server = await startCli([...configuration(), '--report', report], {}, 'audit');
      await tryPasswords(server.port, alice.name, 'wrong', alice.password);
      await server.stop();
      const { clients } = JSON.parse(readFileSync(report, 'utf8')) as {
        clients: {
          attempts: number;
          accepted: number;
          refused: number;
          reasons: string[];
          users: string[];
        }[];
      };
      const [{ attempts, accepted, refused, reasons, users } = assert.fail()] = clients;
      assert.deepEqual({ attempts, accepted, refused }, { attempts: 3, accepted: 2, refused: 1 });
      assert.deepEqual(reasons.toSorted(), ['accepted', 'anonymous', 'wrong-password']);
      assert.ok(users.includes('alice'));
    });
  });
});
