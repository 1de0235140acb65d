import { truncatedCopy, unmappedAddress } from '../bytes/index.js';
import { qualifiedName } from '../diagnosis/qualified-name.js';
import type { ProofRecord } from '../auth/mechanism-words.js';
import type { AttemptRecord } from '../diagnosis/attempt-record.js';
import type { ClientPosture } from './client-posture.js';
import type { Catalogue } from './catalogue.js';
import { isKerberos, kerberosFallbackOf } from './kerberos-fallback.js';
import { Machines } from './machines.js';

/** One client of the report. */
export type PostureRow = Readonly<ClientPosture> & { readonly findings: readonly string[] };

/** The parts of a report. */
export interface PostureReport {
  readonly catalogue: Catalogue;
  readonly rows: readonly PostureRow[];
  /** Milliseconds since 1970. */
  readonly generatedAt: number;
  /** Version of the package. */
  readonly version: string;
  /** The number of attempts by clients that are not in the report because it is full. */
  readonly omitted: number;
}

/** The most clients in a report. It bounds the memory of a server that runs for months on a hostile network. */
const clientLimit = 4096;
const valueLimit = 32;
/** Names of users fit (UNLEN), and strangers send up to 64 KB. */
const lengthLimit = 256;

/** Collects, for each client, how safely it logs in. */
export class Posture {
  readonly #catalogue: Catalogue;
  readonly #limit: number;
  readonly #clients = new Map<string, ClientPosture>();
  readonly #machines = new Machines();
  /** The number of attempts by clients that are not in the report because it is full. */
  omitted = 0;

  /** @param limit the most clients */
  constructor(catalogue: Catalogue, limit = clientLimit) {
    this.#catalogue = catalogue;
    this.#limit = limit;
  }

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
    addCarrier(client, record);
    addNegotiation(client, record);
    addProtection(client, record);
    // Told from the attempts before this one, so ahead of what this one adds.
    addValue(client.kerberosFallbacks, kerberosFallbackOf(record, client));
    addLogin(client, record);
    addProof(client, record, this.#catalogue);
    this.#addMachine(client, record);
  }

  /** One row for each client, by address. */
  rows(): PostureRow[] {
    const { copies } = this.#machines;
    return [...this.#clients.values()]
      .sort((a, b) => (a.client < b.client ? -1 : 1))
      .map((client) => ({ ...client, copies: new Set(copies.get(client.client)) }))
      .map((client) => ({ ...client, findings: this.#catalogue.findingsOf(client) }));
  }

  /** Adds the machine that a login names. Its names and ids are the client's own words, whether or not it got in. */
  #addMachine(client: ClientPosture, { claimed, proof, startedAt }: AttemptRecord): void {
    const machine = proof?.machine;
    if (machine === undefined) return;
    addValue(client.machineIds, machine.machineId);
    addValue(client.crossBootMachineIds, machine.crossBootMachineId);
    const name = truncatedCopy(claimed?.workstation ?? '', lengthLimit).toUpperCase();
    this.#machines.add(machine, { client: client.client, name, time: startedAt });
  }

  #clientOf({ connection, startedAt }: AttemptRecord): ClientPosture | undefined {
    const address = unmappedAddress(connection.remote.address);
    const known = this.#clients.get(address);
    if (known !== undefined || this.#clients.size >= this.#limit) return known;
    const client = newClient(address, startedAt);
    this.#clients.set(address, client);
    return client;
  }
}

function addNegotiation(client: ClientPosture, { negotiation }: AttemptRecord): void {
  addValue(client.dialects, negotiation?.dialect);
  addValue(client.signingOffered, negotiation?.clientSigning);
  for (const cipher of negotiation?.offeredCiphers ?? []) addValue(client.ciphersOffered, cipher);
}

/** Adds the protection of SMB. A login in a bind is skipped: it agrees on the protection of its calls only. */
function addProtection(client: ClientPosture, { login, protection }: AttemptRecord): void {
  if (login?.carrier === 'smb') addValue(client.protectionUsed, protection?.used);
}

/** Adds the carrier, and the versions and schemes of its own protocols. */
function addCarrier(client: ClientPosture, { connection, login, tls, http, proof }: AttemptRecord): void {
  addValue(client.carriers, connection.carrier);
  addValue(client.tlsVersions, tls?.protocol);
  addValue(client.httpSchemes, http?.scheme);
  const isProved = proof?.version !== undefined;
  switch (login?.carrier) {
    case 'credssp':
      // 0 stands for a request that could not be read.
      if (login.version > 0) addValue(client.credsspVersions, String(login.version));
      return;
    case 'http':
      addValue(client.httpSchemes, login.scheme);
      if (isProved) client.loginsInTheClear++;
      return;
    case 'https':
      addValue(client.httpSchemes, login.scheme);
      if (isProved && isUnbound(proof)) client.unboundLogins++;
      return;
    default:
  }
}

/** A mechanism that does not tell of bindings may have some. */
function isUnbound({ channelBindings }: ProofRecord): boolean {
  return channelBindings === 'absent' || channelBindings === 'zero';
}

function addLogin(client: ClientPosture, { login, verdict, reason }: AttemptRecord): void {
  if (login === undefined || login.offeredMechanisms.length === 0) return;
  for (const mechanism of login.offeredMechanisms) addValue(client.mechanisms, mechanism);
  client.kerberosOffered ||= login.offeredMechanisms.some(isKerberos);
  if (isKerberos(login.mechanism)) client.kerberosRefusal = verdict === 'refused' ? reason : undefined;
  // RPC has an auth_type for a mechanism without SPNEGO ([MS-RPCE] 2.2.1.1.7), so it is no weakness there.
  if (login.carrier === 'smb' && !login.spnego) client.loginsWithoutSpnego++;
}

/** Adds names and the mechanism's values. They count only if the client came to a proof. */
function addProof(client: ClientPosture, { claimed, proof }: AttemptRecord, catalogue: Catalogue): void {
  for (const code of proof?.weaknesses ?? []) {
    if (catalogue.findings.has(code)) client.weaknesses.add(code);
  }
  if (proof?.version === undefined) return;
  client.proved++;
  if (claimed !== undefined) {
    addValue(client.users, qualifiedName(claimed));
    addValue(client.workstations, claimed.workstation);
  }
  for (const { key, value } of catalogue.observationsOf(proof)) {
    const values = client.observed.get(key) ?? new Set();
    client.observed.set(key, values);
    addValue(values, value);
  }
}

function addValue(values: Set<string>, value: string | undefined): void {
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
    proved: 0,
    loginsWithoutSpnego: 0,
    kerberosOffered: false,
    kerberosRefusal: undefined,
    kerberosFallbacks: new Set(),
    users: new Set(),
    workstations: new Set(),
    dialects: new Set(),
    mechanisms: new Set(),
    carriers: new Set(),
    tlsVersions: new Set(),
    credsspVersions: new Set(),
    httpSchemes: new Set(),
    loginsInTheClear: 0,
    unboundLogins: 0,
    signingOffered: new Set(),
    ciphersOffered: new Set(),
    protectionUsed: new Set(),
    machineIds: new Set(),
    crossBootMachineIds: new Set(),
    copies: new Set(),
    weaknesses: new Set(),
    observed: new Map(),
    reasons: new Set(),
  };
}
