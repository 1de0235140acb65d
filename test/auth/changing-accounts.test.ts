import assert from 'node:assert/strict';
import { AccountError } from '../../src/auth/account-definition.js';
import { accountsThatChange } from '../../src/auth/changing-accounts.js';
import { accountsInMemory } from '../../src/auth/memory-store.js';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';

const alice = { name: 'alice', password: 'pw', groups: ['staff'] };

describe('accountsThatChange', () => {
  it('adds, finds without case, and removes', async () => {
    const accounts = accountsThatChange([alice]);
    accounts.add({ name: 'Bob', password: 'b' });
    assert.equal((await accounts.find('BOB', 'ANY'))?.name, 'Bob');
    accounts.remove('bob');
    assert.equal(await accounts.find('bob', ''), undefined);
    assert.deepEqual(
      accounts.list().map(({ name }) => name),
      ['alice'],
    );
  });

  it('changes the named keys and leaves the others', async () => {
    const accounts = accountsThatChange([alice]);
    accounts.update('ALICE', { status: 'locked', workstations: ['PC'] });
    const { password, status, groups, workstations } = (await accounts.find('alice', '')) ?? {};
    assert.deepEqual(
      { password, status, groups, workstations },
      {
        password: 'pw',
        status: 'locked',
        groups: ['staff'],
        workstations: ['PC'],
      },
    );
    accounts.update('alice', { status: undefined, workstations: undefined });
    const again = await accounts.find('alice', '');
    assert.deepEqual([again?.status, again?.workstations], ['enabled', undefined]);
  });

  it('a new password takes the place of a hash, and a new hash that of a password', async () => {
    const accounts = accountsThatChange([{ name: 'alice', ntHash: ntHashOfPassword('old') }]);
    accounts.update('alice', { password: 'new' });
    assert.deepEqual((await accounts.find('alice', ''))?.ntHash, ntHashOfPassword('new'));
    accounts.update('alice', { ntHash: ntHashOfPassword('other') });
    const { password, ntHash } = (await accounts.find('alice', '')) ?? {};
    assert.deepEqual({ password, ntHash }, { password: undefined, ntHash: ntHashOfPassword('other') });
  });

  it('refuses a change that cannot be used, and the account stays as it was', async () => {
    const accounts = accountsThatChange([alice]);
    const before = await accounts.find('alice', '');
    for (const change of [
      { status: 'Locked' },
      { name: 'eve' },
      { lockd: true },
      { password: '' },
      { password: undefined },
      null,
      'locked',
    ]) {
      assert.throws(() => accounts.update('alice', change as object), AccountError, JSON.stringify(change));
      assert.equal(await accounts.find('alice', ''), before);
    }
  });

  it('refuses names that are not there, with the one that was likely meant, and names that are taken', () => {
    const accounts = accountsThatChange([alice]);
    assert.throws(() => accounts.update('alcie', {}), /no account 'alcie'; there is 'alice'/);
    assert.throws(() => accounts.remove('bob'), /^AccountError: no account 'bob'$/);
    assert.throws(() => accounts.remove(undefined as unknown as string), AccountError);
    assert.throws(() => accounts.add({ ...alice, name: 'ALICE' }), /account 'alice' is there already/);
    assert.throws(() => accountsThatChange([alice, alice]), /twice/);
  });

  it('lists no secret', () => {
    const [listed] = accountsThatChange([{ ...alice, expiresAt: 5 }]).list();
    assert.deepEqual(listed, { name: 'alice', groups: ['staff'], status: 'enabled', expiresAt: 5 });
  });

  it('asks another store about the names that it has not', async () => {
    const accounts = accountsThatChange([alice], accountsInMemory([{ name: 'carol', password: 'c' }]));
    assert.equal((await accounts.find('carol', ''))?.name, 'carol');
    assert.deepEqual(
      [...accounts.known()].map(({ name }) => name),
      ['alice', 'carol'],
    );
    assert.throws(() => accounts.remove('carol'), AccountError);
  });
});
