import { frozen } from '../values/frozen.js';

/** For which peers a wrong password is tried again in mangled forms. */
export type VariantPolicy = 'loopback' | 'always' | 'never';

/** How far the server goes to explain a login. */
export interface DiagnosisPolicy {
  /**
   * For which peers a wrong password of a configured account is tried again in mangled forms, and a name that no
   * account has is compared with those there are, for the record only; default `loopback`.
   */
  readonly variants: VariantPolicy;
  /**
   * Forms that are tried in a second for the logins of one address; what is not used is kept for ten seconds. A login
   * beyond it is refused like any other, and its record says that nothing was tried. Default 4096: a wrong password
   * takes up to 1536.
   */
  readonly variantsPerSecond: number;
}

export const defaultDiagnosisPolicy: DiagnosisPolicy = frozen({
  variants: 'loopback',
  variantsPerSecond: 4096,
});
