import assert from 'node:assert/strict';
import type { Account, AccountStore } from '../../src/auth/account.js';
import { createServer } from '../../src/server/create-server.js';
import { knownAccounts } from '../../src/auth/known-accounts.js';

const alice: Account = { name: 'alice', ntHash: Buffer.alloc(16), groups: [], status: 'enabled' };

function storeOf(known: () => unknown): AccountStore {
  return { find: () => Promise.resolve(undefined), known: known as () => Iterable<Account> };
}

describe('accounts that a store lists', () => {
  it('are those that are accounts', () => {
    const strange = [
      undefined,
      null,
      'alice',
      { ...alice, name: 7 },
      { ...alice, ntHash: 'aa' },
      { ...alice, ntHash: Buffer.alloc(8) },
      { ...alice, password: 7 },
      { ...alice, groups: [7] },
      alice,
    ];
    const failures: unknown[] = [];
    const known = knownAccounts(
      storeOf(() => strange),
      (error) => failures.push(error),
    );
    assert.deepEqual([...known!], [alice]);
    assert.deepEqual(failures, []);
  });

  it('end where the list fails, which is told', () => {
    for (const known of [
      () => {
        throw new Error('no connection');
      },
      () => Promise.resolve([alice]),
      () => 7,
    ]) {
      const failures: unknown[] = [];
      assert.deepEqual([...knownAccounts(storeOf(known), (error) => failures.push(error))!], []);
      assert.equal(failures.length, 1);
    }
  });

  it('are unknown of a store that lists none', () => {
    assert.equal(
      knownAccounts({ find: () => Promise.resolve(undefined) }, () => {}),
      undefined,
    );
  });

  it('do not keep a server from being made when the list fails, nor warn of rules', () => {
    const warned: string[] = [];
    createServer({
      accounts: storeOf(() => Promise.resolve([alice])),
      shares: [{ name: 'disk', path: '.', access: { alice: 'write' } }],
      logger: { error: () => {}, warn: (message: string) => warned.push(message) },
    });
    assert.deepEqual(warned, []);
  });
});
