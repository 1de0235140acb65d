import assert from 'node:assert/strict';
import { AccountDirectory } from '../../src/auth/account-directory.js';
import { GroupTable } from '../../src/auth/groups.js';
import { accountsInMemory } from '../../src/auth/memory-store.js';
import { watchTurns } from '../support/watch-turns.js';

const machineSid = 'S-1-5-21-1-2-3';

describe('auth: names of accounts and groups', () => {
  const accounts = Array.from({ length: 2000 }, (_, i) => ({
    name: `user${i}`,
    ntHash: '8846f7eaee8fb117ad06bdd830b7586c',
    groups: [`group${i % 50}`, `team${i % 7}`],
  }));
  const store = accountsInMemory(accounts);
  let listings = 0;
  const counted = {
    ...store,
    known: () => {
      listings += 1;
      return store.known?.() ?? [];
    },
  };
  const groups = new GroupTable({}, machineSid);
  const directory = new AccountDirectory(counted, { domain: 'TEST', machineSid, groups }, (error) => {
    throw error;
  });

  it('names of one call go through the accounts once, and find the groups that accounts name', async () => {
    listings = 0;
    const together = {};
    assert.equal((await directory.named('USER7', '', together))?.kind, 'account');
    assert.equal((await directory.named('GROUP3', '', together))?.name, 'group3');
    assert.equal((await directory.named('team6', '', together))?.kind, 'group');
    for (let i = 0; i < 1000; i++) {
      assert.equal(await directory.named(`nobody${i}`, '', together), undefined);
    }
    assert.equal(listings, 1);
  });

  it('many that look a name up at once leave turns to others', async () => {
    const watch = watchTurns();
    await Promise.all(Array.from({ length: 100 }, (_, i) => directory.named(`nobody${i}`, '')));
    const longest = watch.end();
    assert.ok(longest < 250, `a turn of ${Math.round(longest)} ms`);
  });
});
