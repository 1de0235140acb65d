import { hasBytesAt } from '../bytes/index.js';

/** The object identifier of NTLM ([MS-NLMP] 1.9). */
export const ntlmOid = '1.3.6.1.4.1.311.2.2.10';

/** The first eight bytes of each NTLM message ([MS-NLMP] 2.2.1). */
export const ntlmSignature = Buffer.from('NTLMSSP\0', 'latin1');

/**
 * True for a bare NTLM message. No SPNEGO token starts with these bytes. Carriers meet such messages where no NTLM is
 * served, too, so that they are known outside of the mechanism.
 */
export function isNtlmMessage(bytes: Buffer): boolean {
  return hasBytesAt(bytes, 0, ntlmSignature);
}
