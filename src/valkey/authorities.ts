import { X509Certificate } from 'node:crypto';

const pemCertificate = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** Whether a text has certificates in PEM, and each can be read. Node.js passes over those that cannot. */
export function areCertificates(pem: string | Buffer): boolean {
  const blocks = pem.toString('latin1').match(pemCertificate) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block)).length > 0;
  } catch {
    return false;
  }
}
