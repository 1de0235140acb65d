import { decode } from '../../../src/der/structure.js';
import { ContextFlags } from '../../../src/krb5/gss/authenticator-checksum.js';
import { apReq } from '../../../src/krb5/messages/ap.js';
import {
  framed,
  keyOf,
  KRB5,
  type RequestChange,
  serviceKey,
  type TicketChange,
} from '../../support/kerberos-client.js';
import type { BareClient } from '../../support/gss-clients.js';
import { kerberosTokens } from '../../support/gss-clients.js';
import type { Dice } from '../engine/dice.js';
import type { Doors } from './doors.js';

/** A client of Kerberos whose ticket and authenticator are right, or wrong in one thing that no server may take. */
export function kerberosClient(doors: Doors, dice: Dice): BareClient {
  const { forge } = doors;
  const isRight = dice.below(3) > 0;
  const [ticketChange, change] = isRight ? rightChange(dice) : wrongChange(dice, forge.runtime.now());
  const message = forge.request(forge.ticket(ticketChange), change);
  if (isRight) {
    const { ticket, authenticator } = decode(apReq, message, 'AP-REQ');
    doors.kerberosProofs.add(ticket.value.encPart.cipher, authenticator.cipher);
  }
  // No two authenticators are of the same moment.
  forge.runtime.advance(1000);
  const token = framed(message, undefined, dice.oneIn(6) ? '1.2.840.48018.1.2.2' : KRB5);
  const usual = kerberosTokens(forge, ticketChange.sessionKey);
  return {
    ...usual,
    oid: dice.pick([KRB5, '1.2.840.48018.1.2.2']),
    first: () => token,
    get complete() {
      return usual.complete;
    },
  };
}

function rightChange(dice: Dice): [TicketChange, RequestChange] {
  const sessionKey = keyOf(dice.pick([17, 18]), 0x77);
  const flags = ContextFlags.MUTUAL | ContextFlags.INTEG | (dice.oneIn(4) ? ContextFlags.SEQUENCE : 0);
  return [{ sessionKey }, { flags, ...(dice.oneIn(2) && { subkey: keyOf(18, 0x44) }) }];
}

function wrongChange(dice: Dice, now: number): [TicketChange, RequestChange] {
  const hour = 3_600_000;
  return dice.pick<() => [TicketChange, RequestChange]>([
    () => [{ key: serviceKey(18, 3, 0x52) }, {}],
    () => [{ key: serviceKey(18, 9, 0x52) }, {}],
    () => [{ key: serviceKey(17, 3, 0x51) }, {}],
    () => [{ usage: 3 }, {}],
    () => [{ plain: dice.bytes(dice.length(200)) }, {}],
    () => [{ part: { endtime: now - hour } }, {}],
    () => [{ part: { starttime: now + hour, endtime: now + 2 * hour } }, {}],
    () => [{}, { key: keyOf(18, 0x78) }],
    () => [{}, { usage: 7 }],
    () => [{}, { plain: dice.bytes(dice.length(200)) }],
    () => [{}, { authenticator: { ctime: now - hour } }],
    () => [{}, { authenticator: { crealm: 'OTHER.COM' } }],
    () => [{}, { authenticator: { cname: { nameType: 1, nameString: ['bob'] } } }],
    () => [{}, { checksum: { cksumtype: 0x8003, checksum: dice.bytes(dice.length(30)) } }],
  ])();
}
