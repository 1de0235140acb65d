import { z } from 'zod';
import { problemsOfMechanisms } from '../auth/check-mechanisms.js';
import { accountDefinitionSchema } from '../accounts/account-schema.js';
import { ConfigurationError, problemsOf, withFunctions } from '../values/problems.js';
import { diagnosisSection } from '../schema/diagnosis.js';
import { distinctNames } from '../schema/distinct-names.js';
import { limitsSection } from '../schema/limits.js';
import { listenSection } from '../schema/listen.js';
import { namesSection } from '../schema/names.js';
import { authPolicySection } from '../schema/auth-policy.js';
import { sessionPolicySection } from '../schema/policy-section.js';
import { shareSchema } from '../schema/shares.js';
import { ownShareSchema } from '../shares/share-schema.js';
import type { ServerOptions } from './options.js';

/** Options may say the same as the configuration file. Lists of accounts and shares are looked at one by one. */
const optionsSchema = z.strictObject({
  ...listenSection.shape,
  accounts: z.custom<object>((value) => typeof value === 'object' && value !== null, {
    error: 'expected a list of accounts, or an account store',
  }),
  shares: z.array(z.unknown()).optional(),
  names: namesSection.omit({ machineSid: true }).optional(),
  machineSid: namesSection.shape.machineSid,
  policy: sessionPolicySection.optional(),
  authPolicy: authPolicySection.optional(),
  limits: limitsSection.optional(),
  diagnosis: diagnosisSection.optional(),
  mechanisms: z.unknown().optional(),
  tap: withFunctions('connectionOpened').optional(),
  runtime: withFunctions('now', 'monotonic', 'randomBytes').optional(),
  logger: withFunctions('error', 'warn').optional(),
} satisfies Record<keyof ServerOptions, z.ZodType>);

const accountListSchema = z.array(accountDefinitionSchema).superRefine(distinctNames);
const accountStoreSchema = withFunctions('find');
const distinctSharesSchema = z.array(z.looseObject({ name: z.string() })).superRefine(distinctNames);

/**
 * A program in JavaScript, or one that builds its options at run time, has no compiler to tell it that
 * `signing: 'mandatory'` demands nothing.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function checkOptions(options: ServerOptions): void {
  const problems = [
    ...problemsOf(optionsSchema, options),
    ...problemsInLists(options),
    ...problemsInMechanisms(options),
  ];
  if (problems.length === 0)
    problems.push(...problemsOf(distinctSharesSchema, options.shares ?? [], ['shares']));
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/** A value that is no list at all was told of already. */
function problemsInLists(options: unknown): string[] {
  if (!isObject(options)) return [];
  const { accounts, shares } = options as { readonly accounts?: unknown; readonly shares?: unknown };
  const accountsSchema = Array.isArray(accounts) ? accountListSchema : accountStoreSchema;
  return [
    ...(isObject(accounts) ? problemsOf(accountsSchema, accounts, ['accounts']) : []),
    ...(Array.isArray(shares)
      ? shares.flatMap((share: unknown, index) => problemsOf(schemaOfShare(share), share, ['shares', index]))
      : []),
  ];
}

/** A function is asked once everything else is known to be right. */
function problemsInMechanisms(options: unknown): string[] {
  if (!isObject(options)) return [];
  const { mechanisms } = options as { readonly mechanisms?: unknown };
  return mechanisms === undefined || typeof mechanisms === 'function' ? [] : problemsOfMechanisms(mechanisms);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function schemaOfShare(share: unknown): z.ZodType {
  const isOwn = isObject(share) && 'accessOf' in share;
  return isOwn ? ownShareSchema : shareSchema;
}
