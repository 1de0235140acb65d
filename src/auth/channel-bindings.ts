import { md5 } from '../crypto/md5.js';

/**
 * The value of NTLM's MsvAvChannelBindings and of Kerberos' Bnd: MD5 of a gss_channel_bindings_struct without addresses
 * (RFC 2744 3.11, RFC 4121 4.1.1.2).
 *
 * @param applicationData such as `tls-server-end-point:` and the hash of the certificate (RFC 5929)
 */
export function hashChannelBindings(applicationData: Buffer): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt32LE(applicationData.length, 16);
  return md5(Buffer.concat([header, applicationData]));
}
