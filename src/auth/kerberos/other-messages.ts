import { CodecError } from '../../bytes/index.js';
import { decode } from '../../der/structure.js';
import { krbErrorName } from '../../krb5/error-codes.js';
import { type ContextToken, TokenId } from '../../krb5/gss/context-token.js';
import { krbError } from '../../krb5/messages/krb-error.js';
import { quoted } from '../../text/printable.js';
import type { Checks, Refused } from './checks.js';

/** Refuses a message that is no AP-REQ where one is due. */
export function describeOther({ tokenId, message }: ContextToken, checks: Checks): Refused {
  const failed = (detail: string): Refused =>
    checks.failed('kerberos-token', 'kerberos-unexpected-message', detail);
  if (tokenId === TokenId.AP_REP) return failed('an AP-REP came');
  if (tokenId !== TokenId.KRB_ERROR) return failed(`TOK_ID ${tokenId.toString(16).padStart(4, '0')} came`);
  try {
    const { errorCode, eText } = decode(krbError, message, 'KRB-ERROR');
    return failed(
      `${krbErrorName(errorCode)} came${eText === undefined ? '' : `, with the text ${quoted(eText)}`}`,
    );
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return checks.failed('kerberos-token', 'kerberos-malformed', error.message);
  }
}
