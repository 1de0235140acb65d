import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type OpenReplayMemory, replaysInFolder } from '../../src/accounts/replay-folder.js';
import { run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const start = Date.UTC(2026, 10, 28, 12);
const minute = 60_000;

describe('accounts: a replay memory in a folder', () => {
  const base = useTemporaryFolder();
  let folder = '';
  let problems: string[] = [];
  let opened: OpenReplayMemory[] = [];
  let clock = start;

  beforeEach(() => {
    folder = join(base(), randomBytes(4).toString('hex'));
    problems = [];
    clock = start;
  });
  afterEach(() => {
    for (const memory of opened) memory.close();
    opened = [];
  });

  function open(): OpenReplayMemory {
    const memory = replaysInFolder(folder, {
      place: 'kerberos.stateFolder',
      onProblem: (problem) => problems.push(problem),
      runtime: { now: () => clock, randomBytes },
    });
    opened.push(memory);
    return memory;
  }

  const digest = (name: string): Buffer => Buffer.from(name.padEnd(32, '.'));
  const inFiveMinutes = start + 5 * minute;

  it('admits an authenticator once', () => {
    const memory = open();
    assert.equal(memory.admit(digest('a'), inFiveMinutes, clock), true);
    assert.equal(memory.admit(digest('a'), inFiveMinutes, clock), false);
    assert.equal(memory.admit(digest('b'), inFiveMinutes, clock), true);
  });

  it('refuses the same one after a restart', () => {
    const before = open();
    assert.equal(before.admit(digest('a'), inFiveMinutes, clock), true);
    before.close();
    const after = open();
    assert.equal(after.admit(digest('a'), inFiveMinutes, clock), false);
    assert.equal(after.admit(digest('b'), inFiveMinutes, clock), true);
  });

  it('refuses the same one with another expiry: the skew was changed, or is another server’s', () => {
    const [one, other] = [open(), open()];
    assert.equal(one.admit(digest('a'), inFiveMinutes, clock), true);
    for (const until of [inFiveMinutes + 20 * minute, inFiveMinutes + 24 * 60 * minute]) {
      assert.equal(other.admit(digest('a'), until, clock), false);
      assert.equal(open().admit(digest('a'), until, clock), false);
    }
    assert.equal(other.admit(digest('b'), inFiveMinutes + 20 * minute, clock), true);
    assert.equal(one.admit(digest('b'), inFiveMinutes, clock), false);
    assert.deepEqual(problems, []);
  });

  it('what it removed is not new when the clock is set back', () => {
    const memory = open();
    assert.equal(memory.admit(digest('a'), inFiveMinutes, clock), true);
    clock = start + 24 * 60 * minute;
    assert.equal(memory.admit(digest('b'), clock + 5 * minute, clock), true);
    clock = start + minute;
    assert.equal(memory.admit(digest('a'), inFiveMinutes, clock), false);
    clock = start + 11 * minute;
    assert.equal(memory.admit(digest('c'), clock + 5 * minute, clock), true, 'logins pass after ten minutes');
  });

  it('admits nothing once it is closed', () => {
    const memory = open();
    memory.close();
    assert.equal(memory.admit(digest('a'), inFiveMinutes, clock), false);
  });

  it('is shared: of two servers one admits', () => {
    const [one, other] = [open(), open()];
    assert.equal(one.admit(digest('a'), inFiveMinutes, clock), true);
    assert.equal(other.admit(digest('a'), inFiveMinutes, clock), false);
    assert.equal(other.admit(digest('b'), inFiveMinutes, clock), true);
    assert.equal(one.admit(digest('b'), inFiveMinutes, clock), false);
  });

  it('is shared: of processes that ask at the same time one admits', async () => {
    const module = new URL('../../src/accounts/replay-folder.js', import.meta.url).href;
    const program = `
      import { randomBytes, createHash } from 'node:crypto';
      const { replaysInFolder } = await import(${JSON.stringify(module)});
      const runtime = { now: () => ${start}, randomBytes };
      const memory = replaysInFolder(${JSON.stringify(folder)}, { place: '', onProblem: console.error, runtime });
      const digest = (number) => createHash('sha256').update(String(number)).digest();
      const admitted = Array.from({ length: 300 }, (_, number) => number)
        .filter((number) => memory.admit(digest(number), ${inFiveMinutes}, ${start}));
      console.log(JSON.stringify(admitted));`;
    const runs = await Promise.all(
      [1, 2, 3].map(() => run(process.execPath, ['--input-type=module', '-e', program])),
    );
    assert.deepEqual(runs.map(({ stderr }) => stderr).join(''), '');
    const admitted = runs.flatMap(({ stdout }) => JSON.parse(stdout) as number[]);
    assert.deepEqual(
      admitted.toSorted((a, b) => a - b),
      Array.from({ length: 300 }, (_, number) => number),
    );
  });

  it('refuses one whose time has passed', () => {
    assert.equal(open().admit(digest('a'), clock, clock), false);
    assert.equal(open().admit(digest('a'), Number.NaN, clock), false);
  });

  it('removes a file once the last expiry in it has passed, and no other file', () => {
    const memory = open();
    writeFileSync(join(folder, 'replays-mine'), 'kept');
    memory.admit(digest('a'), inFiveMinutes, clock);
    const [first = ''] = readdirSync(folder).filter((name) => /\d$/.test(name));
    clock = start + 9 * minute;
    memory.admit(digest('b'), clock + 5 * minute, clock);
    assert.equal(readdirSync(folder).includes(first), true);
    clock = start + 25 * minute;
    memory.admit(digest('c'), clock + 5 * minute, clock);
    assert.equal(readdirSync(folder).includes(first), false);
    assert.equal(readdirSync(folder).includes('replays-mine'), true);
  });

  it('lets only its owner read its files', () => {
    open().admit(digest('a'), inFiveMinutes, clock);
    const [name = ''] = readdirSync(folder);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600);
  });

  describe('a file that cannot be trusted refuses, and says so once', () => {
    const damage: Record<string, (path: string) => void> = {
      'cut within a record': (path) => truncateSync(path, 40),
      'cut while the server runs': (path) => truncateSync(path, 32),
      'a byte is another': (path) => {
        const bytes = readFileSync(path);
        bytes[3] = (bytes[3] ?? 0) ^ 1;
        writeFileSync(path, bytes);
      },
      'a line of something else': (path) => appendFileSync(path, 'not a record of authenticators\n\n'),
    };
    for (const [title, harm] of Object.entries(damage)) {
      it(title, () => {
        const running = open();
        for (const name of ['a', 'b']) running.admit(digest(name), inFiveMinutes, clock);
        const [name = ''] = readdirSync(folder);
        harm(join(folder, name));
        const memory = title.includes('runs') ? running : open();
        assert.equal(memory.admit(digest('c'), inFiveMinutes, clock), false);
        assert.equal(memory.admit(digest('d'), inFiveMinutes, clock), false);
        assert.equal(memory.full, true);
        assert.equal(problems.length, 1);
        assert.match(problems[0] ?? '', /replays-\d+ cannot be used \(.+\): Kerberos logins/);
        assert.equal(memory.admit(digest('c'), inFiveMinutes + 10 * minute, clock), true, 'the next file');
      });
    }

    it('a link in the place of a file', () => {
      open();
      const target = join(base(), 'elsewhere');
      symlinkSync(target, join(folder, `replays-${Math.floor(inFiveMinutes / 600_000)}`));
      assert.equal(open().admit(digest('a'), inFiveMinutes, clock), false);
      assert.match(problems.join(), /ELOOP/);
    });

    it('a folder in the place of a file', () => {
      open();
      mkdirSync(join(folder, `replays-${Math.floor(inFiveMinutes / 600_000)}`));
      assert.equal(open().admit(digest('a'), inFiveMinutes, clock), false);
      assert.equal(problems.length, 1);
    });
  });

  it('a folder that cannot be made is an error with its place', () => {
    writeFileSync(folder, '');
    assert.throws(open, {
      name: 'ConfigurationError',
      message: 'kerberos.stateFolder: expected a folder that can be written (EEXIST: file already exists)',
    });
  });

  it('a folder that cannot be written is an error with its place', function () {
    if (process.getuid?.() === 0) this.skip();
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    assert.throws(open, { name: 'ConfigurationError' });
  });
});
