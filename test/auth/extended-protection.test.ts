import assert from 'node:assert/strict';
import { bindingsSentences } from '../../src/auth/bindings-sentences.js';
import { hashChannelBindings } from '../../src/auth/channel-bindings.js';
import {
  type ExtendedProtection,
  extendedProtectionRule,
  protectionOf,
} from '../../src/auth/extended-protection.js';
import type { LoginContext } from '../../src/auth/mechanism.js';
import { AvId } from '../../src/auth/ntlm/av-pairs.js';
import { createNtlmMechanism } from '../../src/auth/ntlm/create-mechanism.js';
import { createSpnegoAcceptor } from '../../src/auth/spnego/index.js';
import { md5 } from '../../src/crypto/md5.js';
import type { CheckFact, Fact } from '../../src/facts/fact.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { accepted, ifRelevant, KerberosServer, refused } from '../support/kerberos-client.js';
import { NtlmClient, type NtlmClientOptions } from '../support/ntlm-client.js';
import { account, policyWith, reasonOf, storeOf } from '../support/ntlm-login.js';

const channelBindings = Buffer.from('tls-server-end-point:0123456789abcdef0123456789abcdef');
const another = Buffer.from('tls-server-end-point:of another certificate, of a proxy');
const mistakes = [
  { name: 'the certificate’s SHA-1 hash', bindings: Buffer.from('tls-server-end-point:sha-1 of it') },
  { name: 'the hash without its prefix', bindings: Buffer.from('0123456789abcdef0123456789abcdef') },
];

const mechanism = createNtlmMechanism({
  accounts: storeOf(account('User')),
  names: { netbiosName: 'WEB', dnsName: 'web.example', netbiosDomain: 'WEB', dnsDomain: 'example' },
  policy: policyWith({ ntlm: { v1: 'accept', targetNames: ['cifs/server'] } }),
  runtime: new FixedRuntime(),
});

async function ntlm(client: NtlmClientOptions, login: Partial<LoginContext>) {
  const facts: Fact[] = [];
  const acceptor = mechanism.createAcceptor({
    carrier: 'https',
    report: (fact) => facts.push(fact),
    ...login,
  });
  const scripted = new NtlmClient(client);
  const challenge = await acceptor.step(scripted.negotiateMessage);
  assert.ok(challenge.kind === 'continue');
  const step = await acceptor.step(scripted.authenticate(challenge.token));
  return { reason: reasonOf(step), check: bindingsCheck(facts), facts };
}

function bindingsCheck(facts: readonly Fact[]): CheckFact | undefined {
  return facts.find((fact): fact is CheckFact => fact.kind === 'check' && fact.check === 'channel-bindings');
}

const kerberosServer = new KerberosServer({ policy: { services: 'own' } });

async function kerberos(change: Parameters<KerberosServer['login']>[1], login: Partial<LoginContext>) {
  const step = await kerberosServer.login({}, change, login);
  return { reason: reasonOf(step), check: bindingsCheck(kerberosServer.facts) };
}

const absent: NtlmClientOptions = {
  editAvPairs: (pairs) => pairs.filter(({ id }) => id !== AvId.MsvAvChannelBindings),
};
const hashed = (hash: Buffer): NtlmClientOptions => ({
  editAvPairs: (pairs) =>
    pairs.map((pair) => (pair.id === AvId.MsvAvChannelBindings ? { ...pair, value: hash } : pair)),
});

/** The bindings of a client, whether they are let in where they count when sent, and their name in the check. */
const clients = [
  ['the right ones', { channelBindings }, { bindings: hashChannelBindings(channelBindings) }, true, 'right'],
  ['zero', {}, { bindings: Buffer.alloc(16) }, true, 'zero'],
  ['none', absent, { checksum: null }, true, 'absent'],
  [
    'another certificate’s',
    { channelBindings: another },
    { bindings: hashChannelBindings(another) },
    false,
    'another',
  ],
  ...mistakes.map(
    ({ name, bindings }) =>
      [
        name,
        { channelBindings: bindings },
        { bindings: hashChannelBindings(bindings) },
        false,
        'mistaken',
      ] as const,
  ),
  [
    'a hash without structure',
    hashed(md5(channelBindings)),
    { bindings: md5(channelBindings) },
    false,
    'mistaken',
  ],
  ['a value of nothing', hashed(Buffer.alloc(16, 1)), { bindings: Buffer.alloc(16, 1) }, false, 'another'],
] as const;

