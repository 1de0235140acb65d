import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { accountsInMemory } from 'smb2-auth-server/auth';
import { createGreeter } from './http-auth.js';

const run = promisify(execFile);

/** The features of the curl on this machine, as it lists them; empty without curl. */
const curl = spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout ?? '';

/** Where Debian names the NTLM mechanism for MIT's GSS-API, without which `--negotiate` means Kerberos. */
const mechanismFile = '/etc/gss/mech.d/mech.ntlmssp.conf';

/** A package that was removed leaves its configuration behind: only the library is the mechanism. */
const gssNtlm =
  existsSync(mechanismFile) && existsSync(/\S+\.so$/m.exec(readFileSync(mechanismFile, 'utf8'))?.[0] ?? '');

describe('examples/http-auth', () => {
  const server = createGreeter(accountsInMemory([{ name: 'alice', password: 'secret' }]));
  const folder = mkdtempSync(join(tmpdir(), 'http-auth-'));
  let url = '';

  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  /** The answer's text and status; NTLM_USER_FILE is where gss-ntlmssp finds its credentials. */
  async function ask(args: readonly string[], userFile?: string): Promise<string> {
    const path = join(folder, 'users');
    if (userFile !== undefined) writeFileSync(path, userFile);
    const options = { env: { ...process.env, NTLM_USER_FILE: path, KRB5CCNAME: join(folder, 'no-tickets') } };
    const { stdout } = await run('curl', ['-s', '-w', '%{http_code}', ...args, url], options);
    return stdout;
  }

  it('offers both schemes to a client without credentials', async () => {
    const { status, headers } = await fetch(url);
    assert.equal(status, 401);
    assert.equal(headers.get('www-authenticate'), 'Negotiate, NTLM');
  });

  it('survives nonsense in the header', async () => {
    for (const authorization of [
      'NTLM',
      'NTLM ',
      'NTLM !!',
      'Negotiate YII=',
      'Basic eDp5',
      'Negotiate oQ==',
    ]) {
      assert.equal((await fetch(url, { headers: { authorization } })).status, 401);
    }
  });

  describe('curl --ntlm', () => {
    before(function () {
      if (!/^Features:.*\bNTLM\b/m.test(curl)) this.skip();
    });

    it('the right password', async () => {
      assert.equal(await ask(['--ntlm', '-u', 'alice:secret']), 'Hello alice\n200');
    });
    it('the wrong password', async () => {
      assert.equal(await ask(['--ntlm', '-u', 'alice:SECRET']), '401');
    });
    it('an unknown user', async () => {
      assert.equal(await ask(['--ntlm', '-u', 'bob:secret']), '401');
    });
  });

  describe('curl --negotiate, with gss-ntlmssp under MIT’s SPNEGO', () => {
    before(function () {
      if (!/^Features:.*\bSPNEGO\b/m.test(curl) || !gssNtlm) this.skip();
    });

    it('the right password', async () => {
      assert.equal(await ask(['--negotiate', '-u', ':'], 'WEB:alice:secret\n'), 'Hello alice\n200');
    });
    it('the wrong password', async () => {
      assert.equal(await ask(['--negotiate', '-u', ':'], 'WEB:alice:SECRET\n'), '401');
    });
  });
});
