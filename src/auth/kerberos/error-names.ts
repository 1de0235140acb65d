import type { KrbErrorName } from '../../krb5/error-codes.js';
import type { KerberosRejectionReason } from './rejections.js';

/**
 * The error codes that a client is told. Up to the authenticator they are one and the same, so that they tell nobody
 * which keys there are; [MS-KILE] 3.4.5 has it for a ticket that does not decrypt.
 */
export const errorNames: Readonly<Partial<Record<KerberosRejectionReason, KrbErrorName>>> = {
  'ticket-enctype-refused': 'KRB_AP_ERR_MODIFIED',
  'service-key-missing': 'KRB_AP_ERR_MODIFIED',
  'ticket-wrong-key': 'KRB_AP_ERR_MODIFIED',
  'authenticator-invalid': 'KRB_AP_ERR_MODIFIED',
  'ticket-client-mismatch': 'KRB_AP_ERR_BADMATCH',
  'ticket-address-mismatch': 'KRB_AP_ERR_BADADDR',
  'kerberos-clock-skew': 'KRB_AP_ERR_SKEW',
  'ticket-not-validated': 'KRB_AP_ERR_TKT_NYV',
  'ticket-not-yet-valid': 'KRB_AP_ERR_TKT_NYV',
  'ticket-expired': 'KRB_AP_ERR_TKT_EXPIRED',
  'kerberos-replayed': 'KRB_AP_ERR_REPEAT',
};
