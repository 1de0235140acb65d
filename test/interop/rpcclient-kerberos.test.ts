import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encryptionTypeOf, encryptionTypes } from '../../src/krb5/encryption/index.js';
import { impacketScript, python, requireImpacket } from '../support/impacket.js';
import { makeTickets } from '../support/made-tickets.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { alice } from '../support/smbclient.js';
import { startCli, type RunningCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const HOST = 'files.example.test';

/** The parts of an audit line that tell of a login in a bind. */
interface Line {
  readonly status: string;
  readonly becameAccount: string | null;
  readonly diagnosis: {
    readonly login: { readonly carrier: string; readonly pipe?: string };
    readonly protection: { readonly used?: string } | null;
  };
}

/** The account and the protection of each login in a bind so far. */
function binds({ records }: RunningCli): (string | null | undefined)[][] {
  return records
    .filter(({ type }) => type === 'Authentication')
    .map((record) => record['Authentication'] as Line)
    .filter(({ diagnosis }) => diagnosis.login.carrier === 'pipe')
    .map(({ status, becameAccount, diagnosis }) => [status, becameAccount, diagnosis.protection?.used]);
}

/** Bindings in rpcclient's words, and the protection that each asks for. */
const bindings = [
  ['krb5,packet', 'signed'],
  ['krb5,sign', 'signed'],
  ['krb5,seal', 'encrypted'],
  ['spnego,sign', 'signed'],
  ['spnego,seal', 'encrypted'],
] as const;

describe('RPC with Kerberos, of real clients', () => {
  const folder = useTemporaryFolder();

  /** A server whose keytab is that of the tickets, and the variables by which clients find both. */
  async function start(etype: number): Promise<{ server: RunningCli; env: NodeJS.ProcessEnv }> {
    // rpcclient asks for `host` in binds, smbclient and impacket for `cifs`.
    const services = [`cifs/${HOST}`, `host/${HOST}`];
    const tickets = makeTickets(folder(), { etype, services, client: alice.name });
    const file = join(folder(), 'smb2.json');
    const enctypes = encryptionTypes.map(({ name }) => name);
    const kerberos = { keytab: join(folder(), 'keytab'), enctypes };
    const shares = [{ name: 'files', temporary: true }];
    writeFileSync(file, JSON.stringify({ accounts: [alice], shares, kerberos }));
    return { server: await startCli(['--config', file]), env: { ...process.env, ...tickets } };
  }

  describe('rpcclient', () => {
    before(function () {
      requireProgram(this, 'rpcclient');
    });

    for (const etype of [18, 17, 20, 19, 23]) {
      // It leaves room for a signature with SHA-1, and cuts a longer one.
      const signs = etype !== 19 && etype !== 20;
      const tried = bindings.filter(([, used]) => signs || used === 'encrypted');

      it(`${encryptionTypeOf(etype)?.name}: ${tried.map(([binding]) => `[${binding}]`).join(', ')}`, async () => {
        const { server, env } = await start(etype);
        for (const [binding] of tried) {
          const { stdout, stderr } = await run(
            'rpcclient',
            [
              `ncacn_np:${HOST}[${binding}]`,
              '--dest-ip=127.0.0.1',
              `--port=${server.port}`,
              '--configfile=/dev/null',
              '--use-kerberos=required',
              '--no-pass',
              '--command=netshareenumall; netshareenumall 502',
            ],
            { env },
          );
          assert.match(`${stdout}${stderr}`, /netname: files[^]*netname: files[^]*max_uses:\t-1/, binding);
        }
        await server.stop();
        assert.deepEqual(
          binds(server),
          tried.map(([, used]) => ['NT_STATUS_OK', alice.name, used]),
        );
      });
    }
  });

  describe('impacket', () => {
    before(async function () {
      await requireImpacket(this);
    });

    for (const [etype, level, used] of [
      [23, 5, 'signed'],
      [23, 6, 'encrypted'],
      [18, 6, 'encrypted'],
    ] as const)
      it(`${encryptionTypeOf(etype)?.name}, auth_level ${level}`, async () => {
        const { server, env } = await start(etype);
        const cache = { ...env, KRB5CCNAME: join(folder(), 'cc') };
        const args = [impacketScript('impacket-kerberos-bind.py'), HOST, String(server.port), String(level)];
        const { stdout, stderr } = await run(python, args, { env: cache });
        assert.equal(stdout, 'IPC$ files\n', stderr);
        await server.stop();
        assert.deepEqual(binds(server), [['NT_STATUS_OK', alice.name, used]]);
      });
  });
});
