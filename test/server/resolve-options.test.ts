import assert from 'node:assert/strict';
import { createServer } from '../../src/server/create-server.js';
import { isDomainJoined } from '../../src/auth/ntlm/issued-challenge.js';
import type { ServerOptions } from '../../src/server/options.js';
import { defaultNames } from '../../src/schema/defaults.js';
import { resolveOptions } from '../../src/server/resolve-options.js';
import { defaultAuthPolicy } from '../../src/auth/policy.js';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { policyPresets } from '../../src/auth/policy-presets.js';
import { defaultLimits, defaultSessionPolicy } from '../../src/session/model/policy.js';
import { alice, diskShare } from '../session/support.js';

const temporary = { name: 'scratch', temporary: true } as const;

/** As a program without types would call it. */
function create(options: unknown): void {
  Reflect.apply(createServer, undefined, [options]);
}

/** The keys of an object, each of them undefined, as a program has it that passes on what it was not given either. */
function undefinedLike<T extends object>(defaults: T): Partial<T> {
  const given: Partial<T> = {};
  for (const key in defaults) Reflect.set(given, key, undefined);
  return given;
}

describe('options that are objects of classes', () => {
  class NtlmRules {
    get mic(): 'required' {
      return 'required';
    }
  }
  class Rules {
    get ntlm(): NtlmRules {
      return new NtlmRules();
    }
    get lockout() {
      return { threshold: 2, windowSeconds: 60, durationSeconds: 60 };
    }
  }

  it('demand what their getters give', () => {
    const policy = {
      get signing(): 'required' {
        return 'required';
      },
    };
    const { authPolicy, ...resolved } = resolveOptions({
      accounts: [alice],
      policy: Object.create(policy, {}) as typeof policy,
      authPolicy: new Rules(),
    });
    assert.equal(resolved.policy.signing, 'required');
    assert.equal(authPolicy.ntlm.mic, 'required');
    assert.equal(authPolicy.ntlm.v1, 'refuse');
    assert.equal(authPolicy.lockout?.threshold, 2);
  });

  it('may be frozen, and without a prototype', () => {
    const policy = Object.freeze(Object.assign(Object.create(null), { encryption: 'required' }));
    assert.equal(resolveOptions({ accounts: [alice], policy }).policy.encryption, 'required');
  });
});

