import type { DiskOpen } from './on-open.js';

/** FILE_OBJECTID_BUFFER ([MS-FSCC] 2.1.3.1): ObjectId, BirthVolumeId, BirthObjectId and an empty DomainId. */
export async function fileObjectId({ target }: DiskOpen): Promise<Buffer> {
  const { fileId } = await target.file.info();
  const { serialNumber } = await target.share.volume();
  const volume = volumeObjectId(serialNumber);
  const file = Buffer.from(volume);
  file.writeBigUInt64LE(BigInt.asUintN(64, fileId), 8);
  return Buffer.concat([file, volume, file, Buffer.alloc(16)]);
}

/** ObjectId of a volume ([MS-FSCC] 2.5.6), in 16 bytes. @param serialNumber of the volume */
export function volumeObjectId(serialNumber: number): Buffer {
  const id = Buffer.alloc(16);
  id.writeUInt32LE(serialNumber >>> 0, 0);
  return id;
}
