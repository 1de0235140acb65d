import { ticketFlagNames } from '../auth/kerberos/names.js';
import { candidatesFor } from '../auth/kerberos/open-ticket.js';
import type { ServiceKey, ServiceKeys } from '../auth/kerberos/service-keys.js';
import { decode } from '../der/structure.js';
import { authorizationEntries } from '../krb5/authorization-entries.js';
import { encryptionTypeOf, keyUsage } from '../krb5/encryption/index.js';
import { AuthorizationDataType } from '../krb5/messages/authorization-data.js';
import { principalToText } from '../krb5/messages/principal.js';
import { encTicketPart, type EncTicketPart, type Ticket, TicketFlags } from '../krb5/messages/ticket.js';
import { authorizationName, encryptionText, judgeEncryption, timeText } from './kerberos-texts.js';
import { describePac } from './pac.js';
import { type Section, SectionBuilder } from './section.js';

/** A ticket that a key has decrypted. */
export interface OpenTicket {
  readonly key: ServiceKey;
  /** Secret: it holds the session key. */
  readonly part: EncTicketPart;
}

/** Decrypts a ticket as the acceptor does, whatever its policy. */
export function openTicket(ticket: Ticket, keys: readonly ServiceKey[]): OpenTicket | undefined {
  const { encPart } = ticket;
  const encryption = encryptionTypeOf(encPart.etype);
  for (const key of candidatesFor(ticket, keys)) {
    const plain = encryption?.decrypt(key.key, keyUsage.ticket, encPart.cipher);
    if (plain !== undefined) return { key, part: decode(encTicketPart, plain, 'EncTicketPart') };
  }
  return undefined;
}

/** Why no key decrypts a ticket: which one it asks for, and which ones there are. */
export function explainSealedTicket({ realm, sname, encPart }: Ticket, keys: ServiceKeys): string {
  const service = principalToText({ realm, name: sname });
  const held = keys.current().filter(({ etype }) => etype === encPart.etype);
  const versions = [...new Set(held.map(({ kvno }) => kvno))].toSorted((a, b) => a - b);
  const has =
    versions.length === 0
      ? 'has no key of that encryption type'
      : `has key version ${versions.join(', ')} of that encryption type, and none decrypts it`;
  return `the ticket is for ${service} under ${encryptionText(encPart)}; ${keys.source} ${has}`;
}

export function describeTicket({ key, part }: OpenTicket, source: string): Section {
  const found = new SectionBuilder('Ticket');
  const { flags, crealm, cname, authtime, starttime, endtime, renewTill, caddr } = part;
  found
    .field('Decrypted with', `${key.principal}, ${encryptionText(key)}, of ${source}`)
    .field('Client', principalToText({ realm: crealm, name: cname }))
    .field('Flags', ticketFlagNames(flags))
    .field('SessionKey', encryptionText({ etype: part.key.keytype }))
    .field('AuthTime', timeText(authtime))
    .field('StartTime', starttime === undefined ? undefined : timeText(starttime))
    .field('EndTime', timeText(endtime))
    .field('RenewTill', renewTill === undefined ? undefined : timeText(renewTill))
    .field(
      'Addresses',
      caddr?.map(({ addrType, address }) => `type ${addrType} ${address.toString('hex')}`),
    );
  judgeEncryption(found, 'what the session key protects', part.key.keytype);
  if (flags & TicketFlags.INVALID) found.refused('the ticket is marked as invalid', 'RFC 4120 2.3');
  return found.attempt('RFC 4120 5.2.6', () => describeAuthorizationData(found, key, part)).build();
}

function describeAuthorizationData(found: SectionBuilder, key: ServiceKey, part: EncTicketPart): void {
  const entries = authorizationEntries(part.authorizationData);
  found.field(
    'AuthorizationData',
    entries.map(({ adType }) => authorizationName(adType)),
  );
  const pac = entries.find(({ adType }) => adType === AuthorizationDataType.WIN2K_PAC);
  if (pac !== undefined) found.add(describePac(pac.adData, key, part));
}
