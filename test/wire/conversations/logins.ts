import { Command, decodeSessionSetupResponse } from '../../../src/smb2-codec/index.js';
import { ClientLogin, type LoginOptions, type NegotiateOptions } from '../../support/smb-client-login.js';
import type { Conversation, Talk } from '../conversation.js';
import { bodies } from '../../support/bodies.js';

const dialects = { '2.0.2': 0x0202, '2.1': 0x0210, '3.0': 0x0300, '3.0.2': 0x0302, '3.1.1': 0x0311 } as const;

/** NTLMSSP_NEGOTIATE_… flags that clients leave away ([MS-NLMP] 2.2.2.5). */
const F = {
  SIGN: 0x10,
  SEAL: 0x20,
  LM_KEY: 0x80,
  ALWAYS_SIGN: 0x8000,
  REQUEST_TARGET: 0x4,
  EXTENDED: 0x80000,
  VERSION: 0x2000000,
  ENCRYPTION_128: 0x20000000,
  KEY_EXCH: 0x40000000,
  ENCRYPTION_56: 0x80000000,
} as const;

/** The flags of a Windows client, without some of them. */
const without = (...flags: number[]): number =>
  (0xe2088215 & ~flags.reduce((sum, flag) => sum | flag, 0)) >>> 0;

/** A Kerberos mechanism that nobody here speaks. */
const KERBEROS = '1.2.840.113554.1.2.2';
const NTLM = '1.3.6.1.4.1.311.2.2.10';

/** Each login on a connection of its own, and a request that is signed where there is a key. */
async function logins(
  talk: Talk,
  table: Readonly<Record<string, LoginOptions>>,
  negotiate?: NegotiateOptions,
): Promise<void> {
  for (const [name, options] of Object.entries(table)) {
    const line = await talk.negotiated(negotiate);
    const { login, reply } = await line.tryLogin(name, options);
    if (reply?.status !== 0) continue;
    const session = login.complete(reply);
    await line.ask('TREE_CONNECT IPC$', Command.TREE_CONNECT, bodies.treeConnect('IPC$'), { session });
  }
}

const accepted: Readonly<Record<string, LoginOptions>> = {
  'SPNEGO, NTLMv2 with a MIC and key exchange': {},
  'bare NTLM, NTLMv2 with a MIC and key exchange': { raw: true },
  'SPNEGO without a MIC': { mic: false },
  'bare NTLM without a MIC': { raw: true, mic: false },
  'SPNEGO without key exchange': { flags: without(F.KEY_EXCH) },
  'bare NTLM without key exchange': { raw: true, flags: without(F.KEY_EXCH) },
  'SPNEGO without SIGN': { flags: without(F.SIGN) },
  'bare NTLM without SIGN and ALWAYS_SIGN': { raw: true, flags: without(F.SIGN, F.ALWAYS_SIGN) },
  'bare NTLM with SEAL': { raw: true, flags: without() | F.SEAL },
  'bare NTLM without VERSION': { raw: true, flags: without(F.VERSION) },
  'bare NTLM without REQUEST_TARGET': { raw: true, flags: without(F.REQUEST_TARGET) },
  'bare NTLM without 128 bits, and without SIGN': {
    raw: true,
    flags: without(F.ENCRYPTION_128, F.SIGN, F.ALWAYS_SIGN),
  },
  'bare NTLM that drops KEY_EXCH later': { raw: true, dropFlags: F.KEY_EXCH },
  'in another case, of another domain': { user: 'ALICE', domain: 'SOMEWHERE' },
  'alice@example.com': { user: 'alice@example.com' },
  'with channel bindings': { channelBindings: Buffer.from('tls-server-end-point:whatever') },
  'without a target name': { targetName: null },
  'without a workstation': { workstation: '' },
  bob: { user: 'bob', password: 'hunter2' },
};

