import type { ServicePassword } from '../auth/kerberos/password-keys.js';
import type { KerberosPolicy } from '../auth/kerberos/policy.js';
import type { TestRealmOptions } from '../realm/options.js';

/**
 * Where the keys of Kerberos come from, and what is accepted. Keys of a keytab, of a password and of a test realm are
 * joined; without any of them Kerberos is not offered.
 */
export interface KerberosOptions extends Partial<KerberosPolicy> {
  /**
   * Path of an MIT keytab. It is read again when it changes; a file that cannot be used then leaves the keys read
   * before in force.
   */
  readonly keytab?: string;
  /** The password of a service or of a machine account; keys are made of it once. */
  readonly password?: ServicePassword;
  /**
   * Folder of a memory of accepted authenticators that survives a restart, and that several servers may share. It is
   * made when it is not there. Default: a memory of this process.
   */
  readonly stateFolder?: string;
  /** A KDC of this process for the accounts of the options. For tests: it listens on loopback only. */
  readonly testRealm?: TestRealmOptions;
}
