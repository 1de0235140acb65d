import { NtStatus } from '../../../constants/nt-status.js';
import { AccessMask } from '../../../constants/access-mask.js';
import { StatusError } from '../../exchange/status-error.js';
import { type EncodedInformation } from '../../../smb2-codec/fscc/index.js';
import {
  AceFlags,
  AceType,
  encodeSecurityDescriptor,
  SecurityInformation,
} from '../../../smb2-codec/index.js';
import type { Established } from '../../model/session.js';
import type { DiskOpen } from './on-open.js';

const { DACL, GROUP, OWNER, SACL } = SecurityInformation;

/**
 * A security descriptor that tells what this server knows ([MS-SMB2] 3.3.5.20.3): access is decided by the share for
 * each user, so it names the requesting user as owner, with one ACE for that user's own rights. Other users' rights are
 * not listed.
 *
 * @throws StatusError STATUS_ACCESS_DENIED without READ_CONTROL, or ACCESS_SYSTEM_SECURITY for a SACL
 */
export async function securityDescriptor(
  additionalInformation: number,
  open: DiskOpen,
  { identity: { sid } }: Established,
): Promise<EncodedInformation> {
  const { file } = open.target;
  const wants = (parts: number) => (additionalInformation & parts) !== 0;
  const needed =
    (wants(OWNER | GROUP | DACL) ? AccessMask.READ_CONTROL : 0) |
    (wants(SACL) ? AccessMask.ACCESS_SYSTEM_SECURITY : 0);
  if ((needed & ~file.grantedAccess) !== 0) throw new StatusError(NtStatus.STATUS_ACCESS_DENIED);
  const accessMask = await file.maximalAccess();
  const flags = file.directory ? AceFlags.OBJECT_INHERIT | AceFlags.CONTAINER_INHERIT : 0;
  const data = encodeSecurityDescriptor({
    control: 0,
    owner: wants(OWNER) ? sid : undefined,
    group: wants(GROUP) ? sid : undefined,
    sacl: undefined,
    dacl: wants(DACL)
      ? { revision: 2, aces: [{ type: AceType.ACCESS_ALLOWED, flags, body: { accessMask, sid } }] }
      : undefined,
  });
  return { data, minimumRoom: data.length };
}
