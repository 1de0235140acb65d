import { z } from 'zod';
import { listOf } from '../values/rules.js';
import { accountDefinitionRule, accountStoreRule } from '../auth/account-rules.js';
import { mechanismsRule } from '../auth/mechanism-rules.js';
import { ConfigurationError, type Problem } from '../values/configuration-error.js';
import { functionSchema, keysToCheck, problemsOf, withFunctions } from '../values/problems.js';
import { faultsSection } from '../faults/fault-schema.js';
import { carrierSections } from '../schema/carriers.js';
import { distinctNames } from '../schema/distinct-names.js';
import { domainSection } from '../schema/domain.js';
import { groupsSection } from '../schema/groups.js';
import { kerberosSection } from '../schema/kerberos.js';
import { limitsSection } from '../schema/limits.js';
import { diagnosisSection, listenSection } from '../schema/sections.js';
import { namesSection } from '../schema/names.js';
import { authPolicySection } from '../schema/auth-policy.js';
import { profileSection } from '../schema/profile.js';
import { stateSection } from '../schema/state.js';
import { presetSchema, sessionPolicySection } from '../schema/policy-section.js';
import { shareSchema } from '../schema/shares.js';
import { ownShareSchema } from '../shares/share-schema.js';
import { Transcript } from '../transcript/transcript.js';
import { problemsOfCarriers } from './check-carriers.js';
import { problemsOfDomain } from './domain.js';
import type { ServerOptions } from './options.js';

/**
 * The options have the sections of the configuration file. The entries of accounts and shares are checked one by one.
 */
const sections = {
  host: () => listenSection.shape.host,
  port: () => listenSection.shape.port,
  proxyProtocol: () => listenSection.shape.proxyProtocol,
  listen: () =>
    z.null({ error: 'expected null, which leaves SMB out; leave the key out to serve it' }).optional(),
  credssp: () => carrierSections.credssp.optional(),
  http: () => carrierSections.http.optional(),
  rpc: () => carrierSections.rpc.optional(),
  accounts: () =>
    z.custom<object>((value) => typeof value === 'object' && value !== null, {
      error: 'expected a list of accounts, or an account store',
    }),
  groups: () => groupsSection.optional(),
  shares: () => z.array(z.unknown()).optional(),
  names: () => namesSection.omit({ machineSid: true }).optional(),
  machineSid: () => namesSection.shape.machineSid,
  preset: () => presetSchema.optional(),
  profile: () => profileSection.optional(),
  policy: () => sessionPolicySection.optional(),
  authPolicy: () => authPolicySection.optional(),
  kerberos: () => kerberosSection.optional(),
  domain: () => domainSection.optional(),
  state: () => stateSection.optional(),
  limits: () => limitsSection.optional(),
  diagnosis: () => diagnosisSection.optional(),
  mechanisms: () => z.unknown().optional(),
  faults: () => faultsSection.optional(),
  tap: () => withFunctions('connectionOpened').optional(),
  transcript: () =>
    z.custom((value) => value instanceof Transcript, { error: 'expected a Transcript' }).optional(),
  runtime: () =>
    withFunctions('now', 'monotonic', 'randomBytes').extend({ after: functionSchema.optional() }).optional(),
  logger: () => withFunctions('error', 'warn').optional(),
} satisfies Record<keyof ServerOptions, () => z.ZodType>;

const sectionNames = Object.keys(sections) as (keyof ServerOptions)[];

/** The schema of options, with the sections that are needed to check these. */
function optionsSchema(options: unknown): z.ZodType {
  const present = keysToCheck(options, sectionNames);
  const names = sectionNames.filter(
    (name) => present.length === 0 || name === 'accounts' || present.includes(name),
  );
  return z.strictObject(Object.fromEntries(names.map((name) => [name, sections[name]()])));
}

const accountsRule = listOf(accountDefinitionRule);
const namedSchema = z.array(z.looseObject({ name: z.string() })).superRefine(distinctNames);

/**
 * Checks the options of a program. No compiler tells a program in JavaScript, or one that builds its options at run
 * time, that `signing: 'mandatory'` demands nothing.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function checkOptions(options: ServerOptions): void {
  const problems = [
    ...problemsOf(optionsSchema(options), options),
    ...problemsInLists(options),
    ...problemsInMechanisms(options),
  ];
  if (problems.length === 0) {
    problems.push(
      ...problemsOf(namedSchema, options.shares ?? [], ['shares']),
      ...problemsOfCarriers(options),
      ...problemsOfDomain(options),
      ...problemsOfFolder(options),
    );
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/**
 * Checks shares that a program gives to a server that serves.
 *
 * @throws ConfigurationError with a line for each one that cannot be used
 */
export function checkShares(shares: unknown): void {
  const problems = [...problemsOf(sections.shares(), shares, ['shares']), ...problemsInLists({ shares })];
  if (problems.length === 0) problems.push(...problemsOf(namedSchema, shares, ['shares']));
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/** Two memories of authenticators would each know a half of them. */
function problemsOfFolder({ state, kerberos }: ServerOptions): Problem[] {
  if (state === undefined || kerberos?.stateFolder === undefined) return [];
  const message = 'expected none: the store of state.valkey remembers authenticators as well';
  return [{ path: 'kerberos.stateFolder', message }];
}

/** The schema of the options has already reported a value that is not a list. */
function problemsInLists(options: unknown): Problem[] {
  if (!isObject(options)) return [];
  const { accounts, shares } = options as { readonly accounts?: unknown; readonly shares?: unknown };
  return [
    ...(Array.isArray(accounts) ? problemsOfAccounts(accounts) : []),
    ...(isObject(accounts) && !Array.isArray(accounts) ? accountStoreRule(accounts, ['accounts']) : []),
    ...(Array.isArray(shares)
      ? shares.flatMap((share: unknown, index) => problemsOf(schemaOfShare(share), share, ['shares', index]))
      : []),
  ];
}

/** A function is asked once everything else is known to be right. */
function problemsInMechanisms(options: unknown): readonly Problem[] {
  if (!isObject(options)) return [];
  const { mechanisms } = options as { readonly mechanisms?: unknown };
  const isLater = mechanisms === undefined || typeof mechanisms === 'function';
  return isLater ? [] : mechanismsRule(mechanisms, ['mechanisms']);
}

function problemsOfAccounts(accounts: readonly unknown[]): readonly Problem[] {
  const problems = accountsRule(accounts, ['accounts']);
  return problems.length > 0 ? problems : problemsOf(namedSchema, accounts, ['accounts']);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function schemaOfShare(share: unknown): z.ZodType {
  const isOwn = isObject(share) && 'accessOf' in share;
  return isOwn ? ownShareSchema : shareSchema;
}
