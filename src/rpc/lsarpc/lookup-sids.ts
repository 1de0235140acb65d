import { NtStatus } from '../../constants/nt-status.js';
import type { NdrReader, NdrType, NdrWriter } from '../../ndr/index.js';
import type { Operation } from '../service.js';
import { AccountView, domainSidOf } from './account-view.js';
import type { LsaPolicy } from './lsa-policy.js';
import { LookupLevel } from './lookup-level.js';
import { outcomeOf, readMapped, writeFailure } from './mapped.js';
import { checkHandle, PolicyRight, readHandle } from './policy-handle.js';
import { predefinedBySid, predefinedDomains, type Translation } from './predefined-principals.js';
import {
  MAX_SIDS,
  ReferencedDomains,
  sidEnumBuffer,
  SidNameUse,
  translatedNames,
  translatedNamesEx,
} from './structures.js';

/** An entry of the answer with everything that one of the structures has. */
interface Entry {
  readonly use: SidNameUse;
  readonly name: string;
  readonly domainIndex: number;
  readonly flags: number;
}

/** LsarLookupSids (opnum 15, [MS-LSAT] 3.1.4.11). */
export const lookupSids = operation('LsarLookupSids', translatedNames as NdrType<readonly Entry[]>, false);

/** LsarLookupSids2 (opnum 57, [MS-LSAT] 3.1.4.10). */
export const lookupSids2 = operation('LsarLookupSids2', translatedNamesEx as NdrType<readonly Entry[]>, true);

/** @param hasOptions LookupOptions and ClientRevision are there, and decide nothing */
function operation(
  name: string,
  entries: NdrType<readonly Entry[]>,
  hasOptions: boolean,
): (policy: LsaPolicy) => Operation {
  return (policy) => ({
    name,
    run: async (r, w, call) => {
      const handle = readHandle(r);
      const sids = readSids(r);
      const level = readMapped(r, entries);
      if (hasOptions) r.u32('LookupOptions');
      if (hasOptions) r.u32('ClientRevision');
      const check = checkHandle(handle, PolicyRight.POLICY_LOOKUP_NAMES, call);
      if ('fault' in check) return check.fault;
      const { status } = check;
      const known = sids.filter((sid) => sid !== undefined);
      // "Levels other than LsapLookupWksta are not valid if the server is not a domain controller"
      // ([MS-LSAT] 3.1.4.10), and a SID MUST be non-NULL (2.2.17).
      const fits = level === LookupLevel.LsapLookupWksta && known.length === sids.length;
      if (status !== NtStatus.STATUS_SUCCESS || !fits) {
        writeFailure(w, fits ? status : NtStatus.STATUS_INVALID_PARAMETER);
        return undefined;
      }
      const view = new AccountView(policy, call.caller);
      const found = await view.bySids(known.filter((sid) => predefinedBySid(sid) === undefined));
      writeEntries(w, entries, known, { view, found });
      return undefined;
    },
  });
}

function readSids(r: NdrReader): readonly (string | undefined)[] {
  let sids: readonly { readonly sid: string | undefined }[] = [];
  r.construct(() => sidEnumBuffer.read(r, 'SidEnumBuffer', (read) => (sids = read)));
  if (sids.length > MAX_SIDS) r.fail('SidEnumBuffer', `${sids.length} SIDs`);
  return sids.map(({ sid }) => sid);
}

interface Found {
  readonly view: AccountView;
  readonly found: ReadonlyMap<string, Translation>;
}

function writeEntries(
  w: NdrWriter,
  type: NdrType<readonly Entry[]>,
  sids: readonly string[],
  { view, found }: Found,
): void {
  const domains = new ReferencedDomains();
  let mapped = 0;
  const entries = sids.map((sid) => {
    const row = predefinedBySid(sid) ?? found.get(sid);
    if (row === undefined) return unknown(sid, view, domains);
    mapped += 1;
    return { use: row.use, name: row.name, domainIndex: domains.indexOf(row.domain), flags: 0 };
  });
  domains.write(w);
  w.construct(() => type.write(w, entries));
  w.u32(mapped).u32(outcomeOf(mapped, sids.length));
}

/**
 * The entry of a SID that nobody has: the SID in words, or in a domain that is known its last 32 bits in hexadecimal
 * ([MS-LSAT] 3.1.4.9).
 */
function unknown(sid: string, view: AccountView, domains: ReferencedDomains): Entry {
  const domainSid = domainSidOf(sid);
  const domain = [view.domain, view.ofCaller, ...predefinedDomains].find((one) => one.sid === domainSid);
  const rid = Number(sid.slice(sid.lastIndexOf('-') + 1));
  const name = domain === undefined ? sid : rid.toString(16).toUpperCase().padStart(8, '0');
  return { use: SidNameUse.SidTypeUnknown, name, domainIndex: domains.indexOf(domain), flags: 0 };
}
