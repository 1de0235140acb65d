import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { fscc } from '../../../src/smb2-codec/index.js';
import { bytes, hex, itIsSoundData, record, text, u32, u64 } from '../support.js';

const volume = {
  volumeCreationTime: u64,
  volumeSerialNumber: u32,
  supportsObjects: fc.boolean(),
  volumeLabel: text(),
};
const sizes = {
  totalAllocationUnits: u64,
  callerAvailableAllocationUnits: u64,
  actualAvailableAllocationUnits: u64,
  sectorsPerAllocationUnit: u32,
  bytesPerSector: u32,
};
const device = { deviceType: u32, characteristics: u32 };
const attribute = { fileSystemAttributes: u32, maximumComponentNameLength: u32, fileSystemName: text() };
const control = { defaultQuotaThreshold: u64, defaultQuotaLimit: u64, fileSystemControlFlags: u32 };
const objectId = { objectId: bytes(16), extendedInfo: bytes(48) };
const sectorSize = {
  logicalBytesPerSector: u32,
  physicalBytesPerSectorForAtomicity: u32,
  physicalBytesPerSectorForPerformance: u32,
  fileSystemEffectivePhysicalBytesPerSectorForAtomicity: u32,
  sectorSizeFlags: u32,
  byteOffsetForSectorAlignment: u32,
  byteOffsetForPartitionAlignment: u32,
};
const fs = record<fscc.FsInformation>({
  ...volume,
  ...sizes,
  ...device,
  ...attribute,
  ...control,
  ...objectId,
  ...sectorSize,
});

describe('[MS-FSCC] 2.5 file system information classes', () => {
  itIsSoundData(
    '2.5.1 Attribute',
    record(attribute),
    fscc.encodeFsAttributeInformation,
    fscc.decodeFsAttributeInformation,
  );
  itIsSoundData(
    '2.5.2 Control',
    record(control),
    fscc.encodeFsControlInformation,
    fscc.decodeFsControlInformation,
  );
  itIsSoundData(
    '2.5.4 FullSize',
    record(sizes),
    fscc.encodeFsFullSizeInformation,
    fscc.decodeFsFullSizeInformation,
  );
  itIsSoundData(
    '2.5.6 ObjectId',
    record(objectId),
    fscc.encodeFsObjectIdInformation,
    fscc.decodeFsObjectIdInformation,
  );
  itIsSoundData(
    '2.5.7 SectorSize',
    record(sectorSize),
    fscc.encodeFsSectorSizeInformation,
    fscc.decodeFsSectorSizeInformation,
  );
  itIsSoundData(
    '2.5.8 Size',
    record(sizes).map((value) => ({
      ...value,
      actualAvailableAllocationUnits: value.callerAvailableAllocationUnits,
    })),
    fscc.encodeFsSizeInformation,
    fscc.decodeFsSizeInformation,
  );
  itIsSoundData(
    '2.5.9 Volume',
    record(volume),
    fscc.encodeFsVolumeInformation,
    fscc.decodeFsVolumeInformation,
  );
  itIsSoundData(
    '2.5.10 Device',
    record(device),
    fscc.encodeFsDeviceInformation,
    fscc.decodeFsDeviceInformation,
  );

  it('one volume answers every class, with the lengths of the specification', () => {
    const { VOLUME, SIZE, DEVICE, ATTRIBUTE, CONTROL, FULL_SIZE, OBJECT_ID, SECTOR_SIZE } =
      fscc.FsInformationClass;
    fc.assert(
      fc.property(fs, (value) => {
        for (const [fsInformationClass, minimumRoom, length] of [
          [VOLUME, 24, 18 + value.volumeLabel.length * 2],
          [SIZE, 24, 24],
          [DEVICE, 8, 8],
          [ATTRIBUTE, 16, 12 + value.fileSystemName.length * 2],
          [CONTROL, 48, 48],
          [FULL_SIZE, 32, 32],
          [OBJECT_ID, 64, 64],
          [SECTOR_SIZE, 28, 28],
        ] as const) {
          const encoded = fscc.encodeFsInformation(fsInformationClass, value);
          assert.equal(encoded?.minimumRoom, minimumRoom, `class ${fsInformationClass}`);
          assert.equal(encoded.data.length, length);
        }
        assert.equal(fscc.encodeFsInformation(fscc.FsInformationClass.LABEL, value), undefined);
      }),
      { numRuns: 20 },
    );
  });

  it('2.5.1 is what a client sees as the file system', () => {
    const [value] = fc.sample(fs, 1);
    const encoded = fscc.encodeFsInformation(fscc.FsInformationClass.ATTRIBUTE, {
      ...value!,
      fileSystemAttributes:
        fscc.FileSystemAttributes.FILE_CASE_PRESERVED_NAMES | fscc.FileSystemAttributes.FILE_UNICODE_ON_DISK,
      maximumComponentNameLength: 255,
      fileSystemName: 'NTFS',
    });
    assert.deepEqual(encoded?.data, hex('06000000 ff000000 08000000 4e00540046005300'));
  });
});
