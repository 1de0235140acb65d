import { statSync } from 'node:fs';
import type { AccountDefinition } from '../auth/account-definition.js';
import type { AccountFile } from '../accounts/account-file.js';
import type { Fault } from '../faults/fault.js';
import type { PresetFault } from '../faults/preset.js';
import type { DomainOptions } from '../domain/index.js';
import type { GroupDefinitions } from '../auth/group-definitions.js';
import { type PolicyPreset, policyPresets } from '../auth/policy-presets.js';
import { defaultAuthPolicy, type AuthPolicy } from '../auth/policy.js';
import type { ServerNames } from '../auth/server-names.js';
import type { DiagnosisPolicy } from '../server/options.js';
import type { ShareDefinition } from '../server/share-definition.js';
import { namesOfMember } from '../schema/domain-names.js';
import { idleDomainUsers, idlePrincipals } from '../schema/idle-principals.js';
import type { StateOptions } from '../valkey/options.js';
import { withoutAbsent } from '../values/filled.js';
import type { Limits, SessionPolicy } from '../session/model/policy.js';
import type { ServerProfile } from '../session/model/server-profile.js';
import type { KerberosOptions } from '../server/kerberos-options.js';
import { type ConfiguredCarriers, resolveCarriers } from './carriers.js';
import { resolveDomain } from './domain.js';
import { resolveKerberos } from './kerberos.js';
import { resolveState } from './state.js';
import { override, type Layer } from './layer.js';
import { ConfigurationError } from '../values/configuration-error.js';
import { problemAt } from '../values/rules.js';
import type { Configuration } from './schema.js';

/** A configuration in full: everything a server is made of, as plain data. */
export interface ServeConfiguration extends ConfiguredCarriers {
  /** Processes that serve; `auto`: one for each core. */
  readonly workers: number | 'auto';
  readonly names: Partial<ServerNames>;
  readonly machineSid?: string;
  /** Accounts that no file holds; they go before a file's accounts of the same name. */
  readonly accounts: readonly AccountDefinition[];
  /** Files of accounts in the order they are asked, each read again when it changes; the configuration file first. */
  readonly accountFiles: readonly AccountFile[];
  /** Names of all accounts there are now, without those of `accountFiles` other than the configuration file. */
  readonly accountNames: readonly string[];
  readonly groups: GroupDefinitions;
  readonly shares: readonly ShareDefinition[];
  /** The server to be like; absent: none of them. */
  readonly preset?: PolicyPreset;
  /** Single answers, beside those of the preset; absent: none. */
  readonly profile?: Partial<ServerProfile>;
  /** Differences from the preset. */
  readonly policy: Partial<SessionPolicy>;
  readonly authPolicy: AuthPolicy;
  readonly limits: Partial<Limits>;
  readonly diagnosis: Partial<DiagnosisPolicy>;
  readonly faults: readonly (Fault | PresetFault)[];
  /** Absent: nothing was said of Kerberos. */
  readonly kerberos?: KerberosOptions;
  /** Absent: the server is a member of no domain. */
  readonly domain?: DomainOptions;
  /** Absent: the memory of logins is in the server. */
  readonly state?: StateOptions;
}

/**
 * Joins the layers into one configuration.
 *
 * @param layers weakest first
 * @throws ConfigurationError when a share's directory is not there, what is said of Kerberos or of a domain is not
 * enough, or listeners cannot be as they are said
 */
