import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPasswordFile, readWhenChanged } from '../../src/accounts/password-file.js';
import { temporaryFolder } from './support.js';

describe('accounts/password-file', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'password');

  for (const [content, expected] of [
    ['pä ss', { password: 'pä ss' }],
    ['pass\n', { password: 'pass' }],
    ['pass\r\n', { password: 'pass' }],
    ['\ufeffpass\n', { password: 'pass' }],
    [' pass ', { password: ' pass ' }],
    ['', { problem: 'is empty; expected a password' }],
    ['\n', { problem: 'is empty; expected a password' }],
    ['pass\n\n', { problem: 'has more than one line; expected a password alone' }],
    ['one\ntwo', { problem: 'has more than one line; expected a password alone' }],
    [Buffer.of(0x70, 0xff), { problem: 'is not in UTF-8; expected a password' }],
    ['x'.repeat(4096), { password: 'x'.repeat(4096) }],
    ['x'.repeat(4097), { problem: 'has more than 4096 bytes; expected a password' }],
  ] as const)
    it(`${JSON.stringify(content).slice(0, 30)}: ${Object.keys(expected)[0]}`, () => {
      writeFileSync(path, content);
      assert.deepEqual(readPasswordFile(path), expected);
    });

  it('says why a file cannot be read', () => {
    rmSync(path);
    assert.deepEqual(readPasswordFile(path), {
      problem: 'cannot be read (ENOENT: no such file or directory); expected a password',
    });
    mkdirSync(path);
    assert.deepEqual(readPasswordFile(path), { problem: 'is not a file; expected a password' });
    rmSync(path, { recursive: true });
  });

  it('reads a file again where it has changed', () => {
    writeFileSync(path, 'first');
    const read = readWhenChanged(path);
    const first = read();
    assert.deepEqual(first, { password: 'first' });
    assert.equal(read(), first);
    writeFileSync(path, 'second one');
    assert.deepEqual(read(), { password: 'second one' });
    rmSync(path);
    assert.ok('problem' in read());
  });
});
