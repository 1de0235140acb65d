import { openKeytab } from '../accounts/keytab-file.js';
import { readPasswordFile } from '../accounts/password-file.js';
import { keysFromPassword } from '../auth/kerberos/password-keys.js';
import type { KerberosPolicy } from '../auth/kerberos/policy.js';
import type { ServiceKeys } from '../auth/kerberos/service-keys.js';
import { realmOfDomain } from '../auth/kerberos/settings.js';
import { upperCaseUtf16 } from '../bytes/index.js';
import { type DomainOptions, openDomain, type OpenedDomain } from '../domain/index.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { faultsOfMember } from '../schema/domain-names.js';
import type { Problem } from '../values/configuration-error.js';
import { problemAt } from '../values/rules.js';
import type { Logger, ServerOptions } from './options.js';
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

/**
 * The keys of the machine account, which has those of all services of its machine.
 *
 * @param enctypes that keys are made for where there is a password
 * @throws ConfigurationError for a file that cannot be used
 */
export function machineKeys(
  { dnsName, machineAccount, machinePassword, machinePasswordFile, keytab }: DomainOptions,
  enctypes: KerberosPolicy['enctypes'],
  { runtime, logger }: { readonly runtime: CheckedRuntime; readonly logger: Logger },
): ServiceKeys {
  if (keytab !== undefined) {
    const onProblem = (problem: string): void => logger.warn(problem);
    return openKeytab(keytab, { onProblem, runtime, place: 'domain.keytab' });
  }
  const password =
    machinePassword ?? readPasswordFile(machinePasswordFile ?? '', 'domain.machinePasswordFile');
  const account = upperCaseUtf16(machineAccount.replace(/\$$/, ''));
  const principal = `${account}$@${realmOfDomain({ dnsName })}`;
  return keysFromPassword({ principal, password, enctypes }, ['domain']);
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
