import { fits, onlyWith, optional, textOf, both, type Rule, type TextForm } from '../values/rules.js';

/** The names a server introduces itself with in its CHALLENGE ([MS-NLMP] 2.2.2.1). */
export interface ServerNames {
  /** Up to 15 characters, upper case. */
  readonly netbiosName: string;
  /** Fully qualified name of the server (MsvAvDnsComputerName). */
  readonly dnsName: string;
  /** The domain the server belongs to; empty, or the server's own name: it belongs to none. */
  readonly netbiosDomain: string;
  /** DNS name of its domain (MsvAvDnsDomainName); empty: none. */
  readonly dnsDomain: string;
  /** DNS name of the forest the domain belongs to (MsvAvDnsTreeName); absent or empty: none is named. */
  readonly dnsTree?: string;
}

/**
 * The domain that local accounts are in: the one that the server names as its own, or else the server itself. With a
 * domain whose controllers know its users it is the server itself: an account of each may have the same name.
 *
 * @param joined the domain that the server is a member of; undefined: of none
 */
export function localDomainOf(
  { netbiosName, netbiosDomain }: Pick<ServerNames, 'netbiosName' | 'netbiosDomain'>,
  joined: object | undefined,
): string {
  return joined === undefined ? netbiosDomain || netbiosName : netbiosName;
}

/** A NetBIOS name of a machine or a domain. */
export const netbiosForm: TextForm = {
  pattern: /^[^\u0000-\u0020"/\\[\]:|<>+=;,*?.]{1,15}$/,
  expected: 'expected up to 15 characters, none of them a space or one of "/\\[]:|<>+=;,*?.',
};

/** A product version and build as VERSION of NTLM holds them ([MS-NLMP] 2.2.2.10). */
export const productVersionForm: TextForm = {
  pattern: /^\d{1,2}\.\d{1,2}\.(\d{1,4}|[1-5]\d{4})$/,
  expected: 'expected MAJOR.MINOR.BUILD, such as 10.0.26100',
};

/** A DNS name, at most {@link longestDnsName} characters of it. */
export const dnsForm: TextForm = {
  pattern: /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/,
  expected: 'expected a DNS name',
};

export const longestDnsName = 255;

/** The rule of {@link dnsForm}. */
export const aDnsName = both(
  textOf(dnsForm),
  fits((value) => String(value).length <= longestDnsName, `expected at most ${longestDnsName} characters`),
);

const orEmpty = (rule: Rule): Rule =>
  fits(
    (value) => value === undefined || value === '' || rule(value, []).length === 0,
    'expected a name, or an empty text',
  );

/** The rule of {@link ServerNames}; the names of a domain may be left out. */
export const namesRule: Rule = onlyWith({
  netbiosName: textOf(netbiosForm),
  dnsName: aDnsName,
  netbiosDomain: orEmpty(textOf(netbiosForm)),
  dnsDomain: orEmpty(aDnsName),
  dnsTree: optional(orEmpty(aDnsName)),
} satisfies Record<keyof ServerNames, Rule>);
