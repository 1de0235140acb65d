import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { runLoading } from '../../support/loaded-modules.js';
import { runCli, startCli } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

const folder = useTemporaryFolder();

describe('serve: the listeners of this machine', () => {
  it('--control, --watch and --admin with one number share a port, 0 and 0 too', async () => {
    const file = join(folder(), 'shared');
    await using server = await startCli([
      '--control',
      '0',
      '--watch',
      '0',
      '--admin',
      '0',
      '--control-file',
      file,
    ]);
    const [control, watch, admin] = await Promise.all(
      ['control', 'watch', 'admin'].map((name) => server.record(({ carrier }) => carrier === name)),
    );
    const url = `http://127.0.0.1:${String(control?.['port'])}`;
    assert.deepEqual([watch?.['port'], admin?.['port']], [control?.['port'], control?.['port']]);
    assert.match(String(watch?.['url']), new RegExp(`^${url}/watch/#[0-9a-f]{64}$`));
    assert.equal((await fetch(`${url}/livez`)).status, 200);
    const { token } = JSON.parse(readFileSync(file, 'utf8')) as { token: string };
    const { status } = await fetch(`${url}/v1/server`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(status, 200);
    // The token of one part opens no other.
    const [, other] = String(watch?.['url']).split('#');
    for (const path of ['/v1/server', '/nothing'])
      assert.equal(
        (await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${other}` } })).status,
        401,
      );
  });

  it('diagnose prints the address of the page for people', async () => {
    const { code, stdout } = await runCli(
      ['diagnose', '--port', '0', '--no-json', '--watch', '0', '--timeout', '0.05'],
      { cwd: folder() },
    );
    assert.equal(code, 0);
    assert.match(stdout, /^Watch on http:\/\/127\.0\.0\.1:\d+\/watch\/#[0-9a-f]{64}$/m);
  });

  for (const [args, words] of [
    [['--watch', '0.0.0.0:80'], /^--watch: expected a port alone, 0 to 65535: it is served on 127\.0\.0\.1/m],
    [['--watch', ''], /^--watch: expected a port alone/m],
    [['--watch', '65536'], /^--watch: expected a port alone/m],
    [['--admin', ''], /^--admin: expected \[HOST:\]PORT/m],
    [['--admin', ':9100'], /^--admin: expected \[HOST:\]PORT/m],
    [['--admin', '::1:9100'], /^--admin: expected \[HOST:\]PORT/m],
    [['--admin', '[x]:9100'], /^--admin: expected \[HOST:\]PORT/m],
    [['--admin', '0.0.0.0:99999'], /^--admin: expected \[HOST:\]PORT/m],
    [
      ['--watch', '0', '--admin', '0.0.0.0:0'],
      /^--admin: needs a port of its own: --watch is served on 127\.0\.0\.1 only$/m,
    ],
    [['--watch', '0', '--workers', '2'], /^--workers: cannot be with --watch: /m],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, stderr } = await runCli(['serve', '--port', '0', ...args], { cwd: folder() });
      assert.equal(code, 2, stderr);
      assert.match(stderr, words);
    });
  }

  it('without a flag nothing of them is loaded, and with one nothing of the others', async () => {
    const ofLocal = /src\/(local-http|control|watch|admin)\/|local-parts|node_modules\/@?hono/;
    const serve = ['serve', '--port', '0', '--json', '--timeout', '0.01'];
    const without = await runLoading(serve);
    assert.deepEqual(
      without.modules.filter((url) => ofLocal.test(url)),
      [],
    );
    const { modules } = await runLoading([...serve, '--watch', '0']);
    assert.ok(modules.some((url) => /src\/watch\//.test(url)));
    assert.deepEqual(
      modules.filter((url) => /src\/(control|admin)\//.test(url)),
      [],
    );
  });
});
