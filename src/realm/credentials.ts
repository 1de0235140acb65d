import type { Credential, CredentialCache } from '../krb5/credential-cache.js';
import { encryptionTypes } from '../krb5/encryption/index.js';
import { NameType } from '../krb5/messages/principal.js';
import { TicketFlags } from '../krb5/messages/ticket.js';
import { PacAttributes } from '../krb5/pac/index.js';
import type { Client } from './clients.js';
import { issueTicket } from './issue-ticket.js';
import type { KdcState } from './kdc-state.js';
import { isRefusal, type OrRefusal } from './refusal.js';
import type { Service } from './services.js';
import { chooseSessionType } from './session-type.js';

const FLAGS =
  TicketFlags.FORWARDABLE | TicketFlags.PROXIABLE | TicketFlags.RENEWABLE | TicketFlags.PRE_AUTHENT;

/**
 * The tickets of an account as its client would have them after `kinit` and a login at each file service of the server.
 * Neither a password is asked nor the state of the account, so that a server can be shown tickets of an account that
 * was disabled after they were made. Scripts of tickets and clocks hold as for any client.
 *
 * @param name of the account, with case
 */
export async function credentialsOf(kdc: KdcState, name: string): Promise<OrRefusal<CredentialCache>> {
  const client = await kdc.clients.find({ nameType: NameType.PRINCIPAL, nameString: [name] }, false);
  if (isRefusal(client)) return client;
  const { services, states, realm } = kdc;
  const wanted = [services.ticketGranting, ...services.all().filter(({ text }) => text.startsWith('cifs/'))];
  const credentials: Credential[] = [];
  for (const service of wanted) {
    const credential = credentialFor(kdc, client, service);
    if (isRefusal(credential)) return credential;
    credentials.push(credential);
  }
  const seconds = states.ofRequest(client, services.ticketGranting).clockSkewSeconds ?? 0;
  return {
    // MIT's clients take the clock of the KDC from here.
    ...(seconds !== 0 && { kdcOffset: { seconds, microseconds: 0 } }),
    defaultPrincipal: { realm, name: client.name },
    credentials,
  };
}

function credentialFor(kdc: KdcState, client: Client, service: Service): OrRefusal<Credential> {
  const { realm, runtime, longestLife, longestRenewal, states } = kdc;
  const offered = encryptionTypes.map(({ etype }) => etype);
  const sessionType = chooseSessionType(kdc, client, service, offered);
  if (isRefusal(sessionType)) return sessionType;
  const now = Math.floor(runtime.now() / 1000) * 1000;
  const { ticket, told } = issueTicket(kdc, {
    client,
    service,
    flags: service.isTicketGranting
      ? FLAGS | TicketFlags.INITIAL
      : FLAGS | TicketFlags.TRANSITED_POLICY_CHECKED,
    sessionType,
    offered,
    authtime: now,
    starttime: now,
    endtime: now + longestLife,
    renewTill: now + longestRenewal,
    pacAttributes: PacAttributes.WAS_GIVEN_IMPLICITLY,
    skew: (states.ofRequest(client, service).clockSkewSeconds ?? 0) * 1000,
  });
  return {
    client: { realm, name: client.name },
    server: { realm, name: service.name },
    key: told.key,
    authtime: told.authtime,
    starttime: told.starttime ?? told.authtime,
    endtime: told.endtime,
    renewTill: told.renewTill ?? 0,
    isSkey: false,
    flags: told.flags,
    addresses: [],
    authorizationData: [],
    ticket: ticket.der,
    secondTicket: Buffer.alloc(0),
  };
}
