import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { alice } from '../support/smbclient.js';
import { type OutputRecord, type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

/** Debian's gvfs-backends. */
const GVFS_SMB = '/usr/lib/gvfs/gvfsd-smb';

const npmClient = fileURLToPath(new URL('../../../test/interop/npm-client.mjs', import.meta.url));

/** The reason of the first login whose record is there, once it is. */
async function firstReason(server: RunningCli): Promise<unknown> {
  const { Authentication } = await server.record(({ type }) => type === 'Authentication');
  return (Authentication as { readonly diagnosis: { readonly reason: string } }).diagnosis.reason;
}

function isGranted({ type, ...record }: OutputRecord): boolean {
  const { diagnosis } = (record[type] ?? {}) as { readonly diagnosis?: { readonly reason: string } };
  return type === 'Authorization' && diagnosis?.reason === 'granted';
}

/** Clients of the npm registry, with the settings that let each in. */
const npmClients = [
  { name: 'node-smb2', speaks: 'NTLMv2 with names of its own', ntlm: { echoTargetInfo: false } },
  { name: '@awo00/smb2', speaks: 'NTLMv1', ntlm: { v1: 'accept', require128: false } },
  { name: '@marsaud/smb2', speaks: 'NTLMv1', ntlm: { v1: 'accept', require128: false } },
  { name: 'v9u-smb2', speaks: 'NTLMv2', ntlm: {} },
];

describe('clients of the npm registry', () => {
  const folder = useTemporaryFolder();
  const serve = (ntlm: object) => {
    const file = join(folder(), 'smb2.json');
    const shares = [{ name: 'files', temporary: true }];
    writeFileSync(file, JSON.stringify({ accounts: [alice], shares, policy: { ntlm } }));
    return startCli(['--config', file]);
  };
  const connect = async (name: string, { port }: RunningCli, password: string) => {
    // Two of them hash with MD4 of OpenSSL, which it has as a legacy only.
    const env = { ...process.env, NODE_OPTIONS: '--openssl-legacy-provider' };
    const { stdout, stderr } = await run(process.execPath, [npmClient, name, String(port), password], {
      env,
    });
    return JSON.parse(stdout.trim().split('\n').at(-1) || JSON.stringify({ error: stderr })) as unknown;
  };

  for (const { name, speaks, ntlm } of npmClients) {
    it(`${name}, ${speaks}: logs in, writes, lists, reads and removes a file`, async () => {
      await using server = await serve(ntlm);
      const { names, content } = (await connect(name, server, alice.password)) as {
        readonly names: readonly string[];
        readonly content: string;
      };
      assert.match(names.join(), /npm\.txt/);
      assert.equal(content, 'written by a client of the npm registry');
      assert.equal(await firstReason(server), 'accepted');
      assert.ok(await server.record(isGranted));
    });

    it(`${name}: is refused with a wrong password, and the record says so`, async () => {
      await using server = await serve(ntlm);
      assert.ok('error' in ((await connect(name, server, 'nothing like it')) as object));
      assert.equal(await firstReason(server), 'wrong-password');
    });
  }
});

describe('gvfs, the file manager of GNOME', () => {
  const folder = useTemporaryFolder();
  before(function () {
    requireProgram(this, 'gio');
    requireProgram(this, 'dbus-run-session');
    requireProgram(this, GVFS_SMB);
  });

  it('mounts a share, writes a file, lists and reads it, and removes it', async () => {
    await using server = await startCli(['--user', `${alice.name}:${alice.password}`, '--share', 'files']);
    const share = `smb://127.0.0.1:${server.port}/files`;
    writeFileSync(join(folder(), 'answers'), `${alice.name}\nWORKGROUP\n${alice.password}\n`);
    writeFileSync(join(folder(), 'note.txt'), 'written by a desktop\n');
    const commands = [
      `gio mount ${share} <answers`,
      `gio copy note.txt ${share}/note.txt`,
      `gio list ${share}`,
      `gio cat ${share}/note.txt`,
      `gio remove ${share}/note.txt`,
      `echo "then: $(gio list ${share})"`,
    ];
    const env = {
      PATH: process.env['PATH'],
      HOME: folder(),
      XDG_RUNTIME_DIR: mkdtempSync(join(folder(), 'run-')),
    };
    const { stdout, stderr } = await run('dbus-run-session', ['--', 'sh', '-ec', commands.join('\n')], {
      env,
      cwd: folder(),
      timeout: 19_000,
    });
    assert.match(stdout, /^note\.txt\nwritten by a desktop\nthen: \n?$/m, stdout + stderr);
    // It looks at the server first, with a connection that it leaves again.
    assert.ok(await server.record(isGranted));
  });
});
