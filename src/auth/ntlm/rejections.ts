import { NtStatus } from '../../constants/nt-status.js';
import { logonFailure, setupInvalidParameter } from '../../text/client-shows.js';
import { commonRejections, type Rejections } from '../rejection.js';

/** Refusals that NTLM alone has: policy refuses a kind of response, or messages were altered or made wrongly. */
export const ntlmRejections = {
  'ntlmv1-refused': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The client answered with NTLMv1, which policy refuses.',
    advice:
      'Make the client use NTLMv2 (a device: “NTLMv2” in its network or login settings, or newer firmware; Windows: LmCompatibilityLevel 3 or higher; smbclient: client ntlmv2 auth = yes). For an old device that cannot, set policy.ntlm.v1 to "accept" (--accept-ntlmv1) on a network of its own: whoever records its login can work out the password’s hash.',
    ...logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'lm-refused': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The client answered with an LM or LMv2 response alone, which policy refuses.',
    advice:
      'Make the client send an NTLMv2 response. For a museum piece on its own network there is policy.ntlm.lm "accept": whoever records its login has the password within minutes.',
    ...logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'ntlm-mic-invalid': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The password is right, but the MIC over the three NTLM messages does not verify.',
    advice:
      'One of the messages was changed on its way, or the client computes the MIC wrongly: HMAC-MD5 under the ExportedSessionKey over NEGOTIATE, CHALLENGE and AUTHENTICATE exactly as sent, with the MIC field zeroed.',
    ...logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'ntlm-mic-missing': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The password is right, but the MIC that is required or announced is not there.',
    advice:
      'MsvAvFlags bit 0x2 announces a MIC in the 16 bytes after Version. A client whose message announces one and has none, or has it cut off, is broken or was tampered with, and no setting lets it in. One that announces none is let in by policy.ntlm.mic "when-flagged": whoever is in between may then change its flags unseen.',
    ...logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'target-info-altered': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence:
      'The password is right, but the response does not carry the target information of our CHALLENGE.',
    advice:
      'The client must echo our AV pairs in the NTLMv2 response unaltered. Another server’s in their place means that the login was made for that server and relayed here. To let in a client that makes up its own, set policy.ntlm.targetInfo to "when-requested" if it does not ask for ours (node-smb2; smbd lets those in as well), or policy.ntlm.echoTargetInfo to false: a login relayed from another server then gets in, too.',
    ...logonFailure,
    section: '[MS-APDS] 3.1.5.2',
  },
  'channel-binding-mismatch': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The password is right, but the login is not bound to the channel it comes through.',
    advice:
      'MsvAvChannelBindings must be MD5 of a gss_channel_bindings_struct around “tls-server-end-point:” and the hash of the server’s certificate, by the hash algorithm of its signature. Let the client speak TLS to this server itself, and turn its Extended Protection on; where that cannot be, http.channelBindings "when-sent" lets in clients that send none, and "never" every login that is relayed, too. Over SMB there is no channel.',
    ...logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'target-name-mismatch': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The password is right, but the client meant another service than this one.',
    advice:
      'MsvAvTargetName is the name the user typed, as cifs/host. Connect by a name that is in policy.ntlm.targetNames (over HTTP: http.serviceNames, where it is given), or add this one to it. Some clients send none; for them it must be "any", and a login meant for another server is then taken here, too.',
    ...logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'clock-skew': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The password is right, but the response’s timestamp is too far from our clock.',
    advice:
      'Set the client’s clock (a device without a battery often starts in 1970), or widen policy.ntlm.maxClockSkewSeconds; null does not look at it. The longer, the older a captured response may be.',
    ...logonFailure,
    section: '[MS-NLMP] 3.3.2',
  },
  'challenge-expired': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The client answered our CHALLENGE too late.',
    advice:
      'Something waited between the two legs, such as a person at a password prompt or a stopped debugger: log in again. policy.ntlm.challengeLifetimeSeconds is the time there is; the longer, the more time somebody in between has with a CHALLENGE.',
    ...logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  replayed: {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'This very response was accepted before.',
    advice:
      'A response may be used once. Either it was captured and sent again, or the client reuses its client challenge.',
    ...logonFailure,
    section: '[MS-NLMP] 3.3.2',
  },
  'session-key-invalid': {
    // Where the specifications say SEC_E_INVALID_TOKEN, smbd and this server say this.
    status: NtStatus.STATUS_INVALID_PARAMETER,
    sentence: 'The password is right, but the session key the client sent cannot be used.',
    advice:
      'With NTLMSSP_NEGOTIATE_KEY_EXCH the EncryptedRandomSessionKey is 16 bytes: RC4 of the exported key under the KeyExchangeKey.',
    ...setupInvalidParameter,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'weak-session-security': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The client negotiates weaker session security than policy asks for.',
    advice:
      'The client asks for signing or sealing without NTLMSSP_NEGOTIATE_128: make it set that flag, or set policy.ntlm.require128 to false: its signatures are then made with 56 or 40 bits, which can be searched through.',
    ...logonFailure,
    section: '[MS-NLMP] 2.2.2.5',
  },
  'ntlm-malformed': {
    status: NtStatus.STATUS_INVALID_PARAMETER,
    sentence: 'An NTLM message cannot be read.',
    advice:
      'The evidence names the structure and field. Fields are found by offset and length; no particular layout is asked for.',
    ...setupInvalidParameter,
    section: '[MS-NLMP] 2.2.1',
  },
} as const satisfies Rejections;

/** A reason for which the NTLM acceptor refuses a login. */
export type NtlmRejectionReason = keyof typeof commonRejections | keyof typeof ntlmRejections;

const rejections: Readonly<Record<NtlmRejectionReason, { readonly status: NtStatus }>> = {
  ...commonRejections,
  ...ntlmRejections,
};

/** Every reason for which SPNEGO and NTLM refuse a login. */
export const rejectionReasons = Object.keys(rejections) as readonly NtlmRejectionReason[];

/** The NTSTATUS the client is told for a reason. */
export function wireStatusOf(reason: NtlmRejectionReason): NtStatus {
  return rejections[reason].status;
}
