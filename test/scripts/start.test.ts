import assert from 'node:assert/strict';
import { run } from '../support/run.js';

describe('npm start', () => {
  const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    run(process.execPath, ['scripts/start.mjs', '--port', '0', '--timeout', '0.01', ...args], {
      env: { ...process.env, ...env },
      timeout: 60_000,
    });

  it('prints the line to paste, with an account and a share to try', async function () {
    this.timeout(60_000);
    const { code, stdout } = await start([]);
    assert.equal(code, 0);
    assert.match(stdout, /^ {2}smbclient '\/\/127\.0\.0\.1\/demo' -p \d+ -U 'demo%demo'$/m);
  });

  it('serves with several processes', async function () {
    this.timeout(60_000);
    const { code, stdout, stderr } = await start(['--workers', '2']);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^ {2}smbclient '\/\/127\.0\.0\.1\/demo' -p \d+ -U 'demo%demo'$/m);
  });

  for (const [what, args, env] of [
    ['arguments', ['--user', 'bob:secret', '--share', 'mine'], {}],
    ['variables', [], { SMB2_AUTH_USER: 'bob:secret', SMB2_AUTH_SHARE: 'mine' }],
  ] as const) {
    it(`leaves the demo out for who brings ${what}`, async function () {
      this.timeout(60_000);
      const { stdout } = await start(args, env);
      assert.match(stdout, /^ {2}smbclient '\/\/127\.0\.0\.1\/mine' -p \d+ -U 'bob'$/m);
    });
  }
});
