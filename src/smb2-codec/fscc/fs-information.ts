import { Reader, Writer } from '../../bytes/index.js';
import { FsInformationClass } from './classes.js';
import { type EncodedInformation, readCountedText, readText, writeCountedText } from './fields.js';

/** DeviceType and Characteristics ([MS-FSCC] 2.5.10). */
export const DeviceType = { CD_ROM: 0x00000002, DISK: 0x00000007 } as const;
export const DeviceCharacteristics = {
  REMOVABLE_MEDIA: 0x00000001,
  READ_ONLY_DEVICE: 0x00000002,
  REMOTE_DEVICE: 0x00000010,
  DEVICE_IS_MOUNTED: 0x00000020,
} as const;

/** `SSINFO_FLAGS_…` ([MS-FSCC] 2.5.7). */
export const SectorSizeFlags = {
  ALIGNED_DEVICE: 0x00000001,
  PARTITION_ALIGNED_ON_DEVICE: 0x00000002,
  NO_SEEK_PENALTY: 0x00000004,
  TRIM_ENABLED: 0x00000008,
} as const;

/** FILE_FS_VOLUME_INFORMATION ([MS-FSCC] 2.5.9). */
export interface FsVolumeInformation {
  /** FILETIME. */
  readonly volumeCreationTime: bigint;
  readonly volumeSerialNumber: number;
  readonly supportsObjects: boolean;
  readonly volumeLabel: string;
}

/** FILE_FS_FULL_SIZE_INFORMATION ([MS-FSCC] 2.5.4); FILE_FS_SIZE_INFORMATION lacks the third count (2.5.8). */
export interface FsFullSizeInformation {
  readonly totalAllocationUnits: bigint;
  readonly callerAvailableAllocationUnits: bigint;
  readonly actualAvailableAllocationUnits: bigint;
  readonly sectorsPerAllocationUnit: number;
  readonly bytesPerSector: number;
}

/** FILE_FS_DEVICE_INFORMATION ([MS-FSCC] 2.5.10). */
export interface FsDeviceInformation {
  /** One of {@link DeviceType}. */
  readonly deviceType: number;
  /** Bits of {@link DeviceCharacteristics}. */
  readonly characteristics: number;
}

/** FILE_FS_ATTRIBUTE_INFORMATION ([MS-FSCC] 2.5.1). */
export interface FsAttributeInformation {
  /** Bits of {@link FileSystemAttributes}. */
  readonly fileSystemAttributes: number;
  /** Characters. */
  readonly maximumComponentNameLength: number;
  readonly fileSystemName: string;
}

/** FILE_FS_CONTROL_INFORMATION ([MS-FSCC] 2.5.2), of which the indexing thresholds are always 0. */
export interface FsControlInformation {
  readonly defaultQuotaThreshold: bigint;
  readonly defaultQuotaLimit: bigint;
  readonly fileSystemControlFlags: number;
}

/** FILE_FS_OBJECTID_INFORMATION ([MS-FSCC] 2.5.6). */
export interface FsObjectIdInformation {
  /** A GUID. */
  readonly objectId: Buffer;
  /** 48 bytes. */
  readonly extendedInfo: Buffer;
}

/** FILE_FS_SECTOR_SIZE_INFORMATION ([MS-FSCC] 2.5.7). */
export interface FsSectorSizeInformation {
  readonly logicalBytesPerSector: number;
  readonly physicalBytesPerSectorForAtomicity: number;
  readonly physicalBytesPerSectorForPerformance: number;
  readonly fileSystemEffectivePhysicalBytesPerSectorForAtomicity: number;
  /** Bits of {@link SectorSizeFlags}. */
  readonly sectorSizeFlags: number;
  readonly byteOffsetForSectorAlignment: number;
  readonly byteOffsetForPartitionAlignment: number;
}

/** Everything that QUERY_INFO can ask about a volume. */
export interface FsInformation
  extends
    FsVolumeInformation,
    FsFullSizeInformation,
    FsDeviceInformation,
    FsAttributeInformation,
    FsControlInformation,
    FsObjectIdInformation,
    FsSectorSizeInformation {}

