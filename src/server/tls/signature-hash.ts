import { Reader } from '../../bytes/index.js';
import { contextTag, DerTag, peekTag, readElement } from '../../der/der.js';
import { readObjectIdentifier } from '../../der/object-identifier.js';

/** The hash that a certificate is signed over. */
export interface SignatureHash {
  /** The name that node:crypto has for it. */
  readonly name: string;
  /** Whether RFC 5929 4.1 defines channel bindings for a certificate that is signed so. */
  readonly defined: boolean;
}

/** Hashes of AlgorithmIdentifiers (RFC 8017 A.2.3, RFC 4055 2.1). */
const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
};

/** Signature algorithms that use one hash (RFC 3279, RFC 4055, RFC 5758, RFC 9688). */
const signatures: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'md5',
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.113549.1.1.14': 'sha224',
  '1.2.840.10040.4.3': 'sha1',
  '2.16.840.1.101.3.4.3.1': 'sha224',
  '2.16.840.1.101.3.4.3.2': 'sha256',
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.1': 'sha224',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '2.16.840.1.101.3.4.3.10': 'sha3-256',
  '2.16.840.1.101.3.4.3.11': 'sha3-384',
  '2.16.840.1.101.3.4.3.12': 'sha3-512',
  '2.16.840.1.101.3.4.3.14': 'sha3-256',
  '2.16.840.1.101.3.4.3.15': 'sha3-384',
  '2.16.840.1.101.3.4.3.16': 'sha3-512',
};

const RSASSA_PSS = '1.2.840.113549.1.1.10';
const ED25519 = '1.3.101.112';

/**
 * The hash of tls-server-end-point for a certificate: that of its own signature algorithm, but SHA-256 in place of MD5
 * and SHA-1 (RFC 5929 4.1). Ed25519 and Ed448 have no hash of their own, so that the RFC defines nothing; then it is
 * SHA-512 for Ed25519, as GnuTLS has it, and SHA-256 for anything else.
 *
 * @param certificate DER
 * @throws CodecError for other bytes
 */
export function signatureHashOf(certificate: Buffer): SignatureHash {
  const outer = readElement(new Reader(certificate, 'Certificate'), DerTag.SEQUENCE, 'Certificate');
  readElement(outer, DerTag.SEQUENCE, 'tbsCertificate');
  const algorithm = readElement(outer, DerTag.SEQUENCE, 'signatureAlgorithm');
  const identifier = readObjectIdentifier(algorithm, 'signatureAlgorithm');
  if (identifier === RSASSA_PSS) return pssHash(algorithm);
  const name = signatures[identifier];
  if (name === undefined) return { name: identifier === ED25519 ? 'sha512' : 'sha256', defined: false };
  return { name: withoutBroken(name), defined: true };
}

/**
 * RSASSA-PSS names its hash, and that of its mask, in parameters; each is SHA-1 where it is left out (RFC 4055 3.1).
 * Two that differ are "multiple hash functions", for which RFC 5929 4.1 defines nothing.
 */
function pssHash(algorithm: Reader): SignatureHash {
  const parameters = readElement(algorithm, DerTag.SEQUENCE, 'parameters');
  const hash = readTagged(parameters, 0, (from) => readObjectIdentifier(from, 'hashAlgorithm'));
  const mask = readTagged(parameters, 1, (from) => {
    readObjectIdentifier(from, 'maskGenAlgorithm');
    return readObjectIdentifier(readElement(from, DerTag.SEQUENCE, 'mask hash'), 'mask hash');
  });
  const name = hashes[hash ?? ''] ?? 'sha1';
  const defined = (hash === undefined || hash in hashes) && (hashes[mask ?? ''] ?? 'sha1') === name;
  return { name: withoutBroken(name), defined };
}

/** Reads an AlgorithmIdentifier under an EXPLICIT tag; undefined when it is left out. */
function readTagged<T>(from: Reader, number: number, read: (algorithm: Reader) => T): T | undefined {
  if (peekTag(from) !== contextTag(number)) return undefined;
  const explicit = readElement(from, contextTag(number), 'parameters');
  return read(readElement(explicit, DerTag.SEQUENCE, 'parameters'));
}

function withoutBroken(name: string): string {
  return name === 'md5' || name === 'sha1' ? 'sha256' : name;
}
