import { decode } from '../der/structure.js';
import type { KdcPeer } from '../facts/kdc-record.js';
import { asRep, type KdcReqBody, tgsRep } from '../krb5/messages/kdc.js';
import { nameToText, type PrincipalName, principalToText } from '../krb5/messages/principal.js';
import { isRefusal, type OrRefusal, type Refusal } from './refusal.js';
import type { ScriptedState } from './scripted-state.js';

/** The encryption types of a ticket that was granted. */
export interface Granted {
  readonly ticketEtype: number;
  readonly replyEtype: number;
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
 * @param ours the realm of the KDC, which the name of a service goes without
 */
export function askedFor(
  { cname, realm, sname, etype }: KdcReqBody,
  ours: string,
  client: { readonly realm: string; readonly name: PrincipalName } | undefined = cname && {
    realm,
    name: cname,
  },
): Asked {
  return {
    client: client && principalToText(client).slice(0, LONGEST_NAME),
    service:
      sname &&
      (realm === ours ? nameToText(sname) : principalToText({ realm, name: sname })).slice(0, LONGEST_NAME),
    offered: etype,
  };
}

/** The result of an exchange without its secrets: a reply is reduced to its encryption types. */
export function resultOf(exchange: Exchange['exchange'], answer: OrRefusal<Buffer>): OrRefusal<Granted> {
  if (isRefusal(answer)) return withoutData(answer);
  const { ticket, encPart } = decode(exchange === 'AS' ? asRep : tgsRep, answer, `${exchange}-REP`);
  return { ticketEtype: ticket.value.encPart.etype, replyEtype: encPart.etype };
}

function withoutData({ error, text, near }: Refusal): Refusal {
  return { error, text, near };
}
