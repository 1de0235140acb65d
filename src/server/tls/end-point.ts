import { createHash, type X509Certificate } from 'node:crypto';
import type { MistakenBindings } from '../../auth/extended-protection.js';
import { signatureHashOf } from './signature-hash.js';

/** The channel bindings of connections to a server with one certificate. */
export interface EndPoint {
  /** Application data of tls-server-end-point: the prefix, and the hash of the certificate (RFC 5929 4). */
  readonly bindings: Buffer;
  /** The name of the hash for people, such as `SHA-256`. */
  readonly hash: string;
  /** Whether RFC 5929 4.1 defines the hash for this certificate. */
  readonly defined: boolean;
  /** The bindings that known mistakes lead to; none is equal to the right ones, or to another. */
  readonly mistakes: readonly MistakenBindings[];
}

const PREFIX = 'tls-server-end-point:';

const hashNames: Readonly<Record<string, string>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha224: 'SHA-224',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/**
 * The bindings of a certificate, with those of known mistakes.
 *
 * @param leaf the certificate of the server
 * @param issuers the certificates that are sent behind it
 * @throws CodecError for a certificate whose signature algorithm cannot be read
 */
export function endPointOf(leaf: X509Certificate, issuers: readonly X509Certificate[]): EndPoint {
  const { name, defined } = signatureHashOf(leaf.raw);
  const bindings = withPrefix(name, leaf.raw);
  const publicKey = leaf.publicKey.export({ type: 'spki', format: 'der' });
  const mistakes: readonly MistakenBindings[] = [
    ...Object.entries(hashNames).map(([hash, words]) => ({
      name: `the certificate’s ${words} hash`,
      bindings: withPrefix(hash, leaf.raw),
    })),
    ...issuers.map((issuer) => ({
      name: 'the hash of an issuer’s certificate',
      bindings: withPrefix(signatureHashOf(issuer.raw).name, issuer.raw),
    })),
    { name: 'the hash of the public key', bindings: withPrefix(name, publicKey) },
    { name: `the hash without “${PREFIX}” before it`, bindings: digest(name, leaf.raw) },
    {
      name: 'the hash in hexadecimal',
      bindings: Buffer.from(`${PREFIX}${digest(name, leaf.raw).toString('hex')}`),
    },
  ];
  return {
    bindings,
    hash: hashNames[name] ?? name.toUpperCase(),
    defined,
    mistakes: differing(bindings, mistakes),
  };
}

function differing(right: Buffer, mistakes: readonly MistakenBindings[]): readonly MistakenBindings[] {
  const seen = new Set([right.toString('hex')]);
  return mistakes.filter(({ bindings }) => {
    const text = bindings.toString('hex');
    return !seen.has(text) && seen.add(text);
  });
}

function withPrefix(hash: string, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(PREFIX), digest(hash, bytes)]);
}

function digest(hash: string, bytes: Buffer): Buffer {
  return createHash(hash).update(bytes).digest();
}
