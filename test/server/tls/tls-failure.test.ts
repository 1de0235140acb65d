import assert from 'node:assert/strict';
import { describeTlsError } from '../../../src/server/tls/tls-failure.js';

/** An error as node:tls makes it of a reason of OpenSSL. */
function opensslError(reason: string): Error {
  return Object.assign(new Error(`error:0A000000:SSL routines::${reason}`), {
    reason,
    library: 'SSL routines',
  });
}

describe('TLS: the words for its errors', () => {
  for (const [reason, code, by, detail] of [
    ['tlsv1 alert unknown ca', 'alert-unknown-ca', 'client', /does not trust the certificate/],
    ['sslv3 alert certificate unknown', 'alert-certificate-unknown', 'client', /refuses the certificate/],
    ['sslv3 alert bad certificate', 'alert-bad-certificate', 'client', /refuses the certificate/],
    ['sslv3 alert handshake failure', 'alert-handshake-failure', 'client', /nothing acceptable/],
    [
      'tlsv13 alert missing extension',
      'alert-missing-extension',
      'client',
      /ended TLS with an alert missing ext/,
    ],
    [
      'unexpected eof while reading',
      'unexpected-eof-while-reading',
      'client',
      /ended the connection inside TLS/,
    ],
    ['no shared cipher', 'no-shared-cipher', 'server', /no cipher suite/],
    ['unsupported protocol', 'unsupported-protocol', 'server', /1\.2 is the least/],
    ['http request', 'http-request', 'server', /HTTP without TLS/],
    ['something new', 'something-new', 'server', /^TLS failed: something new$/],
  ] as const)
    it(reason, () => {
      const described = describeTlsError(opensslError(reason));
      assert.deepEqual({ code: described.code, by: described.by }, { code, by });
      assert.match(described.detail, detail);
    });

  it('errors of the system, and things that are no errors', () => {
    const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    assert.deepEqual(describeTlsError(reset), {
      code: 'ECONNRESET',
      by: 'client',
      detail: 'the connection was lost inside TLS',
    });
    assert.equal(describeTlsError('gone').code, 'unknown');
    assert.equal(describeTlsError(undefined).by, 'client');
  });
});
