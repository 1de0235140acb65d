import assert from 'node:assert/strict';
import { once } from 'node:events';
import { accountsFromCallback } from '../../src/auth/callback-store.js';
import { createServer } from '../../src/server/create-server.js';
import { idleRules } from '../../src/server/idle-rules.js';
import type { ServerOptions } from '../../src/server/options.js';

const accounts = [{ name: 'alice', password: 'secret', groups: ['staff'] }];

/** A logger that threw would not be heard: it may fail. */
function warningsOf(options: Partial<ServerOptions>): string[] {
  const errors: string[] = [];
  const warnings: string[] = [];
  const logger = { error: (text: string) => errors.push(text), warn: (text: string) => warnings.push(text) };
  createServer({ accounts, logger, ...options });
  assert.deepEqual(errors, []);
  return warnings;
}

const share = (access: Record<string, 'none' | 'read' | 'write'>) =>
  ({ name: 'data', temporary: true, access }) as const;

describe('access rules for nobody', () => {
  it('are told at the start, each with its share', () => {
    const shares = [share({ '*': 'write', alise: 'none', '@stuff': 'none', 'alice ': 'none' })];
    assert.deepEqual(warningsOf({ shares }), [
      'shares[0].access: the rule for "alise" of share "data" applies to nobody: no account has that name',
      'shares[0].access: the rule for "@stuff" of share "data" applies to nobody: no account is in that group',
      'shares[0].access: the rule for "alice " of share "data" applies to nobody: no account has that name',
    ]);
  });

  it('are none for accounts and groups there are, in any case, and for guest, anonymous and everybody', () => {
    const shares = [
      share({ ALICE: 'write', '@Staff': 'read', guest: 'read', Anonymous: 'none', '*': 'none' }),
    ];
    assert.deepEqual(warningsOf({ shares }), []);
  });

  it('are not guessed at when the store does not say whom it knows', () => {
    const shares = [share({ bob: 'write' })];
    assert.deepEqual(warningsOf({ shares, accounts: accountsFromCallback(() => undefined) }), []);
  });

  it('say how a user of the domain is named, where there is one, and are none for such users', () => {
    const shares = [share({ alise: 'none', '@stuff': 'none', 'ADLAB\\alise': 'none' })];
    assert.deepEqual(idleRules(shares, accounts, {}, 'ADLAB'), [
      'shares[0].access: the rule for "alise" of share "data" applies to nobody: no account has that name on this server; a user of the domain is "ADLAB\\alise"',
      'shares[0].access: the rule for "@stuff" of share "data" applies to nobody: no account is in that group',
    ]);
  });

  it('are an error for users of a domain, where the server is in none', () => {
    const shares = [share({ '*': 'write', 'ADLAB\\alice': 'none' })];
    const groups = { staff: { members: ['ADLAB\\alice'] } };
    const message =
      'expected the name of an account without its domain, @group, a SID, guest, anonymous, or *';
    assert.throws(() => createServer({ accounts, shares, groups }), {
      message: [
        `shares[0].access.ADLAB\\alice: ${message}`,
        'groups.staff.members[0]: expected the name of an account without its domain, @group, or a SID',
      ].join('\n'),
    });
    const domain = { name: 'ADLAB', dnsName: 'ad.lab.test', machineAccount: 'FILES$', machinePassword: 'x' };
    assert.deepEqual(warningsOf({ shares, groups, domain }), []);
  });

  it('go the way of the warnings of Node.js where there is no logger', async () => {
    const warned = once(process, 'warning');
    createServer({ accounts, shares: [share({ bob: 'write' })] });
    const [warning] = (await warned) as [Error & { code?: string }];
    assert.equal(warning.code, 'SMB2_AUTH_SERVER_ACCESS_RULE');
    assert.match(warning.message, /"bob"/);
  });
});
