import type { AttemptRecord } from '../diagnosis/attempt-record.js';
import type { ClientPosture } from './client-posture.js';

/** The part of a client's posture that its way with Kerberos is told from. */
type Before = Pick<ClientPosture, 'kerberosOffered' | 'kerberosRefusal'>;

/** Whether a mechanism is Kerberos, by its name in records. */
export function isKerberos(mechanism: string | undefined): boolean {
  return mechanism?.startsWith('Kerberos') === true;
}

/**
 * Why a client that knows Kerberos logs in with something else, as far as a server can see, as a stable code;
 * undefined: it does not, or it was never seen to know Kerberos.
 *
 * - `no-key`: it came with a ticket, and the server does not take Kerberos;
 * - `no-ticket`: it offered Kerberos first, and sent no ticket with it;
 * - `other-first`: it prefers the other mechanism by its own list;
 * - `after-REASON`: its login with Kerberos was refused for that reason before;
 * - `not-offered`: it knows Kerberos, and does not offer it for this login, as clients do that get no ticket for the
 *   server's name or were given an address.
 *
 * @param before the client before this attempt
 */
export function kerberosFallbackOf(
  { login, claimed, proof }: AttemptRecord,
  before: Before,
): string | undefined {
  if (login?.mechanism === undefined || proof?.version === undefined) return undefined;
  const { mechanism, offeredMechanisms: offered, optimisticToken } = login;
  // An anonymous client has nothing to get a ticket with.
  if (isKerberos(mechanism) || claimed === undefined || claimed.user === '') return undefined;
  const place = offered.findIndex(isKerberos);
  if (place === 0 && optimisticToken) return 'no-key';
  if (place >= 0) return offered.indexOf(mechanism) < place ? 'other-first' : 'no-ticket';
  if (before.kerberosRefusal !== undefined) return `after-${before.kerberosRefusal}`;
  return before.kerberosOffered ? 'not-offered' : undefined;
}
