import assert from 'node:assert/strict';
import type { z } from 'zod';
import { accountSchema } from '../../src/accounts/account-schema.js';
import { accountDefinitionRule } from '../../src/auth/account-rules.js';
import { kerberosPolicyRule } from '../../src/auth/kerberos/policy-rules.js';
import { defaultKerberosPolicy } from '../../src/auth/kerberos/policy.js';
import { policyPresets } from '../../src/auth/policy-presets.js';
import { policyRule } from '../../src/auth/policy-rules.js';
import { namesRule } from '../../src/auth/server-names.js';
import { testRealmRule } from '../../src/realm/options.js';
import { authPolicySection } from '../../src/schema/auth-policy.js';
import { kerberosSection } from '../../src/schema/kerberos.js';
import { namesSection } from '../../src/schema/names.js';
import { problemsOf } from '../../src/values/problems.js';
import type { Rule } from '../../src/values/rules.js';

const lockout = { threshold: 3, windowSeconds: 60, durationSeconds: 60 };

/** Values that a program without types may give for a key. */
const values: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  1,
  -1,
  0.5,
  999,
  1000,
  Number.NaN,
  Infinity,
  '',
  'x',
  'accept',
  'Accept',
  'refuse',
  'required',
  'when-flagged',
  'when-requested',
  'always',
  'any',
  'ipc',
  'unknown-users',
  'enabled',
  'Enabled',
  'locked',
  'a b',
  'a.example',
  'A'.repeat(15),
  'A'.repeat(16),
  'a'.repeat(256),
  'EXAMPLE\\alice',
  'alice@example.com',
  '0'.repeat(32),
  'f'.repeat(42),
  'S-1-5-21-1-2-3',
  'S-1-5-21-1-2-3-1000',
  'S-1-5-21-1-2-3-4294967295',
  'S-1-5-21-1-2-3-4294967296',
  [],
  ['a'],
  [''],
  [1],
  {},
  { threshold: 3 },
  lockout,
  { ...lockout, threshold: 0 },
  { ...lockout, threshold: 999 },
  { ...lockout, threshold: 1000 },
  { ...lockout, threshold: 1.5 },
  { ...lockout, window: 60 },
  ['kerberos', 'ntlm'],
  ['ntlm'],
  ['ntlm', 'ntlm'],
  ['kerberos', 'basic'],
  ['rc4-hmac'],
  ['rc4-hmac', 'rc4-hmac'],
  ['cifs/files.example.com'],
  ['cifs/files.example.com@EXAMPLE.COM'],
  ['HTTP/@'],
  ['a/b'],
  'own',
  'local',
  'EXAMPLE.TEST',
  'localhost',
  '127.1.2.3',
  '127.1.2.300',
  '0.0.0.0',
  '::1',
  86_400,
  86_401,
  65_536,
  { alice: 'bob' },
  { 'alice@EXAMPLE.COM': 'bob' },
  { 'alice@EXAMPLE.COM': 'EXAMPLE\\bob' },
  { alice: { error: 'KDC_ERR_CLIENT_REVOKED' } },
  { alice: { error: 'KDC_ERR_NONE' } },
  { alice: { error: 'KDC_ERR' } },
  { alice: { error: 127, kvno: 1, pac: 'none', ticket: 'expired' } },
  { alice: { error: 128 } },
  { alice: { kvno: 0 } },
  { alice: { enctype: 'rc4' } },
  { alice: { clockSkewSeconds: -600, enctype: 'rc4-hmac' } },
  { alice: { clockSkewSeconds: 0.5 } },
  { alice: { skew: 5 } },
  new Map(),
  Promise.resolve('accept'),
  () => 'accept',
  10n,
];

interface Pair {
  readonly rule: Rule;
  readonly schema: z.ZodType;
  /** The keys beside the one that a case changes. */
  readonly whole: Readonly<Record<string, unknown>>;
  readonly keys: readonly string[];
  /** Undefined and an empty text mean that a name is not given: to a program alone. */
  readonly exceptFor?: (key: string, value: unknown) => boolean;
}

const pairs: Readonly<Record<string, Pair>> = {
  policy: {
    rule: policyRule,
    schema: authPolicySection,
    whole: {},
    keys: [...Object.keys(policyPresets.samba), 'gast'],
  },
  'policy.ntlm': {
    rule: (value, place) => policyRule({ ntlm: value }, place),
    schema: authPolicySection.shape.ntlm.unwrap(),
    whole: {},
    keys: [...Object.keys(policyPresets.samba.ntlm), 'v2'],
  },
  names: {
    rule: namesRule,
    schema: namesSection,
    whole: { netbiosName: 'WEB', dnsName: 'web.example' },
    keys: ['netbiosName', 'dnsName', 'netbiosDomain', 'dnsDomain', 'dnsTree', 'netbios'],
    exceptFor: (key, value) =>
      value === undefined || (value === '' && !['netbiosName', 'dnsName'].includes(key)),
  },
  account: {
    rule: accountDefinitionRule,
    schema: accountSchema,
    whole: { name: 'alice', password: 'secret' },
    keys: ['name', 'groups', 'status', 'sid', 'workstations', 'logonHours', 'ntlm', 'group'],
  },
  kerberos: {
    rule: kerberosPolicyRule,
    schema: kerberosSection.pick({
      services: true,
      principals: true,
      enctypes: true,
      maxClockSkewSeconds: true,
    }),
    whole: {},
    keys: [...Object.keys(defaultKerberosPolicy), 'realms'],
  },
  'kerberos.testRealm': {
    rule: testRealmRule,
    schema: kerberosSection.shape.testRealm.unwrap(),
    whole: { realm: 'EXAMPLE.TEST' },
    keys: [
      'realm',
      'host',
      'port',
      'directory',
      'ccaches',
      'services',
      'states',
      'ticketLifetimeSeconds',
      'renewableLifetimeSeconds',
      'kdc',
    ],
  },
};

describe('the rules of the acceptors, which need no library', () => {
  for (const [name, { rule, schema, whole, keys, exceptFor = () => false }] of Object.entries(pairs)) {
    for (const key of keys) {
      it(`${name}.${key}: refuse what the schema of the configuration refuses, and nothing else`, () => {
        let refused = 0;
        for (const value of values) {
          if (exceptFor(key, value)) continue;
          const given = { ...whole, [key]: value };
          const byRule = rule(given, []).length > 0;
          const bySchema = problemsOf(schema, given).length > 0;
          assert.equal(
            byRule,
            bySchema,
            `${typeof value} ${JSON.stringify(value, (_, each) => String(each))}`,
          );
          if (byRule) refused++;
        }
        assert.ok(refused > 0);
      });
    }
  }
});
