import { type AccountDefinition } from '../auth/account-definition.js';
import { accountDefinitionRule, accountStoreRule } from '../auth/account-rules.js';
import type { FindingStore } from '../auth/account.js';
import { accountsThatChange, type ChangingAccounts } from '../auth/changing-accounts.js';
import { isLoopback } from '../bytes/index.js';
import { deterministicRuntime } from '../runtime/deterministic-runtime.js';
import { type CheckedRuntime, checkedRuntime, systemRuntime } from '../runtime/runtime.js';
import { SteppedRuntime } from '../runtime/stepped-runtime.js';
import type { ServerOptions } from '../server/options.js';
import { ConfigurationError, isPlain, type Problem } from '../values/configuration-error.js';
import { aWholeNumber, both, listOf, problemAt, withFunctions } from '../values/rules.js';
import type { TestServerOptions } from './options.js';

/** The options of a test server as those of a server, with the parts that the test changes later. */
export interface ResolvedTestOptions {
  readonly options: ServerOptions;
  readonly accounts: ChangingAccounts;
  readonly runtime: SteppedRuntime;
}

/** @throws ConfigurationError with a line for each option that only a test server has, and that cannot be used */
export function resolveTestOptions(given: TestServerOptions): ResolvedTestOptions {
  if (typeof given !== 'object' || given === null || !isPlain(given))
    throw new ConfigurationError([problemAt([], 'options: expected a plain object')]);
  // Read once: a getter could give another value after the check.
  const testOptions = { ...given };
  const problems = problemsOf(testOptions);
  if (problems.length > 0) throw new ConfigurationError(problems);
  const { users = {}, accounts: others = [], shares = [], deterministic = false, ...rest } = testOptions;
  const runtime = new SteppedRuntime(runtimeBelow(deterministic, rest.runtime));
  const accounts = accountsThatChange(
    [
      ...Object.entries(users).map(([name, user]) => definitionOf(name, user)),
      ...(isStore(others) ? [] : others),
    ],
    isStore(others) ? others : undefined,
  );
  const options: ServerOptions = {
    ...rest,
    runtime,
    accounts,
    shares: shares.map((share) =>
      typeof share === 'string' ? { name: share, temporary: true as const } : share,
    ),
  };
  return { options, accounts, runtime };
}

function runtimeBelow(deterministic: boolean | number, runtime: ServerOptions['runtime']): CheckedRuntime {
  if (deterministic === false) return checkedRuntime(runtime ?? systemRuntime);
  return deterministicRuntime(deterministic === true ? 0 : deterministic);
}

function definitionOf(name: string, user: unknown): AccountDefinition {
  return typeof user === 'string' ? { name, password: user } : { ...Object(user), name };
}

function isStore(accounts: NonNullable<TestServerOptions['accounts']>): accounts is FindingStore {
  return !Array.isArray(accounts);
}

/** The keys that are no options of a server, or have more forms here; the server checks the others. */
function problemsOf(options: TestServerOptions): readonly Problem[] {
  const { users, accounts, shares, deterministic, runtime } = options;
  return [
    ...problemsOfUsers(users),
    ...problemsOfAccounts(accounts),
    ...(shares === undefined || Array.isArray(shares)
      ? []
      : [problemAt(['shares'], 'expected a list of names or shares')]),
    ...(runtime === undefined ? [] : withFunctions('now', 'monotonic', 'randomBytes')(runtime, ['runtime'])),
    ...problemsOfDeterminism(deterministic, options),
  ];
}

function problemsOfUsers(users: unknown): readonly Problem[] {
  if (users === undefined) return [];
  if (typeof users !== 'object' || users === null || !isPlain(users)) {
    return [problemAt(['users'], 'expected an object with a password or an account for each name')];
  }
  return Object.entries(users).flatMap(([name, user]: [string, unknown]) =>
    typeof user === 'string' || (typeof user === 'object' && user !== null && !('name' in user))
      ? accountDefinitionRule(definitionOf(name, user), ['users', name])
      : [problemAt(['users', name], 'expected a password, or an account without a name')],
  );
}

function problemsOfAccounts(accounts: unknown): readonly Problem[] {
  if (accounts === undefined) return [];
  if (Array.isArray(accounts)) return listOf(accountDefinitionRule)(accounts, ['accounts']);
  return both(accountStoreRule, withFunctions('find'))(accounts, ['accounts']);
}

function problemsOfDeterminism(
  deterministic: unknown,
  { runtime, host, credssp, http, rpc }: TestServerOptions,
): readonly Problem[] {
  if (deterministic === undefined || deterministic === false) return [];
  const place = ['deterministic'];
  const problems = deterministic === true ? [] : aWholeNumber(0, 0xffff_ffff)(deterministic, place);
  const hosts = [host, credssp?.host, http?.host, rpc?.host].filter((each) => each !== undefined);
  return [
    ...problems,
    ...(runtime === undefined ? [] : [problemAt(['runtime'], 'has no effect beside deterministic')]),
    ...(hosts.every((each) => each === 'localhost' || isLoopback(each))
      ? []
      : [problemAt(place, 'on loopback only: whoever knows the seed foresees every challenge')]),
  ];
}
