import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireProgram } from '../support/require-program.js';
import { run, type Finished } from '../support/run.js';
import { alice, smbclient, type SmbclientOptions } from '../support/smbclient.js';
import { startCli, type RunningCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

/** How smbclient is told to speak, and how much of the large file it can stand: 2.0.2 moves 64 KiB at a time. */
const variants = [
  ['2.0.2', 'SMB2_02', []],
  ['2.1', 'SMB2_10', []],
  ['3.1.1 encrypted', 'SMB3_11', ['--client-protection=encrypt']],
] as const;

const LARGE = 300 * 1024 * 1024;

describe('smbclient and files', () => {
  const folder = useTemporaryFolder();
  const shared = (...path: string[]) => join(folder(), 'shared', ...path);
  const local = (...path: string[]) => join(folder(), 'local', ...path);
  let server: RunningCli | undefined;

  before(async function () {
    requireProgram(this, 'smbclient');
    mkdirSync(shared());
    mkdirSync(local());
    const file = join(folder(), 'smb2.json');
    const accounts = [alice, { name: 'bob', password: alice.password }];
    const shares = [
      {
        name: 'files',
        path: 'shared',
        comment: 'Files of the test',
        access: { alice: 'write', bob: 'read' },
      },
      { name: 'scratch', temporary: true },
    ];
    writeFileSync(file, JSON.stringify({ accounts, shares, policy: { anonymous: 'ipc' } }));
    server = await startCli(['--config', file]);
  });
  after(() => server?.stop());

  const client = (options: Omit<SmbclientOptions, 'port'>): Promise<Finished> =>
    smbclient({ port: server?.port ?? 0, ...options });

  const list = (...args: string[]): Promise<Finished> =>
    run('smbclient', ['-L', '//127.0.0.1', '-p', String(server?.port), '-s', '/dev/null', ...args]);

  describe('-L', () => {
    const lines = 'IPC|IPC$|Remote IPC\nDisk|files|Files of the test\nDisk|scratch|\n';
    const credentials = ['-U', `${alice.name}%${alice.password}`];

    for (const [who, login] of [
      ['an account', credentials],
      ['an account, in 2.0.2', [...credentials, '-m', 'SMB2_02']],
      ['an account, encrypted', [...credentials, '--client-protection=encrypt']],
      ['anonymous', ['-N', '-U', '%']],
    ] as const) {
      it(`lists the shares for ${who}`, async () => {
        const { code, stdout } = await list('-g', ...login);
        assert.equal(stdout.replace('SMB1 disabled -- no workgroup available\n', ''), lines);
        assert.equal(code, 0);
      });
    }

    it('lists nothing with a wrong password', async () => {
      const { code, stdout } = await list('-g', '-U', `${alice.name}%wrong`);
      assert.deepEqual([code, stdout], [1, 'session setup failed: NT_STATUS_LOGON_FAILURE\n']);
    });
  });

  for (const [name, protocol, args] of variants) {
    describe(`in ${name}`, () => {
      let directory = '';
      before(() => {
        directory = protocol;
        mkdirSync(shared(directory));
        mkdirSync(local(directory));
        writeFileSync(local(directory, 'a file.txt'), 'contents\n');
      });

      /** Runs commands in the variant's own directory, each of which must succeed. */
      async function commands(...wanted: string[]): Promise<string> {
        const preparation = [`cd ${directory}`, `lcd ${local(directory)}`];
        const { code, stdout, stderr } = await client({
          protocol,
          args,
          commands: [...preparation, ...wanted].join('; '),
        });
        const failures = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('NT_STATUS_'));
        assert.deepEqual({ code, failures }, { code: 0, failures: [] });
        return stdout;
      }

      it('put, ls, get', async () => {
        const output = await commands('put "a file.txt"', 'ls', 'get "a file.txt" back.txt');
        assert.match(output, /^ {2}a file\.txt {26}A {8}9 {2}\w/m);
        assert.match(output, /blocks of size \d+\. \d+ blocks available/);
        assert.equal(readFileSync(shared(directory, 'a file.txt'), 'utf8'), 'contents\n');
        assert.equal(readFileSync(local(directory, 'back.txt'), 'utf8'), 'contents\n');
      });

      it('mkdir, rename, rm, rmdir', async () => {
        await commands('mkdir one', 'put "a file.txt" one\\first.txt', 'rename one two');
        assert.deepEqual(readdirSync(shared(directory, 'two')), ['first.txt']);
        await commands('rename two\\first.txt second.txt', 'rmdir two', 'rm second.txt');
        assert.deepEqual(
          readdirSync(shared(directory)).filter((entry) => entry !== 'a file.txt'),
          [],
        );
      });

      it('allinfo', async () => {
        writeFileSync(shared(directory, 'told.txt'), 'x'.repeat(1234));
        const output = await commands('allinfo told.txt');
        assert.match(output, /^altname: TOLD\.TXT$/m);
        assert.match(output, /^attributes: A \(20\)$/m);
        assert.match(output, /^stream: \[::\$DATA\], 1234 bytes$/m);
        for (const time of ['create_time', 'access_time', 'write_time', 'change_time']) {
          assert.match(
            output,
            new RegExp(`^${time}: +\\w{3} \\w{3} .* ${new Date().getUTCFullYear()} UTC$`, 'm'),
          );
        }
      });

      it('allinfo of the root, and of names that are not short', async () => {
        const files = ['a long name.tiff', '請求書😀.txt', '.profile'];
        for (const file of files) writeFileSync(shared(directory, file), 'x');
        for (const path of [...files, '\\']) {
          const output = await commands(`allinfo "${path}"`);
          assert.match(output, /^altname: [A-Z0-9_~.]+$/m, path);
          assert.match(output, /^attributes: /m, path);
        }
      });

      it('volume', async () => {
        assert.match(await commands('volume'), /^Volume: \|files\| serial number 0x[0-9a-f]+$/m);
      });

      it('recurse; mget', async () => {
        mkdirSync(shared(directory, 'tree', 'deep'), { recursive: true });
        writeFileSync(shared(directory, 'tree', 'top.txt'), 'top');
        writeFileSync(shared(directory, 'tree', 'deep', 'bottom.txt'), 'bottom');
        await commands('recurse', 'prompt', 'mget tree');
        assert.equal(readFileSync(local(directory, 'tree', 'top.txt'), 'utf8'), 'top');
        assert.equal(readFileSync(local(directory, 'tree', 'deep', 'bottom.txt'), 'utf8'), 'bottom');
      });

      it('names in Japanese and emoji', async () => {
        const names = ['日本語のファイル.txt', '🎉🎊 パーティー.txt'];
        for (const each of names) await commands(`put "a file.txt" "${each}"`, `get "${each}" "${each}"`);
        const output = await commands('ls');
        for (const each of names) {
          assert.ok(output.includes(each), output);
          assert.equal(readFileSync(local(directory, each), 'utf8'), 'contents\n');
          assert.ok(readdirSync(shared(directory)).includes(each));
        }
      });

      it('a server-side copy', async () => {
        await commands('put "a file.txt" original.txt', 'scopy original.txt copy.txt');
        assert.equal(readFileSync(shared(directory, 'copy.txt'), 'utf8'), 'contents\n');
      });

      it('attributes', async () => {
        await commands('put "a file.txt" kept.txt', 'setmode kept.txt +rh');
        assert.match(await commands('allinfo kept.txt'), /^attributes: RHA \(23\)$/m);
        assert.equal(statSync(shared(directory, 'kept.txt')).mode & 0o222, 0);
        await commands('setmode kept.txt -rh', 'rm kept.txt');
      });

      it('the security descriptor names who asks', async () => {
        await commands('put "a file.txt" owned.txt');
        const output = await commands('showacls', 'ls owned.txt');
        assert.match(output, /Permissions: 0x1f01ff/);
        const sids = [...output.matchAll(/SID:\s*(S-[\d-]+)/g)].map(([, sid]) => sid);
        assert.equal(sids.length, 3);
        assert.equal(new Set(sids).size, 1);
      });
    });
  }

  describe('in read-only hands', () => {
    const login = ['-U', `bob%${alice.password}`];

    before(() => writeFileSync(shared('public.txt'), 'for all'));

    it('reads', async () => {
      const { code } = await client({ login, commands: `get public.txt ${local('public.txt')}` });
      assert.equal(code, 0);
      assert.equal(readFileSync(local('public.txt'), 'utf8'), 'for all');
    });

    for (const command of ['put mine.txt', 'mkdir new', 'rm public.txt', 'rename public.txt mine.txt']) {
      it(`refuses ${command}`, async () => {
        writeFileSync(local('mine.txt'), 'mine');
        const commands = `lcd ${local()}; ${command}`;
        const { stdout, stderr } = await client({ login, commands });
        assert.match(`${stdout}${stderr}`, /NT_STATUS_ACCESS_DENIED/);
        assert.equal(readFileSync(shared('public.txt'), 'utf8'), 'for all');
      });
    }
  });

  describe('in quantity', () => {
    let hash = '';
    before(() => {
      const block = randomBytes(1024 * 1024);
      const digest = createHash('sha1');
      const target = local('large');
      writeFileSync(target, '');
      for (let written = 0; written < LARGE; written += block.length) {
        block.writeUInt32LE(written, 0);
        digest.update(block);
        writeFileSync(target, block, { flag: 'a' });
      }
      hash = digest.digest('hex');
    });

    for (const [name, protocol, args] of variants) {
      it(`300 MB there and back in ${name}`, async () => {
        const { code, stdout } = await client({
          protocol,
          args,
          commands: `lcd ${local()}; put large; get large large.back; rm large`,
          timeout: 60_000,
        });
        assert.equal(code, 0, stdout);
        assert.equal(statSync(local('large.back')).size, LARGE);
        assert.equal(hashOf(local('large.back')), hash);
        assert.ok(!readdirSync(shared()).includes('large'));
      }).timeout(60_000);
    }

    describe('a directory of 20,000 files', () => {
      before(() => {
        mkdirSync(shared('many'));
        for (let i = 0; i < 20_000; i++) writeFileSync(shared('many', `file ${i}.txt`), '');
      });

      for (const [name, protocol, args] of variants) {
        it(`is listed in ${name}`, async () => {
          const commands = 'cd many; ls';
          const { code, stdout } = await client({ protocol, args, commands, timeout: 60_000 });
          assert.equal(code, 0);
          const seen = [...stdout.matchAll(/^ {2}(file \d+\.txt)/gm)].map(([, file]) => file);
          assert.equal(seen.length, 20_000);
          assert.equal(new Set(seen).size, 20_000);
        }).timeout(60_000);
      }

      it('is searched by a pattern', async () => {
        const { stdout } = await client({ commands: 'cd many; ls "FILE 1999?.TXT"' });
        assert.equal([...stdout.matchAll(/^ {2}file 1999\d\.txt/gm)].length, 10);
      });
    });
  });
});

function hashOf(path: string): string {
  return createHash('sha1').update(readFileSync(path)).digest('hex');
}
