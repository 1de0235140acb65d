import { isDeepStrictEqual } from 'node:util';
import type { ServeConfiguration } from '../../config/index.js';
import type { ServerParts } from '../../server/create-server.js';
import type { OpenedAccounts } from './accounts.js';
import type { Serving } from './serving.js';

/** The sections that are in force from the next start on. Accounts of flags and variables stay as they are. */
const fixed = [
  'listen',
  'credssp',
  'http',
  'rpc',
  'workers',
  'names',
  'machineSid',
  'groups',
  'preset',
  'profile',
  'policy',
  'authPolicy',
  'limits',
  'diagnosis',
  'faults',
  'kerberos',
  'domain',
  'state',
] as const satisfies readonly (keyof ServeConfiguration)[];

/** The sections of a configuration that have changed and need another start of the server. */
export function changedForGood(before: ServeConfiguration, now: ServeConfiguration): string[] {
  return fixed.filter((section) => !isDeepStrictEqual(before[section], now[section]));
}

/** A configuration with the parts of another one that can change while a server runs. */
export function withChanges(before: ServeConfiguration, now: ServeConfiguration): ServeConfiguration {
  const { shares, accountFiles, accountNames } = now;
  return { ...before, shares, accountFiles, accountNames };
}

/** The parts of a server that accounts and shares are in. */
export interface RereadParts {
  readonly accounts: Pick<OpenedAccounts, 'reread'>;
  readonly parts: Pick<ServerParts, 'shares' | 'rereadKeytab'>;
}

/** Makes what a server takes another configuration by, from the one that it began with. */
export function rereading(
  { shares: begun }: ServeConfiguration,
  { accounts, parts }: RereadParts,
): Serving['reread'] {
  let current = begun;
  return async ({ shares, accountFiles }) => {
    const accept = await accounts.reread(accountFiles);
    // Shares that are the same are let be: a server that keeps a transcript could not replace them.
    if (isDeepStrictEqual(current, shares)) accept();
    else await parts.shares.replaceTogether(shares, accept);
    current = shares;
    parts.rereadKeytab();
  };
}
