import type { ServerNames } from '../auth/server-names.js';
import { upperCaseUtf16 } from '../bytes/index.js';
import type { Path } from '../values/configuration-error.js';

/** The part of a domain's options that names follow from. */
export interface Join {
  /** NetBIOS name of the domain. */
  readonly name: string;
  readonly dnsName: string;
  /** With or without its `$`. */
  readonly machineAccount: string;
}

/** A name of the server that its domain's controllers would not take. */
export interface NameFault {
  /** The key of the name. */
  readonly place: Path;
  readonly message: string;
}

/** The names of a member of a domain, as far as nothing else is said: those of the join. */
export function namesOfMember({ name, dnsName, machineAccount }: Join): ServerNames {
  const computer = withoutDollar(machineAccount);
  return {
    netbiosName: upperCaseUtf16(computer),
    dnsName: `${computer.toLowerCase()}.${dnsName.toLowerCase()}`,
    netbiosDomain: upperCaseUtf16(name),
    dnsDomain: dnsName.toLowerCase(),
    dnsTree: dnsName.toLowerCase(),
  };
}

/**
 * The names of a server that contradict its join. A controller compares the names that a client repeats from the
 * CHALLENGE with those of the secure channel, and refuses the right password for others ([MS-APDS] 3.1.5.2).
 */
export function faultsOfMember(join: Join, names: Partial<ServerNames> = {}): NameFault[] {
  const ofJoin = namesOfMember(join);
  const reason = 'the controllers refuse the right password where the CHALLENGE has another name';
  const expected = {
    netbiosName: `the name of the machine account ${withoutDollar(join.machineAccount)}$`,
    netbiosDomain: 'the name of the domain (domain.name)',
    dnsDomain: 'the DNS name of the domain (domain.dnsName)',
  };
  const faults = (Object.keys(expected) as (keyof typeof expected)[]).flatMap((key) => {
    const said = names[key];
    if (said === undefined || upperCaseUtf16(said) === upperCaseUtf16(ofJoin[key])) return [];
    return [{ place: [key], message: `expected ${ofJoin[key]}, ${expected[key]}: ${reason}` }];
  });
  return upperCaseUtf16(ofJoin.netbiosName) === upperCaseUtf16(ofJoin.netbiosDomain)
    ? [{ place: ['netbiosName'], message: 'expected another name than that of the domain' }, ...faults]
    : faults;
}

function withoutDollar(account: string): string {
  return account.replace(/\$$/, '');
}
