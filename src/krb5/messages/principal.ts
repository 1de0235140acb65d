import { required, sequence, sequenceOf, type TypeOf } from '../../der/structure.js';
import { generalString, int32 } from '../../der/types.js';

/** More components than any principal has: two for a service, three for a domain controller's. */
const MAX_COMPONENTS = 16;

/** PrincipalName (RFC 4120 5.2.2): a name within a realm. */
export const principalName = sequence('PrincipalName', {
  nameType: required(0, int32),
  nameString: required(1, sequenceOf(generalString, MAX_COMPONENTS)),
});

/** A name within a realm, in components. */
export type PrincipalName = TypeOf<typeof principalName>;

/** Kinds of name (RFC 4120 6.2, RFC 6806 5). They never make two names differ. */
export const NameType = {
  UNKNOWN: 0,
  PRINCIPAL: 1,
  SRV_INST: 2,
  SRV_HST: 3,
  ENTERPRISE: 10,
} as const;

/** A name with its realm. */
export interface Principal {
  readonly realm: string;
  readonly name: PrincipalName;
}

/** Whether two names are the same: all components, with case; the kind of name does not count (RFC 4120 6.2). */
export function isSameName(one: PrincipalName, other: PrincipalName): boolean {
  return (
    one.nameString.length === other.nameString.length &&
    one.nameString.every((component, index) => component === other.nameString[index])
  );
}

/** `cifs/files.example.com@EXAMPLE.COM`, with `\` before `/`, `@` and `\` inside a component (RFC 1964 2.1.1). */
export function principalToText({ realm, name }: Principal): string {
  return `${nameToText(name)}@${escaped(realm, /[\\@]/g)}`;
}

/** `cifs/files.example.com`, the name without its realm. */
export function nameToText({ nameString }: PrincipalName): string {
  return nameString.map((component) => escaped(component, /[\\/@]/g)).join('/');
}

function escaped(text: string, special: RegExp): string {
  return text.replaceAll(special, (character) => `\\${character}`);
}

/**
 * The principal of a text.
 *
 * @param defaultRealm of a text without `@`; undefined: such a text is none
 * @returns undefined for a text that names no principal: an empty component or realm, two realms, `\` at the end
 */
export function principalFromText(text: string, defaultRealm?: string): Principal | undefined {
  const parts: string[] = [''];
  const separators: string[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '/' && !separators.includes('@')) {
      separators.push(character);
      parts.push('');
    } else if (character === '@') {
      separators.push(character);
      parts.push('');
    } else {
      if (character === '\\') index += 1;
      if (index === text.length) return undefined;
      parts[parts.length - 1] += character === '\\' ? text.charAt(index) : character;
    }
  }
  const realms = separators.filter((separator) => separator === '@').length;
  const realm = realms === 1 ? parts.pop() : defaultRealm;
  if (realms > 1 || realm === undefined || realm === '' || parts.includes('')) return undefined;
  const nameType = parts.length > 1 ? NameType.SRV_INST : NameType.PRINCIPAL;
  return { realm, name: { nameType, nameString: parts } };
}
