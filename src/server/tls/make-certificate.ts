import { createHash, generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { ipAddressBytes } from '../../bytes/index.js';
import { der, DerTag } from '../../der/der.js';
import { encodeObjectIdentifier } from '../../der/object-identifier.js';
import type { CheckedRuntime } from '../../runtime/runtime.js';
import type { KeyKind } from './options.js';

/*
 * The packages of npm that make certificates, selfsigned and @peculiar/x509, bring twenty to twenty-five packages and
 * five to nine megabytes along, take 200 ms to load, and need a polyfill that changes the global Reflect. A certificate
 * that signs itself is one structure, which the DER of this project writes.
 */

/** A certificate with its key, in PEM. */
export interface PemPair {
  readonly certificate: string;
  readonly key: string;
}

/** The certificate that is to be made. */
export interface CertificateRequest {
  readonly kind: KeyKind;
  /** Names and addresses of the server; the first one is the subject's common name. */
  readonly hosts: readonly string[];
}

const DAY = 24 * 60 * 60 * 1000;
/** Days for which a certificate is valid: Apple's clients take no more than 825, browsers no more than 398. */
const VALID_DAYS = 397;
/** Common names of X.520 are no longer (ub-common-name). */
const MAX_COMMON_NAME = 64;

const SET = 0x31;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const IMPLICIT = 0x80;
/** The octets of a BIT STRING begin with the number of unused bits in the last one. */
const NO_UNUSED_BITS = Buffer.of(0);

const pairOf = promisify(generateKeyPair);

/** Makes a key and a certificate that signs itself, valid from a day ago on. */
export async function makeCertificate(
  { kind, hosts }: CertificateRequest,
  runtime: CheckedRuntime,
): Promise<PemPair> {
  const { publicKey, privateKey } =
    kind === 'rsa'
      ? await pairOf('rsa', { modulusLength: 2048 })
      : await pairOf('ec', { namedCurve: 'prime256v1' });
  const certificate = signed(toBeSigned(kind, publicKey, hosts, runtime), kind, privateKey);
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${certificate
      .toString('base64')
      .replaceAll(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function signed(tbs: Buffer, kind: KeyKind, key: KeyObject): Buffer {
  const signature = sign('sha256', tbs, key);
  return sequence(tbs, signatureAlgorithm(kind), der(DerTag.BIT_STRING, NO_UNUSED_BITS, signature));
}

/** TBSCertificate (RFC 5280 4.1.2). */
function toBeSigned(
  kind: KeyKind,
  publicKey: KeyObject,
  hosts: readonly string[],
  { now, randomBytes }: CheckedRuntime,
): Buffer {
  const subject = commonName(hosts.find((host) => host.length <= MAX_COMMON_NAME) ?? 'smb2-auth-server');
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const today = now();
  const serial = randomBytes(16);
  // A serial number is positive, and its first octet is no padding (RFC 5280 4.1.2.2).
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return sequence(
    der(0xa0, der(DerTag.INTEGER, Buffer.of(2))),
    der(DerTag.INTEGER, serial),
    signatureAlgorithm(kind),
    subject,
    sequence(time(today - DAY), time(today + (VALID_DAYS - 1) * DAY)),
    subject,
    spki,
    der(0xa3, sequence(...extensions(kind, spki, hosts))),
  );
}

function signatureAlgorithm(kind: KeyKind): Buffer {
  return kind === 'rsa'
    ? sequence(encodeObjectIdentifier('1.2.840.113549.1.1.11'), Buffer.of(0x05, 0x00))
    : sequence(encodeObjectIdentifier('1.2.840.10045.4.3.2'));
}

function commonName(name: string): Buffer {
  const attribute = sequence(encodeObjectIdentifier('2.5.4.3'), der(UTF8_STRING, Buffer.from(name)));
  return sequence(der(SET, attribute));
}

/** UTCTime until 2049, GeneralizedTime afterwards (RFC 5280 4.1.2.5). */
function time(milliseconds: number): Buffer {
  const text = `${new Date(milliseconds).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
  return text < '2050'
    ? der(UTC_TIME, Buffer.from(text.slice(2)))
    : der(DerTag.GENERALIZED_TIME, Buffer.from(text));
}

function extensions(kind: KeyKind, spki: Buffer, hosts: readonly string[]): Buffer[] {
  const isCritical = der(DerTag.BOOLEAN, Buffer.of(0xff));
  const extension = (oid: string, value: Buffer, critical?: Buffer): Buffer =>
    sequence(encodeObjectIdentifier(oid), critical, der(DerTag.OCTET_STRING, value));
  // Bits of KeyUsage: digitalSignature, and keyEncipherment for RSA.
  const usage = kind === 'rsa' ? Buffer.of(5, 0xa0) : Buffer.of(7, 0x80);
  return [
    extension('2.5.29.19', sequence(), isCritical),
    extension('2.5.29.15', der(DerTag.BIT_STRING, usage), isCritical),
    extension('2.5.29.37', sequence(encodeObjectIdentifier('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(...hosts.map(generalName))),
    extension(
      '2.5.29.14',
      der(DerTag.OCTET_STRING, createHash('sha256').update(spki).digest().subarray(0, 20)),
    ),
  ];
}

/** A GeneralName: dNSName or iPAddress (RFC 5280 4.2.1.6). */
function generalName(host: string): Buffer {
  return isIP(host) === 0
    ? der(IMPLICIT | 2, Buffer.from(host, 'latin1'))
    : der(IMPLICIT | 7, ipAddressBytes(host));
}

function sequence(...contents: readonly (Buffer | undefined)[]): Buffer {
  return der(DerTag.SEQUENCE, ...contents);
}
