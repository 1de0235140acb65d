import assert from 'node:assert/strict';
import { AccountIdentities } from '../../src/auth/account-identities.js';
import { createAccount } from '../../src/auth/account-definition.js';
import type { Account } from '../../src/auth/account.js';
import { GroupTable } from '../../src/auth/groups.js';
import { type ContextFlags, identityOfAccount } from '../../src/auth/identity.js';

const machineSid = 'S-1-5-21-1-2-3';
const groups = new GroupTable({ staff: { members: ['alice'] } }, machineSid);
const realm = { domain: 'SERVER', machineSid, groups };
const context: ContextFlags = { mutual: false, delegated: false, identifyOnly: false };

describe('the identities of the accounts of a realm', () => {
  it('are those that an account makes, login after login, with the flags of each', () => {
    const identities = new AccountIdentities(realm);
    const alice = createAccount({ name: 'alice', password: 'secret', groups: ['admins'] });
    for (const identifyOnly of [false, true, false]) {
      const flags = { ...context, identifyOnly };
      assert.deepEqual(identities.of(alice, flags), identityOfAccount(alice, realm, flags));
    }
  });

  it('are one for each context, which nobody can change', () => {
    const identities = new AccountIdentities(realm);
    const alice = createAccount({ name: 'alice', password: 'secret' });
    const [one, other] = [identities.of(alice, context), identities.of(alice, context)];
    assert.equal(one, other);
    for (const part of [one, one.groupSids, one.groups, one.context]) assert.ok(Object.isFrozen(part));
    assert.notEqual(one, identities.of(alice, { ...context, mutual: true }));
  });

  it('belong to the account: a changed one has its own', () => {
    const identities = new AccountIdentities(realm);
    const before = createAccount({ name: 'bob', password: 'secret', groups: ['admins'] });
    const after = createAccount({ name: 'bob', password: 'secret' });
    assert.deepEqual(identities.of(before, context).groups, ['admins']);
    assert.deepEqual(identities.of(after, context).groups, []);
  });

  it('are made anew for an account of a program, which may change', () => {
    const identities = new AccountIdentities(realm);
    const names: string[] = ['admins'];
    const { ntHash } = createAccount({ name: 'bob', password: 'secret' });
    const bob: Account = { name: 'bob', ntHash, groups: names, status: 'enabled' };
    assert.deepEqual(identities.of(bob, context).groups, ['admins']);
    names.pop();
    assert.deepEqual(identities.of(bob, context).groups, []);
  });
});
