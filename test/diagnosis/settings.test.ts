import assert from 'node:assert/strict';
import { AvId } from '../../src/auth/ntlm/av-pairs.js';
import { NegotiateFlags as F } from '../../src/auth/ntlm/negotiate-flags.js';
import { defaultAuthPolicy, type AuthPolicy, type NtlmPolicy } from '../../src/auth/policy.js';
import type { Attempt } from '../../src/diagnosis/recorded-attempt.js';
import { gatherEvidence } from '../../src/diagnosis/facts-by-kind.js';
import { Vocabulary } from '../../src/diagnosis/vocabulary.js';
import { explain } from '../../src/diagnosis/records.js';
import type { ClientShows } from '../../src/text/reason-text.js';
import type { Diagnosis } from '../../src/diagnosis/attempt-record.js';
import { reasons } from '../../src/diagnosis/reasons.js';
import { policySection } from '../../src/schema/policy-section.js';
import type { ServerOptions } from '../../src/server/options.js';
import { defaultLimits, type Limits, type SessionPolicy } from '../../src/session/model/policy.js';
import { windowsFlags } from '../support/ntlm-client.js';
import {
  ClientLogin,
  login,
  type LoginOptions,
  tryLogin,
  tryNegotiate,
} from '../support/smb-client-login.js';
import { toyMechanism } from '../auth/toy-mechanism/toy-mechanism.js';
import { type Fixture, serve } from '../session/support.js';

type Options = Partial<ServerOptions>;

/** A client that one value of a setting keeps out and another lets in. */
interface Lifted {
  readonly strict: Options;
  readonly lenient: Options;
  readonly act: (server: Fixture) => Promise<Diagnosis<string, ClientShows>>;
}

const session = (strict: Partial<SessionPolicy>, lenient: Partial<SessionPolicy>) => ({
  strict: { policy: strict },
  lenient: { policy: lenient },
});
const auth = (strict: Partial<AuthPolicy>, lenient: Partial<AuthPolicy>) => ({
  strict: { authPolicy: strict },
  lenient: { authPolicy: lenient },
});
const ntlm = (strict: Partial<NtlmPolicy>, lenient: Partial<NtlmPolicy>) => ({
  strict: { authPolicy: { ntlm: strict } },
  lenient: { authPolicy: { ntlm: lenient } },
});

/** Another mechanism stands where Kerberos would. */
const besideAToy = (strict: AuthPolicy['mechanisms'], lenient: AuthPolicy['mechanisms']) => {
  const mechanisms: ServerOptions['mechanisms'] = ({ ntlm: ours }) => [toyMechanism(), ours];
  return {
    strict: { mechanisms, authPolicy: { mechanisms: strict } },
    lenient: { mechanisms, authPolicy: { mechanisms: lenient } },
  };
};

const record = async (server: Fixture, count = 1): Promise<Diagnosis<string, ClientShows>> => {
  const found = (await server.records(count)).at(-1);
  assert.ok(found);
  return found;
};

/** The record of one login, which leaves when it was let in. */
const loginOf =
  (options: LoginOptions) =>
  async (server: Fixture): Promise<Diagnosis<string, ClientShows>> => {
    const client = await server.negotiated();
    await tryLogin(client, options);
    client.close();
    return record(server);
  };

const ownPairs = [{ id: AvId.MsvAvNbDomainName, value: Buffer.from('X\0') }];

