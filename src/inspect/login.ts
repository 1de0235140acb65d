import { KerberosInspector, type KerberosInspectOptions } from './kerberos.js';
import { NtlmInspector, type NtlmInspectOptions } from './ntlm.js';
import type { Section } from './section.js';
import type { VerifiedLogin } from './verified-login.js';
import type { Searches } from './verify-login.js';

/** The secrets that an inspector verifies with. */
export interface InspectOptions extends NtlmInspectOptions, KerberosInspectOptions {}

/** Follows the logins of a connection: the messages of NTLM and of Kerberos, whatever carries them. */
export class LoginInspector {
  readonly #ntlm: NtlmInspector;
  readonly #kerberos: KerberosInspector;
  #latest: NtlmInspector | KerberosInspector | undefined;

  /** @param searches the searches left for all inputs together */
  constructor(options: InspectOptions, searches: Searches) {
    this.#ntlm = new NtlmInspector(options, searches);
    this.#kerberos = new KerberosInspector(options);
  }

  /** The login of the latest message, once its proof was right. */
  get verified(): VerifiedLogin | undefined {
    return this.#latest?.verified;
  }

  inspectNtlm(message: Buffer): Section {
    this.#latest = this.#ntlm;
    return this.#ntlm.inspect(message);
  }

  inspectKerberos(token: Buffer): Section {
    this.#latest = this.#kerberos;
    return this.#kerberos.inspect(token);
  }
}
