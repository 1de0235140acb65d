/** What the NTLM acceptor saw and decided. Raw values in the terms of [MS-NLMP] 2.2. */
export type NtlmFact =
  | {
      readonly kind: 'ntlm-negotiate';
      readonly flags: number;
      readonly domain: string;
      readonly workstation: string;
      /** The 8-byte VERSION structure, when present. */
      readonly version: Buffer | undefined;
    }
  | { readonly kind: 'ntlm-challenge'; readonly flags: number };
