import { type ContextToken, isKerberosOid } from '../../krb5/gss/context-token.js';
import type { MechanismRefusal } from '../mechanism.js';
import type { Checks, Refused } from './checks.js';
import { wireStatusOf } from './rejections.js';

const userToUser = '1.2.840.113554.1.2.2.3';
const iakerb = '1.3.6.1.5.2.5';

/** Mechanisms beside Kerberos that this server refuses, each for a reason of its own. */
export const kerberosVariants: Readonly<Record<string, MechanismRefusal>> = {
  [userToUser]: refusal('kerberos-user-to-user', 'the client offers user-to-user authentication alone'),
  [iakerb]: refusal('kerberos-iakerb', 'the client offers IAKERB alone'),
};

function refusal(reason: 'kerberos-user-to-user' | 'kerberos-iakerb', detail: string): MechanismRefusal {
  return { reason, status: wireStatusOf(reason), detail };
}

/** Refuses a token whose framing names another mechanism than Kerberos (RFC 4121 4.1). */
export function refuseVariant({ oid }: ContextToken, checks: Checks): Refused | undefined {
  if (oid === undefined || isKerberosOid(oid)) return undefined;
  const detail = `the token is one of ${oid}`;
  if (oid === userToUser) return checks.failed('user-to-user', 'kerberos-user-to-user', detail);
  const reason = oid === iakerb ? 'kerberos-iakerb' : 'kerberos-malformed';
  return checks.failed('kerberos-token', reason, detail);
}
