import type { Problem } from '../../values/configuration-error.js';
import type { TlsOptions } from './options.js';
import { type CertificatePlaces, readCertificate } from './read-certificate.js';

/**
 * The faults of a certificate that is given: half a pair, a key of another certificate, one that cannot be read. Empty
 * for one that is to be made.
 */
export function problemsOfCertificate(options: TlsOptions, places: CertificatePlaces): readonly Problem[] {
  const { certificate, key, generate } = options;
  if (certificate === undefined && key === undefined) return [];
  if (key === undefined) {
    return [{ path: places.certificate, message: 'needs the private key of the certificate beside it' }];
  }
  if (certificate === undefined) {
    return [{ path: places.key, message: 'needs the certificate that the key belongs to' }];
  }
  if (generate !== undefined) {
    return [{ path: places.certificate, message: 'expected a certificate, or one that is made (generate)' }];
  }
  const read = readCertificate(options, places);
  return 'leaf' in read ? [] : read;
}
