import assert from 'node:assert/strict';
import { AvFlags, AvId, findAvPair } from '../../src/auth/ntlm/av-pairs.js';
import { decodeChallengeMessage } from '../../src/auth/ntlm/challenge-message.js';
import { NegotiateFlags as F } from '../../src/auth/ntlm/negotiate-flags.js';
import { encodeUtf16, unixMsFromFileTime } from '../../src/bytes/index.js';
import type { ChallengeAction, ServerOptions } from '../../src/index.js';
import { AuthLevel } from '../../src/rpc/pdu/index.js';
import { createServer } from '../../src/server/create-server.js';
import { loginWithSpnego } from '../rpc/support/bind-logins.js';
import { rpcOverTcp } from '../rpc/support/rpc-over-tcp.js';
import { expectStatus, type Fixture } from '../session/support.js';
import { CredSspClient, passwordCredentials } from '../support/credssp-client.js';
import { CredSspWire, everythingFrom } from '../support/credssp-connection.js';
import { ntlmTokens, spnegoTokens } from '../support/gss-clients.js';
import { HttpClient } from '../support/http-client.js';
import { NtlmClient, windowsFlags } from '../support/ntlm-client.js';
import { ClientLogin, type LoginOptions, tryLogin } from '../support/smb-client-login.js';
import { challengeOf, effectsOf, serveWith } from './support.js';

type Change = Omit<ChallengeAction, 'do'>;

function serveChallenge(change: Change, options: Partial<ServerOptions> = {}): Promise<Fixture> {
  return serveWith('ntlm-challenge', { do: 'challenge', ...change }, options);
}

/** The CHALLENGE of one login, and the last answer to it. */
async function logIn(fixture: Fixture, options: LoginOptions = {}) {
  const login = new ClientLogin(await fixture.negotiated(), options);
  const first = await login.first();
  const challenge = challengeOf(first);
  return { challenge, reply: await login.second() };
}

const serverChallenge = '1122334455667788';

