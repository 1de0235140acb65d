import { encryptionTypeOf } from '../../krb5/encryption/index.js';
import { TicketFlags } from '../../krb5/messages/ticket.js';
import { ContextFlags } from '../../krb5/gss/authenticator-checksum.js';

/** Types that this server has not, under their names at IANA. */
const others: ReadonlyMap<number, string> = new Map([
  [1, 'des-cbc-crc'],
  [2, 'des-cbc-md4'],
  [3, 'des-cbc-md5'],
  [16, 'des3-cbc-sha1'],
  [24, 'rc4-hmac-exp'],
  [25, 'camellia128-cts-cmac'],
  [26, 'camellia256-cts-cmac'],
]);

/** The name of an encryption type; `etype 99` for one without. */
export function etypeName(etype: number): string {
  return encryptionTypeOf(etype)?.name ?? others.get(etype) ?? `etype ${etype}`;
}

/** Names of TicketFlags (RFC 4120 5.3). */
export function ticketFlagNames(flags: number): string[] {
  return namesOf(TicketFlags, flags);
}

/** Names of the flags of a context (RFC 4121 4.1.1.1). */
export function contextFlagNames(flags: number): string[] {
  return namesOf(ContextFlags, flags);
}

function namesOf(table: Readonly<Record<string, number>>, flags: number): string[] {
  return Object.entries(table).flatMap(([name, bit]) => ((flags & bit) === 0 ? [] : [name]));
}
