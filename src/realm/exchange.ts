import type { KdcPeer } from '../facts/kdc-record.js';
import type { KdcReqBody } from '../krb5/messages/kdc.js';
import { nameToText, type PrincipalName, principalToText } from '../krb5/messages/principal.js';
import { isRefusal, type OrRefusal } from './refusal.js';
import type { ScriptedState } from './scripted-state.js';

/** The encryption types of a ticket that was granted. */
export interface Granted {
  readonly ticketEtype: number;
  readonly replyEtype: number;
}

/** An AS-REP or a TGS-REP, and the encryption types in it. */
export interface Reply extends Granted {
  readonly message: Buffer;
}

/** The names and encryption types of a request, as far as it was read. */
export interface Asked {
  /** With its realm, cut; undefined: the request names none, or was not read so far. */
  readonly client: string | undefined;
  /** With its realm where that is not ours, cut; undefined: the request names none, or was not read so far. */
  readonly service: string | undefined;
  /** Encryption types, in the client's order. */
  readonly offered: readonly number[];
}

/** One exchange as a KDC saw it. */
export interface Exchange extends Asked {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly exchange: 'AS' | 'TGS';
  /** Undefined: no socket carried the request. */
  readonly remote: KdcPeer | undefined;
  /** The scripted state of its parties. */
  readonly state: ScriptedState;
  readonly result: OrRefusal<Granted>;
}

/** Characters of a name that are kept. No name of a principal is as long. */
const LONGEST_NAME = 256;

/**
 * The names of a request. The client of a TGS-REQ is in its ticket.
 *
 * @param body undefined: it was not read
 * @param ours the realm of the KDC, which the name of a service goes without
 * @param ticketOf the client of the ticket
 */
export function askedFor(
  body: KdcReqBody | undefined,
  ours: string,
  ticketOf: { readonly realm: string; readonly name: PrincipalName } | undefined,
): Asked {
  if (body === undefined) return { client: undefined, service: undefined, offered: [] };
  const { cname, realm, sname, etype } = body;
  const client = ticketOf ?? (cname && { realm, name: cname });
  const isOurs = realm === ours;
  return {
    client: client && principalToText(client).slice(0, LONGEST_NAME),
    service:
      sname && (isOurs ? nameToText(sname) : principalToText({ realm, name: sname })).slice(0, LONGEST_NAME),
    offered: etype,
  };
}

/** The result of an exchange without its secrets: of a reply, the encryption types alone. */
export function resultOf(answer: OrRefusal<Reply>): OrRefusal<Granted> {
  if (!isRefusal(answer)) return { ticketEtype: answer.ticketEtype, replyEtype: answer.replyEtype };
  const { error, text, near } = answer;
  return { error, text, near };
}
