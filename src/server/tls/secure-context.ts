import { constants } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { ServerCertificate } from './server-certificate.js';

/** Key exchange with forward secrecy alone; CBC with SHA-1 is for clients as old as Windows 7. */
const CIPHERS = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
].join(':');

/**
 * The settings of TLS on every listener: 1.2 and 1.3, no client certificate, no renegotiation, and no resumption, so
 * that every connection shows the certificate that its login is bound to.
 */
export function secureContextOf({ certificate, key }: ServerCertificate): SecureContext {
  return createSecureContext({
    cert: certificate,
    key,
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.3',
    ciphers: CIPHERS,
    honorCipherOrder: true,
    // OpenSSL names sessions to clients all the same, but Node.js leaves their store to a listener, and there is none.
    secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
  });
}
