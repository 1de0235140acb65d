import assert from 'node:assert/strict';
import {
  DatagramAcceptor,
  type NtlmDatagramContext,
  type NtlmDatagramStep,
} from '../../../src/auth/ntlm/datagram-acceptor.js';
import { type AuthenticateMessage, micOffset } from '../../../src/auth/ntlm/authenticate-message.js';
import { AvId, findAvPair } from '../../../src/auth/ntlm/av-pairs.js';
import { decodeChallengeMessage } from '../../../src/auth/ntlm/challenge-message.js';
import {
  createNtlmDatagramAcceptor,
  createNtlmDatagramMechanism,
} from '../../../src/auth/ntlm/create-datagram.js';
import { NtlmDatagramSecurity } from '../../../src/auth/ntlm/datagram-security.js';
import { NegotiateFlags as F } from '../../../src/auth/ntlm/negotiate-flags.js';
import { ConfigurationError } from '../../../src/values/configuration-error.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { NtlmClient, type NtlmClientOptions } from '../../support/ntlm-client.js';
import { account, NtlmServer, policyWith, storeOf } from '../../support/ntlm-login.js';

function acceptorOf(server: NtlmServer, channelBindings?: Buffer): DatagramAcceptor {
  return new DatagramAcceptor(server.settings, {
    report: (fact) => server.facts.push(fact),
    carrier: 'program',
    ...(channelBindings && { channelBindings }),
  });
}

function tokenOf(step: NtlmDatagramStep): Buffer {
  return step.kind === 'continue' ? step.token : assert.fail(reasonOf(step));
}

function contextOf(step: NtlmDatagramStep): NtlmDatagramContext {
  return step.kind === 'accepted' ? step.context : assert.fail(reasonOf(step));
}

function reasonOf(step: NtlmDatagramStep): string {
  return step.kind === 'rejected' ? step.reason : step.kind;
}

const clientOf = (options: NtlmClientOptions = {}): NtlmClient =>
  new NtlmClient({ connectionless: true, ...options });

/** A whole login. */
async function login(
  server: NtlmServer,
  options: NtlmClientOptions = {},
  tamper: (authenticate: Buffer) => Buffer = (message) => message,
): Promise<NtlmDatagramStep> {
  const acceptor = acceptorOf(server);
  return acceptor.step(tamper(clientOf(options).authenticate(tokenOf(acceptor.challenge()))));
}

