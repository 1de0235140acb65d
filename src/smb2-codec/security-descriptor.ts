import { readSid, Reader, sidFromText, Writer } from '../bytes/index.js';

/** Control bits of a SECURITY_DESCRIPTOR; the diagram of [MS-DTYP] 2.4.6 counts them from the high end. */
export const SecurityDescriptorControl = {
  OWNER_DEFAULTED: 0x0001,
  GROUP_DEFAULTED: 0x0002,
  DACL_PRESENT: 0x0004,
  DACL_DEFAULTED: 0x0008,
  SACL_PRESENT: 0x0010,
  SACL_DEFAULTED: 0x0020,
  DACL_AUTO_INHERITED: 0x0400,
  SACL_AUTO_INHERITED: 0x0800,
  DACL_PROTECTED: 0x1000,
  SACL_PROTECTED: 0x2000,
  SELF_RELATIVE: 0x8000,
} as const;

/** AceType ([MS-DTYP] 2.4.4.1): those whose body is an access mask and a SID. */
export const AceType = {
  ACCESS_ALLOWED: 0x00,
  ACCESS_DENIED: 0x01,
  SYSTEM_AUDIT: 0x02,
  SYSTEM_MANDATORY_LABEL: 0x11,
} as const;

/** AceFlags ([MS-DTYP] 2.4.4.1). */
export const AceFlags = {
  OBJECT_INHERIT: 0x01,
  CONTAINER_INHERIT: 0x02,
  NO_PROPAGATE_INHERIT: 0x04,
  INHERIT_ONLY: 0x08,
  INHERITED: 0x10,
} as const;

/** An ACE. One of a type not in {@link AceType} has no mask and no SID here, only its body. */
export interface Ace {
  readonly type: number;
  /** Bits of {@link AceFlags}. */
  readonly flags: number;
  readonly body: { readonly accessMask: number; readonly sid: string } | Buffer;
}

/** ACL ([MS-DTYP] 2.4.5). */
export interface Acl {
  /** 2, or 4 if object ACEs are in it. */
  readonly revision: number;
  readonly aces: readonly Ace[];
}

/** A self-relative SECURITY_DESCRIPTOR ([MS-DTYP] 2.4.6). */
export interface SecurityDescriptor {
  /** Bits of {@link SecurityDescriptorControl}; the encoder sets the three that say what is there. */
  readonly control: number;
  readonly owner: string | undefined;
  readonly group: string | undefined;
  /** Undefined if it is not present; null for a list that is present and NULL, which is not the same as empty. */
  readonly sacl: Acl | null | undefined;
  /** As `sacl`; a NULL DACL grants all access to everyone, an empty DACL grants none. */
  readonly dacl: Acl | null | undefined;
}

const STRUCTURE = 'SECURITY_DESCRIPTOR';
const BASIC_ACE_TYPES: ReadonlySet<number> = new Set(Object.values(AceType));

/** @throws CodecError if it is not self-relative, or a SID, ACL or ACE does not fit */
export function decodeSecurityDescriptor(data: Buffer): SecurityDescriptor {
  const r = new Reader(data, STRUCTURE);
  if (r.u8('Revision') !== 1) r.fail('bad-constant', 'Revision');
  r.skip(1, 'Sbz1');
  const control = r.u16('Control');
  if ((control & SecurityDescriptorControl.SELF_RELATIVE) === 0) r.fail('bad-constant', 'Control');
  const owner = r.u32('OffsetOwner');
  const group = r.u32('OffsetGroup');
  const sacl = r.u32('OffsetSacl');
  const dacl = r.u32('OffsetDacl');
  const readAclAt = (present: number, offset: number, field: string) => {
    if ((control & present) === 0) return undefined;
    return offset === 0 ? null : readAcl(readerAt(r, offset, field), field);
  };
  return {
    control,
    owner: owner === 0 ? undefined : readSid(readerAt(r, owner, 'OffsetOwner'), 'OwnerSid'),
    group: group === 0 ? undefined : readSid(readerAt(r, group, 'OffsetGroup'), 'GroupSid'),
    sacl: readAclAt(SecurityDescriptorControl.SACL_PRESENT, sacl, 'Sacl'),
    dacl: readAclAt(SecurityDescriptorControl.DACL_PRESENT, dacl, 'Dacl'),
  };
}

/** Encodes the descriptor in the order of its fields: owner, group, SACL, DACL. */
export function encodeSecurityDescriptor(value: SecurityDescriptor): Buffer {
  const w = new Writer(256);
  const { DACL_PRESENT, SACL_PRESENT, SELF_RELATIVE } = SecurityDescriptorControl;
  let control = (value.control & ~(DACL_PRESENT | SACL_PRESENT)) | SELF_RELATIVE;
  if (value.dacl !== undefined) control |= DACL_PRESENT;
  if (value.sacl !== undefined) control |= SACL_PRESENT;
  w.u8(1).u8(0).u16(control).zero(16);
  if (value.owner !== undefined) w.patchU32(4, w.offset).bytes(sidFromText(value.owner));
  if (value.group !== undefined) w.patchU32(8, w.offset).bytes(sidFromText(value.group));
  if (value.sacl) writeAcl(w.patchU32(12, w.offset), value.sacl);
  if (value.dacl) writeAcl(w.patchU32(16, w.offset), value.dacl);
  return w.finish();
}

/** A reader from one of the descriptor's offsets on; nothing can lie inside the fixed part. */
function readerAt(fixed: Reader, offset: number, field: string): Reader {
  if (offset < fixed.offset || offset > fixed.message.length) fixed.fail('out-of-range', field);
  return new Reader(fixed.message, STRUCTURE, offset);
}

function readAcl(r: Reader, field: string): Acl {
  const revision = r.u8(field);
  r.skip(1, field);
  const size = r.u16(field);
  if (size < 8) r.fail('malformed', field, 'AclSize is too small');
  const aceCount = r.u16(field);
  r.skip(2, field);
  const body = new Reader(r.bytes(size - 8, field), STRUCTURE);
  const aces: Ace[] = [];
  for (let i = 0; i < aceCount; i++) aces.push(readAce(body, field));
  return { revision, aces };
}

function writeAcl(w: Writer, acl: Acl): void {
  const start = w.offset;
  w.u8(acl.revision).u8(0).u16(0).u16(acl.aces.length).u16(0);
  for (const ace of acl.aces) writeAce(w, ace);
  w.patchU16(start + 2, w.offset - start);
}

function readAce(r: Reader, field: string): Ace {
  const type = r.u8(field);
  const flags = r.u8(field);
  const size = r.u16(field);
  if (size < 4) r.fail('malformed', field, 'AceSize is too small');
  const body = r.bytes(size - 4, field);
  if (!BASIC_ACE_TYPES.has(type)) return { type, flags, body };
  const basic = new Reader(body, STRUCTURE);
  return { type, flags, body: { accessMask: basic.u32(field), sid: readSid(basic, field) } };
}

function writeAce(w: Writer, { type, flags, body }: Ace): void {
  const start = w.offset;
  w.u8(type).u8(flags).u16(0);
  if (Buffer.isBuffer(body)) w.bytes(body);
  else w.u32(body.accessMask).bytes(sidFromText(body.sid));
  w.patchU16(start + 2, w.offset - start);
}
