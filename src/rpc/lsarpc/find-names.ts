import type { AccountView } from './account-view.js';
import { builtin, predefinedByName, predefinedDomains, type Translation } from './predefined-principals.js';
import { SidNameUse, type Domain } from './structures.js';
import { upperCaseUtf16 } from '../../bytes/index.js';

/** The scopes that a look-up of names searches ([MS-LSAT] 2.2.16). */
export interface Scope {
  /** Predefined Translation View and Builtin Domain Principal View. */
  readonly predefined: boolean;
  /** Account Domain View. */
  readonly accounts: boolean;
  /** User principal names, such as `alice@example.com`. */
  readonly principalNames: boolean;
}

/** The result for a name: what was found, or the domain in which it is unknown. */
export interface NamedResult {
  readonly row?: Translation;
  readonly domain?: Domain | undefined;
  /** Another column than Security Principal Name matched: Flags 0x00000001 ([MS-LSAT] 3.1.4.5). */
  readonly otherwise?: true;
}

/** Finds a name: `DOMAIN\name`, `name@domain` or `name` ([MS-LSAT] 3.1.4.5). */
export async function findName(name: string, view: AccountView, scope: Scope): Promise<NamedResult> {
  const backslash = name.indexOf('\\');
  if (backslash >= 0) {
    return findQualified(name.slice(backslash + 1), name.slice(0, backslash), view, scope);
  }
  // Windows takes no name for the domain BUILTIN.
  if (name === '') return scope.predefined ? { row: asRow(builtin) } : {};
  const row = await findIsolated(name, undefined, view, scope);
  if (row !== undefined) return { row };
  const domain = scope.accounts ? view.byDnsName(name) : undefined;
  if (domain !== undefined) return { row: domain, otherwise: true };
  const at = name.lastIndexOf('@');
  if (at < 0 || !scope.principalNames || !scope.accounts) return {};
  // "Default User Principal Names": the name, @ and the name of the domain ([MS-LSAT] 3.1.1.1.4).
  const ofPrincipal = await view.byName(name.slice(0, at), name.slice(at + 1));
  return ofPrincipal === undefined ? {} : { row: ofPrincipal, otherwise: true };
}

async function findQualified(
  name: string,
  domain: string,
  view: AccountView,
  scope: Scope,
): Promise<NamedResult> {
  const row = await findIsolated(name, domain, view, scope);
  if (row !== undefined) return { row };
  const known = findDomain(domain, view, scope);
  // Nothing behind the backslash is the domain itself, as with Windows and smbd.
  return name === '' && known !== undefined ? { row: asRow(known) } : { domain: known };
}

function findDomain(name: string, view: AccountView, scope: Scope): Domain | undefined {
  if (scope.accounts && view.isOurs(name)) return view.domain;
  const wanted = upperCaseUtf16(name);
  return scope.predefined
    ? predefinedDomains.find((known) => upperCaseUtf16(known.name) === wanted)
    : undefined;
}

function asRow(domain: Domain): Translation {
  return { ...domain, use: SidNameUse.SidTypeDomain, domain };
}

async function findIsolated(
  name: string,
  domain: string | undefined,
  view: AccountView,
  scope: Scope,
): Promise<Translation | undefined> {
  // An empty name is nobody's, also where the store would find something.
  if (name === '') return undefined;
  const row = scope.predefined ? predefinedByName(name, domain) : undefined;
  return row ?? (scope.accounts ? view.byName(name, domain) : undefined);
}
