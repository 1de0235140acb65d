/** A fact that the SPNEGO acceptor sees or decides. */
export type SpnegoFact =
  /** Mechanism OIDs in the client's order; `bare` when the first token was a mechanism's own, without SPNEGO. */
  | {
      readonly kind: 'spnego-offer';
      readonly mechanisms: readonly string[];
      readonly bare: boolean;
      /** Whether a token for the first mechanism came along. */
      readonly optimisticToken: boolean;
    }
  | {
      readonly kind: 'spnego-choice';
      /** Name of the mechanism, such as `NTLM`. */
      readonly mechanism: string;
      /** The OID under which the client offered it. */
      readonly oid: string;
      /** False when the client preferred another: the MIC exchange is then mandatory and takes one leg more. */
      readonly clientsFirst: boolean;
    }
  /** Protection of the mechanism list, once the mechanism has accepted the client. */
  | {
      readonly kind: 'spnego-mech-list-mic';
      /** `unverifiable`: a guest has no key in common with us. */
      readonly received: 'valid' | 'invalid' | 'absent' | 'unverifiable';
      /** Whether the login cannot end without one; an extra leg then asks for what was absent. */
      readonly demanded: boolean;
      /** Whether our answer carries ours. */
      readonly sent: boolean;
    }
  /** A piece of a token that came in several. */
  | { readonly kind: 'spnego-fragment'; readonly length: number };
