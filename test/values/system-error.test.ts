import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { systemErrorText } from '../../src/values/system-error.js';

describe('systemErrorText', () => {
  it('says in words what the operating system refused', () => {
    assert.throws(
      () => readFileSync('/no/such/file'),
      (error) => systemErrorText(error) === 'ENOENT: no such file or directory',
    );
  });

  it('has the code alone of an error of Node.js, whose message quotes', () => {
    assert.throws(
      () => readFileSync('secret\0'),
      (error) => systemErrorText(error) === 'ERR_INVALID_ARG_VALUE',
    );
  });

  it('is silent about other errors', () => {
    assert.equal(systemErrorText(new Error('ENOENT')), undefined);
    assert.equal(systemErrorText('ENOENT'), undefined);
  });
});
