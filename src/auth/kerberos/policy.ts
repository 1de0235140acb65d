import { aesTypes, type EncryptionTypeName } from '../../krb5/encryption/index.js';
import { filled } from '../../values/filled.js';
import { frozen } from '../../values/frozen.js';

/** The logins that the Kerberos acceptor accepts, and the accounts that they become. */
export interface KerberosPolicy {
  /**
   * Services whose tickets are taken. `any`: the key decides, as for Windows, Samba and MIT; `own`: the principals of
   * the keys, and services of a host that has one of the server's names; a list: these, such as
   * `cifs/files.example.com`, with a realm or without, in any case. The name stands outside the ticket's encryption: a
   * wrong one is a mistake of configuration, and this policy no defence.
   */
  readonly services: 'any' | 'own' | readonly string[];
  /**
   * The account of a principal. `principal`: `alice@EXAMPLE.COM`. `name`: `alice` for the realm of the key that
   * decrypts the ticket, `alice@OTHER.COM` for any other; groups come from the PAC; a local account of that name only
   * refuses, if its status does. `local`: `alice` must exist locally, and has its local SID and groups beside those of
   * the PAC. A table: principals and the local accounts they stand for, which must exist; no other principal gets in.
   * Account names ignore case, and principals of the table do not. Where the PAC names the directory's account, that
   * name counts, and not the one that the client asked for, such as a UPN; a domain's ticket without one is refused.
   */
  readonly principals: 'principal' | 'name' | 'local' | Readonly<Record<string, string>>;
  /** Encryption types of tickets, session keys and subkeys that are taken. */
  readonly enctypes: readonly EncryptionTypeName[];
  /** Largest difference between a client's clock and ours, in seconds; also the leeway of a ticket's times. */
  readonly maxClockSkewSeconds: number;
}

/** AES alone, where Windows and Samba take rc4-hmac as well by default, and five minutes, which they allow too. */
export const defaultKerberosPolicy: KerberosPolicy = frozen({
  services: 'any',
  principals: 'name',
  enctypes: aesTypes.map(({ name }) => name),
  maxClockSkewSeconds: 300,
} satisfies KerberosPolicy);

/** Completes a policy: a missing key has its value in {@link defaultKerberosPolicy}. */
export function completeKerberosPolicy(change: Partial<KerberosPolicy> = {}): KerberosPolicy {
  return filled(defaultKerberosPolicy, change);
}
