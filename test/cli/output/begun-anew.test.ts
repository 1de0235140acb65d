import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { BegunAnew } from '../../../src/cli/output/begun-anew.js';
import { requireProgram } from '../../support/require-program.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

describe('a file that is begun anew', () => {
  const folder = useTemporaryFolder();
  const made = (name: string) => {
    const path = join(folder(), name);
    const errors: unknown[] = [];
    const file = new BegunAnew(path, {
      beginning: () => Buffer.from('begin\n'),
      onError: (error) => errors.push((error as { readonly code?: string }).code),
    });
    return { path, errors, file };
  };

  it('is for its owner alone, and has its beginning after the old one was moved away', async () => {
    const { path, errors, file } = made('capture');
    file.write('one\n');
    renameSync(path, `${path}.1`);
    file.reopen();
    file.end('two\n');
    await finished(file);
    assert.deepEqual(
      [readFileSync(`${path}.1`, 'utf8'), readFileSync(path, 'utf8')],
      ['one\n', 'begin\ntwo\n'],
    );
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(errors, []);
  });

  it('goes on in the old one where a pipe is at its path, for whose reader nobody waits', async function () {
    requireProgram(this, 'mkfifo');
    const { path, errors, file } = made('piped');
    renameSync(path, `${path}.1`);
    execFileSync('mkfifo', [path]);
    file.reopen();
    file.end('one\n');
    await finished(file);
    assert.equal(readFileSync(`${path}.1`, 'utf8'), 'one\n');
    assert.deepEqual(errors, ['not a regular file']);
  });
});