describe('Extended Protection: channel bindings, [MS-NLMP] 3.2.5.1.2 and RFC 4121 4.1.1.2', () => {
  for (const [title, ofNtlm, ofKerberos, whenSent, sent] of clients) {
    it(`${title}: required, when sent and never`, async () => {
      for (const run of [
        (login: Partial<LoginContext>) => ntlm(ofNtlm, login),
        (login: Partial<LoginContext>) => kerberos(ofKerberos, login),
      ]) {
        for (const [mode, isAccepted] of [
          [undefined, sent === 'right'],
          ['required', sent === 'right'],
          ['when-sent', whenSent],
        ] as const) {
          const extendedProtection = { mistakes, ...(mode && { channelBindings: mode }) };
          const { reason, check } = await run({ channelBindings, extendedProtection });
          assert.equal(reason === 'accepted', isAccepted, `${mode}: ${reason}`);
          if (!isAccepted) assert.match(reason, /^channel-binding-mismatch$|^kerberos-bindings-mismatch$/);
          assert.equal(check?.outcome, isAccepted ? 'passed' : 'failed');
          assert.equal(check?.data?.['sent'], sent);
          assert.equal(check?.data?.['mode'], mode ?? 'required');
          if (sent !== 'right') assert.ok(check?.detail !== undefined);
        }
        const never = await run({ channelBindings, extendedProtection: { channelBindings: 'never' } });
        assert.deepEqual([never.reason, never.check], ['accepted', undefined]);
      }
    });
  }

  it('NTLMv1 has no room for any: let in when sent, refused where required', async () => {
    const old: NtlmClientOptions = { response: 'ntlmv1' };
    const services = { serviceNames: 'any' } as const;
    const whenSent = { channelBindings: 'when-sent', ...services } as const;
    assert.equal((await ntlm(old, { channelBindings, extendedProtection: whenSent })).reason, 'accepted');
    assert.equal(
      (await ntlm(old, { channelBindings, extendedProtection: services })).reason,
      'channel-binding-mismatch',
    );
  });

  it('a mistake is named, and its sentence says that the certificate is the right one', async () => {
    const { check, facts } = await ntlm(
      { channelBindings: mistakes[0]?.bindings ?? another },
      { channelBindings, extendedProtection: { mistakes } },
    );
    assert.equal(check?.data?.['mistake'], 'the certificate’s SHA-1 hash');
    const checks = facts.filter((fact) => fact.kind === 'check');
    const words = bindingsSentences({ checks, own: [], claim: undefined }).join(' ');
    assert.match(
      words,
      /^Check channel-bindings: the bindings are made of the certificate’s SHA-1 hash\. The certificate is ours,/,
    );
  });

  it('another certificate, zero and none have sentences of their own', async () => {
    const words = new Set<string>();
    for (const client of [{ channelBindings: another }, {}, absent]) {
      const { facts } = await ntlm(client, { channelBindings });
      words.add(
        bindingsSentences({
          checks: facts.filter((fact) => fact.kind === 'check'),
          own: [],
          claim: undefined,
        })
          .slice(1)
          .join(' '),
      );
    }
    assert.equal(words.size, 3);
    assert.ok([...words].every((each) => each !== ''));
  });

  it('a client that declares that it binds to every channel, and sends zero, is refused ([MS-KILE] 3.4.5)', async () => {
    const apOptions = Buffer.from([0x00, 0x40, 0, 0]);
    const change = { authenticator: { authorizationData: ifRelevant({ adType: 143, adData: apOptions }) } };
    const extendedProtection = { channelBindings: 'when-sent' } as const;
    const { reason, check } = await kerberos(change, { channelBindings, extendedProtection });
    assert.equal(reason, 'kerberos-bindings-mismatch');
    assert.match(check?.detail ?? '', /declares that it binds to every channel/);
    assert.equal((await kerberos(change, {})).reason, 'accepted');
  });
});

