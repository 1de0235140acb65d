import { frozen } from '../values/frozen.js';

/** The peers whose wrong passwords are tried again in mangled forms. */
export type VariantPolicy = 'loopback' | 'always' | 'never';

/** The effort that the server makes to explain a login. */
export interface DiagnosisPolicy {
  /**
   * The peers for which a wrong password is tried again in mangled forms, and an unknown name is compared with the
   * configured ones. The result is for the record only. Default `loopback`.
   */
  readonly variants: VariantPolicy;
  /**
   * The number of forms that are tried per second for the logins of one address; unused ones are kept for ten seconds.
   * A login beyond it is refused like any other, and its record says that nothing was tried. Default 4096: a wrong
   * password takes up to 1536.
   */
  readonly variantsPerSecond: number;
}

export const defaultDiagnosisPolicy: DiagnosisPolicy = frozen({
  variants: 'loopback',
  variantsPerSecond: 4096,
});