export const logIns: readonly Conversation[] = [
  ...Object.entries(dialects).map(([name, dialect]) => ({
    name: `login-${name}`,
    about: `${name}: logins that are accepted, each with a signed request`,
    run: (talk: Talk) => logins(talk, accepted, { dialects: [dialect] }),
  })),
  {
    name: 'login-signing-algorithms',
    about: '3.1.1: a login and a signed request for each signing algorithm and cipher',
    run: async (talk) => {
      for (const signingAlgorithm of [0, 1, 2]) {
        await logins(
          talk,
          { [`signed with algorithm ${signingAlgorithm}`]: {} },
          { signingAlgorithms: [signingAlgorithm] },
        );
      }
      for (const cipher of [1, 2, 3, 4]) {
        await logins(talk, { [`with cipher ${cipher}`]: {} }, { ciphers: [cipher] });
      }
    },
  },
  {
    name: 'login-spnego',
    about:
      'SPNEGO: an empty token, another mechanism first, NTLM in the middle of a list, no optimistic token',
    run: async (talk) => {
      const empty = await talk.negotiated();
      const first = new ClientLogin(empty.smb);
      await empty.step('SESSION_SETUP with an empty token', () => {
        first.sendToken(Buffer.alloc(0));
        return first.receiveLeg();
      });
      await empty.step('first leg', () => first.first());
      await empty.step('second leg', () => first.second());

      const other = await talk.negotiated();
      const mechTypes = [KERBEROS, NTLM];
      const exchange = new ClientLogin(other.smb, { mechTypes });
      await other.step('SESSION_SETUP with a Kerberos token', () => {
        exchange.sendToken(kerberosFirst());
        return exchange.receiveLeg();
      });
      await other.step("NTLM's NEGOTIATE", () => {
        exchange.sendFirstLater();
        return exchange.receiveChallenge();
      });
      const reply = await other.step("NTLM's AUTHENTICATE", () => exchange.second());
      if (reply !== undefined) exchange.complete(reply);

      await logins(talk, { 'NTLM first of two': { mechTypes: [NTLM, KERBEROS] } });
    },
  },
  {
    name: 'login-guest-anonymous',
    about: 'Guests and anonymous users where the policy lets them in',
    options: { authPolicy: { guest: 'unknown-users', anonymous: 'accept' } },
    run: async (talk) => {
      const table: Readonly<Record<string, LoginOptions>> = {
        guest: { user: 'nobody' },
        'guest by bare NTLM': { user: 'nobody', raw: true },
        anonymous: { response: 'anonymous' },
        'anonymous by bare NTLM': { response: 'anonymous', raw: true },
        'alice with a wrong password': { password: 'wrong' },
      };
      for (const dialect of Object.values(dialects)) await logins(talk, table, { dialects: [dialect] });
      const line = await talk.negotiated();
      const session = await line.login('guest', { user: 'nobody' });
      for (const share of ['IPC$', 'disk', 'private', 'sealed']) {
        await line.ask(`TREE_CONNECT ${share} of a guest`, Command.TREE_CONNECT, bodies.treeConnect(share), {
          session,
        });
      }
    },
  },
  {
    name: 'login-old-variants',
    about: 'NTLMv1, LM and LMv2 where the policy lets them in',
    options: { authPolicy: { ntlm: { v1: 'accept', lm: 'accept', require128: false } } },
    run: async (talk) => {
      await logins(talk, {
        'NTLMv1 with extended session security': { response: 'ntlmv1' },
        'NTLMv1 with extended session security, bare': { response: 'ntlmv1', raw: true },
        NTLMv1: { response: 'ntlmv1', raw: true, flags: without(F.EXTENDED) },
        'NTLMv1 without key exchange': {
          response: 'ntlmv1',
          raw: true,
          flags: without(F.EXTENDED, F.KEY_EXCH),
        },
        'NTLMv1 with LM_KEY': { response: 'ntlmv1', raw: true, flags: without(F.EXTENDED) | F.LM_KEY },
        'LM alone': { response: 'lm', raw: true, flags: without(F.EXTENDED) },
        'LMv2 alone': { response: 'lmv2', raw: true },
        'NTLMv2 with 56 bits': { raw: true, flags: without(F.ENCRYPTION_128) },
      });
    },
  },
  {
    name: 'login-encryption-required',
    about: 'Where every session is encrypted: logins, and requests inside and outside of the encryption',
    options: { policy: { encryption: 'required' } },
    run: async (talk) => {
      for (const negotiate of [
        { dialects: [0x0300] },
        { dialects: [0x0302] },
        { ciphers: [1] },
        { ciphers: [4] },
      ]) {
        const line = await talk.negotiated(negotiate);
        const tree = await line.tree(await line.login());
        await tree.create('missing\\file');
        await tree.ask('CREATE in the clear', Command.CREATE, bodies.create('a'), { encrypt: false });
        await tree.ask('LOGOFF', Command.LOGOFF, bodies.bytes('04000000'));
      }
      for (const negotiate of [
        { dialects: [0x0210] },
        { dialects: [0x0300], capabilities: 0 },
        { ciphers: [] },
      ]) {
        await (await talk.negotiated(negotiate)).tryLogin('alice, who cannot encrypt', {});
      }
    },
  },
  {
    name: 'login-target-info',
    about: 'CHALLENGE of servers with other names, with a forest, and for clients that ask for no target',
    options: {
      names: {
        netbiosName: 'FILES',
        dnsName: 'files.corp.example',
        netbiosDomain: 'CORP',
        dnsDomain: 'corp.example',
        dnsTree: 'example',
      },
      authPolicy: { ntlm: { targetInfo: 'when-requested' } },
    },
    run: async (talk) => {
      await logins(talk, {
        alice: {},
        'alice, who asks for no target': { raw: true, flags: without(F.REQUEST_TARGET) },
      });
      const line = await talk.negotiated();
      const login = new ClientLogin(line.smb, { raw: true });
      const challenge = await line.step('SESSION_SETUP', () => login.first());
      if (challenge !== undefined) decodeSessionSetupResponse(challenge.message);
    },
  },
];

/** NegTokenInit of Kerberos and NTLM with a token for the first that is none. */
function kerberosFirst(): Buffer {
  const spnego = '06062b0601050502';
  const mechTypes = 'a019301706092a864886f712010202060a2b06010401823702020a';
  const mechToken = `a21f041d${Buffer.from('a Kerberos token nobody reads').toString('hex')}`;
  return Buffer.from(`6048${spnego}a03e303c${mechTypes}${mechToken}`, 'hex');
}
