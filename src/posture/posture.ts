import { truncatedCopy, unmappedAddress } from '../bytes/index.js';
import type { AttemptRecord } from '../diagnosis/attempt-record.js';
import type { ClientPosture } from './client-posture.js';
import { type FindingCode, findingsOf } from './findings.js';

/** One client of the report. */
export type PostureRow = Readonly<ClientPosture> & { readonly findings: readonly FindingCode[] };

/** The memory of a server that runs for months, in front of a hostile network, is bounded by these. */
const clientLimit = 4096;
const valueLimit = 32;
/** Names of users fit (UNLEN), and strangers send up to 64 KB. */
const lengthLimit = 256;

/** Gathers, client by client, what attempts say about how safely each one logs in. */
export class Posture {
  readonly #clients = new Map<string, ClientPosture>();
  /** Attempts of clients that are not in the report, because it is full. */
  omitted = 0;

  /** @param record of an `attempt-completed` */
  add(record: AttemptRecord): void {
    const client = this.#clientOf(record);
    if (client === undefined) {
      this.omitted++;
      return;
    }
    client.lastSeen = record.startedAt;
    client.attempts++;
    client[record.verdict]++;
    client.reasons.add(record.reason);
    addNegotiation(client, record);
    addProtection(client, record);
    addLogin(client, record);
  }

  /** One row for each client, by address. */
  rows(): PostureRow[] {
    return [...this.#clients.values()]
      .sort((a, b) => (a.client < b.client ? -1 : 1))
      .map((client) => ({ ...client, findings: findingsOf(client) }));
  }

  #clientOf({ connection, startedAt }: AttemptRecord): ClientPosture | undefined {
    const address = unmappedAddress(connection.remote.address);
    const known = this.#clients.get(address);
    if (known !== undefined || this.#clients.size >= clientLimit) return known;
    const client = newClient(address, startedAt);
    this.#clients.set(address, client);
    return client;
  }
}

function addNegotiation(client: ClientPosture, { negotiation }: AttemptRecord): void {
  add(client.dialects, negotiation?.dialect);
  add(client.signingOffered, negotiation?.clientSigning);
  for (const cipher of negotiation?.offeredCiphers ?? []) add(client.ciphersOffered, cipher);
}

/** The protection of SMB: a bind agrees on that of its calls, inside whatever the session has. */
function addProtection(client: ClientPosture, { login, protection }: AttemptRecord): void {
  if (login?.carrier === 'smb') add(client.protectionUsed, protection?.used);
}

function addLogin(client: ClientPosture, { login, ntlm }: AttemptRecord): void {
  if (login !== undefined && login.offeredMechanisms.length > 0) {
    for (const mechanism of login.offeredMechanisms) add(client.mechanisms, mechanism);
    client.kerberosOffered ||= login.offeredMechanisms.some((name) => name.startsWith('Kerberos'));
    // RPC has an auth_type for NTLM alone ([MS-RPCE] 2.2.1.1.7): there it is nothing to be told.
    if (login.carrier === 'smb' && !login.spnego) client.loginsWithoutSpnego++;
  }
  if (ntlm?.version === undefined) return;
  add(client.users, ntlm.domain === '' ? ntlm.user : `${ntlm.domain}\\${ntlm.user}`);
  add(client.workstations, ntlm.workstation);
  add(client.osVersions, ntlm.osVersion);
  add(client.ntlmVersions, ntlm.version);
  add(client.lmResponses, ntlm.lmResponse);
  if (ntlm.version !== 'NTLMv2') return;
  add(client.mics, ntlm.mic);
  add(client.targetNames, ntlm.targetName);
  add(client.channelBindings, ntlm.channelBindings);
  if (ntlm.targetName === undefined) client.loginsWithoutTargetName++;
}

function add(values: Set<string>, value: string | undefined): void {
  if (value === undefined || value === '' || values.size >= valueLimit) return;
  values.add(value.length > lengthLimit ? `${truncatedCopy(value, lengthLimit)}…` : value);
}

function newClient(address: string, now: number): ClientPosture {
  return {
    client: address,
    firstSeen: now,
    lastSeen: now,
    attempts: 0,
    accepted: 0,
    refused: 0,
    unfinished: 0,
    loginsWithoutTargetName: 0,
    loginsWithoutSpnego: 0,
    kerberosOffered: false,
    users: new Set(),
    workstations: new Set(),
    osVersions: new Set(),
    dialects: new Set(),
    mechanisms: new Set(),
    ntlmVersions: new Set(),
    lmResponses: new Set(),
    mics: new Set(),
    signingOffered: new Set(),
    ciphersOffered: new Set(),
    protectionUsed: new Set(),
    targetNames: new Set(),
    channelBindings: new Set(),
    reasons: new Set(),
  };
}
