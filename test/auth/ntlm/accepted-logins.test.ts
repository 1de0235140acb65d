import assert from 'node:assert/strict';
import type { AccountStore } from '../../../src/auth/account.js';
import { anonymousIdentity, identityOfAccount, identityRecord } from '../../../src/auth/identity.js';
import { NegotiateFlags as F } from '../../../src/auth/ntlm/negotiate-flags.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { directory, verifyingStore } from '../../support/verifying-store.js';
import { storeOf, account, assertAccepted, NtlmServer } from '../../support/ntlm-login.js';
import { NtlmClient, type NtlmClientOptions, windowsFlags } from '../../support/ntlm-client.js';
import type { PolicyChange } from '../../support/ntlm-login.js';

const mechTypes = Buffer.from('300c060a2b06010401823702020a', 'hex');

/** Logins that have to work, and what makes each of them worth a line. */
const logins: readonly {
  readonly title: string;
  readonly client?: NtlmClientOptions;
  readonly policy?: PolicyChange;
  readonly domainForm?: string;
}[] = [
  { title: 'what Windows sends', domainForm: 'as-sent' },
  { title: 'the user name in another case', client: { user: 'uSER' } },
  { title: 'an empty domain', client: { domain: '' } },
  { title: 'a domain nobody knows', client: { domain: 'MicrosoftAccount' } },
  {
    title: 'the domain hashed in upper case',
    client: { domain: 'Workgroup', hashedDomain: 'WORKGROUP' },
    domainForm: 'upper-case',
  },
  {
    title: 'the domain not hashed at all ([MS-NLMP] 3.2.5.1.2)',
    client: { domain: 'Workgroup', hashedDomain: '' },
    domainForm: 'empty',
  },
  { title: 'a user principal name, hashed whole', client: { user: 'user@example.com', domain: '' } },
  { title: 'DOMAIN\\user as the user name, hashed whole', client: { user: 'EXAMPLE\\User', domain: '' } },
  { title: 'no MIC, as the Linux kernel', client: { mic: false } },
  { title: 'no target name', client: { targetName: null } },
  { title: 'an LMv2 response beside', client: { lmResponse: Buffer.alloc(24, 7) } },
  { title: 'an empty LM response beside', client: { lmResponse: Buffer.alloc(0) } },
  { title: 'OEM text only', client: { flags: (windowsFlags & ~F.UNICODE) | F.OEM } },
  { title: 'no key exchange', client: { flags: windowsFlags & ~F.KEY_EXCH } },
  {
    title: 'key exchange without SIGN, as libsmb2 and impacket',
    client: { flags: windowsFlags & ~(F.SIGN | F.ALWAYS_SIGN) },
  },
  {
    title: 'neither SIGN nor 128 bits, as curl',
    client: { flags: F.OEM | F.REQUEST_TARGET | F.NTLM | F.EXTENDED_SESSIONSECURITY | F.ALWAYS_SIGN },
  },
  { title: 'no VERSION', client: { flags: windowsFlags & ~F.VERSION } },
  {
    title: 'SIGN and 56 bits, as smbtorture, where the policy lets it',
    client: { flags: windowsFlags & ~F.ENCRYPTION_128 },
    policy: { ntlm: { require128: false } },
  },
  {
    title: 'SIGN and 40 bits, where the policy lets it',
    client: { flags: windowsFlags & ~(F.ENCRYPTION_128 | F.ENCRYPTION_56) },
    policy: { ntlm: { require128: false } },
  },
  { title: 'no extended session security', client: { flags: windowsFlags & ~F.EXTENDED_SESSIONSECURITY } },
  {
    title: 'extended session security given up in the AUTHENTICATE',
    client: { dropFlags: F.EXTENDED_SESSIONSECURITY },
  },
  {
    title: 'NTLMv1',
    client: { response: 'ntlmv1', flags: windowsFlags & ~F.EXTENDED_SESSIONSECURITY },
    policy: { ntlm: { v1: 'accept' } },
  },
  {
    title: 'NTLMv1 with its response as LM response too',
    client: {
      response: 'ntlmv1',
      flags: windowsFlags & ~F.EXTENDED_SESSIONSECURITY,
      lmResponse: Buffer.alloc(24, 1),
    },
    policy: { ntlm: { v1: 'accept' } },
  },
  {
    title: 'NTLMv1 with extended session security',
    client: { response: 'ntlmv1' },
    policy: { ntlm: { v1: 'accept' } },
  },
  {
    title: 'NTLMv1 without a client challenge, extended session security or not ([MS-APDS] 3.1.5.2)',
    client: { response: 'ntlmv1', lmResponse: Buffer.alloc(0) },
    policy: { ntlm: { v1: 'accept' } },
  },
  {
    title: 'NTLMv1 with a session key of the LM hash',
    client: {
      response: 'ntlmv1',
      flags: (windowsFlags & ~F.EXTENDED_SESSIONSECURITY) | F.LM_KEY,
    },
    policy: { ntlm: { v1: 'accept', lm: 'accept' } },
  },
  {
    title: 'NTLMv1 with half of the LM hash as session key',
    client: {
      response: 'ntlmv1',
      flags: (windowsFlags & ~F.EXTENDED_SESSIONSECURITY) | F.REQUEST_NON_NT_SESSION_KEY,
    },
    policy: { ntlm: { v1: 'accept', lm: 'accept' } },
  },
  {
    title: 'LM',
    client: { response: 'lm', flags: windowsFlags & ~F.EXTENDED_SESSIONSECURITY },
    policy: { ntlm: { lm: 'accept' } },
  },
  { title: 'LMv2 alone', client: { response: 'lmv2' }, policy: { ntlm: { lm: 'accept' } } },
  {
    title: 'LMv2 alone, the domain hashed in upper case',
    client: { response: 'lmv2', domain: 'Workgroup', hashedDomain: 'WORKGROUP' },
    policy: { ntlm: { lm: 'accept' } },
    domainForm: 'upper-case',
  },
  { title: 'a MIC where the policy requires one', policy: { ntlm: { mic: 'required' } } },
  {
    title: 'a target name the policy lists, in another case',
    client: { targetName: 'CIFS/Server' },
    policy: { ntlm: { targetNames: ['HOST/server', 'cifs/server'] } },
  },
  { title: 'a timestamp within the policy', policy: { ntlm: { maxClockSkewSeconds: 0.001 } } },
  {
    title: 'target information that is not repeated, where the policy lets it',
    client: { editAvPairs: () => [] },
    policy: { ntlm: { echoTargetInfo: false } },
  },
];

