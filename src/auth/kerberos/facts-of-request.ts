import { truncatedCopy } from '../../bytes/index.js';
import type { ApReq } from '../../krb5/messages/ap.js';
import { nameToText, principalToText } from '../../krb5/messages/principal.js';
import type { ClaimFact } from '../../facts/login.js';
import type { Authorization } from './authorization.js';
import { type ContextRequest, hasBindings } from './context-request.js';
import type { ApReqFact, AuthenticatorFact, TicketFact } from './facts.js';
import type { OpenedAuthenticator } from './open-authenticator.js';
import type { OpenedTicket } from './open-ticket.js';
import type { ServiceKey } from './service-keys.js';

/** Keys that a record lists: more than the names of one machine. */
const MAX_HELD = 64;

/** UTF-16 units of a name that is kept: anybody may send one of 16 KiB. */
const LONGEST_NAME = 512;

/** An AP-REQ beside the keys that are there for it. */
export function requestFact(
  { ticket: { value: ticket } }: ApReq,
  keys: readonly ServiceKey[],
  source: string,
  bare: boolean,
): ApReqFact {
  const { etype, kvno } = ticket.encPart;
  const principal = principalToText({ realm: ticket.realm, name: ticket.sname }).toLowerCase();
  // A keytab of many names would leave the one that matters out.
  const own: ServiceKey[] = [];
  const others: ServiceKey[] = [];
  for (const key of keys) (key.principal.toLowerCase() === principal ? own : others).push(key);
  const held = [...own, ...others].slice(0, MAX_HELD);
  return {
    kind: 'ap-req',
    service: truncatedCopy(nameToText(ticket.sname), LONGEST_NAME),
    realm: truncatedCopy(ticket.realm, LONGEST_NAME),
    etype,
    kvno,
    bare,
    held: held.map(withoutKey),
    source,
  };
}

function withoutKey({ principal, etype, kvno }: ServiceKey) {
  return { principal, etype, kvno };
}

export function ticketFact({ part, serviceKey, sessionKey }: OpenedTicket): TicketFact {
  return {
    kind: 'ticket',
    client: principalToText({ realm: part.crealm, name: part.cname }),
    key: withoutKey(serviceKey),
    sessionEtype: sessionKey.type.etype,
    flags: part.flags,
    authTime: part.authtime,
    startTime: part.starttime ?? part.authtime,
    endTime: part.endtime,
  };
}

/** The client's names in its ticket, where the KDC wrote them. */
export function claimOf({ part: { cname, crealm } }: OpenedTicket): ClaimFact {
  return { kind: 'claim', user: nameToText(cname), domain: crealm, workstation: '' };
}

/** @param skewMilliseconds the client's clock minus ours */
export function authenticatorFact(
  { authenticator, subkey }: OpenedAuthenticator,
  skewMilliseconds: number,
  request?: ContextRequest,
  authorization?: Authorization,
): AuthenticatorFact {
  const { bindings, flags } = request ?? {};
  const machine = authorization?.machine;
  return {
    kind: 'authenticator',
    skewMilliseconds,
    subkeyEtype: subkey?.type.etype,
    checksumType: authenticator.cksum?.cksumtype,
    contextFlags: flags,
    channelBindings: bindings === undefined ? 'absent' : hasBindings(bindings) ? 'present' : 'zero',
    ...(machine && { machine }),
  };
}
