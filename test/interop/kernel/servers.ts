import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeCredentialCache, encodeCredentialCache } from '../../../src/krb5/credential-cache.js';
import { encryptionTypes } from '../../../src/krb5/encryption/index.js';
import type { ScriptedState } from '../../../src/realm/index.js';
import { type RunningCli, startCli } from '../../support/start-cli.js';
import type { Tickets } from './emulated-machine.js';

/** The servers that are tried, each with its section `policy`. The last three have keys of the realm. */
const policies = {
  plain: {},
  strict: { signing: 'required', encryption: 'off', dialects: ['2.0.2', '2.1', '3.0', '3.0.2'] },
  sealed: { encryption: 'required' },
  open: { guest: 'unknown-users', anonymous: 'accept' },
  realm: {},
  lapsing: { sessionLifetimeSeconds: 5 },
  ticketsOnly: { mechanisms: ['kerberos'] },
} as const;

export type ServerName = keyof typeof policies;

export const password = 'Pa55w0rd!';

const accounts = [
  { name: 'alice', password, groups: ['staff'] },
  { name: 'bob', password },
  { name: 'dora', password, status: 'disabled' },
  { name: 'lou', password, status: 'locked' },
  { name: 'eve', password, status: 'password-expired' },
  { name: 'max', password, status: 'must-change-password' },
  { name: 'nora', password, ntlm: 'refuse' },
];

const access = { '*': 'write', guest: 'write', anonymous: 'write' };
const shares = [
  { name: 'files', path: 'shared', access },
  { name: 'secret', path: 'shared', access, encrypt: true },
  { name: 'closed', path: 'shared', access: { '*': 'none' } },
  { name: 'staff', path: 'shared', access: { '@staff': 'write' } },
];

/** Name of the server that a mount with tickets takes, such as `attempt-50.example.test`. */
export const hostOf = (workstation: string): string => `${workstation}.example.test`;

/** The servers, and the tickets of their realm. */
export interface Servers {
  readonly running: ReadonlyMap<ServerName, RunningCli>;
  readonly tickets: Tickets;
}

/**
 * Starts the servers.
 *
 * @param folder an empty one
 * @param states what the KDC does wrong, by the hosts that have tickets
 */
export async function startServers(
  folder: string,
  states: Readonly<Record<string, ScriptedState>>,
): Promise<Servers> {
  mkdirSync(join(folder, 'shared'));
  writeFileSync(join(folder, 'shared', 'Grüße.txt'), 'from the server');
  const running = new Map<ServerName, RunningCli>();
  for (const name of Object.keys(policies) as ServerName[]) {
    const file = join(folder, `${name}.json`);
    const kerberos = kerberosOf(name, folder, states);
    writeFileSync(file, JSON.stringify({ accounts, shares, policy: policies[name], ...kerberos }));
    running.set(name, await startCli(['--config', file]));
  }
  return { running, tickets: await ticketsOf(running.get('realm')!, join(folder, 'realm')) };
}

function kerberosOf(
  name: ServerName,
  folder: string,
  states: Readonly<Record<string, ScriptedState>>,
): object {
  if (name === 'lapsing' || name === 'ticketsOnly') {
    return { kerberos: { keytab: join(folder, 'realm', 'server.keytab') } };
  }
  if (name !== 'realm') return {};
  const services = Object.entries(states).map(([host, state]) => [`cifs/${host}`, state] as const);
  const testRealm = {
    realm: 'EXAMPLE.TEST',
    directory: join(folder, 'realm'),
    ccaches: ['alice', 'bob', 'dora'],
    services: services.map(([service]) => service),
    states: { ...Object.fromEntries(services), bob: { clockSkewSeconds: 900 } },
  };
  const enctypes = encryptionTypes.map((type) => type.name);
  return {
    server: { dnsName: 'files.example.test', dnsDomain: 'example.test' },
    kerberos: { testRealm, enctypes },
  };
}

async function ticketsOf(realm: RunningCli, directory: string): Promise<Tickets> {
  const kdc = await realm.record(({ carrier }) => carrier === 'kdc');
  const read = (name: string): Buffer => readFileSync(join(directory, name));
  const alice = decodeCredentialCache(read('alice.ccache'));
  return {
    kdcPort: kdc['port'] as number,
    krb5Conf: read('krb5.conf').toString(),
    caches: {
      alice: read('alice.ccache'),
      bob: read('bob.ccache'),
      dora: read('dora.ccache'),
      granting: encodeCredentialCache({ ...alice, credentials: alice.credentials.slice(0, 1) }),
    },
  };
}
