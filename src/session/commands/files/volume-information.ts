import { NtStatus } from '../../../constants/nt-status.js';
import { StatusError } from '../../exchange/status-error.js';
import {
  DeviceCharacteristics,
  DeviceType,
  encodeFsInformation,
  FsInformationClass,
  SectorSizeFlags,
  type EncodedInformation,
} from '../../../smb2-codec/fscc/index.js';
import type { ServerProfile } from '../../model/server-profile.js';
import { volumeObjectId } from './object-id.js';
import type { DiskOpen } from './on-open.js';

/**
 * Encodes the answer of an open file's volume to a class of FS_INFORMATION_CLASS ([MS-SMB2] 3.3.5.20.2).
 *
 * @throws StatusError for a class we do not answer
 */
export async function volumeInformation(
  fsInformationClass: number,
  open: DiskOpen,
  { objectIds }: Pick<ServerProfile, 'objectIds'>,
): Promise<EncodedInformation> {
  const volume = await open.target.share.volume();
  // Object ids are a service of NTFS; a volume without them says so ([MS-FSA] 2.1.5.12.11).
  if (fsInformationClass === FsInformationClass.OBJECT_ID && objectIds === 'none') {
    throw new StatusError(NtStatus.STATUS_INVALID_PARAMETER);
  }
  const { bytesPerSector } = volume;
  const information = encodeFsInformation(fsInformationClass, {
    volumeCreationTime: volume.creationTime,
    volumeSerialNumber: volume.serialNumber,
    supportsObjects: false,
    volumeLabel: volume.label,
    totalAllocationUnits: volume.totalAllocationUnits,
    callerAvailableAllocationUnits: volume.availableAllocationUnits,
    actualAvailableAllocationUnits: volume.availableAllocationUnits,
    sectorsPerAllocationUnit: volume.sectorsPerAllocationUnit,
    bytesPerSector,
    deviceType: DeviceType.DISK,
    // To its server a disk is not remote; the client's own redirector adds that.
    characteristics: DeviceCharacteristics.DEVICE_IS_MOUNTED,
    fileSystemAttributes: volume.attributes,
    maximumComponentNameLength: volume.maximumComponentNameLength,
    fileSystemName: volume.fileSystemName,
    // -1 is "no limit" ([MS-FSCC] 2.5.2).
    defaultQuotaThreshold: 0xffff_ffff_ffff_ffffn,
    defaultQuotaLimit: 0xffff_ffff_ffff_ffffn,
    fileSystemControlFlags: 0,
    objectId: volumeObjectId(volume.serialNumber),
    extendedInfo: Buffer.alloc(48),
    logicalBytesPerSector: bytesPerSector,
    physicalBytesPerSectorForAtomicity: bytesPerSector,
    physicalBytesPerSectorForPerformance: bytesPerSector,
    fileSystemEffectivePhysicalBytesPerSectorForAtomicity: bytesPerSector,
    sectorSizeFlags: SectorSizeFlags.ALIGNED_DEVICE | SectorSizeFlags.PARTITION_ALIGNED_ON_DEVICE,
    byteOffsetForSectorAlignment: 0,
    byteOffsetForPartitionAlignment: 0,
  });
  if (information !== undefined) return information;
  const documented = Object.values<number>(FsInformationClass).includes(fsInformationClass);
  throw new StatusError(documented ? NtStatus.STATUS_NOT_SUPPORTED : NtStatus.STATUS_INVALID_INFO_CLASS);
}