describe('[MS-NLMP] 3.2.5.2 connectionless NTLM', () => {
  describe('3.2.5.2.1: the CHALLENGE goes first', () => {
    it('with DATAGRAM and KEY_EXCH, and everything that the client may choose from', () => {
      const { negotiateFlags, targetName, targetInfo } = decodeChallengeMessage(
        tokenOf(acceptorOf(new NtlmServer()).challenge()),
      );
      const offered =
        F.DATAGRAM | F.KEY_EXCH | F.SIGN | F.SEAL | F.EXTENDED_SESSIONSECURITY | F.ENCRYPTION_128;
      assert.equal((negotiateFlags & offered) >>> 0, offered >>> 0);
      assert.equal(negotiateFlags & (F.LM_KEY | F.IDENTIFY), 0);
      assert.equal(targetName, 'SERVER');
      assert.ok(findAvPair(targetInfo ?? [], AvId.MsvAvTimestamp));
    });

    it('with another ServerChallenge each time', () => {
      const server = new NtlmServer();
      const [one, other] = [0, 1].map(
        () => decodeChallengeMessage(tokenOf(acceptorOf(server).challenge())).serverChallenge,
      );
      assert.notDeepEqual(one, other);
    });

    it('once: a second one is out of sequence, and the first is gone', async () => {
      const acceptor = acceptorOf(new NtlmServer());
      const authenticate = clientOf().authenticate(tokenOf(acceptor.challenge()));
      assert.equal(reasonOf(acceptor.challenge()), 'out-of-sequence');
      assert.equal(reasonOf(await acceptor.step(authenticate)), 'out-of-sequence');
    });

    it('not where policy leaves NTLM out', async () => {
      const server = new NtlmServer({ policy: { mechanisms: ['kerberos'] } });
      const acceptor = acceptorOf(server);
      assert.equal(reasonOf(acceptor.challenge()), 'ntlm-refused');
      assert.deepEqual(server.checks('failed'), ['ntlm-allowed']);
      assert.equal(reasonOf(await acceptor.step(clientOf().negotiateMessage)), 'ntlm-malformed');
    });
  });

  describe('3.2.5.2.2: the AUTHENTICATE is decided', () => {
    it('the right password: who, and the key that both have', async () => {
      const server = new NtlmServer();
      const acceptor = acceptorOf(server);
      const client = clientOf();
      const context = contextOf(await acceptor.step(client.authenticate(tokenOf(acceptor.challenge()))));
      assert.equal(context.identity.account, 'User');
      assert.deepEqual(context.sessionKey, client.sessionKey);
      assert.ok(server.checks('passed').includes('ntlm-mic'));
      const security = context.messageSecurity();
      const peer = new NtlmDatagramSecurity(client.negotiateFlags, client.sessionKey, 'client');
      const question = peer.wrap(Buffer.from('MSFT'), 9);
      assert.deepEqual(security.unwrap(question.sealed, question.signature, 9), Buffer.from('MSFT'));
      const answer = security.wrap(Buffer.from('28.31'), 9);
      assert.deepEqual(peer.unwrap(answer.sealed, answer.signature, 9), Buffer.from('28.31'));
      assert.equal(peer.verifyMic(Buffer.from('28.31'), security.getMic(Buffer.from('28.31'), 4), 4), true);
    });

    for (const [title, options, reason] of [
      ['the wrong password', { password: 'wrong' }, 'wrong-password'],
      ['an unknown user', { user: 'nobody' }, 'unknown-account'],
      ['an anonymous client', { response: 'anonymous' }, 'anonymous-refused'],
      ['NTLMv1', { response: 'ntlmv1' }, 'ntlmv1-refused'],
      ['without DATAGRAM', { dropFlags: F.DATAGRAM }, 'ntlm-malformed'],
      ['without KEY_EXCH', { dropFlags: F.KEY_EXCH }, 'ntlm-malformed'],
      ['keys of 56 bits', { dropFlags: F.ENCRYPTION_128 }, 'weak-session-security'],
      ['an altered name of the server', { editAvPairs: (pairs) => pairs.slice(1) }, 'target-info-altered'],
    ] as readonly [string, NtlmClientOptions, string][]) {
      it(`${title}: ${reason}`, async () => {
        const server = new NtlmServer({ policy: { ntlm: { require128: true, echoTargetInfo: true } } });
        assert.equal(reasonOf(await login(server, options)), reason);
      });
    }

    it('an answer without flags takes the offer', async () => {
      const withoutFlags = (message: Buffer): Buffer => {
        message.writeUInt32LE(0, 60);
        return message;
      };
      assert.equal(reasonOf(await login(new NtlmServer(), { mic: false }, withoutFlags)), 'accepted');
    });

    it('IDENTIFY is the client’s wish, which nobody offers', async () => {
      const editMessage = (message: AuthenticateMessage) => ({
        ...message,
        negotiateFlags: (message.negotiateFlags | F.IDENTIFY) >>> 0,
      });
      const wished = contextOf(await login(new NtlmServer(), { editMessage }));
      assert.equal(wished.identity.context.identifyOnly, true);
      assert.equal(contextOf(await login(new NtlmServer())).identity.context.identifyOnly, false);
    });

    it('3.1.5.2.1: the MIC covers CHALLENGE and AUTHENTICATE, and nothing else', async () => {
      // A client that has sent a NEGOTIATE is none of this mode.
      assert.equal(reasonOf(await login(new NtlmServer(), { connectionless: false })), 'ntlm-mic-invalid');
      const flipped = (message: Buffer): Buffer => {
        message[micOffset]! ^= 1;
        return message;
      };
      assert.equal(reasonOf(await login(new NtlmServer(), {}, flipped)), 'ntlm-mic-invalid');
      const required = new NtlmServer({ policy: { ntlm: { mic: 'required' } } });
      assert.equal(reasonOf(await login(required, { mic: false })), 'ntlm-mic-missing');
    });

    it('the challenge expires', async () => {
      const server = new NtlmServer();
      const acceptor = acceptorOf(server);
      const authenticate = clientOf().authenticate(tokenOf(acceptor.challenge()));
      server.runtime.advance(server.settings.policy.ntlm.challengeLifetimeSeconds * 1000 + 1);
      assert.equal(reasonOf(await acceptor.step(authenticate)), 'challenge-expired');
    });

    it('the challenge is answered once, whatever came of it', async () => {
      const acceptor = acceptorOf(new NtlmServer());
      const challenge = tokenOf(acceptor.challenge());
      const right = clientOf().authenticate(challenge);
      const wrong = clientOf({ password: 'wrong' }).authenticate(challenge);
      const steps = await Promise.all([acceptor.step(wrong), acceptor.step(right)]);
      assert.deepEqual(steps.map(reasonOf), ['wrong-password', 'out-of-sequence']);
    });

    it('an answer before the challenge, and any other message, is out of sequence', async () => {
      const server = new NtlmServer();
      const acceptor = acceptorOf(server);
      const challenge = tokenOf(acceptorOf(server).challenge());
      assert.equal(reasonOf(await acceptor.step(clientOf().authenticate(challenge))), 'out-of-sequence');
      assert.equal(reasonOf(acceptor.challenge()), 'out-of-sequence');
      for (const token of [challenge, new NtlmClient().negotiateMessage]) {
        const other = acceptorOf(server);
        other.challenge();
        assert.equal(reasonOf(await other.step(token)), 'out-of-sequence');
      }
    });

    it('channel bindings are checked', async () => {
      const channelBindings = Buffer.from('tls-server-end-point:right');
      for (const [sent, reason] of [
        [channelBindings, 'accepted'],
        [Buffer.from('tls-server-end-point:wrong'), 'channel-binding-mismatch'],
        [undefined, 'channel-binding-mismatch'],
      ] as const) {
        const acceptor = acceptorOf(new NtlmServer(), channelBindings);
        const client = clientOf(sent && { channelBindings: sent });
        assert.equal(
          reasonOf(await acceptor.step(client.authenticate(tokenOf(acceptor.challenge())))),
          reason,
        );
      }
    });

    it('a token that is cut or nonsense is refused, and throws nothing', async () => {
      const server = new NtlmServer();
      const whole = clientOf().authenticate(tokenOf(acceptorOf(server).challenge()));
      for (let length = 0; length < whole.length; length++) {
        const acceptor = acceptorOf(server);
        acceptor.challenge();
        assert.equal((await acceptor.step(whole.subarray(0, length))).kind, 'rejected', `${length} bytes`);
      }
    });
  });

  describe('for programs', () => {
    const options = () => ({
      accounts: storeOf(account('User')),
      policy: policyWith({ lockout: { threshold: 2, windowSeconds: 60, durationSeconds: 60 } }),
      names: {
        netbiosName: 'SERVER',
        dnsName: 'server.example',
        netbiosDomain: 'SERVER',
        dnsDomain: 'example',
      },
      runtime: new FixedRuntime(),
    });

    it('the acceptors of a mechanism share the memory of failures', async () => {
      const mechanism = createNtlmDatagramMechanism(options());
      const reasons: string[] = [];
      for (const password of ['wrong', 'wrong', 'Password']) {
        const acceptor = mechanism.createAcceptor();
        const authenticate = clientOf({ password }).authenticate(tokenOf(acceptor.challenge()));
        reasons.push(reasonOf(await acceptor.step(authenticate)));
      }
      assert.deepEqual(reasons, ['wrong-password', 'wrong-password', 'account-locked']);
    });

    it('an acceptor of one login; undefined channel bindings are a fault', async () => {
      const acceptor = createNtlmDatagramAcceptor(options());
      const step = await acceptor.step(clientOf().authenticate(tokenOf(acceptor.challenge())));
      assert.equal(contextOf(step).identity.kind, 'user');
      const undefinedBindings = { channelBindings: undefined } as unknown as { channelBindings: Buffer };
      assert.throws(() => createNtlmDatagramAcceptor(options(), undefinedBindings), ConfigurationError);
    });
  });
});
