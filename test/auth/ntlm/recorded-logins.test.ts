import assert from 'node:assert/strict';
import { decodeChallengeMessage } from '../../../src/auth/ntlm/challenge-message.js';
import { grantFlags } from '../../../src/auth/ntlm/negotiate-flags.js';
import { decodeNegotiateMessage } from '../../../src/auth/ntlm/negotiate-message.js';
import { ntowfV1 } from '../../../src/auth/ntlm/ntlm-v1.js';
import { ntowfV2 } from '../../../src/auth/ntlm/ntlm-v2.js';
import { sealKey, signKey } from '../../../src/auth/ntlm/session-keys.js';
import { account, assertAccepted, NtlmServer, storeOf } from '../../support/ntlm-login.js';
import { readVectors } from '../../support/vectors.js';

/** The exchange between a Windows client and a Windows server inside a SESSION_SETUP. */
interface RecordedLogin {
  readonly password: string;
  readonly user: string;
  readonly domain: string;
  readonly workstation: string;
  readonly negotiate_message: string;
  readonly challenge_message: string;
  readonly authenticate_message: string;
  readonly nt_hash: string;
  readonly ntowfv2: string;
  readonly exported_session_key: string;
  readonly client_signing_key: string;
  readonly server_signing_key: string;
  readonly client_sealing_key: string;
  readonly server_sealing_key: string;
  readonly spnego_mech_type_list_der: string;
  readonly client_mech_list_mic: string;
  readonly server_mech_list_mic: string;
}

const file = readVectors('ms-smb2-crypto.json') as Readonly<Record<string, { ntlm?: RecordedLogin }>>;
const recorded = Object.entries(file).flatMap(([name, { ntlm }]) => (ntlm ? [{ name, ntlm }] : []));

const hex = (text: string) => Buffer.from(text, 'hex');

describe('recorded logins of Windows', () => {
  it('are there', () => assert.equal(recorded.length, 4));

  for (const { name, ntlm } of recorded) {
    describe(name, () => {
      const password = ntlm.password;
      // The recorded CHALLENGE has a finer timestamp than a clock in milliseconds gives, and the version of Windows.
      const server = new NtlmServer({
        accounts: storeOf(account(ntlm.user, { password })),
        settings: { composeChallenge: () => decodeChallengeMessage(hex(ntlm.challenge_message)) },
      });

      it('grants the flags that Windows granted', () => {
        const asked = decodeNegotiateMessage(hex(ntlm.negotiate_message)).negotiateFlags;
        const granted = decodeChallengeMessage(hex(ntlm.challenge_message)).negotiateFlags;
        assert.equal(
          grantFlags(asked, { domainJoined: false, lmAllowed: false, targetWhenRequested: false }),
          granted,
        );
      });

      it('is accepted with the recorded key and mechListMICs', async () => {
        const acceptor = server.acceptor();
        const challenge = await acceptor.step(hex(ntlm.negotiate_message));
        assert.ok(challenge.kind === 'continue');
        assert.equal(challenge.token.toString('hex'), ntlm.challenge_message);

        const step = await acceptor.step(hex(ntlm.authenticate_message));
        assertAccepted(step);
        const { context } = step;
        assert.equal(context.identity.account, ntlm.user);
        assert.equal(context.sessionKey.toString('hex'), ntlm.exported_session_key);
        assert.equal(context.expectsMechListMic, true);

        const mechTypes = hex(ntlm.spnego_mech_type_list_der);
        assert.equal(context.verifyMechListMic(mechTypes, hex(ntlm.client_mech_list_mic)), true);
        assert.equal(context.verifyMechListMic(mechTypes, hex(ntlm.server_mech_list_mic)), false);
        assert.equal(context.mechListMic(mechTypes).toString('hex'), ntlm.server_mech_list_mic);
      });

      it('has the recorded hashes and keys', () => {
        const key = hex(ntlm.exported_session_key);
        const flags = decodeChallengeMessage(hex(ntlm.challenge_message)).negotiateFlags;
        assert.equal(ntowfV1(password).toString('hex'), ntlm.nt_hash);
        assert.equal(ntowfV2(hex(ntlm.nt_hash), ntlm.user, ntlm.domain).toString('hex'), ntlm.ntowfv2);
        assert.equal(signKey(key, 'client').toString('hex'), ntlm.client_signing_key);
        assert.equal(signKey(key, 'server').toString('hex'), ntlm.server_signing_key);
        assert.equal(sealKey(flags, key, 'client').toString('hex'), ntlm.client_sealing_key);
        assert.equal(sealKey(flags, key, 'server').toString('hex'), ntlm.server_sealing_key);
      });

      it('passed every check that applies', () => {
        assert.deepEqual(server.checks('failed'), []);
        assert.deepEqual(server.checks('passed'), [
          'ntlm-form',
          'response-kind',
          'account',
          'lock-out',
          'nt-proof',
          'account-status',
          'session-security',
          'session-key',
          'ntlm-mic',
          'target-info',
          'challenge-lifetime',
          'replay',
        ]);
        const fact = server.ntlmFact('authenticate');
        assert.equal(server.fact('claim')?.workstation, ntlm.workstation);
        assert.equal(fact?.ntlmv2?.targetName, `cifs/${ntlm.domain}`);
        assert.equal(fact?.ntlmv2?.channelBindings, 'zero');
      });
    });
  }
});
