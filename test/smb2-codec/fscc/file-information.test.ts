import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { fscc } from '../../../src/smb2-codec/index.js';
import {
  fileSummary,
  fileTimes,
  hex,
  itIsSound,
  itIsSoundData,
  record,
  text,
  u128,
  u16,
  u32,
  u64,
  u8,
  written,
} from '../support.js';

const flag = fc.boolean();
const basic = { ...fileTimes, fileAttributes: u32 };
const standard = {
  allocationSize: u64,
  endOfFile: u64,
  numberOfLinks: u32,
  deletePending: flag,
  directory: flag,
};
const all = {
  ...basic,
  ...standard,
  indexNumber: u64,
  eaSize: u32,
  accessFlags: u32,
  currentByteOffset: u64,
  mode: u32,
  alignmentRequirement: u32,
  fileName: text(),
};
const file = record<fscc.FileInformation>({ ...all, reparseTag: u32, volumeSerialNumber: u64, fileId: u128 });
const rename = { rootDirectory: u64, fileName: text() };

describe('[MS-FSCC] 2.4 file information classes', () => {
  itIsSoundData('2.4.1 Access', u32, fscc.encodeFileAccessInformation, fscc.decodeFileAccessInformation);
  itIsSoundData('2.4.2 All', record(all), fscc.encodeFileAllInformation, fscc.decodeFileAllInformation);
  itIsSoundData(
    '2.4.3 Alignment',
    u32,
    fscc.encodeFileAlignmentInformation,
    fscc.decodeFileAlignmentInformation,
  );
  itIsSoundData(
    '2.4.4 Allocation',
    u64,
    fscc.encodeFileAllocationInformation,
    fscc.decodeFileAllocationInformation,
  );
  itIsSoundData(
    '2.4.6 AttributeTag',
    record({ fileAttributes: u32, reparseTag: u32 }),
    fscc.encodeFileAttributeTagInformation,
    fscc.decodeFileAttributeTagInformation,
  );
  itIsSoundData(
    '2.4.7 Basic',
    record(basic),
    fscc.encodeFileBasicInformation,
    fscc.decodeFileBasicInformation,
  );
  itIsSoundData(
    '2.4.9 Compression',
    record({
      compressedFileSize: u64,
      compressionFormat: u16,
      compressionUnitShift: u8,
      chunkShift: u8,
      clusterShift: u8,
    }),
    fscc.encodeFileCompressionInformation,
    fscc.decodeFileCompressionInformation,
  );
  itIsSoundData(
    '2.4.11 Disposition',
    flag,
    fscc.encodeFileDispositionInformation,
    fscc.decodeFileDispositionInformation,
  );
  itIsSoundData(
    '2.4.12 DispositionEx',
    u32,
    fscc.encodeFileDispositionInformationEx,
    fscc.decodeFileDispositionInformationEx,
  );
  itIsSoundData('2.4.13 Ea', u32, fscc.encodeFileEaInformation, fscc.decodeFileEaInformation);
  itIsSoundData(
    '2.4.14 EndOfFile',
    u64,
    fscc.encodeFileEndOfFileInformation,
    fscc.decodeFileEndOfFileInformation,
  );
  itIsSoundData(
    '2.4.26 Id',
    record({ volumeSerialNumber: u64, fileId: u128 }),
    fscc.encodeFileIdInformation,
    fscc.decodeFileIdInformation,
  );
  itIsSoundData(
    '2.4.27 Internal',
    u64,
    fscc.encodeFileInternalInformation,
    fscc.decodeFileInternalInformation,
  );
  itIsSoundData('2.4.31 Mode', u32, fscc.encodeFileModeInformation, fscc.decodeFileModeInformation);
  itIsSoundData(
    '2.4.5, 2.4.32, 2.4.35 AlternateName, Name, NormalizedName',
    text(),
    fscc.encodeFileNameInformation,
    fscc.decodeFileNameInformation,
  );
  itIsSoundData(
    '2.4.34 NetworkOpen',
    record(fileSummary),
    fscc.encodeFileNetworkOpenInformation,
    fscc.decodeFileNetworkOpenInformation,
  );
  itIsSoundData(
    '2.4.37 Pipe',
    record({ readMode: u32, completionMode: u32 }),
    fscc.encodeFilePipeInformation,
    fscc.decodeFilePipeInformation,
  );
  itIsSoundData(
    '2.4.38 PipeLocal',
    record({
      namedPipeType: u32,
      namedPipeConfiguration: u32,
      maximumInstances: u32,
      currentInstances: u32,
      inboundQuota: u32,
      readDataAvailable: u32,
      outboundQuota: u32,
      writeQuotaAvailable: u32,
      namedPipeState: u32,
      namedPipeEnd: u32,
    }),
    fscc.encodeFilePipeLocalInformation,
    fscc.decodeFilePipeLocalInformation,
  );
  itIsSoundData(
    '2.4.40 Position',
    u64,
    fscc.encodeFilePositionInformation,
    fscc.decodeFilePositionInformation,
  );
  itIsSoundData(
    '2.4.42.2 Rename, 2.4.28.2 Link',
    record({ replaceIfExists: flag, ...rename }),
    fscc.encodeFileRenameInformation,
    fscc.decodeFileRenameInformation,
  );
  itIsSoundData(
    '2.4.43 RenameEx',
    record({ flags: u32, ...rename }),
    fscc.encodeFileRenameInformationEx,
    fscc.decodeFileRenameInformationEx,
  );
  itIsSoundData(
    '2.4.47 Standard',
    record(standard),
    fscc.encodeFileStandardInformation,
    fscc.decodeFileStandardInformation,
  );
  itIsSound('2.4.49 Stream', {
    value: fc.array(record({ streamSize: u64, streamAllocationSize: u64, streamName: text() }), {
      minLength: 1,
      maxLength: 4,
    }),
    encode: (streams) => fscc.encodeFileStreamInformation(streams, 4096).data,
    decode: fscc.decodeFileStreamInformation,
    shortest: 1,
  });
  itIsSoundData(
    '2.4.50 ValidDataLength',
    u64,
    fscc.encodeFileValidDataLengthInformation,
    fscc.decodeFileValidDataLengthInformation,
  );

  it('2.4.42.2 a rename is at least 24 bytes long', () => {
    const data = written((w) =>
      fscc.encodeFileRenameInformation(w, { replaceIfExists: true, rootDirectory: 0n, fileName: 'a' }),
    );
    assert.deepEqual(data, hex('01 00000000000000 0000000000000000 02000000 6100 0000'));
  });

  it('2.4.26 a 128-bit id is little-endian as a whole', () => {
    const data = written((w) =>
      fscc.encodeFileIdInformation(w, { volumeSerialNumber: 1n, fileId: (2n << 64n) | 3n }),
    );
    assert.deepEqual(data, hex('0100000000000000 0300000000000000 0200000000000000'));
  });
});

