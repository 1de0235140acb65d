import { Dialect, Smb1Dialect } from '../smb2-codec/index.js';
import { type Evidence, saidByMechanism } from './facts-by-kind.js';

// The intentions of a client, as its messages show them.

/** The dialects of SMB2 that an SMB1 NEGOTIATE offers, by name: the lowest that each of its strings stands for. */
export function smb2DialectsOffered(smb1Dialects: readonly string[]): string[] {
  return [
    ...(smb1Dialects.includes(Smb1Dialect.SMB_2_002) ? ['2.0.2'] : []),
    ...(smb1Dialects.includes(Smb1Dialect.SMB_2_WILDCARD) ? ['2.1'] : []),
  ];
}

/** The same within a sentence: `2.1 or later`. */
export function smb2Offered(smb1Dialects: readonly string[]): string[] {
  return smb2DialectsOffered(smb1Dialects).map((dialect) => (dialect === '2.1' ? '2.1 or later' : dialect));
}

export function offersSmb2(smb1Dialects: readonly string[]): boolean {
  return smb2DialectsOffered(smb1Dialects).length > 0;
}

/** Names of the guest account in the languages of Windows, and names that clients send to be anonymous. */
const guestNames: ReadonlySet<string> = new Set([
  '',
  'guest',
  'gast',
  'gäst',
  'invité',
  'invitado',
  'ospite',
  'convidado',
  'vieras',
  'gjest',
  'gość',
  'vendég',
  'гость',
  'anonymous',
  'anonymous logon',
  'nobody',
]);

/** Whether the name that was looked up is one by which clients ask for a session without an account. */
export function asksForGuest({ account, claim }: Evidence): boolean {
  return guestNames.has((account?.name ?? claim?.user ?? '-').toLowerCase());
}

/** A sentence on a client that insists on encryption, where the messages of its mechanism show that. */
export function insistsOnEncryption(evidence: Evidence): string | undefined {
  return saidByMechanism(evidence, (words, login) => words.insistsOnEncryption?.(login));
}

/** Why the connection cannot encrypt; undefined: it can. */
export type NoCipher = 'dialect' | 'not-offered' | 'none-in-common' | 'switched-off';

export function whyNoCipher({ choice, offer }: Evidence): NoCipher | undefined {
  if (choice === undefined || (choice.cipher !== undefined && choice.cipher !== 0)) return undefined;
  if (choice.encryption === 'off') return 'switched-off';
  if (choice.dialect < Dialect.SMB_3_0) return 'dialect';
  const offered = choice.dialect === Dialect.SMB_3_1_1 ? (offer?.contexts.ciphers ?? []) : [];
  return offered.length > 0 ? 'none-in-common' : 'not-offered';
}

const kerberos = /^1\.2\.840\.(113554\.1\.2\.2(\.3)?|48018\.1\.2\.2)$/;

/** Whether the client offers Kerberos, but no mechanism of the server. */
export function hasKerberosOnly({ mechanisms }: Evidence): boolean {
  const offered = mechanisms?.mechanisms ?? [];
  return offered.length > 0 && offered.every((oid) => kerberos.test(oid));
}