describe('faults in NTLM’s CHALLENGE', () => {
  const flags: readonly (readonly [NonNullable<Change['without']>[number], number])[] = [
    ['128-bit', F.ENCRYPTION_128],
    ['56-bit', F.ENCRYPTION_56],
    ['sign', F.SIGN],
    ['extended-session-security', F.EXTENDED_SESSIONSECURITY],
    ['key-exchange', F.KEY_EXCH],
    ['always-sign', F.ALWAYS_SIGN],
    ['version', F.VERSION],
  ];
  for (const [name, flag] of flags) {
    it(`without ${name}: the flag is not granted, and the server goes by what it sent`, async () => {
      await using fixture = await serveChallenge(
        { without: [name] },
        { authPolicy: { ntlm: { require128: false } } },
      );
      const { challenge, reply } = await logIn(fixture);
      assert.equal(challenge.negotiateFlags & flag, 0);
      expectStatus(reply, 'STATUS_SUCCESS');
      assert.deepEqual(effectsOf(fixture), [`ntlm-challenge: challenge without ${name}`]);
    });
  }

  it('without 128-bit: a server that demands it refuses a client that goes on', async () => {
    await using fixture = await serveChallenge({ without: ['128-bit'] });
    const { reply } = await logIn(fixture);
    expectStatus(reply, 'STATUS_LOGON_FAILURE');
    assert.equal(fixture.attempts[0]?.reason, 'weak-session-security');
  });

  it('without unicode: the names are OEM, and so is the answer', async () => {
    await using fixture = await serveChallenge({ without: ['unicode'] });
    const { challenge, reply } = await logIn(fixture);
    assert.equal(challenge.negotiateFlags & (F.UNICODE | F.OEM), F.OEM);
    expectStatus(reply, 'STATUS_SUCCESS');
  });

  it('without timestamp: the client sends no MIC, and is accepted all the same', async () => {
    await using fixture = await serveChallenge({ without: ['timestamp'] });
    const { challenge, reply } = await logIn(fixture);
    assert.equal(findAvPair(challenge.targetInfo ?? [], AvId.MsvAvTimestamp), undefined);
    expectStatus(reply, 'STATUS_SUCCESS');
    const [attempt] = fixture.attempts;
    assert.ok(attempt?.checks.every(({ check }) => check !== 'ntlm-mic'));
  });

  it('without target-info: the field is empty, and nothing need come back', async () => {
    await using fixture = await serveChallenge({ without: ['target-info'] });
    const { challenge, reply } = await logIn(fixture);
    assert.equal(challenge.targetInfo, undefined);
    assert.equal(challenge.negotiateFlags & F.TARGET_INFO, 0);
    expectStatus(reply, 'STATUS_SUCCESS');
  });

  it('with a flag that nobody asked for', async () => {
    await using fixture = await serveChallenge({ with: ['lm-key', 'identify'] });
    const { challenge, reply } = await logIn(fixture);
    assert.equal(challenge.negotiateFlags & (F.LM_KEY | F.IDENTIFY), F.LM_KEY | F.IDENTIFY);
    expectStatus(reply, 'STATUS_SUCCESS');
  });

  it('another target name, and other names', async () => {
    const names = { netbiosComputer: 'EVIL', dnsDomain: 'evil.example' };
    await using fixture = await serveChallenge({ targetName: 'ELSEWHERE', ...names });
    const { challenge, reply } = await logIn(fixture);
    assert.equal(challenge.targetName, 'ELSEWHERE');
    const pairs = challenge.targetInfo ?? [];
    assert.deepEqual(findAvPair(pairs, AvId.MsvAvNbComputerName), encodeUtf16('EVIL'));
    assert.deepEqual(findAvPair(pairs, AvId.MsvAvDnsDomainName), encodeUtf16('evil.example'));
    expectStatus(reply, 'STATUS_SUCCESS');
  });

  it('MsvAvFlags that announce a MIC: the client’s own flags stand beside them', async () => {
    const avFlags = AvFlags.MIC_PRESENT | AvFlags.CONSTRAINED;
    await using fixture = await serveChallenge({ avFlags, without: ['timestamp'] });
    const { challenge, reply } = await logIn(fixture, { mic: true });
    assert.equal(findAvPair(challenge.targetInfo ?? [], AvId.MsvAvFlags)?.readUInt32LE(), avFlags);
    expectStatus(reply, 'STATUS_SUCCESS');
    assert.ok(fixture.attempts[0]?.checks.some(({ check }) => check === 'ntlm-mic'));
  });

  it('MsvAvFlags that the client leaves out are an altered TargetInfo', async () => {
    await using fixture = await serveChallenge({ avFlags: AvFlags.CONSTRAINED });
    const { reply } = await logIn(fixture, {
      editAvPairs: (pairs) => pairs.filter(({ id }) => id !== AvId.MsvAvFlags),
      mic: false,
    });
    expectStatus(reply, 'STATUS_LOGON_FAILURE');
    assert.equal(fixture.attempts[0]?.reason, 'target-info-altered');
  });

  it('another time in MsvAvTimestamp', async () => {
    await using fixture = await serveChallenge({ timestampOffset: -3600.5 });
    const { challenge, reply } = await logIn(fixture);
    const value = findAvPair(challenge.targetInfo ?? [], AvId.MsvAvTimestamp) ?? assert.fail();
    assert.equal(unixMsFromFileTime(value.readBigUInt64LE()), fixture.runtime.now() - 3_600_500);
    expectStatus(reply, 'STATUS_SUCCESS');
  });

  it('a challenge that the test knows', async () => {
    await using fixture = await serveChallenge({ serverChallenge });
    const { challenge, reply } = await logIn(fixture);
    assert.equal(challenge.serverChallenge.toString('hex'), serverChallenge);
    expectStatus(reply, 'STATUS_SUCCESS');
  });

  it('a repeated challenge: each login has that of the first, a new fault one of its own', async () => {
    await using fixture = await serveChallenge({ repeated: true });
    const first = await logIn(fixture, { clientChallenge: Buffer.alloc(8, 1) });
    const second = await logIn(fixture, { clientChallenge: Buffer.alloc(8, 2) });
    assert.deepEqual(second.challenge.serverChallenge, first.challenge.serverChallenge);
    expectStatus(second.reply, 'STATUS_SUCCESS');
    fixture.server.faults.clear();
    const third = await logIn(fixture, { clientChallenge: Buffer.alloc(8, 3) });
    assert.notDeepEqual(third.challenge.serverChallenge, first.challenge.serverChallenge);
  });

  for (const [change, words] of [
    [{ repeated: true }, 'repeated'],
    [{ serverChallenge }, 'given'],
  ] as const) {
    it(`a ${words} challenge lets nobody in with an NTLMv1 response that was accepted before`, async () => {
      const authPolicy = { ntlm: { v1: 'accept' } } as const;
      await using fixture = await serveChallenge(change, { authPolicy });
      const client = {
        response: 'ntlmv1',
        flags: (windowsFlags & ~F.EXTENDED_SESSIONSECURITY) >>> 0,
      } as const;
      const logins = [await logIn(fixture, client), await logIn(fixture, client)];
      assert.deepEqual(
        logins.map(({ reply }) => reply.status),
        [0, 0xc000_006d],
      );
      assert.deepEqual(
        fixture.attempts.map(({ reason }) => reason),
        ['accepted', 'replayed'],
      );
    });
  }

  it('two faults together', async () => {
    await using fixture = await serveWith('ntlm-challenge', [
      { do: 'challenge', without: ['timestamp'], targetName: 'A' },
      { do: 'challenge', without: ['dns-domain'], targetName: 'B' },
    ]);
    const { challenge } = await logIn(fixture);
    assert.equal(challenge.targetName, 'B');
    const ids = challenge.targetInfo?.map(({ id }) => id) ?? [];
    assert.deepEqual(
      [AvId.MsvAvTimestamp, AvId.MsvAvDnsDomainName].filter((id) => ids.includes(id)),
      [],
    );
  });

  it('a fault that is added in the middle of a connection holds from the next CHALLENGE on', async () => {
    await using fixture = await serveWith('ntlm-challenge', { do: 'challenge', targetName: 'X' });
    fixture.server.faults.clear();
    const client = await fixture.negotiated();
    assert.equal(challengeOf(await new ClientLogin(client).first()).targetName === 'X', false);
    const what = { do: 'challenge', targetName: 'Y' } as const;
    fixture.server.faults.add({ when: { step: 'ntlm-challenge', dialect: '3.1.1' }, what });
    assert.equal(challengeOf(await new ClientLogin(client).first()).targetName, 'Y');
  });

  it('holds for bare NTLM, too', async () => {
    await using fixture = await serveChallenge({ serverChallenge });
    expectStatus(await tryLogin(await fixture.negotiated(), { raw: true }), 'STATUS_SUCCESS');
    assert.equal(effectsOf(fixture).length, 1);
  });

  it('cannot be where NTLM is not offered', async () => {
    const kerberos = { testRealm: { realm: 'EXAMPLE.COM' } };
    const authPolicy = { mechanisms: ['kerberos'] } as const;
    await assert.rejects(serveChallenge({ repeated: true }, { kerberos, authPolicy }), (error: Error) =>
      /when\.step: never matches: the server does not offer NTLM/.test(error.message),
    );
  });

  for (const carrier of ['credssp', 'http', 'rpc'] as const) {
    it(`holds over ${carrier}`, async () => {
      await using server = createServer({
        listen: null,
        accounts: [{ name: 'User', password: 'Password' }],
        credssp: { tls: { generate: 'ecdsa' } },
        http: {},
        rpc: {},
        faults: [
          {
            name: 'known',
            when: { step: 'ntlm-challenge' },
            what: { do: 'challenge', serverChallenge },
          },
        ],
      });
      await server.listen();
      const attempt = server.next('attempt');
      const told = server.next('fault');
      const client = new ChallengeSeer();
      await logins[carrier](server.addresses[carrier]?.port ?? 0, client);
      const { verdict, faults } = await attempt;
      assert.equal(verdict, 'accepted');
      assert.deepEqual(
        faults.map(({ name }) => name),
        ['known'],
      );
      assert.equal(client.seen?.toString('hex') ?? serverChallenge, serverChallenge);
      assert.equal((await told).connection.carrier, carrier);
    });
  }
});

/** Remembers the ServerChallenge. */
class ChallengeSeer extends NtlmClient {
  seen: Buffer | undefined;

  override authenticate(rawChallenge: Buffer): Buffer {
    this.seen = decodeChallengeMessage(rawChallenge).serverChallenge;
    return super.authenticate(rawChallenge);
  }
}

const logins = {
  credssp: async (port: number, ntlm: NtlmClient) => {
    await using wire = await CredSspWire.open(port);
    const gss = spnegoTokens(ntlmTokens(ntlm));
    const client = new CredSspClient(gss, { subjectPublicKey: wire.subjectPublicKey });
    assert.equal(await client.bind(wire.exchange), undefined);
    wire.tls.end(client.credentials(passwordCredentials()));
    await everythingFrom(wire.tls);
  },
  http: async (port: number, ntlm: NtlmClient) => {
    using client = await HttpClient.connect(port);
    assert.equal((await client.login(ntlm)).status, 200);
  },
  rpc: async (port: number) => {
    await using tcp = await rpcOverTcp(port);
    await loginWithSpnego(tcp.rpc, AuthLevel.PKT_INTEGRITY);
  },
} as const;