describe('NTLM logins that are accepted', () => {
  for (const { title, client: options = {}, policy = {}, domainForm } of logins) {
    it(title, async () => {
      const server = new NtlmServer({ policy });
      const client = new NtlmClient({ ...options, ...(options.flags && { flags: options.flags >>> 0 }) });
      const step = await server.login(client);
      assertAccepted(step);
      const { context } = step;
      const { machineSid, groups } = server.settings;
      const realm = { domain: 'SERVER', machineSid, groups };
      assert.deepEqual(context.identity, identityOfAccount(account('User'), realm));
      assert.deepEqual(context.sessionKey, client.sessionKey);
      assert.ok(context.verifyMechListMic(mechTypes, client.mechListMic(mechTypes)));
      assert.ok(client.verifyMechListMic(mechTypes, context.mechListMic(mechTypes)));
      if (domainForm) assert.equal(server.ntlmFact('proof')?.domainForm, domainForm);
    });
  }

  for (const { title, client: options = {}, policy = {} } of logins) {
    it(`${title}; proved by a directory that is asked`, async () => {
      const runtime = new FixedRuntime();
      const accounts = verifyingStore(() => runtime.now(), account('User', { groups: ['staff'] }));
      const groups = { admins: { members: [`${directory.sid}-512`] }, here: { members: ['@admins'] } };
      const server = new NtlmServer({ policy, runtime, accounts, groups });
      const client = new NtlmClient({ ...options, ...(options.flags && { flags: options.flags >>> 0 }) });
      const step = await server.login(client);
      assertAccepted(step);
      const { identity, sessionKey } = step.context;
      assert.deepEqual(sessionKey, client.sessionKey);
      assert.equal(identity.domain, directory.domain);
      assert.equal(identity.sid, `${directory.sid}-1104`);
      assert.equal(identity.primaryGroup, `${directory.sid}-513`);
      assert.equal(identity.logonServer, 'DC1');
      assert.deepEqual([...identity.groups].toSorted(), ['admins', 'here', 'staff']);
      for (const sid of [`${directory.sid}-512`, 'S-1-1-0', 'S-1-5-2', 'S-1-5-11']) {
        assert.equal(identity.groupSids.filter((each) => each === sid).length, 1, sid);
      }
      assert.ok(step.context.verifyMechListMic(mechTypes, client.mechListMic(mechTypes)));
    });
  }

  it('[MS-NLMP] 2.2.2.5: an identify-only client is one to the identity and to the record', async () => {
    const server = new NtlmServer();
    const step = await server.login({ flags: (windowsFlags | F.IDENTIFY) >>> 0 });
    assertAccepted(step);
    const { identity } = step.context;
    assert.deepEqual(identity.context, { mutual: false, delegated: false, identifyOnly: true });
    assert.equal(identityRecord(identity).identifyOnly, true);
  });

  it('flags that were not granted count for nothing, such as a key exchange or a key of the LM hash', async () => {
    for (const [added, response] of [
      [F.KEY_EXCH, 'ntlmv2'],
      [F.LM_KEY, 'ntlmv1'],
      [F.REQUEST_NON_NT_SESSION_KEY, 'ntlmv1'],
    ] as const) {
      const client = new NtlmClient({
        response,
        mic: false,
        flags: (windowsFlags & ~(F.KEY_EXCH | F.EXTENDED_SESSIONSECURITY)) >>> 0,
        editMessage: (message) => ({
          ...message,
          negotiateFlags: (message.negotiateFlags | added) >>> 0,
          encryptedRandomSessionKey: Buffer.alloc(16),
        }),
      });
      const step = await new NtlmServer({ policy: { ntlm: { v1: 'accept' } } }).login(client);
      assertAccepted(step);
      assert.deepEqual(step.context.sessionKey, client.sessionKey);
    }
  });

  it('OEM text beyond ASCII, where client and server read it as Latin-1', async () => {
    const server = new NtlmServer({ accounts: storeOf(account('Müller')) });
    const flags = ((windowsFlags & ~F.UNICODE) | F.OEM) >>> 0;
    assertAccepted(await server.login({ user: 'MÜLLER', domain: 'Köln', flags }));
  });

  it('a channel binding of ours', async () => {
    const channelBindings = Buffer.from('tls-server-end-point:0123456789abcdef0123456789abcdef');
    const server = new NtlmServer({ channelBindings });
    assertAccepted(await server.login({ channelBindings }));
    assert.equal(server.ntlmFact('authenticate')?.ntlmv2?.channelBindings, 'present');
  });

  it('a user name that String.toUpperCase would lengthen', async () => {
    const server = new NtlmServer({ accounts: storeOf(account('Strauß')) });
    assertAccepted(await server.login({ user: 'strauß' }));
  });

  it('an answer that came in time, whatever time the account store then took', async () => {
    const runtime = new FixedRuntime();
    const accounts: AccountStore = {
      find: async () => {
        runtime.advance(61_000);
        return account('User');
      },
    };
    assertAccepted(await new NtlmServer({ accounts, runtime }).login({}));
  });

  it('signs and seals in both directions', async () => {
    for (const flags of [
      windowsFlags | F.SEAL,
      (windowsFlags | F.SEAL) & ~F.KEY_EXCH,
      (windowsFlags | F.SEAL) & ~F.EXTENDED_SESSIONSECURITY,
    ]) {
      const client = new NtlmClient({ flags: flags >>> 0 });
      const step = await new NtlmServer().login(client);
      assertAccepted(step);
      const server = step.context.messageSecurity();
      const peer = client.messageSecurity();
      for (const text of ['one', 'two', 'three']) {
        const message = Buffer.from(text);
        const request = peer.wrap(message);
        assert.notDeepEqual(request.sealed, message);
        assert.deepEqual(server.unwrap(request.sealed, request.signature), message);
        assert.ok(peer.verifyMic(message, server.getMic(message)));
      }
    }
  });
});

