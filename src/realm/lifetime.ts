import { type KdcReqBody, KdcOptions } from '../krb5/messages/kdc.js';
import { type EncTicketPart, TicketFlags } from '../krb5/messages/ticket.js';
import type { KdcState } from './kdc-state.js';
import { type OrRefusal, refuse } from './refusal.js';

/** The times of a new ticket, in milliseconds since 1970 by the right clock. */
export interface Lifetime {
  readonly starttime: number;
  readonly endtime: number;
  /** Absent: the ticket cannot be renewed. */
  readonly renewTill?: number;
}

/**
 * The times of a ticket: the shortest of what is asked for, of what the KDC gives, and of what the ticket-granting
 * ticket has left (RFC 4120 3.1.3, 3.3.3).
 *
 * @param now milliseconds since 1970, whole seconds
 * @param skew milliseconds by which the client takes the clock for later
 * @param granting undefined in an AS exchange
 */
export function lifetimeOf(
  { kdcOptions, till, rtime }: KdcReqBody,
  now: number,
  skew: number,
  { longestLife, longestRenewal }: KdcState,
  granting: EncTicketPart | undefined,
): OrRefusal<Lifetime> {
  // "19700101000000Z" asks for the longest life (RFC 4120 5.4.1).
  const asked = till === 0 ? Infinity : till - skew;
  const endtime = Math.min(asked, now + longestLife, granting?.endtime ?? Infinity);
  if (endtime <= now) return refuse('KDC_ERR_NEVER_VALID', 'the ticket would end before it begins');
  const renewTill = renewalAsked(kdcOptions, asked, endtime, rtime, skew);
  const isRenewable =
    renewTill !== undefined && (granting === undefined || (granting.flags & TicketFlags.RENEWABLE) !== 0);
  if (!isRenewable) return { starttime: now, endtime };
  const limit = granting === undefined ? now + longestRenewal : (granting.renewTill ?? endtime);
  return { starttime: now, endtime, renewTill: Math.min(renewTill, limit) };
}

/** The time until which a ticket should be renewable; undefined: it need not be. */
function renewalAsked(
  options: number,
  till: number,
  endtime: number,
  rtime: number | undefined,
  skew: number,
): number | undefined {
  if ((options & KdcOptions.RENEWABLE) !== 0)
    return rtime === undefined || rtime === 0 ? Infinity : rtime - skew;
  // RENEWABLE-OK: a renewable ticket serves in the place of a longer one (RFC 4120 2.9.1).
  return (options & KdcOptions.RENEWABLE_OK) !== 0 && till > endtime ? till : undefined;
}

/** A renewed ticket lives as long as the one before, within what may be renewed (RFC 4120 3.3.3). */
export function renewedLifetime(granting: EncTicketPart, now: number): OrRefusal<Lifetime> {
  const { authtime, starttime = authtime, endtime, renewTill } = granting;
  if ((granting.flags & TicketFlags.RENEWABLE) === 0 || renewTill === undefined)
    return refuse('KDC_ERR_BADOPTION', 'the ticket is not renewable');
  if (renewTill <= now)
    return refuse('KRB_AP_ERR_TKT_EXPIRED', 'the time in which it can be renewed is over');
  return { starttime: now, endtime: Math.min(renewTill, now + (endtime - starttime)), renewTill };
}
