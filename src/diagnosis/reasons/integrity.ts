import { logonFailure, setupInvalidParameter } from '../../text/client-shows.js';
import type { Reason, ReasonText } from './reason.js';

/** Refusals of a login whose messages were altered, replayed, or made wrongly: seldom the user's doing. */
export const integrity = {
  'ntlm-mic-invalid': {
    sentence: 'The password is right, but the MIC over the three NTLM messages does not verify.',
    advice:
      'One of the messages was changed on its way, or the client computes the MIC wrongly: HMAC-MD5 under the ExportedSessionKey over NEGOTIATE, CHALLENGE and AUTHENTICATE exactly as sent, with the MIC field zeroed.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'ntlm-mic-missing': {
    sentence: 'The password is right, but the MIC that is required or announced is not there.',
    advice:
      'MsvAvFlags bit 0x2 announces a MIC in the 16 bytes after Version. A client whose message announces one and has none, or has it cut off, is broken or was tampered with, and no setting lets it in. One that announces none is let in by policy.ntlm.mic "when-flagged": whoever is in between may then change its flags unseen.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'mech-list-mic-invalid': {
    sentence: 'The password is right, but SPNEGO’s mechListMIC does not verify.',
    advice:
      'The mechanism list was changed on its way, or the client computes it wrongly: GSS_GetMIC with sequence number 0 over the DER of the MechTypeList exactly as first sent, its 0x30 tag included.',
    clientShows: logonFailure,
    section: 'RFC 4178 5; [MS-SPNG] 3.2.5.1',
  },
  'target-info-altered': {
    sentence:
      'The password is right, but the response does not carry the target information of our CHALLENGE.',
    advice:
      'The client must echo our AV pairs in the NTLMv2 response unaltered. Another server’s in their place means that the login was made for that server and relayed here. To let in a client that makes up its own, set policy.ntlm.targetInfo to "when-requested" if it does not ask for ours (node-smb2; smbd lets those in as well), or policy.ntlm.echoTargetInfo to false: a login relayed from another server then gets in, too.',
    clientShows: logonFailure,
    section: '[MS-APDS] 3.1.5.2',
  },
  'channel-binding-mismatch': {
    sentence: 'The password is right, but the login is bound to another channel than this one.',
    advice:
      'MsvAvChannelBindings must be the hash of this connection’s binding, or zero: over SMB there is none.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'target-name-mismatch': {
    sentence: 'The password is right, but the client meant another service than this one.',
    advice:
      'MsvAvTargetName is the name the user typed, as cifs/host. Connect by a name that is in policy.ntlm.targetNames, or add this one to it. Some clients send none; for them it must be "any", and a login meant for another server is then taken here, too.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'clock-skew': {
    sentence: 'The password is right, but the response’s timestamp is too far from our clock.',
    advice:
      'Set the client’s clock (a device without a battery often starts in 1970), or widen policy.ntlm.maxClockSkewSeconds; null does not look at it. The longer, the older a captured response may be.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.3.2',
  },
  'challenge-expired': {
    sentence: 'The client answered our CHALLENGE too late.',
    advice:
      'Something waited between the two legs, such as a person at a password prompt or a stopped debugger: log in again. policy.ntlm.challengeLifetimeSeconds is the time there is; the longer, the more time somebody in between has with a CHALLENGE.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  replayed: {
    sentence: 'This very response was accepted before.',
    advice:
      'A response may be used once. Either it was captured and sent again, or the client reuses its client challenge.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.3.2',
  },
  'session-key-invalid': {
    sentence: 'The password is right, but the session key the client sent cannot be used.',
    advice:
      'With NTLMSSP_NEGOTIATE_KEY_EXCH the EncryptedRandomSessionKey is 16 bytes: RC4 of the exported key under the KeyExchangeKey.',
    clientShows: setupInvalidParameter,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'weak-session-security': {
    sentence: 'The client negotiates weaker session security than policy asks for.',
    advice:
      'The client asks for signing or sealing without NTLMSSP_NEGOTIATE_128: make it set that flag, or set policy.ntlm.require128 to false: its signatures are then made with 56 or 40 bits, which can be searched through.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 2.2.2.5',
  },
  'ntlm-malformed': {
    sentence: 'An NTLM message cannot be read.',
    advice:
      'The evidence names the structure and field. Fields are found by offset and length; no particular layout is asked for.',
    clientShows: setupInvalidParameter,
    section: '[MS-NLMP] 2.2.1',
  },
  'spnego-malformed': {
    sentence: 'A SPNEGO token cannot be read.',
    advice: 'The evidence names the element. DER with definite lengths, nothing after the token.',
    clientShows: setupInvalidParameter,
    section: 'RFC 4178 4.2; [MS-SPNG] 2.2.1',
  },
  'out-of-sequence': {
    sentence: 'A message of the login came when another was due.',
    advice:
      'NEGOTIATE, CHALLENGE, AUTHENTICATE, each once, on one session. A new login begins with SessionId 0.',
    clientShows: setupInvalidParameter,
    section: '[MS-NLMP] 3.2.5.1; [MS-SMB2] 3.3.5.5',
  },
} as const satisfies Partial<Record<Reason, ReasonText>>;
