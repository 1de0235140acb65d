import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineFile } from '../../../src/cli/output/line-file.js';
import { requireProgram } from '../../support/require-program.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

describe('a file of lines', () => {
  const folder = useTemporaryFolder();
  let problems: string[];
  let time: number;
  const open = (path: string): LineFile =>
    new LineFile(path, {
      onProblem: (what, error) => problems.push(`${what}: ${(error as NodeJS.ErrnoException).code}`),
      onLost: (lines) => problems.push(`${lines} lost`),
      runtime: { monotonic: () => time },
    });

  beforeEach(() => {
    problems = [];
    time = 0;
  });

  it('is for its owner alone, and one that is there keeps its lines and its mode', () => {
    const path = join(folder(), 'modes');
    open(path).end('one\n');
    assert.equal(statSync(path).mode & 0o777, 0o600);
    chmodSync(path, 0o640);
    open(path).end('two\n');
    assert.equal(statSync(path).mode & 0o777, 0o640);
    assert.equal(readFileSync(path, 'utf8'), 'one\ntwo\n');
  });

  it('has each line before the write returns', () => {
    const path = join(folder(), 'at-once');
    const file = open(path);
    file.write('one\n');
    assert.equal(readFileSync(path, 'utf8'), 'one\n');
    file.destroy();
  });

  it('that was moved away gets nothing more once it is opened again', () => {
    const path = join(folder(), 'moved');
    const file = open(path);
    file.write('one\n');
    renameSync(path, `${path}.1`);
    file.write('two\n');
    file.reopen();
    file.end('three\n');
    assert.equal(readFileSync(`${path}.1`, 'utf8'), 'one\ntwo\n');
    assert.equal(readFileSync(path, 'utf8'), 'three\n');
    assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it('is opened again by itself, a second after the last look', () => {
    const path = join(folder(), 'alone');
    const file = open(path);
    rmSync(path);
    time = 999;
    file.write('lost with the file\n');
    time = 1000;
    file.end('one\n');
    assert.equal(readFileSync(path, 'utf8'), 'one\n');
  });

  it('takes lines where another program cuts it at its beginning', () => {
    const path = join(folder(), 'cut');
    const file = open(path);
    file.write('one\n');
    writeFileSync(path, '');
    file.end('two\n');
    assert.equal(readFileSync(path, 'utf8'), 'two\n');
  });

  it('that cannot be opened again keeps the one that was moved away, and says so once', () => {
    const path = join(folder(), 'gone', 'file');
    mkdirSync(join(folder(), 'gone'));
    const file = open(path);
    renameSync(join(folder(), 'gone'), join(folder(), 'elsewhere'));
    file.reopen();
    file.reopen();
    file.end('one\n');
    assert.equal(readFileSync(join(folder(), 'elsewhere', 'file'), 'utf8'), 'one\n');
    assert.deepEqual(problems, ['cannot be opened again: ENOENT']);
  });

  it('on a full disk says so once, loses whole lines, and counts them', () => {
    const path = join(folder(), 'full');
    const file = open('/dev/full');
    file.write('one\n');
    file.write('two\nthree\n');
    assert.deepEqual(problems, ['cannot be written: ENOSPC']);
    Object.assign(file, { path });
    // The device stands for the disk; another file for room on it.
    file.reopen();
    file.end('four\n');
    assert.deepEqual(problems, ['cannot be written: ENOSPC', '3 lost']);
    assert.equal(readFileSync(path, 'utf8'), 'four\n');
  });

  it('is no pipe, whose reader could hold the server up', function () {
    requireProgram(this, 'mkfifo');
    const path = join(folder(), 'pipe');
    execFileSync('mkfifo', [path]);
    assert.throws(() => open(path), { code: 'a pipe or socket: expected a file' });
  });
});
