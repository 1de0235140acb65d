import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { relative } from 'node:path';
import {
  ConfigurationError,
  readFlags,
  resolveConfiguration,
  type ConfigurationFlags,
} from '../../src/config/index.js';

const read = (flags: ConfigurationFlags) => readFlags(flags, (name) => `--${name}`).value;

describe('config: flags', () => {
  it('say nothing when they are not given', () => {
    assert.deepEqual(read({}), {});
  });

  it('a user’s name ends at the first colon', () => {
    assert.deepEqual(read({ user: ['alice:a:b', 'bob: '] }).accounts, [
      { name: 'alice', password: 'a:b' },
      { name: 'bob', password: ' ' },
    ]);
  });

  it('a share is temporary, or a directory from where we are', () => {
    assert.deepEqual(read({ share: ['scans', `files=${relative('.', tmpdir())}`, 'a=/b=c'] }).shares, [
      { name: 'scans', temporary: true },
      { name: 'files', path: tmpdir() },
      { name: 'a', path: '/b=c' },
    ]);
  });

  it('a port is a number', () => {
    assert.deepEqual(read({ port: '0' }), { listen: { port: 0 } });
  });

  const refused: readonly (readonly [ConfigurationFlags, RegExp])[] = [
    [{ port: '65536' }, /^--port: expected at most 65535$/],
    [{ port: '-1' }, /^--port: expected a number$/],
    [{ port: '1e3' }, /^--port: expected a number$/],
    [{ port: '' }, /^--port: expected a number$/],
    [{ host: '' }, /^--host: expected an address or a host name$/],
    [{ user: ['alice'] }, /^--user: expected NAME:PASSWORD$/],
    [{ user: [':secret'] }, /^--user: expected NAME:PASSWORD$/],
    [{ user: ['alice:'] }, /^--user: expected NAME:PASSWORD$/],
    [{ user: ['a@example.com:b'] }, /^--user: must be a name without its domain/],
    [{ user: ['a:b', 'A:c'] }, /^--user: expected a name that is not taken yet$/],
    [{ share: [''] }, /^--share : expected up to 80 characters/],
    [{ share: ['a/b'] }, /^--share a\/b: expected up to 80 characters/],
    [{ share: ['Ipc$'] }, /^--share Ipc\$: expected another name: IPC\$ is always there$/],
    [{ share: ['a='] }, /^--share a=: expected at least 1 character$/],
    [{ share: ['a', 'A=/'] }, /^--share A=\/: expected a name that is not taken yet$/],
  ];
  for (const [flags, message] of refused) {
    it(`refuse ${JSON.stringify(flags)}`, () => {
      assert.throws(() => read(flags), { name: 'ConfigurationError', message });
    });
  }

  it('a directory that is not there is told with its flag', () => {
    const layer = readFlags({ share: ['a=/no/such/directory'] }, (name) => `--${name}`);
    assert.throws(() => resolveConfiguration([layer]), {
      message: '--share a=/no/such/directory: expected a directory that exists',
    });
  });

  it('several faults are told at once', () => {
    assert.throws(
      () => read({ host: ' ', port: 'x' }),
      (error) => error instanceof ConfigurationError && error.message.split('\n').length === 2,
    );
  });
});