export function resolveConfiguration(layers: readonly Layer[]): ServeConfiguration {
  for (const layer of layers) checkDirectories(layer);
  const joined = layers.map(({ value }) => value).reduce<Configuration>(override, {});
  const {
    workers,
    server,
    accounts,
    accountFiles,
    groups,
    shares,
    policy,
    limits,
    diagnosis,
    kerberos,
    state,
    faults,
    profile,
  } = joined;
  const { preset, mechanisms, ntlm, guest, anonymous, lockout, ...sessionPolicy } = policy ?? {};
  const { machineSid, ...names } = server ?? {};
  const base = preset === undefined ? defaultAuthPolicy : policyPresets[preset];
  const ofKerberos = resolveKerberos(layers, kerberos);
  const domain = resolveDomain(layers, joined);
  refuseIdle(layers, idleFinders(ofKerberos, domain, mechanisms ?? base.mechanisms));
  return {
    ...resolveCarriers(layers, joined),
    workers: workers ?? 1,
    names: { ...(domain && namesOfMember(domain)), ...withoutAbsent(names) },
    ...withoutAbsent({ machineSid }),
    accounts: layers.filter(({ accountsFile }) => !accountsFile).flatMap(({ value }) => value.accounts ?? []),
    accountFiles: [
      ...layers.flatMap(({ accountsFile }) => ownAccounts(accountsFile)),
      ...(accountFiles ?? []),
    ],
    accountNames: (accounts ?? []).map(({ name }) => name),
    groups: groups ?? {},
    shares: (shares ?? []).map(resolveShare),
    ...withoutAbsent({ preset }),
    ...(profile && { profile: withoutAbsent(profile) }),
    policy: withoutAbsent(sessionPolicy),
    authPolicy: {
      ...base,
      ...withoutAbsent({ mechanisms, guest, anonymous, lockout }),
      ntlm: { ...base.ntlm, ...withoutAbsent({ ...ntlm }) },
    },
    limits: withoutAbsent({ ...limits }),
    diagnosis: withoutAbsent({ ...diagnosis }),
    faults: faults ?? [],
    ...withoutAbsent({
      kerberos: ofKerberos,
      domain,
      state: resolveState(layers, state, ofKerberos?.stateFolder),
    }),
  };
}

/**
 * Refuses principals, and users of a domain, in the rules of a configuration that is made of several: its server proves
 * nobody to be one.
 *
 * @throws ConfigurationError with a problem for each
 */
export function refuseIdleRules(configuration: ServeConfiguration): void {
  const { kerberos, domain, authPolicy } = configuration;
  const found = idleFinders(kerberos, domain, authPolicy.mechanisms).flatMap((find) => find(configuration));
  if (found.length > 0)
    throw new ConfigurationError(found.map(({ place, message }) => problemAt(place, message)));
}

/** Finds the names in rules that nobody can prove to have. */
function idleFinders(
  kerberos: KerberosOptions | undefined,
  domain: DomainOptions | undefined,
  mechanisms: AuthPolicy['mechanisms'],
): readonly (typeof idlePrincipals)[] {
  return [
    ...(offersKerberos(kerberos, domain, mechanisms) ? [] : [idlePrincipals]),
    ...(domain === undefined ? [idleDomainUsers] : []),
  ];
}

/** The machine account of a domain is a key as well. */
function offersKerberos(
  { keytab, password, testRealm }: KerberosOptions = {},
  domain: DomainOptions | undefined,
  mechanisms: AuthPolicy['mechanisms'],
): boolean {
  const keys = [keytab, password, testRealm, domain];
  return keys.some((key) => key !== undefined) && mechanisms.includes('kerberos');
}

/** The server refuses them as well, but only here can an error name the source. */
function refuseIdle(layers: readonly Layer[], finders: readonly (typeof idlePrincipals)[]): void {
  const problems = layers.flatMap(({ value, label }) =>
    finders.flatMap((find) => find(value).map(({ place, message }) => ({ path: label(place), message }))),
  );
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/** Its `accounts` are in the form of an account file. */
function ownAccounts(configurationFile: string | undefined): AccountFile[] {
  return configurationFile === undefined ? [] : [{ format: 'json', path: configurationFile }];
}

function resolveShare(share: NonNullable<Configuration['shares']>[number]): ShareDefinition {
  const { name, path, comment, encrypt, access } = share;
  const given = withoutAbsent({ comment, encrypt, access });
  return path === undefined ? { name, temporary: true, ...given } : { name, path, ...given };
}

function checkDirectories({ value, label }: Layer): void {
  const problems = (value.shares ?? []).flatMap(({ path }, index) =>
    path === undefined || isDirectory(path)
      ? []
      : [{ path: label(['shares', index, 'path']), message: 'expected a directory that exists' }],
  );
  if (problems.length > 0) throw new ConfigurationError(problems);
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
