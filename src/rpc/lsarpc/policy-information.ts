import { NtStatus } from '../../constants/nt-status.js';
import { optionalSid, unicodeString, type NdrWriter } from '../../ndr/index.js';
import type { Operation } from '../service.js';
import { belongsToDomain, isJoined, type LsaPolicy } from './lsa-policy.js';
import { checkHandle, PolicyRight, readHandle } from './policy-handle.js';
import { trustInformation } from './structures.js';

/** POLICY_INFORMATION_CLASS ([MS-LSAD] 2.2.4.1), as far as it is served. */
const InformationClass = {
  PolicyAuditEventsInformation: 2,
  PolicyPrimaryDomainInformation: 3,
  PolicyAccountDomainInformation: 5,
  PolicyLsaServerRoleInformation: 6,
  PolicyDnsDomainInformation: 12,
  PolicyDnsDomainInformationInt: 13,
  PolicyLocalAccountDomainInformation: 14,
} as const;

/** PolicyServerRolePrimary ([MS-LSAD] 2.2.4.9): the server that has the accounts. */
const ROLE_PRIMARY = 3;

/** The workgroup of a server that belongs to no domain, as on Windows and smbd. */
const WORKGROUP = 'WORKGROUP';

/** The domain of the server is not in a directory that would have given it a GUID. */
const NO_GUID = Buffer.alloc(16);

/** LsarQueryInformationPolicy (opnum 7, [MS-LSAD] 3.1.4.4.4). */
export const queryInformationPolicy = operation('LsarQueryInformationPolicy');

/** LsarQueryInformationPolicy2 (opnum 46, [MS-LSAD] 3.1.4.4.3). */
export const queryInformationPolicy2 = operation('LsarQueryInformationPolicy2');

function operation(name: string): (policy: LsaPolicy) => Operation {
  return (policy) => ({
    name,
    run: (r, w, call) => {
      const handle = readHandle(r);
      const level = r.u16('InformationClass');
      const check = checkHandle(handle, rightTo(level), call);
      if ('fault' in check) return check.fault;
      const arm = armOf(level, policy);
      const status = arm === undefined ? NtStatus.STATUS_INVALID_PARAMETER : check.status;
      const isAnswered = arm !== undefined && status === NtStatus.STATUS_SUCCESS;
      // POLICY_INFORMATION is a union; an arm of it with a LARGE_INTEGER aligns them all.
      w.pointer(isAnswered ? () => arm(w.u16(level).align(8), policy) : undefined);
      w.u32(status);
      return undefined;
    },
  });
}

type WriteArm = (w: NdrWriter, policy: LsaPolicy) => void;

/** The right that the handle must have ([MS-LSAD] 3.1.4.4.4). */
function rightTo(level: number): number {
  return level === InformationClass.PolicyAuditEventsInformation
    ? PolicyRight.POLICY_VIEW_AUDIT_INFORMATION
    : PolicyRight.POLICY_VIEW_LOCAL_INFORMATION;
}

function armOf(level: number, policy: LsaPolicy): WriteArm | undefined {
  if (level !== InformationClass.PolicyAuditEventsInformation) return writers.get(level);
  return policy.tellsOfAudit === true ? auditEvents : undefined;
}

/** POLICY_AUDIT_EVENT_SUCCESS and POLICY_AUDIT_EVENT_FAILURE and the bit that smbd sets beside them. */
const ALL_EVENTS = 7;

/** The kinds of events that smbd knows. */
const EVENT_KINDS = 7;

/** POLICY_AUDIT_EVENTS_INFO ([MS-LSAD] 2.2.4.4): AuditingMode, EventAuditingOptions and MaximumAuditEventCount. */
const auditEvents: WriteArm = (w) => {
  w.u8(1).align(4);
  w.pointer(() => {
    w.u32(EVENT_KINDS);
    for (let kind = 0; kind < EVENT_KINDS; kind++) w.u32(ALL_EVENTS);
  });
  w.u32(EVENT_KINDS);
};

const accountDomain: WriteArm = (w, { accounts }) =>
  trustInformation.write(w, { name: accounts.domain, sid: accounts.machineSid });

/** A workgroup has no SID. */
const primaryDomain: WriteArm = (w, policy) => {
  const { name, sid } = primaryDomainOf(policy);
  trustInformation.write(w, { name, sid });
};

const dnsDomain: WriteArm = (w, policy) => {
  const { name, sid, dnsName, dnsForest } = primaryDomainOf(policy);
  for (const text of [name, dnsName, dnsForest]) unicodeString.write(w, text);
  w.align(4).bytes(NO_GUID);
  optionalSid.write(w, sid);
};

const writers: ReadonlyMap<number, WriteArm> = new Map([
  [InformationClass.PolicyPrimaryDomainInformation, primaryDomain],
  [InformationClass.PolicyAccountDomainInformation, accountDomain],
  [InformationClass.PolicyLsaServerRoleInformation, (w) => void w.u16(ROLE_PRIMARY)],
  [InformationClass.PolicyDnsDomainInformation, dnsDomain],
  [InformationClass.PolicyDnsDomainInformationInt, dnsDomain],
  [InformationClass.PolicyLocalAccountDomainInformation, accountDomain],
]);

interface PrimaryDomain {
  readonly name: string;
  readonly sid: string | undefined;
  readonly dnsName: string;
  readonly dnsForest: string;
}

function primaryDomainOf(policy: LsaPolicy): PrimaryDomain {
  const { names, accounts } = policy;
  const name = names.netbiosDomain || WORKGROUP;
  if (!belongsToDomain(policy)) return { name, sid: undefined, dnsName: '', dnsForest: '' };
  // The SID of a domain that has the accounts elsewhere is not ours to tell.
  const sid = isJoined(policy) ? accounts.machineSid : undefined;
  return { name, sid, dnsName: names.dnsDomain, dnsForest: names.dnsTree ?? '' };
}
