import { realmOfDomain } from '../auth/kerberos/settings.js';
import { upperCaseUtf16 } from '../bytes/index.js';
import { type DomainOptions, openDomain, type OpenedDomain } from '../domain/index.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { faultsOfMember } from '../schema/domain-names.js';
import type { Problem } from '../values/configuration-error.js';
import { problemAt } from '../values/rules.js';
import type { ServerOptions } from './options.js';
import type { ServerEmitter } from './server-emitter.js';

/**
 * Opens the domain of the options; no controller is asked before its start.
 *
 * @param options of which every value was checked by itself
 * @throws ConfigurationError for a file that cannot be used
 */
export function joinedDomain(
  options: DomainOptions | undefined,
  runtime: CheckedRuntime,
  emitter: ServerEmitter,
): OpenedDomain | undefined {
  if (options === undefined) return undefined;
  return openDomain(options, { runtime, onState: (event) => emitter.emit('domain', () => event) });
}

/** The faults of a domain beside other options. */
export function problemsOfDomain({ domain, names, accounts, kerberos }: ServerOptions): Problem[] {
  if (domain === undefined) return [];
  const { verify } = accounts as { readonly verify?: unknown };
  const realm = kerberos?.testRealm?.realm;
  return [
    ...faultsOfMember(domain, names).map(({ place, message }) => problemAt(['names', ...place], message)),
    ...(verify === undefined
      ? []
      : [
          problemAt(
            ['domain'],
            'expected accounts that are a list, or a store that finds: where both verify, nobody could say who decides',
          ),
        ]),
    ...(realm !== undefined && upperCaseUtf16(realm) === realmOfDomain(domain)
      ? [
          problemAt(
            ['kerberos', 'testRealm', 'realm'],
            'expected another realm than that of the domain: its tickets would be for users of the domain',
          ),
        ]
      : []),
  ];
}
