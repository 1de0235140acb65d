import assert from 'node:assert/strict';
import { decodeChallengeMessage } from '../../../src/auth/ntlm/challenge-message.js';
import { AvId } from '../../../src/auth/ntlm/av-pairs.js';
import { challengeComposer } from '../../../src/auth/ntlm/issued-challenge.js';
import { ntlmOid } from '../../../src/auth/ntlm-token.js';
import { createNtlmAcceptor, createNtlmMechanism } from '../../../src/auth/ntlm/create-mechanism.js';
import { NegotiateFlags as F } from '../../../src/auth/ntlm/negotiate-flags.js';
import { policyWith, storeOf, NtlmServer } from '../../support/ntlm-login.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { NtlmClient, windowsFlags } from '../../support/ntlm-client.js';

describe('[MS-NLMP] 3.2.5.1.1 the CHALLENGE', () => {
  async function challengeFor(flags: number, netbiosDomain = 'SERVER') {
    const runtime = new FixedRuntime();
    const acceptor = createNtlmAcceptor({
      accounts: storeOf(),
      policy: policyWith({ ntlm: { require128: false } }),
      names: { netbiosName: 'SERVER', dnsName: 'server.example', netbiosDomain, dnsDomain: 'example' },
      runtime,
    });
    const step = await acceptor.step(new NtlmClient({ flags: flags >>> 0 }).negotiateMessage);
    assert.ok(step.kind === 'continue');
    return decodeChallengeMessage(step.token);
  }

  const always = F.REQUEST_TARGET | F.NTLM | F.ALWAYS_SIGN | F.TARGET_INFO | F.TARGET_TYPE_SERVER;

  /** Asked, and granted beyond what a CHALLENGE always says. */
  const grants: readonly [string, number, number][] = [
    ['Unicode', F.UNICODE, F.UNICODE],
    ['OEM', F.OEM, F.OEM],
    ['Unicode before OEM', F.UNICODE | F.OEM, F.UNICODE],
    ['SIGN and SEAL', F.UNICODE | F.SIGN | F.SEAL, F.UNICODE | F.SIGN | F.SEAL],
    [
      '128 and 56 bits, with and without SIGN',
      F.UNICODE | F.ENCRYPTION_128 | F.ENCRYPTION_56,
      F.UNICODE | F.ENCRYPTION_128 | F.ENCRYPTION_56,
    ],
    ['key exchange', F.UNICODE | F.KEY_EXCH, F.UNICODE | F.KEY_EXCH],
    ['identify', F.UNICODE | F.IDENTIFY, F.UNICODE | F.IDENTIFY],
    ['version', F.UNICODE | F.VERSION, F.UNICODE | F.VERSION],
    [
      'extended session security without the LM key',
      F.UNICODE | F.EXTENDED_SESSIONSECURITY | F.LM_KEY,
      F.UNICODE | F.EXTENDED_SESSIONSECURITY,
    ],
    ['no LM key where LM is refused', F.UNICODE | F.LM_KEY | F.REQUEST_NON_NT_SESSION_KEY, F.UNICODE],
    ['nothing connectionless, anonymous or reserved', 0x0f24_5d49 & ~F.VERSION & ~F.ALWAYS_SIGN, F.UNICODE],
  ];

  for (const [title, asked, granted] of grants) {
    it(`grants ${title}`, async () => {
      const { negotiateFlags } = await challengeFor(asked);
      assert.equal(negotiateFlags.toString(16), ((granted | always) >>> 0).toString(16));
    });
  }

  it('names the server and its time', async () => {
    const { targetName, targetInfo = [], version, serverChallenge } = await challengeFor(windowsFlags);
    assert.equal(targetName, 'SERVER');
    assert.equal(serverChallenge.length, 8);
    assert.equal(version?.[7], 15);
    assert.deepEqual(
      targetInfo.map(({ id, value }) => [
        id,
        id === AvId.MsvAvTimestamp ? value.length : value.toString('utf16le'),
      ]),
      [
        [AvId.MsvAvNbDomainName, 'SERVER'],
        [AvId.MsvAvNbComputerName, 'SERVER'],
        [AvId.MsvAvDnsDomainName, 'example'],
        [AvId.MsvAvDnsComputerName, 'server.example'],
        [AvId.MsvAvTimestamp, 8],
      ],
    );
  });

  it('names the domain of a server that has one', async () => {
    const { targetName, negotiateFlags } = await challengeFor(windowsFlags, 'CORP');
    assert.equal(targetName, 'CORP');
    assert.equal(negotiateFlags & (F.TARGET_TYPE_DOMAIN | F.TARGET_TYPE_SERVER), F.TARGET_TYPE_DOMAIN);
  });

  it('names the forest where one is configured, behind the other names', () => {
    const names = { netbiosName: 'SERVER', dnsName: 'server.corp.example', netbiosDomain: 'CORP' };
    const forest = { ...names, dnsDomain: 'corp.example', dnsTree: 'example' };
    const { targetInfo = [] } = challengeComposer(forest, new FixedRuntime())(F.TARGET_INFO);
    const [tree, last] = targetInfo.slice(-2);
    assert.deepEqual([tree?.id, tree?.value.toString('utf16le')], [AvId.MsvAvDnsTreeName, 'example']);
    assert.equal(last?.id, AvId.MsvAvTimestamp);
  });

  it('names nobody, where policy says so, to a client that does not ask', async () => {
    const policy = policyWith({ ntlm: { targetInfo: 'when-requested' } });
    const challengeOf = async (flags: number) => {
      const client = new NtlmClient({ flags: flags >>> 0 });
      const step = await new NtlmServer({ policy }).acceptor().step(client.negotiateMessage);
      assert.ok(step.kind === 'continue');
      return decodeChallengeMessage(step.token);
    };
    const named = await challengeOf(windowsFlags);
    assert.deepEqual([named.targetName, named.targetInfo?.length], ['SERVER', 5]);
    const unnamed = await challengeOf(windowsFlags & ~F.REQUEST_TARGET);
    assert.deepEqual([unnamed.targetName, unnamed.targetInfo], ['', undefined]);
    const target = F.REQUEST_TARGET | F.TARGET_INFO | F.TARGET_TYPE_SERVER | F.TARGET_TYPE_DOMAIN;
    assert.equal(unnamed.negotiateFlags & target, 0);
  });

  it('says TargetName in OEM text to a client without Unicode', async () => {
    assert.equal((await challengeFor(F.OEM)).targetName, 'SERVER');
  });

  it('is another one each time', async () => {
    const server = new NtlmServer();
    const challenges = new Set<string>();
    for (let i = 0; i < 20; i++) {
      const step = await server.acceptor().step(new NtlmClient().negotiateMessage);
      assert.ok(step.kind === 'continue');
      challenges.add(decodeChallengeMessage(step.token).serverChallenge.toString('hex'));
    }
    assert.equal(challenges.size, 20);
  });
});

describe('createNtlmMechanism', () => {
  it('offers NTLM under its object identifier', () => {
    const { accounts, policy, names, runtime } = new NtlmServer().settings;
    const mechanism = createNtlmMechanism({ accounts, policy, names, runtime });
    assert.equal(mechanism.name, 'NTLM');
    assert.deepEqual(mechanism.oids, [ntlmOid]);
  });
});
