import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../../src/cli/log.js';
import { openAccounts } from '../../../src/cli/serve/accounts.js';
import { readConfigurationFile, readFlags, resolveConfiguration } from '../../../src/config/index.js';
import { ntHashOfPassword } from '../../../src/auth/nt-hash.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

const warnings: string[] = [];
const ignore = (): void => {};
const log: Log = {
  error: ignore,
  warn: (message) => void warnings.push(message),
  info: ignore,
  debug: ignore,
};

describe('serve: accounts', () => {
  const folder = useTemporaryFolder();
  beforeEach(() => void warnings.splice(0));

  it('of flags go before those of the file', async () => {
    const file = join(folder(), 'accounts.json');
    const accounts = ['alice', 'bob'].map((name) => ({ name, password: 'file' }));
    writeFileSync(file, JSON.stringify({ accounts }));
    const flags = readFlags({ user: ['ALICE:flag'] }, String);
    const store = await openAccounts(resolveConfiguration([readConfigurationFile(file), flags]), log);
    assert.deepEqual((await store.find('alice', ''))?.ntHash, ntHashOfPassword('flag'));
    assert.deepEqual((await store.find('bob', ''))?.ntHash, ntHashOfPassword('file'));
    assert.equal(await store.find('mallory', ''), undefined);
    assert.deepEqual(warnings, []);
  });

  it('of flags change the password of an account of the file, and nothing else of it', async () => {
    const file = join(folder(), 'accounts.json');
    const kept = { groups: ['staff'], status: 'disabled', workstations: ['WS1'] };
    writeFileSync(file, JSON.stringify({ accounts: [{ name: 'alice', password: 'file', ...kept }] }));
    const flags = readFlags({ user: ['ALICE:flag'] }, String);
    const store = await openAccounts(resolveConfiguration([readConfigurationFile(file), flags]), log);
    assert.deepEqual(await store.find('alice', ''), {
      name: 'alice',
      ntHash: ntHashOfPassword('flag'),
      password: 'flag',
      ...kept,
    });
  });

  it('when there are none are worth a warning', async () => {
    const store = await openAccounts(resolveConfiguration([]), log);
    assert.equal(await store.find('', ''), undefined);
    assert.equal(warnings.length, 1);
  });
});
