import assert from 'node:assert/strict';
import type { Account } from '../../src/auth/account.js';
import { maskPasswords } from '../../src/auth/masked-name.js';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';

const password = 'Gr33n-Heron&Quay';

/** An account whose password is known, and one of which there is the hash alone, as in a file of smbpasswd. */
const alice: Account = { ...accountOf('alice', password), password };
const carol = accountOf('carol', 'Bl4ck+Kite/Pier');

function accountOf(name: string, text: string): Account {
  return { name, ntHash: ntHashOfPassword(text), groups: [], status: 'enabled' };
}

function masked(name: string, accounts: Iterable<Account> = [alice, carol]): string {
  return maskPasswords([name], accounts).get(name) ?? name;
}

describe('a password that was sent in the place of a name', () => {
  for (const [title, name, shown] of [
    ['alone, where the password is known', 'Gr33n-Heron&Quay', '***'],
    ['alone in another case, where the password is known', 'gr33n-HERON&quay', '***'],
    ['alone, where only the NT hash is known', 'Bl4ck+Kite/Pier', '***'],
    ['behind the name of its account', 'Alice%Gr33n-Heron&Quay', 'Alice%***'],
    ['before the name of its account', 'gr33n-heron&quay/alice', '***/alice'],
  ] as const) {
    it(`is masked ${title}`, () => assert.equal(masked(name), shown));
  }

  it('is masked for whichever account it belongs to', () => {
    assert.equal(masked('Gr33n-Heron&Quay', [carol, alice]), '***');
    assert.equal(masked('Bl4ck+Kite/Pier', [carol, alice]), '***');
  });

  for (const [title, name] of [
    ['another name', 'mallory'],
    ['a part of a password', 'Gr33n-Heron'],
    ['a password with more behind it', 'Gr33n-Heron&Quay!'],
    ['the password in another case, where only its hash is known', 'BL4CK+KITE/PIER'],
    ['no name', ''],
  ] as const) {
    it(`${title} is shown as it was sent`, () => assert.equal(masked(name), name));
  }

  it('the name of an account is shown, be it a password of another or its own, in either order', () => {
    const summer = accountOf('Summer', 'x7!winter-day');
    const bob: Account = { ...accountOf('bob', 'summer'), password: 'summer' };
    const same: Account = { ...accountOf('same', 'same'), password: 'same' };
    for (const accounts of [
      [summer, bob],
      [bob, summer],
    ]) {
      assert.equal(masked('Summer', accounts), 'Summer');
      assert.equal(masked('summer', accounts), 'summer');
    }
    assert.equal(masked('same', [same]), 'same');
    assert.equal(masked('summer', [bob]), '***');
  });

  it('tells the names that changed, and no others', () => {
    assert.deepEqual(
      [...maskPasswords(['alice', 'Gr33n-Heron&Quay', 'mallory', 'Bl4ck+Kite/Pier'], [alice, carol])],
      [
        ['Gr33n-Heron&Quay', '***'],
        ['Bl4ck+Kite/Pier', '***'],
      ],
    );
  });
});
