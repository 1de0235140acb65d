import { NtStatus } from '../../nt-status.js';
import { AccessMask } from '../../shares/access-mask.js';
import { ShareError } from '../../shares/share-error.js';
import { type EncodedInformation } from '../../smb2-codec/fscc/index.js';
import { AceFlags, AceType, encodeSecurityDescriptor, SecurityInformation } from '../../smb2-codec/index.js';
import type { Open } from '../open-table.js';
import type { Established } from '../session.js';
import { isDiskOpen } from './find-open.js';

/** Everyone ([MS-DTYP] 2.4.2.4). */
const EVERYONE = 'S-1-1-0';

/**
 * A security descriptor that tells the truth about this server: access is decided by the share for each user, so the
 * asker owns the file, and everyone may do what the asker may ([MS-SMB2] 3.3.5.20.3).
 *
 * @throws ShareError STATUS_ACCESS_DENIED without READ_CONTROL, or ACCESS_SYSTEM_SECURITY for a SACL
 */
export async function securityDescriptor(
  additionalInformation: number,
  open: Open,
  established: Established,
): Promise<EncodedInformation> {
  if (!isDiskOpen(open)) throw new ShareError(NtStatus.STATUS_INVALID_DEVICE_REQUEST);
  const { file } = open.target;
  const wants = (part: number) => (additionalInformation & part) !== 0;
  const needed = wants(SecurityInformation.SACL)
    ? AccessMask.ACCESS_SYSTEM_SECURITY
    : AccessMask.READ_CONTROL;
  if ((file.grantedAccess & needed) === 0) throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
  const { sid } = established.identity;
  const accessMask = await file.maximalAccess();
  const inherit = file.directory ? AceFlags.OBJECT_INHERIT | AceFlags.CONTAINER_INHERIT : 0;
  const data = encodeSecurityDescriptor({
    control: 0,
    owner: wants(SecurityInformation.OWNER) ? sid : undefined,
    group: wants(SecurityInformation.GROUP) ? sid : undefined,
    sacl: undefined,
    dacl: wants(SecurityInformation.DACL)
      ? {
          revision: 2,
          aces: [{ type: AceType.ACCESS_ALLOWED, flags: inherit, body: { accessMask, sid: EVERYONE } }],
        }
      : undefined,
  });
  return { data, fixedLength: data.length };
}
