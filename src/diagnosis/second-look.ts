/** A form of the login under which the failed proof is right after all. */
export interface VariantFinding {
  readonly reason: 'mangled-password' | 'domain-variant' | 'user-case-variant';
  /** Stable name, such as `trailing-newline`. */
  readonly variant: string;
  /** What the client did, as the end of a sentence: `with a line feed at its end`. */
  readonly words: string;
}

/** A known mistake under which a wrong signature is right. */
export interface SignatureFinding {
  /** Stable name, such as `hmac-instead-of-cmac`. */
  readonly mistake: string;
  /** A sentence. */
  readonly words: string;
}

/** What was found by trying again, off the login's path. */
export interface SecondLook {
  /** Absent: none was tried. `tried` counts the variants that do not match either. */
  readonly variants?: { readonly tried: number; readonly finding: VariantFinding | undefined };
  /** Why variants were not tried, where the server's user can change that. */
  readonly untried?: 'not-loopback';
  /** Absent: none was tried. */
  readonly signature?: { readonly tried: number; readonly finding: SignatureFinding | undefined };
}
