import assert from 'node:assert/strict';
import { createAccount } from '../../src/auth/account-definition.js';
import type { AccountStore } from '../../src/auth/account.js';
import { ntStatusName } from '../../src/constants/nt-status.js';
import { createServer } from '../../src/server/create-server.js';
import { SmbClient } from '../support/smb-client.js';
import { ClientLogin, negotiate } from '../support/smb-client-login.js';

const account = createAccount({ name: 'alice', password: 'secret' });

/** The NTSTATUS that ends a right login. */
async function loginAt(port: number): Promise<string> {
  const client = await SmbClient.connect(port);
  try {
    await negotiate(client);
    const login = new ClientLogin(client);
    await login.first();
    return ntStatusName((await login.second()).status);
  } finally {
    client.close();
  }
}

describe('an account store that fails', () => {
  const failures: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['rejects', () => Promise.reject(new Error('database gone'))],
    [
      'throws',
      () => {
        throw new Error('database gone');
      },
    ],
    ['gives an account without a hash', () => Promise.resolve({ ...account, ntHash: Buffer.alloc(0) })],
    ['gives a hash that is no Buffer', () => Promise.resolve({ ...account, ntHash: new Uint8Array(16) })],
    ['gives null', () => Promise.resolve(null)],
    ['gives something else', () => Promise.resolve('alice')],
    ['gives yes', () => Promise.resolve(true)],
    ['gives no', () => Promise.resolve(false)],
    ['gives an account without a name', () => Promise.resolve({ ...account, name: undefined })],
    ['gives an account without groups', () => Promise.resolve({ ...account, groups: undefined })],
    ['gives groups that are a word', () => Promise.resolve({ ...account, groups: 'staff' })],
    ['gives an account without a status', () => Promise.resolve({ ...account, status: undefined })],
    ['gives a status there is none of', () => Promise.resolve({ ...account, status: 'Enabled' })],
    ['gives a SID of no form', () => Promise.resolve({ ...account, sid: 'alice-1' })],
    ['gives workstations that are a word', () => Promise.resolve({ ...account, workstations: 'ATTACKER' })],
    ['gives logon hours in hexadecimal', () => Promise.resolve({ ...account, logonHours: 'f'.repeat(42) })],
    ['gives short logon hours', () => Promise.resolve({ ...account, logonHours: Buffer.alloc(20, 0xff) })],
  ];
  for (const [title, fail] of failures) {
    it(`${title}: nobody gets in, the log says why, and the next login is served`, async () => {
      let answer: () => Promise<unknown> = fail;
      const errors: string[] = [];
      const verdicts: string[] = [];
      await using server = createServer({
        accounts: { find: () => answer() } as AccountStore,
        logger: {
          error: (message, { error }) => errors.push(`${message}: ${String(error)}`),
          warn: () => {},
        },
      });
      server.on('attempt', ({ reason }) => verdicts.push(reason));
      const { port } = await server.listen();
      assert.equal(await loginAt(port), 'STATUS_INTERNAL_ERROR');
      assert.deepEqual(verdicts, ['store-failed']);
      assert.equal(errors.length, 1);
      assert.match(errors[0] ?? '', /^the account store failed: \w*Error: /);
      answer = () => Promise.resolve(account);
      assert.equal(await loginAt(port), 'STATUS_SUCCESS');
      assert.equal(errors.length, 1);
    });
  }
});