/** Every setting of the section `policy`, but the name of a starting point. */
const policy: Readonly<Record<string, Lifted>> = {
  dialects: {
    ...session({ dialects: ['3.1.1'] }, { dialects: ['2.1', '3.1.1'] }),
    act: async (server) => {
      const client = await server.connect();
      await tryNegotiate(client, { dialects: [0x0210] });
      client.close();
      return record(server);
    },
  },
  signing: {
    ...session({ signing: 'required' }, { signing: 'enabled' }),
    act: async (server) => {
      const client = await server.negotiated({ dialects: [0x0210] });
      await client.treeConnect('disk', { session: await login(client), sign: false });
      return record(server);
    },
  },
  encryption: {
    ...session({ encryption: 'required' }, { encryption: 'enabled' }),
    act: async (server) => {
      const client = await server.negotiated({ ciphers: [] });
      await tryLogin(client);
      client.close();
      return record(server);
    },
  },
  ciphers: {
    strict: { policy: { encryption: 'required', ciphers: ['AES-256-GCM'] } },
    lenient: { policy: { encryption: 'required', ciphers: ['AES-256-GCM', 'AES-128-GCM'] } },
    act: async (server) => {
      const client = await server.negotiated({ ciphers: [2] });
      await tryLogin(client);
      client.close();
      return record(server);
    },
  },
  sessionLifetimeSeconds: {
    ...session({ sessionLifetimeSeconds: 60 }, { sessionLifetimeSeconds: null }),
    act: async (server) => {
      const client = await server.negotiated();
      const established = await login(client);
      await client.treeConnect('disk', { session: established });
      server.runtime.advance(61_000);
      await client.treeConnect('disk', { session: established });
      client.close();
      return server.trees.length === 1
        ? ((await server.incidentRecords(1))[0] ?? record(server))
        : record(server);
    },
  },
  mechanisms: {
    ...besideAToy(['kerberos'], ['kerberos', 'ntlm']),
    act: loginOf({}),
  },
  'ntlm.v1': { ...ntlm({ v1: 'refuse' }, { v1: 'accept' }), act: loginOf({ response: 'ntlmv1' }) },
  'ntlm.lm': {
    ...ntlm({ lm: 'refuse' }, { lm: 'accept' }),
    act: loginOf({ response: 'lm', flags: (windowsFlags & ~F.EXTENDED_SESSIONSECURITY) >>> 0 }),
  },
  'ntlm.mic': { ...ntlm({ mic: 'required' }, { mic: 'when-flagged' }), act: loginOf({ mic: false }) },
  'ntlm.require128': {
    ...ntlm({ require128: true }, { require128: false }),
    act: loginOf({ flags: (windowsFlags & ~F.ENCRYPTION_128) >>> 0 }),
  },
  'ntlm.targetNames': {
    ...ntlm({ targetNames: ['cifs/files.example'] }, { targetNames: 'any' }),
    act: loginOf({ targetName: 'cifs/other.example' }),
  },
  'ntlm.maxClockSkewSeconds': {
    ...ntlm({ maxClockSkewSeconds: 300 }, { maxClockSkewSeconds: null }),
    act: loginOf({ timeStamp: 0n }),
  },
  'ntlm.echoTargetInfo': {
    ...ntlm({ echoTargetInfo: true }, { echoTargetInfo: false }),
    act: loginOf({ mic: false, editAvPairs: () => ownPairs }),
  },
  'ntlm.targetInfo': {
    ...ntlm({ targetInfo: 'always' }, { targetInfo: 'when-requested' }),
    act: loginOf({
      flags: (windowsFlags & ~F.REQUEST_TARGET) >>> 0,
      mic: false,
      editAvPairs: () => ownPairs,
    }),
  },
  'ntlm.challengeLifetimeSeconds': {
    ...ntlm({ challengeLifetimeSeconds: 10 }, { challengeLifetimeSeconds: 60 }),
    act: async (server) => {
      const client = await server.negotiated();
      const exchange = new ClientLogin(client);
      await exchange.first();
      server.runtime.advance(11_000);
      await exchange.second();
      client.close();
      return record(server);
    },
  },
  guest: {
    ...auth({ guest: 'refuse' }, { guest: 'unknown-users' }),
    act: loginOf({ user: 'Guest', password: '' }),
  },
  anonymous: {
    ...auth({ anonymous: 'refuse' }, { anonymous: 'accept' }),
    act: loginOf({ response: 'anonymous' }),
  },
  lockout: {
    ...auth({ lockout: { threshold: 1, windowSeconds: 60, durationSeconds: 60 } }, { lockout: null }),
    act: async (server) => {
      const client = await server.negotiated();
      await tryLogin(client, { password: 'wrong' });
      await tryLogin(client);
      client.close();
      return record(server, 2);
    },
  },
};

/** Leaves of the section, as the advice names them. */
function settingsOf(shape: Readonly<Record<string, unknown>>, prefix = ''): string[] {
  return (
    Object.keys(shape)
      // A client without one of the signing algorithms is not refused, but has AES-CMAC.
      .filter((key) => key !== 'preset' && key !== 'signingAlgorithms')
      .flatMap((key) =>
        key === 'ntlm' ? Object.keys(defaultAuthPolicy.ntlm).map((name) => `ntlm.${name}`) : [key],
      )
      .map((key) => prefix + key)
  );
}

describe('the advice of a refusal names the setting that would lift it', () => {
  it('every setting of the policy is tried', () => {
    assert.deepEqual(Object.keys(policy).sort(), settingsOf(policySection.shape).sort());
  });

  for (const [setting, { strict, lenient, act }] of Object.entries(policy)) {
    it(`policy.${setting}`, async () => {
      await using refusing = await serve(strict);
      const { reason, advice } = await act(refusing);
      assert.ok(advice.includes(`policy.${setting}`), `${reason}: ${advice}`);
      // A setting has a cost, which is said in a clause of its own.
      assert.match(advice.slice(advice.indexOf(`policy.${setting}`)), /[:;,.] ?\w+/, reason);
      await using granting = await serve(lenient);
      assert.notEqual((await act(granting)).reason, reason);
    });
  }

  for (const limit of Object.keys(defaultLimits) as (keyof Limits)[]) {
    it(`limits.${limit}`, () => {
      const endpoint = { address: '192.0.2.1', port: 1 };
      const attempt: Attempt = {
        id: 1,
        connection: { carrier: 'smb', id: 1, remote: endpoint, local: endpoint },
        login: undefined,
        startedAt: 0,
        duration: 0,
        connectionFacts: [{ kind: 'limit-hit', limit, value: 7 }],
        loginFacts: [],
        verdict: undefined,
        afterwards: [],
        end: { by: 'server', why: 'limit' },
      };
      const { reason, advice } = explain(attempt, gatherEvidence(attempt, new Vocabulary()));
      assert.equal(reason, 'limit-reached');
      assert.ok(advice.includes(`limits.${limit} `), advice);
    });
  }

  for (const [reason, setting] of [
    ['account-disabled', 'status'],
    ['account-expired', 'status'],
    ['password-expired', 'status'],
    ['password-must-change', 'status'],
    ['account-expired', 'expiresAt'],
    ['password-expired', 'passwordExpiresAt'],
    ['smart-card-required', 'status'],
    ['interdomain-trust-account', 'status'],
    ['workstation-trust-account', 'status'],
    ['server-trust-account', 'status'],
    ['account-refused', 'ntStatus'],
    ['workstation-not-allowed', 'workstations'],
    ['outside-logon-hours', 'logonHours'],
    ['ntlm-refused', 'ntlm to "accept"'],
    ['share-access-denied', 'access'],
    ['share-read-only', 'access'],
    ['share-encryption-required', '"encrypt"'],
    ['tree-connect-failed', 'limits.treesPerSession'],
    ['file-request-failed', 'limits.opensPerSession'],
  ] as const) {
    it(`${reason}: ${setting}`, () => assert.ok(reasons[reason].advice.includes(setting)));
  }
});