describe('options of createServer', () => {
  const refused: readonly (readonly [what: string, options: unknown, message: string])[] = [
    ['nothing', undefined, 'options: expected an object'],
    ['no accounts', {}, 'accounts: expected a list of accounts, or an account store'],
    [
      'accounts of no kind',
      { accounts: 'alice' },
      'accounts: expected a list of accounts, or an account store',
    ],
    ['a store that finds nobody', { accounts: { alice: 'secret' } }, 'accounts.find: expected a function'],
    ['an account that is none', { accounts: [null] }, 'accounts[0]: expected an object'],
    ['an account without a name', { accounts: [{ password: 'a' }] }, 'accounts[0].name: expected a text'],
    [
      'an account without a secret',
      { accounts: [{ name: 'a' }] },
      'accounts[0]: needs a password or an ntHash',
    ],
    [
      'a hash of another length',
      { accounts: [{ name: 'a', ntHash: Buffer.alloc(15) }] },
      'accounts[0].ntHash: must be 16 bytes or 32 hexadecimal digits',
    ],
    [
      'an unknown key of an account',
      { accounts: [{ name: 'a', password: 'b', state: 'disabled' }] },
      "accounts[0].state: unknown key; there is 'status'",
    ],
    [
      'accounts of one name',
      { accounts: [alice, { ...alice, name: 'ALICE' }] },
      'accounts[1].name: expected a name that is not taken yet',
    ],
    [
      'mistakes here and there, all at once',
      { accounts: [{ name: 'a', pasword: 'b' }], shares: [{ ...temporary, temp: true }], prot: 445 },
      "prot: unknown key; there is 'port'\naccounts[0].pasword: unknown key; there is 'password'\naccounts[0]: needs a password or an ntHash\nshares[0].temp: unknown key",
    ],
    [
      'a policy that is still to come',
      { accounts: [alice], policy: Promise.resolve({ signing: 'required' }) },
      'policy: expected an object with such keys as dialects, signing; it has none',
    ],
    [
      'a map of limits',
      { accounts: [alice], limits: new Map([['opensPerSession', 3]]) },
      'limits: expected an object with such keys as connections, connectionsPerAddress; it has none',
    ],
    [
      'an inner policy that is still to come',
      { accounts: [alice], authPolicy: { ntlm: Promise.resolve({ mic: 'required' }) } },
      'authPolicy.ntlm: expected an object with such keys as v1, lm; it has none',
    ],
    ['an unknown option', { accounts: [alice], prot: 445 }, "prot: unknown key; there is 'port'"],
    ['a port that is a text', { accounts: [alice], port: '445' }, 'port: expected a number'],
    ['a port there is none of', { accounts: [alice], port: 65536 }, 'port: expected at most 65535'],
    ['every address', { accounts: [alice], host: '' }, 'host: expected an address or a host name'],
    ['a share that is a name', { accounts: [alice], shares: ['disk'] }, 'shares[0]: expected an object'],
    [
      'a share of nothing',
      { accounts: [alice], shares: [{ name: 'disk' }] },
      'shares[0]: expected either path or temporary',
    ],
    [
      'an unknown key of a share',
      { accounts: [alice], shares: [{ ...temporary, acces: { '*': 'none' } }] },
      "shares[0].acces: unknown key; there is 'access'",
    ],
    [
      'an unknown right',
      { accounts: [alice], shares: [{ ...temporary, access: { '*': 'rw' } }] },
      'shares[0].access.*: expected "none" or "read" or "write"',
    ],
    [
      'half a share of its own',
      { accounts: [alice], shares: [{ ...diskShare(), close: undefined }] },
      'shares[0].close: expected a function',
    ],
    [
      'a share of its own that does not say whether it is encrypted',
      { accounts: [alice], shares: [{ ...diskShare(), encrypt: undefined }] },
      'shares[0].encrypt: expected true or false',
    ],
    [
      'a share of its own of no type',
      { accounts: [alice], shares: [{ ...diskShare(), type: 'printer' }] },
      'shares[0].type: expected an object whose type is "disk" or "pipe"',
    ],
    [
      'a pipe share that does not know its pipes',
      { accounts: [alice], shares: [{ ...diskShare(), type: 'pipe' }] },
      'shares[0].has: expected a function',
    ],
    [
      'a share of its own in the place of IPC$',
      { accounts: [alice], shares: [diskShare({ name: 'ipc$' })] },
      'shares[0].name: expected another name: IPC$ is always there',
    ],
    [
      'two rules for one name',
      { accounts: [alice], shares: [{ ...temporary, access: { alice: 'read', ALICE: 'none' } }] },
      'shares[0].access.ALICE: expected a name that has no rule yet; names ignore case',
    ],
    [
      'a rule for a name with its domain',
      { accounts: [alice], shares: [{ ...temporary, access: { '*': 'read', 'CORP\\\\alice': 'none' } }] },
      'shares[0].access.CORP\\\\alice: expected the name of an account without its domain, @group, a SID, guest, anonymous, or *',
    ],
    [
      'shares of one name',
      { accounts: [alice], shares: [temporary, diskShare({ name: 'Scratch' })] },
      'shares[1].name: expected a name that is not taken yet',
    ],
    [
      'an unknown demand',
      { accounts: [alice], policy: { signing: 'mandatory' } },
      'policy.signing: expected "enabled" or "required"',
    ],
    [
      'an unknown preset',
      { accounts: [alice], preset: 'novell' },
      'preset: expected "windows-2025" or "windows-2012" or "samba" or "nas-guest" or "legacy-printer"',
    ],
    [
      'an unknown answer',
      { accounts: [alice], preset: 'samba', profile: { echo: 'never' } },
      'profile.echo: expected "with-session" or "always"',
    ],
    [
      'an unknown policy',
      { accounts: [alice], policy: { sining: 'required' } },
      "policy.sining: unknown key; there is 'signing'",
    ],
    [
      'no dialect',
      { accounts: [alice], policy: { dialects: [] } },
      'policy.dialects: expected at least 1 entry',
    ],
    [
      'an unknown way with guests',
      { accounts: [alice], authPolicy: { guest: true } },
      'authPolicy.guest: expected "refuse" or "unknown-users"',
    ],
    [
      'no connection',
      { accounts: [alice], limits: { connections: -1 } },
      'limits.connections: expected at least 1',
    ],
    [
      'a word for timers',
      { accounts: [alice], runtime: { ...systemRuntime, after: 'soon' } },
      'runtime.after: expected a function',
    ],
    ['half a logger', { accounts: [alice], logger: { error: () => {} } }, 'logger.warn: expected a function'],
  ];
  for (const [what, options, message] of refused) {
    it(`refuse ${what}`, () => {
      assert.throws(() => create(options), { name: 'ConfigurationError', message });
    });
  }

  it('are all told at once, and no secret is', () => {
    const accounts = [{ name: 'a', password: 'secret', ntHash: 'secret' }];
    assert.throws(() => create({ accounts, port: -1, prot: 1 }), {
      message:
        /^port: .*\nprot: unknown key; there is 'port'\naccounts\[0\]\.ntHash: must be 16 bytes or 32 hexadecimal digits$/,
    });
    assert.throws(
      () => create({ accounts }),
      (error) => error instanceof Error && !error.message.includes('secret'),
    );
  });

  it('make a server that belongs to no domain, unless one is named', () => {
    const joined = (names: ServerOptions['names']) =>
      isDomainJoined(resolveOptions({ accounts: [alice], ...(names && { names }) }).names);
    assert.deepEqual([undefined, { netbiosDomain: 'CORP' }].map(joined), [false, true]);
  });

  it('that are absent leave the default, one by one', () => {
    const noSigning: Record<string, undefined> = { signing: undefined };
    const noCredits: Record<string, undefined> = { credits: undefined };
    const resolved = resolveOptions({
      accounts: [alice],
      names: { netbiosName: 'OTHER' },
      policy: noSigning,
      authPolicy: { ntlm: { v1: 'accept' } },
      limits: { ...noCredits, connections: 7 },
    });
    assert.deepEqual(resolved.policy, defaultSessionPolicy);
    assert.deepEqual(resolved.authPolicy, {
      ...defaultAuthPolicy,
      ntlm: { ...defaultAuthPolicy.ntlm, v1: 'accept' },
    });
    assert.deepEqual(resolved.limits, { ...defaultLimits, connections: 7 });
    assert.deepEqual(resolved.names, { ...defaultNames, netbiosName: 'OTHER' });
  });

  it('that are undefined have their default: no limit is lifted, nobody let in by it', () => {
    const resolved = resolveOptions({
      accounts: [alice],
      names: undefinedLike(defaultNames),
      limits: undefinedLike(defaultLimits),
      policy: undefinedLike(defaultSessionPolicy),
      authPolicy: undefinedLike(defaultAuthPolicy),
    });
    assert.deepEqual(resolved.names, defaultNames);
    assert.deepEqual(resolved.limits, defaultLimits);
    assert.deepEqual(resolved.policy, defaultSessionPolicy);
    assert.deepEqual(resolved.authPolicy, defaultAuthPolicy);
  });

  it('that are null have that value: no lock-out, no expiry', () => {
    const { authPolicy, policy } = resolveOptions({
      accounts: [alice],
      authPolicy: { lockout: null },
      policy: { sessionLifetimeSeconds: null },
    });
    assert.equal(authPolicy.lockout, null);
    assert.equal(policy.sessionLifetimeSeconds, null);
  });

  it('take every preset and every default', () => {
    for (const authPolicy of [defaultAuthPolicy, ...Object.values(policyPresets)]) {
      const given = { accounts: [alice], authPolicy, policy: defaultSessionPolicy, limits: defaultLimits };
      const resolved = resolveOptions(given);
      assert.deepEqual(resolved.authPolicy, authPolicy);
      assert.deepEqual(resolved.policy, defaultSessionPolicy);
      assert.deepEqual(resolved.limits, defaultLimits);
    }
  });

  it('take a logger of another class, and accounts that a store made', () => {
    const hash = Buffer.alloc(16, 1);
    const account = { name: 'a', ntHash: hash, password: 'b', groups: [], status: 'enabled' } as const;
    const { accounts } = resolveOptions({ accounts: [account], logger: console });
    assert.deepEqual(accounts, [account]);
  });

  it('may have a logger that fails, at once or later', () => {
    const fail = (): never => {
      throw new Error('disk full');
    };
    const reject = (): unknown => Promise.reject(new Error('disk full'));
    const failed: string[] = [];
    for (const throwing of [fail, reject] as (() => void)[]) {
      const fault = (message: string): void => {
        failed.push(message);
        return throwing();
      };
      const { logger } = resolveOptions({ accounts: [alice], logger: { error: fault, warn: fault } });
      logger.error('the account store failed', { error: new Error('gone') });
      logger.warn('nobody is in that group');
    }
    const both = ['the account store failed', 'nobody is in that group'];
    assert.deepEqual(failed, [...both, ...both]);
  });
});
