import {
  countedArray,
  optionalSid,
  structure,
  uint16,
  uint32,
  unicodeString,
  type NdrWriter,
} from '../../ndr/index.js';

/** SID_NAME_USE ([MS-LSAT] 2.2.13). */
export const SidNameUse = {
  SidTypeUser: 1,
  SidTypeGroup: 2,
  SidTypeDomain: 3,
  SidTypeAlias: 4,
  SidTypeWellKnownGroup: 5,
  SidTypeUnknown: 8,
  SidTypeLabel: 10,
} as const;
export type SidNameUse = (typeof SidNameUse)[keyof typeof SidNameUse];

/** DomainIndex -1: no domain belongs to the entry ([MS-LSAT] 2.2.14). */
export const NO_DOMAIN = 0xffffffff;

/** The most SIDs of one call ([MS-LSAT] 2.2.18). */
export const MAX_SIDS = 0x5000;

/** The most names of one call ([MS-LSAT] 3.1.4.5). */
export const MAX_NAMES = 1000;

/** LSAPR_TRUST_INFORMATION ([MS-LSAT] 2.2.11). */
export const trustInformation = structure({ name: unicodeString, sid: optionalSid });

/** LSAPR_REFERENCED_DOMAIN_LIST ([MS-LSAT] 2.2.12). */
const referencedDomainList = structure({
  domains: countedArray(trustInformation, 12),
  maxEntries: uint32,
});

/** LSAPR_SID_ENUM_BUFFER ([MS-LSAT] 2.2.18). */
export const sidEnumBuffer = countedArray(structure({ sid: optionalSid }), 4);

/** LSAPR_TRANSLATED_NAMES and LSAPR_TRANSLATED_NAMES_EX ([MS-LSAT] 2.2.20, 2.2.22). */
const translatedName = { use: uint16, name: unicodeString, domainIndex: uint32 };
export const translatedNames = countedArray(structure(translatedName), 16);
export const translatedNamesEx = countedArray(structure({ ...translatedName, flags: uint32 }), 20);

/** LSAPR_TRANSLATED_SIDS, LSAPR_TRANSLATED_SIDS_EX and LSAPR_TRANSLATED_SIDS_EX2 ([MS-LSAT] 2.2.15, 2.2.24, 2.2.26). */
const translatedSid = { use: uint16, relativeId: uint32, domainIndex: uint32 };
export const translatedSids = countedArray(structure(translatedSid), 12);
export const translatedSidsEx = countedArray(structure({ ...translatedSid, flags: uint32 }), 16);
export const translatedSidsEx2 = countedArray(
  structure({ use: uint16, sid: optionalSid, domainIndex: uint32, flags: uint32 }),
  16,
);

/** A domain as look-ups refer to it. */
export interface Domain {
  /** NetBIOS name; empty for the domains of the SIDs without one. */
  readonly name: string;
  readonly sid: string;
}

/** The domains that the entries of one answer refer to, each once. */
export class ReferencedDomains {
  readonly #domains: Domain[] = [];
  readonly #indexes = new Map<string, number>();

  /** DomainIndex of a domain; undefined: that of none. */
  indexOf(domain: Domain | undefined): number {
    if (domain === undefined) return NO_DOMAIN;
    const key = `${domain.sid} ${domain.name}`;
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    this.#indexes.set(key, this.#domains.length);
    return this.#domains.push(domain) - 1;
  }

  /** Writes the parameter ReferencedDomains. */
  write(w: NdrWriter): void {
    const domains = this.#domains;
    w.pointer(() => referencedDomainList.write(w, { domains, maxEntries: domains.length }));
  }
}
