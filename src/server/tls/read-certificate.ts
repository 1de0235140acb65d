import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { Problem } from '../../values/configuration-error.js';
import { isError } from '../../values/realm.js';
import type { TlsOptions } from './options.js';

/** A certificate and its key, as they were given. */
export interface GivenCertificate {
  /** The certificate of the server. */
  readonly leaf: X509Certificate;
  /** The certificates behind it. */
  readonly issuers: readonly X509Certificate[];
  /** The leaf and the issuers in PEM. */
  readonly certificate: string;
  /** PEM of the private key of the leaf. */
  readonly key: string;
}

/** How the user of a configuration calls the two keys in messages: a path in options, a file, a flag. */
export interface CertificatePlaces {
  readonly certificate: string;
  readonly key: string;
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/**
 * Reads a certificate and its key, or tells why they cannot be used. A message never repeats a byte of the key.
 *
 * @param options with both `certificate` and `key`
 */
export function readCertificate(
  { certificate = '', key = '' }: TlsOptions,
  places: CertificatePlaces,
): GivenCertificate | readonly Problem[] {
  const chain = readChain(String(certificate), places.certificate);
  const privateKey = readKey(String(key), places.key);
  if (!('certificates' in chain) || 'message' in privateKey) {
    return [chain, privateKey].filter((part): part is Problem => 'message' in part);
  }
  const [leaf, ...issuers] = chain.certificates;
  if (leaf === undefined) return [noCertificate(places.certificate)];
  if (!leaf.checkPrivateKey(privateKey.key)) {
    return [
      foreignKey(
        issuers.some((issuer) => issuer.checkPrivateKey(privateKey.key)),
        places,
      ),
    ];
  }
  const given = {
    leaf,
    issuers,
    certificate: [leaf, ...issuers].map(String).join(''),
    key: privateKey.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  const refusal = refusalOf(given);
  return refusal === undefined ? given : [{ path: places.certificate, message: refusal }];
}

/** Sentences about a certificate that is served, but that clients will hardly like. */
export function doubtsAbout({ leaf, issuers }: GivenCertificate, now: number): string[] {
  const chain = [leaf, ...issuers];
  return [
    ...(Date.parse(leaf.validTo) < now ? [`the certificate expired on ${leaf.validTo}`] : []),
    ...(Date.parse(leaf.validFrom) > now ? [`the certificate is not valid before ${leaf.validFrom}`] : []),
    ...issuers.flatMap((issuer, index) =>
      chain[index]?.checkIssued(issuer)
        ? []
        : [
            `the chain is in the wrong order, or has a gap: certificate ${index + 2} did not issue certificate ${index + 1}`,
          ],
    ),
  ];
}

function readChain(
  text: string,
  path: string,
): { readonly certificates: readonly X509Certificate[] } | Problem {
  const blocks = text.match(PEM_CERTIFICATE);
  if (blocks === null) {
    return text.includes('PRIVATE KEY-----')
      ? { path, message: 'expected a certificate, and this is a private key' }
      : noCertificate(path);
  }
  try {
    return { certificates: blocks.map((block) => new X509Certificate(block)) };
  } catch {
    return { path, message: 'expected certificates in PEM; one of them cannot be read' };
  }
}

function noCertificate(path: string): Problem {
  return { path, message: 'expected a certificate in PEM (-----BEGIN CERTIFICATE-----)' };
}

function readKey(text: string, path: string): { readonly key: KeyObject } | Problem {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text)) {
    return {
      path,
      message:
        'expected a private key without a password, and this one is encrypted (openssl pkey -in KEY -out PLAIN takes it off)',
    };
  }
  if (!/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(text)) {
    const instead = text.includes('BEGIN CERTIFICATE') ? ', and this is a certificate' : '';
    return { path, message: `expected a private key in PEM (-----BEGIN PRIVATE KEY-----)${instead}` };
  }
  try {
    return { key: createPrivateKey(text) };
  } catch {
    return { path, message: 'expected a private key in PEM, and this one cannot be read' };
  }
}

function foreignKey(isOfIssuer: boolean, { certificate, key }: CertificatePlaces): Problem {
  return isOfIssuer
    ? {
        path: certificate,
        message:
          'expected the certificate of the server first, and behind it those of its issuers; the key belongs to a later one',
      }
    : { path: key, message: 'expected the private key of the certificate; this one belongs to another' };
}

/** Why OpenSSL serves no such certificate; undefined: it does. */
function refusalOf({ certificate, key }: GivenCertificate): string | undefined {
  try {
    createSecureContext({ cert: certificate, key });
    return undefined;
  } catch (error) {
    const why = isError(error) && 'reason' in error ? String(error.reason) : 'no reason is known';
    return `expected a certificate and a key that TLS can use (OpenSSL: ${why})`;
  }
}