describe('anonymous logins', () => {
  for (const lmResponse of [Buffer.alloc(0), Buffer.alloc(1)]) {
    it(`are accepted under the policy with ${lmResponse.length} bytes of LM response`, async () => {
      for (const anonymous of ['ipc', 'accept'] as const) {
        const server = new NtlmServer({ policy: { anonymous } });
        const client = new NtlmClient({ response: 'anonymous', lmResponse });
        const step = await server.login(client);
        assertAccepted(step);
        assert.deepEqual(step.context.identity, anonymousIdentity());
        assert.deepEqual(step.context.sessionKey, client.sessionKey);
        assert.equal(step.context.expectsMechListMic, false);
      }
    });
  }

  it('may drop extended session security, as smbclient does', async () => {
    const client = new NtlmClient({ response: 'anonymous', dropFlags: F.EXTENDED_SESSIONSECURITY });
    const step = await new NtlmServer({ policy: { anonymous: 'ipc' } }).login(client);
    assertAccepted(step);
    assert.ok(step.context.verifyMechListMic(mechTypes, client.mechListMic(mechTypes)));
  });

  it('have 16 zero bytes as session key without key exchange', async () => {
    const client = new NtlmClient({ response: 'anonymous', flags: (windowsFlags & ~F.KEY_EXCH) >>> 0 });
    const step = await new NtlmServer({ policy: { anonymous: 'ipc' } }).login(client);
    assertAccepted(step);
    assert.deepEqual(step.context.sessionKey, Buffer.alloc(16));
  });
});

describe('guests', () => {
  const policy = { guest: 'unknown-users' } as const;

  it('are those whose name does not exist', async () => {
    const step = await new NtlmServer({ policy }).login({ user: 'nobody', password: 'whatever' });
    assertAccepted(step);
    assert.equal(step.context.identity.kind, 'guest');
    assert.equal(step.context.identity.account, 'Guest');
    assert.match(step.context.identity.sid, /^S-1-5-21-\d+-\d+-\d+-501$/);
    assert.deepEqual(step.context.sessionKey, Buffer.alloc(16));
    assert.equal(step.context.expectsMechListMic, false);
  });

  it('may send no response at all', async () => {
    const server = new NtlmServer({ policy });
    const empty = Buffer.alloc(0);
    const step = await server.login({
      user: 'GUEST',
      mic: false,
      editMessage: (message) => ({ ...message, ntChallengeResponse: empty, lmChallengeResponse: empty }),
    });
    assertAccepted(step);
    assert.equal(step.context.identity.kind, 'guest');
  });

  it('are not those who give a wrong password for a name that exists', async () => {
    const step = await new NtlmServer({ policy }).login({ password: 'wrong' });
    assert.equal(step.kind === 'rejected' && step.reason, 'wrong-password');
  });
});
