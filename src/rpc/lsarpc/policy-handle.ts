import { AccessMask } from '../../constants/access-mask.js';
import { NtStatus } from '../../constants/nt-status.js';
import type { NdrReader, NdrWriter } from '../../ndr/index.js';
import { NULL_CONTEXT_HANDLE, readContextHandle } from '../context-handles.js';
import { FaultStatus } from '../pdu/index.js';
import type { CallContext, Ending, Operation } from '../service.js';
import type { LsaPolicy } from './lsa-policy.js';
import { readObjectAttributes } from './object-attributes.js';

/** Rights to the policy ([MS-LSAD] 2.2.1.1.2), as far as something is served for them. */
export const PolicyRight = {
  POLICY_VIEW_LOCAL_INFORMATION: 0x00000001,
  POLICY_VIEW_AUDIT_INFORMATION: 0x00000002,
  POLICY_LOOKUP_NAMES: 0x00000800,
} as const;

/** POLICY_EXECUTE ([MS-LSAD] 2.2.1.1.2): what Windows grants to everybody who is let in. */
const POLICY_EXECUTE =
  AccessMask.READ_CONTROL | PolicyRight.POLICY_VIEW_LOCAL_INFORMATION | PolicyRight.POLICY_LOOKUP_NAMES;

/** POLICY_READ, POLICY_WRITE, POLICY_EXECUTE and POLICY_ALL_ACCESS, which generic rights stand for. */
const genericRights = [
  [AccessMask.GENERIC_READ, 0x00020006],
  [AccessMask.GENERIC_WRITE, 0x000207f8],
  [AccessMask.GENERIC_EXECUTE, POLICY_EXECUTE],
  [AccessMask.GENERIC_ALL, 0x000f0fff],
] as const;

const GENERIC = genericRights.reduce((all, [right]) => all | right, 0);

/** The type of handles to a policy. */
const POLICY_HANDLE = 'LSAPR_HANDLE';

interface OpenedPolicy {
  readonly grantedAccess: number;
}

/** LsarOpenPolicy2 (opnum 44, [MS-LSAT] 3.1.4.1). */
export const openPolicy2 = (policy: LsaPolicy): Operation => ({
  name: 'LsarOpenPolicy2',
  run: (r, w, call) => {
    r.optionalText('SystemName');
    openPolicy(r, w, call, policy);
  },
});

/** LsarOpenPolicy (opnum 6, [MS-LSAT] 3.1.4.2): its SystemName is one character. */
export const openPolicy1 = (policy: LsaPolicy): Operation => ({
  name: 'LsarOpenPolicy',
  run: (r, w, call) => {
    r.pointer('SystemName', () => r.u16('SystemName'));
    openPolicy(r, w, call, policy);
  },
});

/** LsarClose (opnum 0, [MS-LSAT] 3.1.4.3). */
export const close: Operation = {
  name: 'LsarClose',
  run: (r, w, { handles, caller }) => {
    if (!handles.close(POLICY_HANDLE, caller, readHandle(r))) return FaultStatus.CONTEXT_MISMATCH;
    w.bytes(NULL_CONTEXT_HANDLE).u32(NtStatus.STATUS_SUCCESS);
    return undefined;
  },
};

function openPolicy(r: NdrReader, w: NdrWriter, call: CallContext, { tellsOfAudit }: LsaPolicy): void {
  const { isRooted } = readObjectAttributes(r);
  const desired = r.u32('DesiredAccess');
  const audit = tellsOfAudit === true ? PolicyRight.POLICY_VIEW_AUDIT_INFORMATION : 0;
  const opened = open(desired, isRooted, POLICY_EXECUTE | audit, call);
  if (typeof opened === 'number') w.bytes(NULL_CONTEXT_HANDLE).u32(opened);
  else w.bytes(opened).u32(NtStatus.STATUS_SUCCESS);
}

/** Returns the handle, or the status that says why there is none. */
function open(
  desired: number,
  isRooted: boolean,
  allowed: number,
  { handles, caller }: CallContext,
): Buffer | NtStatus {
  // "The server MUST verify that the RootDirectory field is NULL" ([MS-LSAD] 3.1.4.4.1).
  if (isRooted) return NtStatus.STATUS_INVALID_PARAMETER;
  // Guests and anonymous clients learn no names: all that is asked of the policy needs a handle.
  if (caller.kind !== 'user') return NtStatus.STATUS_ACCESS_DENIED;
  const grantedAccess = granted(desired, allowed);
  if (grantedAccess === undefined) return NtStatus.STATUS_ACCESS_DENIED;
  return handles.open(POLICY_HANDLE, caller, { grantedAccess }) ?? NtStatus.STATUS_INSUFFICIENT_RESOURCES;
}

/** The rights that a handle gets; undefined when one is asked for that nobody has. */
function granted(desired: number, allowed: number): number | undefined {
  const mapped = genericRights.reduce(
    (access, [generic, rights]) => ((desired & generic) === 0 ? access : access | rights),
    desired & ~(GENERIC | AccessMask.MAXIMUM_ALLOWED),
  );
  if ((mapped & ~allowed) !== 0) return undefined;
  return (desired & AccessMask.MAXIMUM_ALLOWED) === 0 ? mapped : allowed;
}

/** Reads a handle of an open policy, or of nothing. */
export function readHandle(r: NdrReader): Buffer {
  return readContextHandle(r, 'PolicyHandle');
}

/** The status that a caller's handle lets an operation go on with, or the fault of a handle that is none. */
export function checkHandle(
  handle: Buffer,
  right: number,
  { handles, caller }: CallContext,
): { readonly status: NtStatus } | { readonly fault: NonNullable<Ending> } {
  const opened = handles.find(POLICY_HANDLE, caller, handle) as OpenedPolicy | undefined;
  if (opened === undefined) return { fault: FaultStatus.CONTEXT_MISMATCH };
  const isGranted = (opened.grantedAccess & right) !== 0;
  return { status: isGranted ? NtStatus.STATUS_SUCCESS : NtStatus.STATUS_ACCESS_DENIED };
}
