import assert from 'node:assert/strict';
import type { VerifyingStore } from '../../src/auth/account.js';
import { NegotiateFlags } from '../../src/auth/ntlm/negotiate-flags.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { serve } from '../session/support.js';
import { account } from '../support/ntlm-login.js';
import { windowsFlags } from '../support/ntlm-client.js';
import { login, tryLogin } from '../support/smb-client-login.js';
import { directory, verifyingStore } from '../support/verifying-store.js';

const alice = account('alice', { password: 'secret', groups: ['staff'] });
const now = (): number => Date.UTC(2024, 0, 3, 12);
const { STATUS_ACCESS_DENIED, STATUS_SUCCESS } = NtStatus;

describe('a server whose accounts are those of a directory', () => {
  it('signs with the key that the directory gave, and grants by the names and SIDs of its groups', async () => {
    const shares = [
      { name: 'name', temporary: true, access: { '@staff': 'read' } },
      { name: 'sid', temporary: true, access: { [`${directory.sid}-512`]: 'write' } },
      { name: 'nested', temporary: true, access: { '@operators': 'write' } },
      { name: 'other', temporary: true, access: { '@managers': 'write', [`${directory.sid}-519`]: 'write' } },
    ] as const;
    await using server = await serve({
      accounts: verifyingStore(now, alice),
      groups: { operators: { members: ['@admins'] }, admins: { members: [`${directory.sid}-512`] } },
      shares,
    });
    const client = await server.negotiated();
    const session = await login(client, { user: 'alice', password: 'secret' });
    const statuses: number[] = [];
    for (const { name } of shares) {
      statuses.push((await client.treeConnect(name, { session })).header.status);
    }
    assert.deepEqual(statuses, [STATUS_SUCCESS, STATUS_SUCCESS, STATUS_SUCCESS, STATUS_ACCESS_DENIED]);
    client.close();
    const [record] = await server.records(1);
    assert.deepEqual(record?.identity, {
      kind: 'user',
      account: 'alice',
      domain: 'EXAMPLE',
      sid: `${directory.sid}-1104`,
    });
  });

  it('answers in time when the directory does not, goes on, and says why', async () => {
    const silent: VerifyingStore = { verify: () => new Promise<never>(() => {}), timeoutSeconds: 0.02 };
    const errors: string[] = [];
    const logger = {
      error: (message: string, { error }: { readonly error: unknown }) => errors.push(`${message}: ${error}`),
      warn: () => {},
    };
    await using server = await serve({ accounts: silent, logger });
    for (let attempts = 1; attempts <= 2; attempts++) {
      const client = await server.negotiated();
      const refused = await tryLogin(client, { user: 'alice', password: 'secret' });
      assert.equal(refused.header.status, NtStatus.STATUS_NO_LOGON_SERVERS);
      client.close();
      const records = await server.records(attempts);
      assert.equal(records.at(-1)?.reason, 'no-logon-server');
      assert.equal(records.at(-1)?.identity, undefined);
    }
    assert.deepEqual(
      errors,
      [1, 2].map(() => 'the account store failed: Error: the account store gave no answer in 0.02 seconds'),
    );
  });

  it('records an identify-only login as one', async () => {
    await using server = await serve();
    const flags = (windowsFlags | NegotiateFlags.IDENTIFY) >>> 0;
    await login(await server.negotiated(), { flags });
    await login(await server.negotiated());
    await server.close();
    assert.deepEqual(
      server.completed.map(({ identity }) => identity?.identifyOnly),
      [true, undefined],
    );
  });
});
