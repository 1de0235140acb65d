import { NtStatus } from '../../constants/nt-status.js';
import type { CarrierReasonText } from '../../text/reason-text.js';
import { rdpConnectionLost, rdpShownFor } from '../shown/rdp.js';
import type { CredSspReason } from './carrier-reason.js';

const denied = rdpShownFor(NtStatus.STATUS_ACCESS_DENIED);
const invalid = rdpShownFor(NtStatus.STATUS_INVALID_PARAMETER);

const computed =
  'Versions 5 and 6 send SHA-256 of the magic string with its final zero byte, the nonce, and the content of the BIT STRING SubjectPublicKey; 2 to 4 send that content itself. Neither is the whole SubjectPublicKeyInfo.';

/** Logins over CredSSP that failed in CredSSP itself: what is inside, NTLM or Kerberos, was right or not reached. */
export const credsspReasons = {
  'credssp-version-too-low': {
    sentence: 'The client’s version of CredSSP is lower than policy takes.',
    advice:
      'Update the client: versions below 5 are those from before March 2018. impacket’s rdp_check and rdesktop speak 2 and will not be updated; to let them in, set credssp.minVersion to 2 (SMB2_AUTH_CREDSSP_MIN_VERSION=2). That costs the protection against CVE-2018-0886: somebody in between with a certificate that is made for it can have the client’s key confirmation taken for a command, and act as the user. Set it for a test, and not where users log in.',
    ...rdpShownFor(NtStatus.STATUS_NOT_SUPPORTED),
    section: '[MS-CSSP] 3.1.5, 2.2.1',
  },
  'credssp-version-changed': {
    sentence: 'The client changed its version of CredSSP in the middle of the login.',
    advice:
      'Every TSRequest of a login carries the same version. If the client is not under development, somebody in between who ends its TLS talks the two down: compare the certificate that the client sees with the fingerprint that the server printed.',
    ...invalid,
    section: '[MS-CSSP] 2.2.1',
  },
  'credssp-binding-wrong': {
    sentence: 'The login is right, and it is bound to the key of another TLS connection than this one.',
    advice: `Something between the two ends the client’s TLS and speaks TLS of its own with this server: a man in the middle, or with your knowledge a gateway, a load balancer or an inspecting firewall. Compare the certificate that the client shows with the fingerprint that the server printed; pass TCP through unchanged, or let the device in between do the login. In a client under development the computation is at fault. ${computed}`,
    ...denied,
    section: '[MS-CSSP] 3.1.5',
  },
  'credssp-binding-unreadable': {
    sentence: 'The client’s pubKeyAuth does not decrypt.',
    advice:
      'It was made in another login and sent again, or the client seals it with another key or sequence number. NTLM seals it with sequence number 0, or with 1 after a mechListMIC (and its RC4 state begins anew then); Kerberos makes a wrap token with the acceptor’s subkey.',
    ...denied,
    section: '[MS-CSSP] 3.1.5; [MS-SPNG] 3.3.5.1',
  },
  'credssp-nonce-missing': {
    sentence:
      'The client speaks version 5 or higher, and sent no clientNonce of 32 bytes with its pubKeyAuth.',
    advice:
      'The hash of these versions is made with a nonce: the client must send one of 32 random bytes in the TSRequest that carries pubKeyAuth, or in an earlier one. A client that has none speaks version 4 at most, and must say so.',
    ...invalid,
    section: '[MS-CSSP] 2.2.1, 3.1.5',
  },
  'credssp-nonce-changed': {
    sentence: 'The client sent two different nonces in one login.',
    advice:
      'The clientNonce is drawn once and stays the same in every TSRequest. In a client that is not under development it means that somebody in between changed a message.',
    ...invalid,
    section: '[MS-CSSP] 2.2.1',
  },
  'credssp-request-malformed': {
    sentence: 'A TSRequest cannot be read.',
    advice:
      'The evidence names the element. TSRequest is DER with definite lengths and nothing behind it; one that announces more bytes than any login needs is refused before it has arrived.',
    ...invalid,
    section: '[MS-CSSP] 2.2.1',
  },
  'credssp-out-of-phase': {
    sentence: 'A field of TSRequest came where it may not be.',
    advice:
      'The evidence names it. The order is: negoTokens until NTLM or Kerberos is done, pubKeyAuth with the last of them or after it, and authInfo once the server has answered with its own pubKeyAuth. Credentials that come earlier would go to whoever is in between.',
    ...invalid,
    section: '[MS-CSSP] 3.1.5',
  },
  'credssp-credentials-malformed': {
    sentence: 'The login was right, and the credentials that came after it cannot be read.',
    advice:
      'The evidence names the element. authInfo is a TSCredentials, sealed like pubKeyAuth before it and with the next sequence number, and has exactly one of password, smart card and remote guard.',
    ...rdpConnectionLost,
    section: '[MS-CSSP] 2.2.1.2, 3.1.5',
  },
  'credssp-credentials-mismatch': {
    sentence: 'The login was right, and the credentials that came after it are for somebody else.',
    advice:
      'A server that took them would act as another user than the one who proved himself. Look at what the client was given: a saved .rdp file, a credential store or a script may name one user for the login and another for the session.',
    ...rdpConnectionLost,
    section: '[MS-CSSP] 2.2.1.2, 5.1',
  },
  'credssp-credentials-missing': {
    sentence: 'The login was right, and the client left without sending its credentials.',
    advice:
      'Either it only wanted to test the login, or it did not accept our pubKeyAuth: it makes sure that the server holds the key of its TLS connection, and says so in its own log. Kerberos clients also leave here where delegation is not allowed: Windows: “Allow delegating …” for TERMSRV/name in the group policy of credentials delegation.',
    clientShows: {
      mstsc: '“An authentication error has occurred”, or error code 0x1607 where delegation is not allowed',
      xfreerdp:
        'exit code 147, ERRCONNECT_CONNECT_TRANSPORT_FAILED; its log says “Could not verify public key echo” if that is why',
    },
    symptoms: { xfreerdp: [147] },
    section: '[MS-CSSP] 3.1.5',
  },
  'credssp-no-credentials': {
    sentence: 'The login was right, and the client keeps its password: the credentials it sent are empty.',
    advice:
      'This is restricted administration (mstsc /restrictedAdmin, xfreerdp /restricted-admin), and it is as it should be: nothing to do. The session on the server has no password to go further with. If a password was meant to be sent, take the option out.',
    clientShows: {
      mstsc: 'nothing of the login; then error code 0x904, because there is no desktop behind it',
      xfreerdp:
        'exit code 147, ERRCONNECT_CONNECT_TRANSPORT_FAILED: the login is over, and no desktop follows',
    },
    symptoms: { xfreerdp: [147] },
    section: '[MS-CSSP] 2.2.1.2.1',
  },
  'credssp-password-wrong': {
    sentence: 'The login was right, and the password that came after it is not that of the account.',
    advice:
      'The client proved one secret and sent another: a stolen hash logs in like this (“pass the hash”), and so does a client that lets its user type a password for the session of another login, or logs in with a ticket from before the password was changed. credssp.verifyPassword false does not look at it: what arrives then is not known to be the password.',
    ...rdpConnectionLost,
    section: '[MS-CSSP] 2.2.1.2.1, 5.1',
  },
} as const satisfies Record<CredSspReason, CarrierReasonText>;
