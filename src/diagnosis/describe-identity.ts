import type { IdentityRecord } from '../facts/identity.js';

/** The members of a record alone: an identity may have more. */
export function identityOf(identity: IdentityRecord): IdentityRecord {
  const { kind, account, domain, sid, identifyOnly, atDomain } = identity;
  const record = identifyOnly ? { kind, account, domain, sid, identifyOnly } : { kind, account, domain, sid };
  return atDomain === undefined ? record : { ...record, atDomain };
}
