import { guardHost, guardToken } from '../local-http/guard.js';
import { Refusal } from '../local-http/problem.js';

/** The fields of a request that decide whether it may be served. */
export interface GuardedFields {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** Sec-Fetch-Site: browsers say with it from where a request comes. */
  readonly site: string | undefined;
  readonly authorization: string | undefined;
}

/**
 * Refuses a request for a file of the page that another page makes. The files hold nothing, and need no token.
 *
 * @throws Refusal
 */
export function guardFile({ host, origin, site }: GuardedFields): void {
  guardHost(host);
  if (origin !== undefined && origin !== `http://${host}`)
    throw new Refusal(403, 'Origin: requests of other pages are not served');
  // A person who types the address, or clicks it in a terminal, comes from nowhere.
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Refusal(403, 'Sec-Fetch-Site: requests of other pages are not served');
}

/**
 * Refuses a request for data that the page itself does not make, and one without the token.
 *
 * @throws Refusal
 */
export function guardData(fields: GuardedFields, token: string): void {
  guardFile(fields);
  if (fields.site === 'none')
    throw new Refusal(403, 'Sec-Fetch-Site: the page asks for data, and no other place does');
  guardToken(fields.authorization, token, 'behind # in the printed address', 'watch');
}
