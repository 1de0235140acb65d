import { contextFlagNames } from '../auth/kerberos/names.js';
import { decodeTokenInfoIntegrity } from '../auth/machine-identity.js';
import { authorizationEntries } from '../krb5/authorization-entries.js';
import { ClientApOptions, clientEntries, type ClientEntries } from '../krb5/client-entries.js';
import { decodeAuthenticatorChecksum, GSS_CHECKSUM_TYPE } from '../krb5/gss/authenticator-checksum.js';
import type { Authenticator } from '../krb5/messages/ap.js';
import type { Checksum } from '../krb5/messages/encrypted-data.js';
import { isSameName, principalToText } from '../krb5/messages/principal.js';
import type { EncTicketPart } from '../krb5/messages/ticket.js';
import { authorizationName, encryptionText, momentText } from './kerberos-texts.js';
import { namesOf } from './names-of.js';
import type { SectionBuilder } from './section.js';

/** The clock skew that servers allow by default, in milliseconds (RFC 4120 1.5.1). */
const MAX_SKEW_MS = 300_000;

/** An authenticator, judged by its ticket. */
export function describeAuthenticator(
  found: SectionBuilder,
  value: Authenticator,
  ticket: EncTicketPart,
): void {
  const { crealm, cname, ctime, cusec, subkey, seqNumber, cksum } = value;
  found
    .field('Client', principalToText({ realm: crealm, name: cname }))
    .field('Time', momentText(ctime, cusec))
    .field('Subkey', subkey === undefined ? 'none' : encryptionText({ etype: subkey.keytype }))
    .field('SeqNumber', seqNumber);
  if (cksum === undefined) found.weak('no checksum: the flags of the context are unknown', 'RFC 4121 4.1.1');
  else describeChecksum(found, cksum);
  found.attempt('RFC 4120 5.2.6', () => {
    const entries = authorizationEntries(value.authorizationData);
    if (entries.length === 0) return;
    found.field(
      'AuthorizationData',
      entries.map(({ adType }) => authorizationName(adType)),
    );
    describeClientEntries(found, clientEntries(entries));
  });
  judge(found, value, ticket);
}

function describeClientEntries(found: SectionBuilder, entries: ClientEntries): void {
  const { etypes, apOptions, target, restriction } = entries;
  const machine = restriction && decodeTokenInfoIntegrity(restriction)?.machine;
  found
    .field(
      'SubkeyTypes',
      etypes?.map((etype) => encryptionText({ etype })),
    )
    .field('ClientApOptions', apOptions === undefined ? undefined : namesOf(ClientApOptions, apOptions))
    .field('Target', target)
    .field('MachineID', machine?.machineId)
    .field('CrossBootMachineID', machine?.crossBootMachineId);
}

function describeChecksum(found: SectionBuilder, { cksumtype, checksum }: Checksum): void {
  if (cksumtype !== GSS_CHECKSUM_TYPE) {
    found.weak(`the checksum’s type is ${cksumtype}, not 0x8003`, 'RFC 4121 4.1.1');
    return;
  }
  found.attempt('RFC 4121 4.1.1', () => {
    const { bindings, flags, delegated } = decodeAuthenticatorChecksum(checksum);
    found
      .field('ContextFlags', contextFlagNames(flags))
      .field('ChannelBindings', bindings.every((byte) => byte === 0) ? 'none' : bindings);
    if (delegated !== undefined) {
      found.field('Delegated', `credentials in ${delegated.length} bytes`);
      found.weak('the client hands its ticket-granting ticket to the server', 'RFC 4121 4.1.1');
    }
  });
}

function judge(found: SectionBuilder, { crealm, cname, ctime }: Authenticator, ticket: EncTicketPart): void {
  if (crealm !== ticket.crealm || !isSameName(cname, ticket.cname)) {
    found.refused('it names another client than the ticket (KRB_AP_ERR_BADMATCH)', 'RFC 4120 3.2.3');
  }
  const start = ticket.starttime ?? ticket.authtime;
  if (ctime + MAX_SKEW_MS < start) {
    found.refused(
      'by the client’s own clock the ticket is not yet valid (KRB_AP_ERR_TKT_NYV)',
      'RFC 4120 3.2.3',
    );
  }
  if (ctime - MAX_SKEW_MS > ticket.endtime) {
    found.refused(
      'by the client’s own clock the ticket has expired (KRB_AP_ERR_TKT_EXPIRED)',
      'RFC 4120 3.2.3',
    );
  }
}
