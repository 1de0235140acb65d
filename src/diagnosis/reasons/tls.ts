import type { CarrierReasonText } from '../../text/reason-text.js';
import { httpTlsFailed, httpUntrusted } from '../shown/http.js';
import type { TlsReason } from './carrier-reason.js';

/** Connections that came to an end with their TLS, over CredSSP or HTTP. */
export const tlsReasons = {
  'tls-failed': {
    sentence: 'The TLS handshake failed.',
    advice:
      'The evidence names the error. Most often the client has nothing newer than TLS 1.0 or 1.1, or no cipher in common with the server’s key: update it, or give the server an RSA certificate (tls.generate "rsa"), which old clients know alone. An alert about the certificate, such as “unknown ca” or “bad certificate”, means that the client does not trust it: see left-after-tls. “http request” or “wrong version number” means that the client speaks no TLS at this port.',
    clientShows: {
      mstsc: 'error code 0x904, or “An internal error has occurred”',
      xfreerdp: 'exit code 143, ERRCONNECT_TLS_CONNECT_FAILED',
      ...httpTlsFailed.clientShows,
    },
    symptoms: { xfreerdp: [143], ...httpTlsFailed.symptoms },
    section: 'RFC 8446 6.2',
  },
  'left-after-tls': {
    sentence: 'The client left once it had seen the certificate, before any login.',
    advice:
      'The likeliest cause is that it does not trust the certificate, or that its user was asked and said no. Compare the fingerprint that the client shows with certificateFingerprint in the line that the server printed when it began to listen; if they are the same, take the certificate into the client’s store, have a certificate made that it trusts (--tls-certificate FILE --tls-key FILE), or let it go on without for a test (curl -k; xfreerdp /cert:ignore). If they differ, something in between ends the TLS. A port scanner and a health check look the same, and need nothing.',
    clientShows: {
      mstsc: '“The identity of the remote computer cannot be verified. Do you want to connect anyway?”',
      xfreerdp:
        'asks “Do you trust the above certificate?”; then exit code 143, ERRCONNECT_TLS_CONNECT_FAILED',
      ...httpUntrusted.clientShows,
    },
    symptoms: { xfreerdp: [143], ...httpUntrusted.symptoms },
    section: 'RFC 8446 4.4.2',
  },
} as const satisfies Record<TlsReason, CarrierReasonText>;
