import { isIP } from 'node:net';
import { dnsForm, longestDnsName, netbiosForm } from '../auth/server-names.js';
import {
  aBoolean,
  aFilledText,
  aPositiveNumber,
  aText,
  atMost,
  both,
  fits,
  listOf,
  onlyWith,
  optional,
  problemAt,
  type Rule,
  textOf,
} from '../values/rules.js';
import { addressFromText } from './controller-address.js';
import type { DomainOptions } from './options.js';

const LONGEST_TIMEOUT_SECONDS = 3600;
const LONGEST_IDLE_SECONDS = 86_400;

const aDnsName = both(
  textOf(dnsForm),
  fits((value) => String(value).length <= longestDnsName, `expected at most ${longestDnsName} characters`),
);

const aMachineAccount = both(
  aText,
  fits(
    (value) => netbiosForm.pattern.test(String(value).replace(/\$$/, '')),
    'expected the name of a machine account, such as FILES$: up to 15 characters and a dollar sign',
  ),
);

const aController = both(
  aText,
  fits(
    (value) => addressFromText(String(value)) !== undefined,
    'expected a name or an address, with a port behind a colon where that of the endpoint mapper is not 135',
  ),
);

const aDnsServer = both(
  aText,
  fits(isDnsServer, 'expected an address, with a port behind a colon where that is not 53'),
);

function isDnsServer(value: unknown): boolean {
  const address = addressFromText(String(value));
  return address !== undefined && isIP(address.host) !== 0;
}

const keysRule = onlyWith({
  name: textOf(netbiosForm),
  dnsName: aDnsName,
  machineAccount: aMachineAccount,
  machinePassword: optional(aFilledText),
  machinePasswordFile: optional(aFilledText),
  keytab: optional(aFilledText),
  controllers: optional(listOf(aController, 1)),
  timeoutSeconds: optional(both(aPositiveNumber, atMost(LONGEST_TIMEOUT_SECONDS))),
  idleSeconds: optional(
    both(
      both(
        aPositiveNumber,
        fits((value) => Number(value) >= 1, 'expected at least 1'),
      ),
      atMost(LONGEST_IDLE_SECONDS),
    ),
  ),
  allowMachineAccounts: optional(aBoolean),
  dnsServers: optional(listOf(aDnsServer, 1)),
} satisfies Record<keyof DomainOptions, Rule>);

/** The options that name the machine account's secret; one of them is given. */
const secretKeys = ['machinePassword', 'machinePasswordFile', 'keytab'] as const;

/** The rule of {@link DomainOptions}. */
export const domainOptionsRule: Rule = both(keysRule, (value, place) => {
  const options = value as DomainOptions;
  const given = secretKeys.filter((key) => options[key] !== undefined);
  return given.length === 1
    ? []
    : [
        problemAt(
          place,
          given.length === 0
            ? 'needs the machine account’s secret: machinePasswordFile, machinePassword or keytab'
            : `expected one secret of the machine account, not both ${given.join(' and ')}`,
        ),
      ];
});
