import type { ServiceKey } from '../auth/kerberos/service-keys.js';
import { encryptionTypes } from '../krb5/encryption/index.js';
import { nameToText } from '../krb5/messages/principal.js';
import type { EncTicketPart } from '../krb5/messages/ticket.js';
import {
  decodePac,
  describesClient,
  type LogonInfo,
  logonSids,
  type Pac,
  PacBufferType,
  type PacSignature,
  verifyServerSignature,
} from '../krb5/pac/index.js';
import { type Section, SectionBuilder } from './section.js';

/** The PAC of a ticket: who the client is, and whether the key that decrypted the ticket has signed it. */
export function describePac(bytes: Buffer, key: ServiceKey, ticket: EncTicketPart): Section {
  const found = new SectionBuilder('PAC');
  return found
    .attempt('[MS-PAC] 2.3', () => {
      const pac = decodePac(bytes);
      found.field(
        'Buffers',
        pac.buffers.map(({ type }) => bufferName(type)),
      );
      if (pac.logonInfo !== undefined) describeLogon(found, pac.logonInfo);
      describeNames(found, pac);
      judge(found, pac, key, ticket);
      describeOtherSignatures(found, pac);
    })
    .build();
}

const bufferNames = new Map<number, string>(
  Object.entries(PacBufferType).map(([name, type]) => [type, name]),
);

function bufferName(type: number): string {
  return bufferNames.get(type) ?? String(type);
}

function describeLogon(found: SectionBuilder, info: LogonInfo): void {
  const { user, primaryGroup, groups, resourceGroups, extraSids } = logonSids(info);
  found
    .field('User', `${info.logonDomainName}\\${info.effectiveName}`)
    .field('FullName', info.fullName === '' ? undefined : info.fullName)
    .field('LogonServer', info.logonServer)
    .field('UserSid', user)
    .field('PrimaryGroup', primaryGroup)
    .field('Groups', groups)
    .field('ResourceGroups', resourceGroups.length === 0 ? undefined : resourceGroups)
    .field('ExtraSids', extraSids.length === 0 ? undefined : extraSids);
}

function describeNames(found: SectionBuilder, { clientInfo, upnDnsInfo, requestorSid }: Pac): void {
  found
    .field('ClientName', clientInfo?.name)
    .field('Upn', upnDnsInfo?.upn)
    .field('DnsDomainName', upnDnsInfo?.dnsDomainName)
    .field('SamName', upnDnsInfo?.account?.samName)
    .field('RequestorSid', requestorSid);
}

const notOurs = 'the KDC’s, which only the KDC can verify';

function describeOtherSignatures(found: SectionBuilder, pac: Pac): void {
  const describe = (name: string, signature: PacSignature | undefined): void => {
    if (signature !== undefined) found.field(name, `${signatureText(signature)}: ${notOurs}`);
  };
  describe('KdcSignature', pac.kdcSignature);
  describe('TicketSignature', pac.ticketSignature);
  describe('ExtendedKdcSignature', pac.extendedKdcSignature);
}

function judge(found: SectionBuilder, pac: Pac, { key, etype }: ServiceKey, ticket: EncTicketPart): void {
  const { serverSignature, clientInfo } = pac;
  const section = '[MS-PAC] 2.8.4';
  if (serverSignature === undefined) found.refused('there is no signature of the server', section);
  else if (verifyServerSignature(pac, key, etype)) {
    found.field('ServerSignature', `${signatureText(serverSignature)}: right`);
  } else {
    found.refused(
      `the server’s signature (${signatureText(serverSignature)}) does not verify with the ticket’s key`,
      section,
    );
  }
  const { cname, crealm, authtime } = ticket;
  if (clientInfo === undefined || !describesClient(clientInfo, nameToText(cname), crealm, authtime)) {
    found.refused('it was made for another client or another ticket', '[MS-PAC] 2.7');
  }
}

function signatureText({ signatureType, rodcIdentifier }: PacSignature): string {
  const known = encryptionTypes.find(({ checksumType }) => checksumType === signatureType);
  const type = known === undefined ? `checksum type ${signatureType}` : `checksum of ${known.name}`;
  return rodcIdentifier === undefined ? type : `${type}, read-only domain controller ${rodcIdentifier}`;
}