interface Layout {
  readonly minimumRoom: number;
  readonly encode: (w: Writer, volume: FsInformation) => void;
}

const LAYOUTS: ReadonlyMap<number, Layout> = new Map<number, Layout>([
  [FsInformationClass.VOLUME, { minimumRoom: 24, encode: encodeFsVolumeInformation }],
  [FsInformationClass.SIZE, { minimumRoom: 24, encode: encodeFsSizeInformation }],
  [FsInformationClass.DEVICE, { minimumRoom: 8, encode: encodeFsDeviceInformation }],
  [FsInformationClass.ATTRIBUTE, { minimumRoom: 16, encode: encodeFsAttributeInformation }],
  [FsInformationClass.CONTROL, { minimumRoom: 48, encode: encodeFsControlInformation }],
  [FsInformationClass.FULL_SIZE, { minimumRoom: 32, encode: encodeFsFullSizeInformation }],
  [FsInformationClass.OBJECT_ID, { minimumRoom: 64, encode: encodeFsObjectIdInformation }],
  [FsInformationClass.SECTOR_SIZE, { minimumRoom: 28, encode: encodeFsSectorSizeInformation }],
]);

/** Encodes any class of {@link FsInformationClass} but Label, which is never asked for; undefined for any other. */
export function encodeFsInformation(
  fsInformationClass: number,
  volume: FsInformation,
): EncodedInformation | undefined {
  const layout = LAYOUTS.get(fsInformationClass);
  if (layout === undefined) return undefined;
  const w = new Writer(64);
  layout.encode(w, volume);
  return { data: w.finish(), minimumRoom: layout.minimumRoom };
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFsVolumeInformation(data: Buffer): FsVolumeInformation {
  const r = new Reader(data, 'FILE_FS_VOLUME_INFORMATION');
  const volumeCreationTime = r.u64('VolumeCreationTime');
  const volumeSerialNumber = r.u32('VolumeSerialNumber');
  const labelLength = r.u32('VolumeLabelLength');
  const supportsObjects = r.u8('SupportsObjects') !== 0;
  r.skip(1, 'Reserved');
  const volumeLabel = readText(r, labelLength, 'VolumeLabel');
  return { volumeCreationTime, volumeSerialNumber, supportsObjects, volumeLabel };
}

export function encodeFsVolumeInformation(w: Writer, value: FsVolumeInformation): void {
  w.u64(value.volumeCreationTime)
    .u32(value.volumeSerialNumber)
    .u32(value.volumeLabel.length * 2);
  w.u8(Number(value.supportsObjects)).u8(0).utf16(value.volumeLabel);
}

/**
 * The one count of available units stands for both; the caller's is the smaller.
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeFsSizeInformation(data: Buffer): FsFullSizeInformation {
  const r = new Reader(data, 'FILE_FS_SIZE_INFORMATION');
  const totalAllocationUnits = r.u64('TotalAllocationUnits');
  const available = r.u64('AvailableAllocationUnits');
  return {
    totalAllocationUnits,
    callerAvailableAllocationUnits: available,
    actualAvailableAllocationUnits: available,
    sectorsPerAllocationUnit: r.u32('SectorsPerAllocationUnit'),
    bytesPerSector: r.u32('BytesPerSector'),
  };
}

export function encodeFsSizeInformation(w: Writer, value: FsFullSizeInformation): void {
  w.u64(value.totalAllocationUnits).u64(value.callerAvailableAllocationUnits);
  w.u32(value.sectorsPerAllocationUnit).u32(value.bytesPerSector);
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFsFullSizeInformation(data: Buffer): FsFullSizeInformation {
  const r = new Reader(data, 'FILE_FS_FULL_SIZE_INFORMATION');
  return {
    totalAllocationUnits: r.u64('TotalAllocationUnits'),
    callerAvailableAllocationUnits: r.u64('CallerAvailableAllocationUnits'),
    actualAvailableAllocationUnits: r.u64('ActualAvailableAllocationUnits'),
    sectorsPerAllocationUnit: r.u32('SectorsPerAllocationUnit'),
    bytesPerSector: r.u32('BytesPerSector'),
  };
}

export function encodeFsFullSizeInformation(w: Writer, value: FsFullSizeInformation): void {
  w.u64(value.totalAllocationUnits).u64(value.callerAvailableAllocationUnits);
  w.u64(value.actualAvailableAllocationUnits);
  w.u32(value.sectorsPerAllocationUnit).u32(value.bytesPerSector);
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFsDeviceInformation(data: Buffer): FsDeviceInformation {
  const r = new Reader(data, 'FILE_FS_DEVICE_INFORMATION');
  return { deviceType: r.u32('DeviceType'), characteristics: r.u32('Characteristics') };
}

export function encodeFsDeviceInformation(w: Writer, value: FsDeviceInformation): void {
  w.u32(value.deviceType).u32(value.characteristics);
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFsAttributeInformation(data: Buffer): FsAttributeInformation {
  const r = new Reader(data, 'FILE_FS_ATTRIBUTE_INFORMATION');
  return {
    fileSystemAttributes: r.u32('FileSystemAttributes'),
    maximumComponentNameLength: r.u32('MaximumComponentNameLength'),
    fileSystemName: readCountedText(r, 'FileSystemName'),
  };
}

export function encodeFsAttributeInformation(w: Writer, value: FsAttributeInformation): void {
  w.u32(value.fileSystemAttributes).u32(value.maximumComponentNameLength);
  writeCountedText(w, value.fileSystemName);
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFsControlInformation(data: Buffer): FsControlInformation {
  const r = new Reader(data, 'FILE_FS_CONTROL_INFORMATION');
  r.skip(24, 'FreeSpaceStartFiltering');
  const value = {
    defaultQuotaThreshold: r.u64('DefaultQuotaThreshold'),
    defaultQuotaLimit: r.u64('DefaultQuotaLimit'),
    fileSystemControlFlags: r.u32('FileSystemControlFlags'),
  };
  r.skip(4, 'Padding');
  return value;
}

export function encodeFsControlInformation(w: Writer, value: FsControlInformation): void {
  w.zero(24).u64(value.defaultQuotaThreshold).u64(value.defaultQuotaLimit);
  w.u32(value.fileSystemControlFlags).u32(0);
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFsObjectIdInformation(data: Buffer): FsObjectIdInformation {
  const r = new Reader(data, 'FILE_FS_OBJECTID_INFORMATION');
  return { objectId: r.bytes(16, 'ObjectId'), extendedInfo: r.bytes(48, 'ExtendedInfo') };
}

export function encodeFsObjectIdInformation(w: Writer, value: FsObjectIdInformation): void {
  w.bytes(value.objectId).bytes(value.extendedInfo);
}

/** @throws CodecError if the data is too short or malformed */
export function decodeFsSectorSizeInformation(data: Buffer): FsSectorSizeInformation {
  const r = new Reader(data, 'FILE_FS_SECTOR_SIZE_INFORMATION');
  return {
    logicalBytesPerSector: r.u32('LogicalBytesPerSector'),
    physicalBytesPerSectorForAtomicity: r.u32('PhysicalBytesPerSectorForAtomicity'),
    physicalBytesPerSectorForPerformance: r.u32('PhysicalBytesPerSectorForPerformance'),
    fileSystemEffectivePhysicalBytesPerSectorForAtomicity: r.u32(
      'FileSystemEffectivePhysicalBytesPerSectorForAtomicity',
    ),
    sectorSizeFlags: r.u32('Flags'),
    byteOffsetForSectorAlignment: r.u32('ByteOffsetForSectorAlignment'),
    byteOffsetForPartitionAlignment: r.u32('ByteOffsetForPartitionAlignment'),
  };
}

export function encodeFsSectorSizeInformation(w: Writer, value: FsSectorSizeInformation): void {
  w.u32(value.logicalBytesPerSector).u32(value.physicalBytesPerSectorForAtomicity);
  w.u32(value.physicalBytesPerSectorForPerformance);
  w.u32(value.fileSystemEffectivePhysicalBytesPerSectorForAtomicity).u32(value.sectorSizeFlags);
  w.u32(value.byteOffsetForSectorAlignment).u32(value.byteOffsetForPartitionAlignment);
}
