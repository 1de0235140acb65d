import type { MessageSecurity } from './mechanism.js';

/**
 * GSS_Wrap: the next message we send as one token, encrypted and signed (RFC 2743 2.3.3). In every mechanism here the
 * signature comes first: [MS-NLMP] 3.4.7, RFC 4121 4.2.6.2 and RFC 4757 7.3.
 */
export function wrapToken(security: MessageSecurity, message: Buffer): Buffer {
  const { sealed, signature } = security.wrap(message);
  return Buffer.concat([signature, sealed]);
}

/**
 * GSS_Unwrap: the message of the peer's next token (RFC 2743 2.3.4). Kerberos tokens may be rotated by any count
 * (RFC 4121 4.2.5).
 *
 * @returns undefined for a token that is not encrypted, or does not verify; nothing after it can be trusted then,
 *   because the key stream may have moved on
 */
export function unwrapToken(security: MessageSecurity, token: Buffer): Buffer | undefined {
  const { wrapSignatureLength } = security;
  return security.unwrap(token.subarray(wrapSignatureLength), token.subarray(0, wrapSignatureLength));
}
