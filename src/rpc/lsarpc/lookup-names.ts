import { NtStatus } from '../../constants/nt-status.js';
import { unicodeString, type NdrReader, type NdrType, type NdrWriter } from '../../ndr/index.js';
import type { CallContext, Operation } from '../service.js';
import { AccountView } from './account-view.js';
import { findName, type NamedResult, type Scope } from './find-names.js';
import { isJoined, type LsaPolicy } from './lsa-policy.js';
import { isLookupLevel, LookupLevel } from './lookup-level.js';
import { outcomeOf, readMapped, writeFailure } from './mapped.js';
import { checkHandle, PolicyRight, readHandle } from './policy-handle.js';
import {
  MAX_NAMES,
  ReferencedDomains,
  SidNameUse,
  translatedSids,
  translatedSidsEx,
  translatedSidsEx2,
} from './structures.js';

/** "Isolated names are searched for only on the local account database" ([MS-LSAT] 3.1.4.5). */
const LOCAL_ONLY = 0x80000000;

/** Flags of a SID that was found by another column than Security Principal Name ([MS-LSAT] 2.2.23). */
const FOUND_OTHERWISE = 0x00000001;

/** RelativeId of a SID that has none: of a domain, or of nobody ([MS-LSAT] 3.1.4.7). */
const NO_RID = 0xffffffff;

/** An entry of the answer with everything that one of the structures has. */
interface Entry {
  readonly use: SidNameUse;
  readonly sid: string | undefined;
  readonly relativeId: number;
  readonly domainIndex: number;
  readonly flags: number;
}

/** A version of the method: the structure of its answer, and whether the client says how to look up. */
interface Version {
  readonly name: string;
  readonly entries: NdrType<readonly Entry[]>;
  /** LookupOptions and ClientRevision are there. */
  readonly hasOptions: boolean;
  /** LookupOptions is heeded. */
  readonly heedsOptions: boolean;
}

/** LsarLookupNames (opnum 14, [MS-LSAT] 3.1.4.8). */
export const lookupNames = operation({
  name: 'LsarLookupNames',
  entries: translatedSids as NdrType<readonly Entry[]>,
  hasOptions: false,
  heedsOptions: false,
});

/** LsarLookupNames2 (opnum 58, [MS-LSAT] 3.1.4.7). */
export const lookupNames2 = operation({
  name: 'LsarLookupNames2',
  entries: translatedSidsEx as NdrType<readonly Entry[]>,
  hasOptions: true,
  heedsOptions: false,
});

/** LsarLookupNames3 (opnum 68, [MS-LSAT] 3.1.4.6). */
export const lookupNames3 = operation({
  name: 'LsarLookupNames3',
  entries: translatedSidsEx2 as NdrType<readonly Entry[]>,
  hasOptions: true,
  heedsOptions: true,
});

function operation({ name, entries, hasOptions, heedsOptions }: Version): (policy: LsaPolicy) => Operation {
  return (policy) => ({
    name,
    run: async (r, w, call) => {
      const handle = readHandle(r);
      const names = readNames(r);
      const level = readMapped(r, entries);
      const options = hasOptions ? r.u32('LookupOptions') : 0;
      if (hasOptions) r.u32('ClientRevision');
      const check = checkHandle(handle, PolicyRight.POLICY_LOOKUP_NAMES, call);
      if ('fault' in check) return check.fault;
      const isLocal = heedsOptions && (options & LOCAL_ONLY) !== 0;
      const refusal = refuse(check.status, level, isLocal);
      if (refusal !== NtStatus.STATUS_SUCCESS) {
        writeFailure(w, refusal);
        return undefined;
      }
      const view = new AccountView(policy, call.caller);
      const found = await findAll(names, view, scopeOf(level, isLocal, policy), call);
      if (found === undefined) writeFailure(w, NtStatus.STATUS_INTERNAL_ERROR);
      else writeEntries(w, entries, found);
      return undefined;
    },
  });
}

function readNames(r: NdrReader): readonly string[] {
  const count = r.u32('Count');
  if (count > MAX_NAMES) r.fail('Count', `${count} names`);
  const names: string[] = [];
  r.construct(() => {
    r.conformance(count, 8, 'Names');
    for (let i = 0; i < count; i++) unicodeString.read(r, 'Names', (name) => (names[i] = name));
  });
  return names;
}

function refuse(status: NtStatus, level: number, isLocal: boolean): NtStatus {
  if (status !== NtStatus.STATUS_SUCCESS) return status;
  // "LookupOptions MUST NOT contain 0x80000000 unless LookupLevel is LsapLookupWksta" ([MS-LSAT] 3.1.4.5).
  const fits = isLookupLevel(level) && (!isLocal || level === LookupLevel.LsapLookupWksta);
  return fits ? NtStatus.STATUS_SUCCESS : NtStatus.STATUS_INVALID_PARAMETER;
}

/** The views that a level stands for ([MS-LSAT] 2.2.16); those of forests are empty. */
function scopeOf(level: number, isLocal: boolean, policy: LsaPolicy): Scope {
  const { LsapLookupWksta, LsapLookupXForestReferral, LsapLookupRODCReferralToFullDC } = LookupLevel;
  const beyond = level === LsapLookupXForestReferral || level === LsapLookupRODCReferralToFullDC;
  const here = level === LsapLookupWksta;
  return {
    predefined: here,
    accounts: here || (isJoined(policy) && !beyond),
    // "UPNs are not searched for in any of the views" ([MS-LSAT] 3.1.4.5).
    principalNames: !isLocal,
  };
}

/** Looks names up one after the other, since a store may be slow; undefined: the store failed, or nobody waits. */
async function findAll(
  names: readonly string[],
  view: AccountView,
  scope: Scope,
  call: CallContext,
): Promise<readonly NamedResult[] | undefined> {
  const results: NamedResult[] = [];
  try {
    for (const name of names) {
      if (call.ended()) return undefined;
      results.push(await findName(name, view, scope));
    }
    return results;
  } catch {
    // The directory has reported the error.
    return undefined;
  }
}

function writeEntries(w: NdrWriter, type: NdrType<readonly Entry[]>, results: readonly NamedResult[]): void {
  const domains = new ReferencedDomains();
  const entries = results.map((result) => entryOf(result, domains));
  const mapped = results.filter(({ row }) => row !== undefined).length;
  domains.write(w);
  w.construct(() => type.write(w, entries));
  w.u32(mapped).u32(outcomeOf(mapped, results.length));
}

function entryOf({ row, domain, otherwise }: NamedResult, domains: ReferencedDomains): Entry {
  const domainIndex = domains.indexOf(row?.domain ?? domain);
  const flags = otherwise === true ? FOUND_OTHERWISE : 0;
  if (row === undefined) {
    return { use: SidNameUse.SidTypeUnknown, sid: undefined, relativeId: NO_RID, domainIndex, flags };
  }
  const { use, sid } = row;
  const rid = Number(sid.slice(sid.lastIndexOf('-') + 1));
  return { use, sid, relativeId: use === SidNameUse.SidTypeDomain ? NO_RID : rid, domainIndex, flags };
}
