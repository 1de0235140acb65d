import assert from 'node:assert/strict';
import type { Acceptor, Mechanism, SecurityContext, Step } from '../../../src/auth/mechanism.js';
import {
  createSpnegoAcceptor,
  decodeNegTokenInit,
  decodeNegTokenResp,
  encodeNegTokenInit,
  encodeNegTokenResp,
} from '../../../src/auth/spnego/index.js';
import { ignoreFacts } from '../../../src/diagnosis/facts.js';
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
  readonly ntlm: Record<
    | 'negotiate_message'
    | 'challenge_message'
    | 'authenticate_message'
    | 'spnego_mech_type_list_der'
    | 'client_mech_list_mic'
    | 'server_mech_list_mic',
    string
  >;
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

/** A mechanism that knows one login by heart: its messages, and its MICs. */
function recordedMechanism(ntlm: RecordedLogin['ntlm']): Mechanism {
  const bytes = (name: keyof RecordedLogin['ntlm']) => Buffer.from(ntlm[name], 'hex');
  const context: SecurityContext = {
    mechanism: 'NTLM',
    identity: { kind: 'user', account: 'administrator', domain: 'SUT311', sid: 'S-1-5-21-1', groups: [] },
    sessionKey: Buffer.alloc(16),
    expectsMechListMic: true,
    mechListMic: (list) =>
      list.equals(bytes('spnego_mech_type_list_der')) ? bytes('server_mech_list_mic') : list,
    verifyMechListMic: (list, mic) =>
      list.equals(bytes('spnego_mech_type_list_der')) && mic.equals(bytes('client_mech_list_mic')),
    messageSecurity: () => assert.fail('not part of a login'),
  };
  const acceptor: Acceptor = {
    step: async (token): Promise<Step> => {
      if (token.equals(bytes('negotiate_message'))) {
        return { kind: 'continue', token: bytes('challenge_message') };
      }
      assert.deepEqual(token, bytes('authenticate_message'));
      return { kind: 'accepted', context };
    },
  };
  return { name: 'NTLM', oids: [NTLM], createAcceptor: () => acceptor };
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
        const acceptor = createSpnegoAcceptor({ mechanisms: [recordedMechanism(ntlm)], report: ignoreFacts });
        const first = await acceptor.step(tokens.request1);
        assert.equal(first.kind, 'continue');
        assert.deepEqual(first.token, tokens.response1);
        const second = await acceptor.step(tokens.request2);
        assert.equal(second.kind, 'accepted');
        assert.deepEqual(second.token, tokens.response2);
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