describe('one file answers every class that follows from it', () => {
  /** Class, the room it needs at least, and the length without its name where it has one. */
  const CLASSES: readonly (readonly [number, number, number?])[] = [
    [fscc.FileInformationClass.BASIC, 40],
    [fscc.FileInformationClass.STANDARD, 24],
    [fscc.FileInformationClass.INTERNAL, 8],
    [fscc.FileInformationClass.EA, 4],
    [fscc.FileInformationClass.ACCESS, 4],
    [fscc.FileInformationClass.NAME, 8, 4],
    [fscc.FileInformationClass.POSITION, 8],
    [fscc.FileInformationClass.MODE, 4],
    [fscc.FileInformationClass.ALIGNMENT, 4],
    [fscc.FileInformationClass.ALL, 104, 100],
    [fscc.FileInformationClass.COMPRESSION, 16],
    [fscc.FileInformationClass.NETWORK_OPEN, 56],
    [fscc.FileInformationClass.ATTRIBUTE_TAG, 8],
    [fscc.FileInformationClass.NORMALIZED_NAME, 8, 4],
    [fscc.FileInformationClass.ID, 24],
  ];

  it('with the lengths of the specification', () => {
    fc.assert(
      fc.property(file, (value) => {
        for (const [fileInfoClass, minimumRoom, fixedLength] of CLASSES) {
          const encoded = fscc.encodeFileInformation(fileInfoClass, value);
          assert.equal(encoded?.minimumRoom, minimumRoom, `class ${fileInfoClass}`);
          const length = fixedLength === undefined ? minimumRoom : fixedLength + value.fileName.length * 2;
          assert.equal(encoded.data.length, length);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('and with the values that its own decoder finds', () => {
    fc.assert(
      fc.property(file, (value) => {
        const data = (fileInfoClass: number) => fscc.encodeFileInformation(fileInfoClass, value)!.data;
        const { reparseTag, volumeSerialNumber, fileId, ...rest } = value;
        assert.deepEqual(fscc.decodeFileAllInformation(data(fscc.FileInformationClass.ALL)), rest);
        assert.deepEqual(fscc.decodeFileIdInformation(data(fscc.FileInformationClass.ID)), {
          volumeSerialNumber,
          fileId,
        });
        const tag = fscc.decodeFileAttributeTagInformation(data(fscc.FileInformationClass.ATTRIBUTE_TAG));
        assert.deepEqual(tag, { fileAttributes: value.fileAttributes, reparseTag });
        const internal = fscc.decodeFileInternalInformation(data(fscc.FileInformationClass.INTERNAL));
        assert.equal(internal, value.indexNumber);
        const access = fscc.decodeFileAccessInformation(data(fscc.FileInformationClass.ACCESS));
        assert.equal(access, value.accessFlags);
        const compression = fscc.decodeFileCompressionInformation(
          data(fscc.FileInformationClass.COMPRESSION),
        );
        assert.equal(compression.compressedFileSize, value.endOfFile);
      }),
      { numRuns: 20 },
    );
  });

  it('and no other class', () => {
    const [value] = fc.sample(file, 1);
    for (const fileInfoClass of [0, fscc.FileInformationClass.STREAM, fscc.FileInformationClass.PIPE, 100]) {
      assert.equal(fscc.encodeFileInformation(fileInfoClass, value!), undefined);
    }
  });
});
