import { createHash, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { dnsForm, type ServerNames } from '../../auth/server-names.js';
import { Reader } from '../../bytes/index.js';
import { DerTag, readElement, readOnly } from '../../der/der.js';
import type { CheckedRuntime } from '../../runtime/runtime.js';
import { ConfigurationError } from '../../values/configuration-error.js';
import type { Logger } from '../options.js';
import type { MistakenBindings } from '../../auth/extended-protection.js';
import { endPointOf } from './end-point.js';
import type { KeyKind, TlsOptions } from './options.js';
import type { PemPair } from './make-certificate.js';
import { doubtsAbout, type GivenCertificate, readCertificate } from './read-certificate.js';

/** The certificate of a listener, ready for TLS and for all that is bound to it. */
export interface ServerCertificate {
  /** PEM of the certificate, and of its issuers behind it. */
  readonly certificate: string;
  /** PEM of the private key; a secret. */
  readonly key: string;
  /** The content of SubjectPublicKey, without the octet of unused bits: what CredSSP binds to ([MS-CSSP] 3.1.5). */
  readonly subjectPublicKey: Buffer;
  /** Application data of the channel bindings tls-server-end-point (RFC 5929 4). */
  readonly endPoint: Buffer;
  /** The hash in `endPoint`, such as `SHA-256`. */
  readonly endPointHash: string;
  /** Bindings that known mistakes of clients lead to. */
  readonly endPointMistakes: readonly MistakenBindings[];
  /** SHA-256 of the certificate, 64 hexadecimal digits. */
  readonly certificateFingerprint: string;
  /** SHA-256 of `subjectPublicKey`, 64 hexadecimal digits. */
  readonly keyFingerprint: string;
}

/** The server and the listener that a certificate is for. */
export interface CertificateSurroundings {
  readonly names: ServerNames;
  /** Address or name that the listener was given. */
  readonly host: string;
  readonly runtime: CheckedRuntime;
  /** Hears of an expired certificate, a chain in the wrong order, and channel bindings that nothing defines. */
  readonly logger: Logger;
  /** The options as messages name them, such as `credssp.tls`. */
  readonly place: string;
  /** The key that is made when the options say nothing. */
  readonly usualKind: KeyKind;
}

/**
 * Reads the certificate of the options, or makes one.
 *
 * @throws ConfigurationError for a certificate or key that cannot be used; a server has found it before it listens
 */
export async function openCertificate(
  options: TlsOptions,
  { names, host, runtime, logger, place, usualKind }: CertificateSurroundings,
): Promise<ServerCertificate> {
  if (options.certificate === undefined) {
    const made = await makeFor(options, { names, host, runtime, usualKind });
    return complete({ ...made, leaf: new X509Certificate(made.certificate), issuers: [] });
  }
  const read = readCertificate(options, { certificate: `${place}.certificate`, key: `${place}.key` });
  if (!('leaf' in read)) throw new ConfigurationError(read);
  for (const doubt of doubtsAbout(read, runtime.now())) logger.warn(`${place}: ${doubt}`);
  const { leaf, issuers } = read;
  const { defined, hash } = endPointOf(leaf, issuers);
  if (!defined) {
    logger.warn(
      `${place}: RFC 5929 defines no channel bindings for a certificate that is signed so; ${hash} is expected of clients`,
    );
  }
  return complete(read);
}

/** Makes the certificate of a listener whose options bring none. */
export async function makeFor(
  options: TlsOptions,
  { names, host, runtime, usualKind }: Omit<CertificateSurroundings, 'logger' | 'place'>,
): Promise<PemPair> {
  const { makeCertificate } = await import('./make-certificate.js');
  const kind = options.generate ?? usualKind;
  return makeCertificate({ kind, hosts: hostsOf(names, host) }, runtime);
}

function complete({ leaf, issuers, certificate, key }: GivenCertificate): ServerCertificate {
  const subjectPublicKey = subjectPublicKeyOf(leaf.publicKey.export({ type: 'spki', format: 'der' }));
  const { bindings, hash, mistakes } = endPointOf(leaf, issuers);
  return {
    certificate,
    key,
    subjectPublicKey,
    endPoint: bindings,
    endPointHash: hash,
    endPointMistakes: mistakes,
    certificateFingerprint: sha256(leaf.raw),
    keyFingerprint: sha256(subjectPublicKey),
  };
}

/**
 * The content of the BIT STRING in a SubjectPublicKeyInfo (RFC 5280 4.1.2.7). Keys are whole octets.
 *
 * @throws CodecError for other bytes
 */
export function subjectPublicKeyOf(subjectPublicKeyInfo: Buffer): Buffer {
  const whole = new Reader(subjectPublicKeyInfo, 'SubjectPublicKeyInfo');
  const contents = readOnly(whole, DerTag.SEQUENCE, 'SubjectPublicKeyInfo');
  readElement(contents, DerTag.SEQUENCE, 'algorithm');
  const bits = readOnly(contents, DerTag.BIT_STRING, 'subjectPublicKey');
  if (bits.u8('unused bits') !== 0) bits.fail('malformed', 'subjectPublicKey', 'unused bits');
  return Buffer.from(bits.rest());
}

/** The names and addresses that a certificate made at the start is for. */
function hostsOf({ dnsName, netbiosName }: ServerNames, host: string): string[] {
  const all = [dnsName, netbiosName, 'localhost', '127.0.0.1', '::1', host.replace(/%.*$/, '')];
  const usable = all.filter((name) => isIP(name) !== 0 || dnsForm.pattern.test(name));
  return [...new Set(usable)].filter((name) => name !== '0.0.0.0' && name !== '::');
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
