import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { watch } from 'node:fs/promises';
import { join } from 'node:path';
import { impacketScript, python, requireImpacket } from '../support/impacket.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { alice, smbclient } from '../support/smbclient.js';
import { startCli, type RunningCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

describe('files in rough hands', () => {
  const folder = useTemporaryFolder();
  const shared = (...path: string[]) => join(folder(), 'shared', ...path);
  let server: RunningCli | undefined;

  before(async function () {
    requireProgram(this, 'smbclient');
    mkdirSync(shared());
    const credentials = `${alice.name}:${alice.password}`;
    server = await startCli(['--user', credentials, '--share', `files=${shared()}`]);
  });
  after(() => server?.stop());

  const port = () => server?.port ?? 0;

  /** The output of smbclient for commands that may fail. */
  async function commands(...list: string[]): Promise<string> {
    const { stdout, stderr } = await smbclient({ port: port(), commands: list.join('; ') });
    return `${stdout}${stderr}`;
  }

  describe('a way out of the share', () => {
    before(() => {
      mkdirSync(shared('sub'));
      mkdirSync(join(folder(), 'outside'));
      writeFileSync(join(folder(), 'secret.txt'), 'secret');
      writeFileSync(shared('inside.txt'), 'inside');
      symlinkSync('../secret.txt', shared('link.txt'));
      symlinkSync('../outside', shared('linkdir'));
      symlinkSync('/', shared('root'));
    });
    afterEach(() => {
      assert.deepEqual(readdirSync(folder()).sort(), ['outside', 'secret.txt', 'shared']);
      assert.deepEqual(readdirSync(join(folder(), 'outside')), []);
      assert.equal(readFileSync(join(folder(), 'secret.txt'), 'utf8'), 'secret');
      assert.equal(readFileSync(shared('inside.txt'), 'utf8'), 'inside');
      assert.deepEqual(readdirSync(shared()).sort(), ['inside.txt', 'link.txt', 'linkdir', 'root', 'sub']);
    });

    for (const command of [
      'get link.txt -',
      'get root\\etc\\passwd -',
      'get ../secret.txt -',
      'get ..\\secret.txt -',
      'more link.txt',
      'cd linkdir',
      'ls linkdir\\*',
      'mkdir linkdir\\new',
      'rmdir linkdir',
      'rm link.txt',
      'rename inside.txt linkdir\\moved.txt',
      'rename linkdir moved',
      'scopy link.txt copied.txt',
      'symlink ../secret.txt made',
      'get inside.txt:stream -',
    ]) {
      it(`smbclient: ${command}`, async () => {
        assert.match(await commands(command), /NT_STATUS_/);
      });
    }

    it('smbclient lists no link', async () => {
      const names = [...(await commands('ls')).matchAll(/^ {2}(\S+) +[DAHR]/gm)].map(([, name = '']) => name);
      assert.deepEqual(names.sort(), ['.', '..', 'inside.txt', 'sub']);
    });

    it('impacket: names that smbclient would not send', async function () {
      await requireImpacket(this);
      const names = [
        '..',
        '..\\secret.txt',
        '../secret.txt',
        'sub\\..\\..',
        'sub\\..\\..\\secret.txt',
        'sub\\.\\..\\..\\secret.txt',
        '.\\..\\secret.txt',
        '/etc/passwd',
        'C:\\secret.txt',
        '\\\\127.0.0.1\\files\\new.txt',
        'link.txt',
        'linkdir',
        'linkdir\\new.txt',
        'root\\etc\\passwd',
        'inside.txt:stream',
        'inside.txt::$DATA',
        'new.txt:stream',
        'sub:x:$INDEX_ALLOCATION',
        'sub\u0000\\..\\..\\secret.txt',
      ];
      const script = impacketScript('impacket-escape.py');
      const args = [script, String(port()), alice.name, alice.password, JSON.stringify(names)];
      const { code, stdout, stderr } = await run(python, args);
      assert.equal(code, 0, stderr);
      assert.deepEqual(JSON.parse(stdout), {});
    });
  });

  it('kill -9 of smbclient in mid-write frees the file, and the server serves on', async () => {
    const source = join(folder(), 'big');
    writeFileSync(source, '');
    truncateSync(source, 512 * 1024 * 1024);
    const put = ['-U', `${alice.name}%${alice.password}`, '-s', '/dev/null', '-c', `put ${source} big`];
    const changes = watch(shared());
    const client = spawn('smbclient', ['//127.0.0.1/files', '-p', String(port()), ...put], {
      stdio: 'ignore',
    });
    for await (const { filename } of changes) {
      if (filename === 'big' && statSync(shared('big')).size > 8 * 1024 * 1024) break;
    }
    client.kill('SIGKILL');
    const [, signal] = (await once(client, 'exit')) as [number | null, string | null];
    assert.equal(signal, 'SIGKILL');
    assert.ok(statSync(shared('big')).size < statSync(source).size, 'smbclient was done too soon');
    rmSync(source);
    assert.equal(await commands('rm big'), '');
    assert.ok(!readdirSync(shared()).includes('big'));
  });

  it('two clients on one file: what one holds alone the other cannot have', async function () {
    await requireImpacket(this);
    writeFileSync(shared('held.txt'), 'free at first');
    const args = [impacketScript('impacket-hold.py'), String(port()), alice.name, alice.password, 'held.txt'];
    const holder = spawn(python, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    for (const command of ['get held.txt -', 'rm held.txt', 'rename held.txt mine.txt']) {
      assert.match(await commands(command), /NT_STATUS_SHARING_VIOLATION/, command);
    }
    holder.stdin.end();
    await once(holder, 'exit');
    assert.match(await commands('get held.txt -'), /^HELD at first/);
    assert.equal(await commands('rm held.txt'), '');
  });
});
