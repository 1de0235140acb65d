import assert from 'node:assert/strict';
import type { Mechanism } from '../../../src/auth/mechanism.js';
import { decodeChallengeMessage } from '../../../src/auth/ntlm/challenge-message.js';
import {
  createSpnegoAcceptor,
  decodeNegTokenInit,
  decodeNegTokenResp,
  encodeNegTokenInit,
  encodeNegTokenResp,
} from '../../../src/auth/spnego/index.js';
import { account, assertAccepted, NtlmServer, storeOf } from '../../support/ntlm-login.js';
import { readVectors } from '../../support/vectors.js';
import { NEGOEX, NTLM } from './support.js';

interface RecordedLogin {
  readonly messages: Record<
    | 'negotiate_response'
    | 'session_setup_request_1'
    | 'session_setup_response_1'
    | 'session_setup_request_2'
    | 'session_setup_response_2',
    string
  >;
  readonly ntlm: Record<'user' | 'password' | 'challenge_message' | 'exported_session_key', string>;
}

const vectors = readVectors('ms-smb2-crypto.json') as Record<string, RecordedLogin>;
const logins = [
  'smb311_session_master_channel',
  'smb311_session_binding_second_channel',
  'smb311_encryption_aes128gcm',
  'smb311_encryption_aes128ccm',
];

/** The security buffer of a recorded message, whose offset and length stand at a place fixed for its kind. */
function tokenOf(message: string, offsetField: number): Buffer {
  const bytes = Buffer.from(message, 'hex');
  const start = bytes.readUInt16LE(offsetField);
  return bytes.subarray(start, start + bytes.readUInt16LE(offsetField + 2));
}

/** NTLM as Windows spoke it that day: its CHALLENGE has a finer timestamp than ours, and its own version. */
function windowsNtlm(ntlm: RecordedLogin['ntlm']): { mechanism: Mechanism; server: NtlmServer } {
  const server = new NtlmServer({
    accounts: storeOf(account(ntlm.user, { password: ntlm.password })),
    settings: { composeChallenge: () => decodeChallengeMessage(Buffer.from(ntlm.challenge_message, 'hex')) },
  });
  return { mechanism: { name: 'NTLM', oids: [NTLM], createAcceptor: () => server.acceptor() }, server };
}

describe('auth/spnego: the recorded Windows logins', () => {
  for (const name of logins) {
    const { messages, ntlm } = vectors[name]!;
    const tokens = {
      negotiate: tokenOf(messages.negotiate_response, 64 + 56),
      request1: tokenOf(messages.session_setup_request_1, 64 + 12),
      response1: tokenOf(messages.session_setup_response_1, 64 + 4),
      request2: tokenOf(messages.session_setup_request_2, 64 + 12),
      response2: tokenOf(messages.session_setup_response_2, 64 + 4),
    };

    describe(name, () => {
      it('is answered byte for byte as Windows answered it', async () => {
        const { mechanism, server } = windowsNtlm(ntlm);
        const acceptor = createSpnegoAcceptor({ mechanisms: [mechanism] });
        const first = await acceptor.step(tokens.request1);
        assert.equal(first.kind, 'continue');
        assert.deepEqual(first.token, tokens.response1);
        const second = await acceptor.step(tokens.request2);
        assertAccepted(second);
        assert.deepEqual(second.token, tokens.response2);
        assert.equal(second.context.identity.account, ntlm.user);
        assert.equal(second.context.sessionKey.toString('hex'), ntlm.exported_session_key);
        assert.deepEqual(server.checks('failed'), []);
      });

      it('each token of both sides is read, and written again to the same bytes', () => {
        for (const token of [tokens.negotiate, tokens.request1]) {
          const { mechTypes, mechToken } = decodeNegTokenInit(token);
          const again = encodeNegTokenInit({ mechTypes: mechTypes.map(({ oid }) => oid), mechToken });
          assert.deepEqual(again, token);
        }
        for (const token of [tokens.response1, tokens.request2, tokens.response2]) {
          assert.deepEqual(encodeNegTokenResp(decodeNegTokenResp(token)), token);
        }
        const offered = decodeNegTokenInit(tokens.negotiate).mechTypes.map(({ oid }) => oid);
        assert.deepEqual(offered, [NEGOEX, NTLM]);
      });
    });
  }
});
