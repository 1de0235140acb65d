import type { Mechanism } from '../auth/mechanism.js';
import { ntlmOid } from '../auth/ntlm-token.js';
import type { HttpScheme } from './authorization.js';

/** The mechanisms that a scheme may choose among; some may be there only to refuse. */
export function mechanismsFor(scheme: HttpScheme, mechanisms: readonly Mechanism[]): readonly Mechanism[] {
  return scheme === 'NTLM' ? mechanisms.filter(({ oids }) => oids.includes(ntlmOid)) : mechanisms;
}

/** The schemes that are offered: those that have a mechanism which policy does not leave out. */
export function schemesOf({
  schemes,
  mechanisms,
}: {
  readonly schemes: readonly HttpScheme[];
  readonly mechanisms: readonly Mechanism[];
}): readonly HttpScheme[] {
  return schemes.filter((scheme) =>
    mechanismsFor(scheme, mechanisms).some(({ refusal }) => refusal === undefined),
  );
}
