import { ntlmOid } from '../../../src/auth/ntlm-token.js';
import { decodeChallengeMessage } from '../../../src/auth/ntlm/challenge-message.js';
import { AvId, findAvPair } from '../../../src/auth/ntlm/av-pairs.js';
import { NegotiateFlags } from '../../../src/auth/ntlm/negotiate-flags.js';
import {
  decodeNegTokenResp,
  encodeNegTokenInit,
  encodeNegTokenResp,
  mechType,
} from '../../../src/auth/spnego/index.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import {
  decodeSessionSetupResponse,
  encodeSessionSetupRequest,
  HeaderFlags,
  SecurityMode,
  SessionFlags,
} from '../../../src/smb2-codec/index.js';
import { NtlmClient } from '../../support/ntlm-client.js';
import { deriveClientKeys, hashed, signatureOf } from '../../support/smb-client-keys.js';
import { type Answer, type Channel, Command, expectStatus, Refused, type Session } from './channel.js';
import type { Agreed } from './negotiate.js';

/** Logs in with NTLM in SPNEGO, and verifies all that can be verified. */
export async function logIn(
  channel: Channel,
  agreed: Agreed,
  { user, password, domain }: { readonly user: string; readonly password: string; readonly domain: string },
): Promise<Session> {
  const identity = { user, password, domain, workstation: 'STRICT' };
  let ntlm = new NtlmClient({ ...identity, targetName: 'cifs/127.0.0.1' });
  let { preauthHash } = agreed;
  const leg = async (securityBuffer: Buffer, sessionId: bigint): Promise<Answer> => {
    const sent = channel.send(
      Command.SESSION_SETUP,
      (w) =>
        encodeSessionSetupRequest(w, {
          flags: 0,
          securityMode: SecurityMode.SIGNING_ENABLED,
          capabilities: 0,
          previousSessionId: 0n,
          securityBuffer,
        }),
      { sessionId },
    );
    preauthHash = hashed(preauthHash, sent);
    return channel.answerTo(sent);
  };

  const first = await leg(encodeNegTokenInit({ mechTypes: [ntlmOid], mechToken: ntlm.negotiateMessage }), 0n);
  checkUnproven(first);
  expectStatus(first, NtStatus.STATUS_MORE_PROCESSING_REQUIRED);
  preauthHash = hashed(preauthHash, first.message);
  const { sessionId } = first.header;
  const offer = decodeNegTokenResp(decodeSessionSetupResponse(first.message).securityBuffer);
  if (offer.supportedMech && offer.supportedMech.oid !== ntlmOid && !channel.lacks('other-mechanism'))
    throw new Refused('a mechanism that was not offered');
  if (offer.negState === 'accept-completed' && !channel.lacks('early-completion'))
    throw new Refused('complete in the middle of the login');
  const challenge = offer.responseToken;
  if (challenge === undefined) throw new Refused('no CHALLENGE');
  if (checkChallenge(channel, challenge) === 'ntlmv1')
    ntlm = new NtlmClient({ ...identity, response: 'ntlmv1' });

  const responseToken = ntlm.authenticate(challenge);
  const list = mechTypeList();
  const second = await leg(
    encodeNegTokenResp({ responseToken, mechListMic: ntlm.mechListMic(list) }),
    sessionId,
  );
  expectStatus(second);
  const { sessionFlags, securityBuffer } = decodeSessionSetupResponse(second.message);
  const unproven = (sessionFlags & (SessionFlags.IS_GUEST | SessionFlags.IS_NULL)) !== 0;
  if (unproven && !channel.lacks('guest')) throw new Refused('guest instead of the user');
  const keys = deriveClientKeys(agreed, ntlm.sessionKey, preauthHash);
  const session = {
    id: second.header.sessionId,
    keys,
    cipher: agreed.cipher,
    encrypt: (sessionFlags & SessionFlags.ENCRYPT_DATA) !== 0 && !channel.lacks('unencrypted-session'),
  };
  if (!(unproven && channel.lacks('guest'))) checkSignature(channel, second, session);
  if (second.header.sessionId !== sessionId) throw new Refused('an answer of another session');
  // A server that cannot check passwords has no token either.
  const unchecked = channel.lacks('unsigned-login') || (unproven && channel.lacks('guest'));
  if (securityBuffer.length === 0 && unchecked) return session;
  const { mechListMic, negState } = decodeNegTokenResp(securityBuffer);
  if (negState !== 'accept-completed') throw new Refused(`SPNEGO is not complete: ${negState}`);
  const isMicWrong = mechListMic !== undefined && !ntlm.verifyMechListMic(list, mechListMic);
  if (mechListMic === undefined && channel.lacks('mech-list-mic')) throw new Refused('no mechListMIC');
  if (isMicWrong && !channel.lacks('wrong-mech-list-mic')) throw new Refused('a wrong mechListMIC');
  return session;
}

function mechTypeList(): Buffer {
  const { der } = mechType(ntlmOid);
  return Buffer.concat([Buffer.of(0x30, der.length), der]);
}

/** A success before there is a proof is none. */
function checkUnproven({ header }: Answer): void {
  if (header.status === NtStatus.STATUS_SUCCESS) throw new Refused('success without a proof');
}

/** Refuses a CHALLENGE, or tells with which response to go on. */
function checkChallenge(channel: Channel, raw: Buffer): 'ntlmv1' | 'ntlmv2' {
  const { negotiateFlags, targetInfo } = decodeChallengeMessage(raw);
  const isShort = (negotiateFlags & NegotiateFlags.ENCRYPTION_128) === 0;
  if (isShort && !channel.lacks('weak-ntlm')) throw new Refused('less than 128 bits');
  if (channel.lacks('timestamp') && findAvPair(targetInfo ?? [], AvId.MsvAvTimestamp) === undefined)
    throw new Refused('no time');
  if ((negotiateFlags & NegotiateFlags.EXTENDED_SESSIONSECURITY) !== 0) return 'ntlmv2';
  if (channel.lacks('ntlmv1')) return 'ntlmv1';
  if (!channel.lacks('weak-ntlm')) throw new Refused('no extended session security');
  return 'ntlmv2';
}

/** "the server MUST sign the final session setup response" ([MS-SMB2] 3.3.5.5.3). */
function checkSignature(channel: Channel, { header, message }: Answer, { keys }: Session): void {
  if ((header.flags & HeaderFlags.SIGNED) === 0) {
    if (!channel.lacks('unsigned-login')) throw new Refused('an unsigned end of the login');
    return;
  }
  const expected = signatureOf(keys.signingAlgorithm, keys.signing, message);
  if (!expected.equals(message.subarray(48, 64)) && !channel.lacks('wrong-login-signature'))
    throw new Refused('a wrong signature at the end of the login');
}
