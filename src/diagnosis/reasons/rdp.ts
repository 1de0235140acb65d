import type { CarrierReasonText } from '../../text/reason-text.js';
import { rdpLeftByItself, rdpUnrelated } from '../shown/rdp.js';
import type { RdpReason } from './carrier-reason.js';

/** RDP_NEG_FAILURE with HYBRID_REQUIRED_BY_SERVER. */
const hybridRequired = {
  clientShows: {
    mstsc:
      '“The remote computer requires Network Level Authentication, which your computer does not support”',
    xfreerdp: 'exit code 133, ERRCONNECT_SECURITY_NEGO_CONNECT_FAILED',
  },
  symptoms: { xfreerdp: [133] },
} as const;

/** Connections to the port of CredSSP that came to an end in front of it. */
export const rdpReasons = {
  'rdp-tls-only': {
    sentence: 'The client wants RDP with TLS alone, without Network Level Authentication.',
    advice:
      'This server has nothing but CredSSP: allow Network Level Authentication in the client (mstsc: enablecredsspsupport:i:1 in the .rdp file; xfreerdp: /sec:nla, or no /sec at all; rdesktop: a password or a ticket). A server that lets such clients in shows a login screen to everybody who reaches its port. nmap’s rdp-enum-encryption asks for this on purpose.',
    ...hybridRequired,
    section: '[MS-RDPBCGR] 2.2.1.2.2',
  },
  'rdp-standard-security': {
    sentence: 'The client wants RDP’s own security, from before TLS.',
    advice:
      'That is RC4 with a key that anybody in between can learn, and no login before the desktop: update the client, or let it use Network Level Authentication (xfreerdp: /sec:nla). ncrack, and nmap’s scripts in one of their tries, ask for this as well.',
    clientShows: {
      ...hybridRequired.clientShows,
      xfreerdp:
        'with /sec:rdp, exit code 147, ERRCONNECT_CONNECT_TRANSPORT_FAILED, or exit code 133, ERRCONNECT_SECURITY_NEGO_CONNECT_FAILED',
    },
    symptoms: { xfreerdp: [147, 133] },
    section: '[MS-RDPBCGR] 5.3, 2.2.1.2.2',
  },
  'left-after-rdp-negotiation': {
    sentence: 'The client left after RDP’s negotiation, before TLS.',
    advice:
      'The two had agreed on CredSSP. Most often it is a port scanner that has seen what is offered (nmap’s rdp-enum-encryption), or a client that closes here and connects again; nothing to do then. If a client shows an error, look in its log for what it minds about the answer.',
    ...rdpLeftByItself,
    section: '[MS-RDPBCGR] 1.3.1.1',
  },
  'not-credssp': {
    sentence: 'What connected speaks neither CredSSP nor RDP.',
    advice:
      'Something else is pointed at the port of CredSSP: correct the host and port in the program that the first bytes give away. CredSSP begins with a TLS handshake, or with an X.224 connection request of RDP in front of it.',
    ...rdpUnrelated,
    section: '[MS-CSSP] 2.1',
  },
} as const satisfies Record<RdpReason, CarrierReasonText>;
