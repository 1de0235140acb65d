import assert from 'node:assert/strict';
import { createAccount } from '../../src/auth/account-definition.js';
import { AccountKeys } from '../../src/realm/account-keys.js';
import { typeOf } from './kdc-client.js';

describe('realm: keys of accounts', () => {
  const account = createAccount({ name: 'alice', password: 'secret' });
  const aes = typeOf(17);

  /** A type that counts how often a key is made. */
  function counting(): { type: typeof aes; made: string[] } {
    const made: string[] = [];
    const stringToKeyAsync = (password: string, salt: string): Promise<Buffer> => {
      made.push(`${password} ${salt}`);
      return Promise.resolve(Buffer.from(salt));
    };
    return { type: { ...aes, stringToKeyAsync }, made };
  }

  it('a key is made once for each password and salt', async () => {
    const keys = new AccountKeys();
    const { type, made } = counting();
    const both = [keys.keyOf(account, type, 'a'), keys.keyOf(account, type, 'a')];
    assert.deepEqual(await Promise.all(both), [Buffer.from('a'), Buffer.from('a')]);
    await keys.keyOf({ ...account, password: 'changed' }, type, 'a');
    assert.deepEqual(made, ['secret a', 'changed a']);
  });

  it('the oldest key makes room, so that a store that finds any name fills no memory', async () => {
    const keys = new AccountKeys(2);
    const { type, made } = counting();
    for (const salt of ['a', 'b', 'c', 'c', 'b', 'a']) await keys.keyOf(account, type, salt);
    assert.deepEqual(made, ['secret a', 'secret b', 'secret c', 'secret a']);
  });
});
