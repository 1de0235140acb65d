import type { KdcRecord } from '../facts/kdc-record.js';

/** A form of the login under which the failed proof is right. */
export interface VariantFinding {
  readonly reason: 'mangled-password' | 'domain-variant' | 'user-case-variant' | 'response-miscomputed';
  /** Stable name, such as `trailing-newline`. */
  readonly variant: string;
  /** The client's doing, as the end of a sentence: `with a line feed at its end`. */
  readonly words: string;
}

/** A configured account whose name is nearly the one that was sent. */
export interface NameFinding {
  /** Stable name, such as `name-nul`. */
  readonly variant: string;
  /** The form in which its name was sent: `with a NUL behind it`. */
  readonly words: string;
  /** The account's name as configured. */
  readonly account: string;
  /** Whether the proof is right with its password. */
  readonly proved: boolean;
}

/** A known mistake under which a wrong signature is right. */
export interface SignatureFinding {
  /** Stable name, such as `hmac-instead-of-cmac`. */
  readonly mistake: string;
  /** The mistake as a sentence. */
  readonly words: string;
}

/**
 * The reason why there was no second look: the policy, for this peer or for all; the budget of the address; too many
 * waiting logins of the address; more bytes than any client sends; a store that cannot list its accounts.
 */
export type Untried = 'not-loopback' | 'never' | 'budget' | 'crowded' | 'too-long' | 'no-list';

/** The result of trying again after the login was answered. */
export interface SecondLook {
  /** Absent: none was tried. `tried` counts the variants that do not match either. */
  readonly variants?: { readonly tried: number; readonly finding: VariantFinding | undefined };
  /** Absent: the name exists, or nothing was compared. */
  readonly names?: { readonly compared: number; readonly finding: NameFinding | undefined };
  /** Why variants were not tried, or names not compared. */
  readonly untried?: Untried;
  /** Absent: none was tried. */
  readonly signature?: { readonly tried: number; readonly finding: SignatureFinding | undefined };
  /**
   * The ticket that a client was refused while it was connected, or shortly before. Absent: there is a verdict, or no
   * such ticket.
   */
  readonly refusedTicket?: KdcRecord;
}

/** The stable name of the mistake that was found. */
export function mistakeOf({ variants, names, signature }: SecondLook): string | undefined {
  return variants?.finding?.variant ?? names?.finding?.variant ?? signature?.finding?.mistake;
}
