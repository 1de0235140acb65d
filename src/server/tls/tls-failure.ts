import { isError } from '../../values/realm.js';

/** Why a handshake or a connection of TLS failed. */
export interface TlsFailure {
  /** The reason of OpenSSL as one word, such as `alert-unknown-ca`, or the code of the system. */
  readonly code: string;
  /** The same as a sentence without a full stop, which says which side gave up and what it did not like. */
  readonly detail: string;
  /** The side that gave up. */
  readonly by: 'client' | 'server';
}

/** Alerts of a client (RFC 8446 6.2), by the reason that OpenSSL gives without the version in front. */
const alerts: Readonly<Record<string, string>> = {
  'alert unknown ca': 'the client does not trust the certificate: it knows no issuer of it (unknown_ca)',
  'alert bad certificate': 'the client refuses the certificate (bad_certificate)',
  'alert certificate unknown': 'the client refuses the certificate (certificate_unknown)',
  'alert certificate expired':
    'the client finds the certificate expired, or its own clock is wrong (certificate_expired)',
  'alert certificate revoked': 'the client finds the certificate revoked (certificate_revoked)',
  'alert unsupported certificate': 'the client knows no certificate of this kind (unsupported_certificate)',
  'alert handshake failure':
    'the client found nothing acceptable in the offered parameters (handshake_failure)',
  'alert insufficient security': 'the client demands stronger parameters (insufficient_security)',
  'alert protocol version': 'the client does not take the version of TLS (protocol_version)',
  'alert decrypt error': 'the client found a signature or the Finished message wrong (decrypt_error)',
  'alert bad record mac': 'the client could not decrypt a record (bad_record_mac)',
  'alert illegal parameter': 'the client found a field wrong (illegal_parameter)',
  'alert decode error': 'the client could not decode a message (decode_error)',
  'alert unexpected message': 'the client expected another message (unexpected_message)',
  'alert internal error': 'the client has an error of its own (internal_error)',
  'alert access denied': 'the client is not allowed to go on (access_denied)',
  'alert user canceled': 'the client was told to stop (user_canceled)',
  'alert unrecognized name': 'the client does not know the name (unrecognized_name)',
  'alert no application protocol': 'the client wants another protocol inside (no_application_protocol)',
};

const CLIENT_END = 'unexpected eof while reading';

/** Reasons of our side. */
const refusals: Readonly<Record<string, string>> = {
  'unsupported protocol': 'the client offers no version of TLS above 1.1, and 1.2 is the least',
  'version too low': 'the client offers no version of TLS above 1.1, and 1.2 is the least',
  'no shared cipher': 'the client offers no cipher suite that is taken here',
  'no shared group': 'the client offers no group for the key exchange that is taken here',
  'no suitable key share': 'the client offers no group for the key exchange that is taken here',
  'no shared signature algorithms': 'the client takes no signature that the key of the certificate can make',
  'no suitable signature algorithm': 'the client takes no signature that the key of the certificate can make',
  'inappropriate fallback':
    'the client tries an older version of TLS again, as after a failure (TLS_FALLBACK_SCSV)',
  'http request': 'the client speaks HTTP without TLS',
  'https proxy request': 'the client speaks HTTP without TLS, as to a proxy',
  'wrong version number': 'the first bytes of the client are not TLS',
  'unknown protocol': 'the first bytes of the client are not TLS',
  'unsupported record version': 'the first bytes of the client are not TLS, or its version is unknown',
  'packet length too long': 'a record of the client is longer than TLS allows',
  'decryption failed or bad record mac': 'a record of the client does not decrypt',
  'digest check failed': 'the Finished message of the client is wrong',
  'unexpected message': 'the client sent a message out of turn',
  'no renegotiation': 'the client wanted to negotiate anew',
  [CLIENT_END]: 'the client ended the connection inside TLS',
};

/** Says why TLS failed: the alert of the client, or what we did not like about it. */
export function describeTlsError(error: unknown): TlsFailure {
  const reason = reasonOf(error);
  // Such as `tlsv1 alert unknown ca`, `sslv3 alert handshake failure` and `tlsv13 alert certificate required`.
  const [, alert] = /^(?:ssl|tls)v[\d_.]+ (alert .*)$/.exec(reason ?? '') ?? [];
  const known = alerts[alert ?? ''] ?? refusals[reason ?? ''];
  const code = (alert ?? reason ?? systemCode(error)).replaceAll(/[^A-Za-z0-9]+/g, '-');
  const isOurs = alert === undefined && reason !== undefined && reason !== CLIENT_END;
  return { code, by: isOurs ? 'server' : 'client', detail: known ?? detailOf(alert, reason) };
}

function detailOf(alert: string | undefined, reason: string | undefined): string {
  if (alert !== undefined) return `the client ended TLS with an ${alert}`;
  return reason === undefined ? 'the connection was lost inside TLS' : `TLS failed: ${reason}`;
}

function reasonOf(error: unknown): string | undefined {
  if (!isError(error) || !('reason' in error) || typeof error.reason !== 'string') return undefined;
  return error.reason === '' ? undefined : error.reason;
}

function systemCode(error: unknown): string {
  return isError(error) && 'code' in error ? String(error.code) : 'unknown';
}