describe('Extended Protection: the names of services', () => {
  it('take the place of those of policy, for NTLM', async () => {
    const names = (serviceNames: 'any' | readonly string[]) => ({ extendedProtection: { serviceNames } });
    const web = { targetName: 'HTTP/web.example' };
    assert.equal((await ntlm(web, {})).reason, 'target-name-mismatch');
    assert.equal((await ntlm(web, names('any'))).reason, 'accepted');
    assert.equal((await ntlm(web, names(['http/WEB.example']))).reason, 'accepted');
    assert.equal((await ntlm(web, names(['HTTP/other.example']))).reason, 'target-name-mismatch');
    assert.equal((await ntlm({}, names(['HTTP/web.example']))).reason, 'target-name-mismatch');
    assert.equal(
      (await ntlm({ targetName: null }, names(['HTTP/web.example']))).reason,
      'target-name-mismatch',
    );
  });

  it('and for Kerberos', async () => {
    const login = (serviceNames: 'any' | readonly string[]) =>
      kerberosServer.login({}, {}, { extendedProtection: { serviceNames } });
    accepted(await login('any'));
    accepted(await login(['cifs/files.example.com']));
    accepted(await login(['CIFS/files.example.com@EXAMPLE.COM']));
    refused(await login(['HTTP/web.example']), 'service-not-allowed');
  });
});

describe('Extended Protection: demands that cannot be met', () => {
  const faults = [
    ['an unknown word', { channelBindings, extendedProtection: { channelBindings: 'allow' } }],
    [
      'a promise of a word',
      { channelBindings, extendedProtection: { channelBindings: Promise.resolve('never') } },
    ],
    ['true', { channelBindings, extendedProtection: { channelBindings: true } }],
    ['required without a channel', { extendedProtection: { channelBindings: 'required' } }],
    ['when sent without a channel', { extendedProtection: { channelBindings: 'when-sent' } }],
    ['no name at all', { extendedProtection: { serviceNames: [] } }],
    ['a word for names', { extendedProtection: { serviceNames: 'all' } }],
    ['a promise of names', { extendedProtection: { serviceNames: Promise.resolve(['HTTP/web']) } }],
    [
      'undefined for a channel',
      { channelBindings: undefined, extendedProtection: { channelBindings: 'never' } },
    ],
  ] as const;
  for (const [title, login] of faults) {
    it(`${title}: thrown by a mechanism and by SPNEGO`, () => {
      const context = { report: () => {}, carrier: 'https', ...login } as unknown as LoginContext;
      assert.throws(() => mechanism.createAcceptor(context), TypeError);
      assert.throws(() => protectionOf(context, undefined), TypeError);
      assert.notDeepEqual(extendedProtectionRule(context, []), []);
      const options = { mechanisms: [mechanism], ...login } as unknown as Parameters<
        typeof createSpnegoAcceptor
      >[0];
      assert.throws(() => createSpnegoAcceptor(options), ConfigurationError);
    });
  }

  it('never needs no channel, and a misspelt key is refused', () => {
    const never: ExtendedProtection = { channelBindings: 'never' };
    createSpnegoAcceptor({ mechanisms: [mechanism], extendedProtection: never });
    assert.throws(
      () =>
        createSpnegoAcceptor({
          mechanisms: [mechanism],
          extendedProtection: { channelBinding: 'never' } as never,
        }),
      ConfigurationError,
    );
  });

  it('the demands are read once', async () => {
    let reads = 0;
    const words = ['required', 'never'] as const;
    const extendedProtection: ExtendedProtection = {
      get channelBindings() {
        return words[reads++] ?? 'never';
      },
    };
    const acceptor = mechanism.createAcceptor({
      report: () => {},
      carrier: 'https',
      channelBindings,
      extendedProtection,
    });
    const client = new NtlmClient();
    const challenge = await acceptor.step(client.negotiateMessage);
    assert.ok(challenge.kind === 'continue');
    assert.equal(
      reasonOf(await acceptor.step(client.authenticate(challenge.token))),
      'channel-binding-mismatch',
    );
  });
});
