import { optionalSid, type NdrReader } from '../../ndr/index.js';

/** The part of LSAPR_OBJECT_ATTRIBUTES that decides something. */
export interface ObjectAttributes {
  /** RootDirectory is there, which it must not be. */
  readonly isRooted: boolean;
}

/** Reads LSAPR_OBJECT_ATTRIBUTES ([MS-LSAT] 2.2.9). Clients leave it empty, but need not. */
export function readObjectAttributes(r: NdrReader): ObjectAttributes {
  let isRooted = false;
  r.construct(() => {
    r.u32('Length');
    isRooted = r.pointer('RootDirectory', () => r.u8('RootDirectory'));
    r.pointer('ObjectName', () => skipString(r));
    r.u32('Attributes');
    r.pointer('SecurityDescriptor', () => skipSecurityDescriptor(r));
    r.pointer('SecurityQualityOfService', () => skipQualityOfService(r));
  });
  return { isRooted };
}

/** STRING ([MS-LSAT] 2.2.2). */
function skipString(r: NdrReader): void {
  r.align(4, 'ObjectName');
  const length = r.u16('Length');
  const maximum = r.u16('MaximumLength');
  r.pointer('Buffer', () => {
    if (r.u32('Buffer') !== maximum || r.u32('Buffer') !== 0 || r.u32('Buffer') !== length) {
      r.fail('Buffer', `not ${length} of ${maximum} octets`);
    }
    r.bytes(length, 'Buffer');
  });
}

/** LSAPR_SECURITY_DESCRIPTOR ([MS-LSAT] 2.2.5). */
function skipSecurityDescriptor(r: NdrReader): void {
  r.align(4, 'SecurityDescriptor');
  r.u8('Revision');
  r.u8('Sbz1');
  r.u16('Control');
  optionalSid.read(r, 'Owner', () => {});
  optionalSid.read(r, 'Group', () => {});
  r.pointer('Sacl', () => skipAcl(r));
  r.pointer('Dacl', () => skipAcl(r));
}

/** Octets of an ACL before its entries. */
const ACL_HEADER = 4;

/** LSAPR_ACL ([MS-LSAT] 2.2.3): the count of its array comes before the structure (C706 14.3.7.1). */
function skipAcl(r: NdrReader): void {
  const count = r.u32('Dummy1');
  r.u8('AclRevision');
  r.u8('Sbz1');
  const size = r.u16('AclSize');
  if (size !== count + ACL_HEADER) r.fail('AclSize', `${size}, with ${count} octets`);
  r.bytes(count, 'Dummy1');
}

/** SECURITY_QUALITY_OF_SERVICE ([MS-LSAT] 2.2.8). */
function skipQualityOfService(r: NdrReader): void {
  r.u32('Length');
  r.u16('ImpersonationLevel');
  r.u8('ContextTrackingMode');
  r.u8('EffectiveOnly');
}
