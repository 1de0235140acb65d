import assert from 'node:assert/strict';
import {
  AccountError,
  createAccount,
  isWhole,
  type AccountDefinition,
} from '../../src/auth/account-definition.js';
import { accountsFromCallback } from '../../src/auth/callback-store.js';
import { accountsInMemory } from '../../src/auth/memory-store.js';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';
import { PASSWORD_HASH } from '../accounts/support.js';

/** Input of a program without types. */
function fromDatabase(row: object): AccountDefinition {
  return JSON.parse(JSON.stringify(row));
}

describe('auth/accounts', () => {
  it('NT hash: [MS-NLMP] 4.2.2.1.2', () => {
    assert.equal(ntHashOfPassword('Password').toString('hex'), PASSWORD_HASH);
    assert.equal(ntHashOfPassword('').toString('hex'), '31d6cfe0d16ae931b73c59d7e0c089c0');
  });

  describe('an account as written down', () => {
    it('stays as it was when it was looked at; one made from it by others is looked at again', () => {
      const groups = ['staff'];
      const account = createAccount({ name: 'alice', password: 'Password', groups });
      assert.equal(isWhole(account), true);
      groups.push('admins');
      assert.deepEqual(account.groups, ['staff']);
      assert.throws(() => Object.assign(account, { status: 'enable' }), TypeError);
      assert.throws(() => (account.groups as string[]).push('admins'), TypeError);
      assert.equal(isWhole({ ...account }), false);
    });

    it('needs no more than a name and a password', () => {
      assert.deepEqual(createAccount({ name: 'alice', password: 'Password' }), {
        name: 'alice',
        ntHash: Buffer.from(PASSWORD_HASH, 'hex'),
        groups: [],
        status: 'enabled',
        password: 'Password',
      });
    });

    it('an account is its own definition', () => {
      const account = createAccount({
        name: 'bob',
        ntHash: PASSWORD_HASH,
        groups: ['staff'],
        status: 'disabled',
        sid: 'S-1-5-21-1-2-3-1001',
        workstations: ['WS1'],
        logonHours: 'ff'.repeat(21),
      });
      assert.equal(account.logonHours?.length, 21);
      assert.deepEqual(createAccount(account), account);
    });

    const unusable: readonly (readonly [string, Parameters<typeof createAccount>[0]])[] = [
      ['neither password nor hash', { name: 'eve' }],
      ['an empty password', { name: 'eve', password: '' }],
      ['a short hash', { name: 'eve', ntHash: Buffer.alloc(15) }],
      ['an empty hash', { name: 'eve', ntHash: '', password: 'secret' }],
      ['a hash that is not hexadecimal', { name: 'eve', ntHash: 'x'.repeat(32) }],
      ['a hash with half a digit too much', { name: 'eve', ntHash: `${PASSWORD_HASH}0` }],
      ['short logon hours', { name: 'eve', password: 'secret', logonHours: 'ff' }],
      ['a day that there is not', { name: 'eve', password: 'secret', expiresAt: '2026-02-30' }],
      ['a time without a zone', { name: 'eve', password: 'secret', expiresAt: '2026-02-03T10:00' }],
      ['a Date that is none', { name: 'eve', password: 'secret', passwordExpiresAt: new Date('x') }],
      [
        'a status that is a success',
        fromDatabase({ name: 'eve', password: 'secret', ntStatus: 'STATUS_SUCCESS' }),
      ],
      [
        'a status that goes on',
        fromDatabase({ name: 'eve', password: 'secret', ntStatus: 'STATUS_MORE_PROCESSING_REQUIRED' }),
      ],
      ['a status of no name', fromDatabase({ name: 'eve', password: 'secret', ntStatus: 'STATUS_NO_SUCH' })],
      ['a status that does not exist', fromDatabase({ name: 'eve', password: 'secret', status: 'Disabled' })],
    ];
    for (const [name, definition] of unusable) {
      it(`${name} is refused, naming the account and no secret`, () => {
        assert.throws(
          () => createAccount(definition),
          (error) =>
            error instanceof AccountError &&
            /'eve'/.test(error.message) &&
            !/secret|x{32}/.test(error.message),
        );
      });
    }
  });

  it('an account without a name is refused', () => {
    for (const definition of [{ name: '', password: 'x' }, fromDatabase({ password: 'x' })]) {
      assert.throws(() => createAccount(definition), AccountError);
    }
  });

  describe('in memory', () => {
    const store = accountsInMemory([
      { name: 'Straße', password: 'a' },
      { name: 'ALICE', password: 'b' },
    ]);

    it('compares names without case, one unit at a time', async () => {
      assert.equal((await store.find('alice', ''))?.name, 'ALICE');
      assert.equal((await store.find('sTRAßE', 'ANY'))?.name, 'Straße');
      assert.equal(await store.find('STRASSE', ''), undefined);
    });

    it('takes no name with a domain in it: only the part without is ever looked up', () => {
      for (const name of ['alice@example.com', 'EXAMPLE\\\\alice']) {
        assert.throws(() => accountsInMemory([{ name, password: 'a' }]), /without its domain/);
      }
    });

    it('finds nobody under names that are not there', async () => {
      for (const name of ['', 'bob', 'alice ', '__proto__', 'constructor']) {
        assert.equal(await store.find(name, ''), undefined);
      }
    });

    it('tells apart what Windows tells apart: ı and i, ſ and s', async () => {
      const lookalikes = accountsInMemory(
        ['ivan', 'ıvan', 'sam', 'ſam'].map((name) => ({ name, password: name })),
      );
      for (const name of ['ivan', 'ıvan', 'sam', 'ſam']) {
        assert.equal((await lookalikes.find(name, ''))?.name, name);
      }
    });

    it('refuses two accounts of one name', () => {
      const twice = ['bob', 'BOB'].map((name) => ({ name, password: 'x' }));
      assert.throws(() => accountsInMemory(twice), AccountError);
    });
  });

  describe('from a callback', () => {
    it('is given name and domain, and may answer at once or later', async () => {
      const store = accountsFromCallback((name, domain) => {
        if (name === 'later') return Promise.resolve({ name, password: domain });
        return name === 'now' ? { name, password: domain } : undefined;
      });
      assert.equal((await store.find('now', 'DOM'))?.password, 'DOM');
      assert.equal((await store.find('later', 'DOM'))?.password, 'DOM');
      assert.equal(await store.find('never', 'DOM'), undefined);
      assert.equal(await accountsFromCallback(() => null).find('never', 'DOM'), undefined);
    });

    it('rejects when the callback throws, or gives an account that proves nothing', async () => {
      const failing = accountsFromCallback(() => {
        throw new RangeError('database');
      });
      await assert.rejects(async () => failing.find('x', ''), RangeError);
      const hollow = accountsFromCallback((name) => ({ name }));
      await assert.rejects(async () => hollow.find('x', ''), AccountError);
    });
  });
});
