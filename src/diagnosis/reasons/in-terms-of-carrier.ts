import type { Carrier } from '../../facts/recorder.js';
import { credsspTerms } from './terms/credssp.js';
import { httpTerms } from './terms/http.js';
import { rpcTerms } from './terms/rpc.js';
import type { Terms, TermsByReason } from './terms/terms.js';

/** By carrier; SMB has the common texts. */
const terms: Readonly<Record<Carrier, TermsByReason>> = {
  smb: {},
  credssp: credsspTerms,
  http: httpTerms,
  https: httpTerms,
  rpc: rpcTerms,
};

/** A reason in a carrier’s own words, as far as it has some; undefined: it has none. */
export function inTermsOfCarrier(reason: string, carrier: Carrier): Terms | undefined {
  return Object.hasOwn(terms[carrier], reason) ? terms[carrier][reason] : undefined;
}
