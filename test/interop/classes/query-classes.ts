import * as fscc from '../../../src/smb2-codec/fscc/index.js';
import {
  decodeQueryDirectoryResponse,
  decodeQueryInfoResponse,
  decodeSecurityDescriptor,
  InfoType,
  QueryDirectoryFlags,
  SecurityInformation,
  type FileId,
} from '../../../src/smb2-codec/index.js';
import type { FileClient } from '../../session/commands/files/file-client.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { answerOf, BYTES, fieldsOf, shortName, sweep, type Answer } from './observations.js';

const C = fscc.FileInformationClass;
const F = fscc.FsInformationClass;

const fileDecoders: ReadonlyMap<number, (data: Buffer) => unknown> = new Map<
  number,
  (data: Buffer) => unknown
>([
  [C.BASIC, fscc.decodeFileBasicInformation],
  [C.STANDARD, fscc.decodeFileStandardInformation],
  [C.INTERNAL, fscc.decodeFileInternalInformation],
  [C.EA, fscc.decodeFileEaInformation],
  [C.ACCESS, fscc.decodeFileAccessInformation],
  [C.POSITION, fscc.decodeFilePositionInformation],
  [C.MODE, fscc.decodeFileModeInformation],
  [C.ALIGNMENT, fscc.decodeFileAlignmentInformation],
  [C.ALL, fscc.decodeFileAllInformation],
  [C.ALTERNATE_NAME, fscc.decodeFileNameInformation],
  [C.STREAM, fscc.decodeFileStreamInformation],
  [C.PIPE, fscc.decodeFilePipeInformation],
  [C.PIPE_LOCAL, fscc.decodeFilePipeLocalInformation],
  [C.COMPRESSION, fscc.decodeFileCompressionInformation],
  [C.NETWORK_OPEN, fscc.decodeFileNetworkOpenInformation],
  [C.ATTRIBUTE_TAG, fscc.decodeFileAttributeTagInformation],
  [C.NORMALIZED_NAME, fscc.decodeFileNameInformation],
  [C.ID, fscc.decodeFileIdInformation],
]);

const volumeDecoders: ReadonlyMap<number, (data: Buffer) => unknown> = new Map<
  number,
  (data: Buffer) => unknown
>([
  [F.VOLUME, fscc.decodeFsVolumeInformation],
  [F.SIZE, fscc.decodeFsSizeInformation],
  [F.DEVICE, fscc.decodeFsDeviceInformation],
  [F.ATTRIBUTE, fscc.decodeFsAttributeInformation],
  [F.CONTROL, fscc.decodeFsControlInformation],
  [F.FULL_SIZE, fscc.decodeFsFullSizeInformation],
  [F.OBJECT_ID, fscc.decodeFsObjectIdInformation],
  [F.SECTOR_SIZE, fscc.decodeFsSectorSizeInformation],
]);

/** Beyond the classes of [MS-FSCC] 2.4 and 2.5 that there are. */
const LAST_FILE_CLASS = 80;
const LAST_VOLUME_CLASS = 16;

type Observed = AsyncGenerator<[path: string, value: string]>;

/** Every class of FILE_INFORMATION_CLASS, with every room. */
export async function* observeFileClasses(client: FileClient, path: string, fileId: FileId): Observed {
  for (let fileInfoClass = 0; fileInfoClass <= LAST_FILE_CLASS; fileInfoClass++) {
    const ask = (room: number) => queryInfo(client, fileId, InfoType.FILE, fileInfoClass, room);
    yield* observe(`${path}/${nameOf(C, fileInfoClass)}`, ask, fileDecoders.get(fileInfoClass));
  }
}

/** Every class of FS_INFORMATION_CLASS, with every room. */
export async function* observeVolumeClasses(client: FileClient, path: string, fileId: FileId): Observed {
  for (let fsInfoClass = 0; fsInfoClass <= LAST_VOLUME_CLASS; fsInfoClass++) {
    const ask = (room: number) => queryInfo(client, fileId, InfoType.FILESYSTEM, fsInfoClass, room);
    yield* observe(`${path}/Fs ${nameOf(F, fsInfoClass)}`, ask, volumeDecoders.get(fsInfoClass));
  }
}

/** A security descriptor, of each part alone and of all. */
export async function* observeSecurity(client: FileClient, path: string, fileId: FileId): Observed {
  const { OWNER, GROUP, DACL, SACL } = SecurityInformation;
  for (const [name, parts] of Object.entries({
    none: 0,
    OWNER,
    GROUP,
    DACL,
    SACL,
    all: OWNER | GROUP | DACL,
  })) {
    const ask = (room: number) => queryInfo(client, fileId, InfoType.SECURITY, 0, room, parts);
    yield* observe(`${path}/security ${name}`, ask, decodeSecurityDescriptor);
  }
}

/** Every class of QUERY_DIRECTORY that there is, for one entry, and the layout of a whole listing. */
export async function* observeDirectoryClasses(client: FileClient, fileId: FileId, entry: string): Observed {
  for (let directoryClass = 0; directoryClass <= LAST_FILE_CLASS; directoryClass++) {
    const path = `listing/${nameOf(C, directoryClass)}`;
    const query = async (fileName: string, outputBufferLength: number): Promise<Answer> => {
      const flags = QueryDirectoryFlags.RESTART_SCANS | QueryDirectoryFlags.REOPEN;
      const body = { fileInformationClass: directoryClass, flags, fileName, outputBufferLength };
      const reply = await client.queryDirectory(fileId, body);
      return answerOf(reply, (message) => decodeQueryDirectoryResponse(message).outputBuffer);
    };
    const decode = (data: Buffer) => fscc.decodeDirectoryEntries(directoryClass, data)?.[0];
    yield* observe(path, (room) => query(entry, room), decode);
    const { data } = await query('*', 4096);
    yield [`${path}/layout`, layoutOf(data, fscc.directoryEntryFixedLength(directoryClass) ?? 0)];
  }
}

async function queryInfo(
  client: FileClient,
  fileId: FileId,
  infoType: number,
  infoClass: number,
  outputBufferLength: number,
  additionalInformation = 0,
): Promise<Answer> {
  const body = { infoType, outputBufferLength, additionalInformation };
  const reply = await client.queryInfo(fileId, infoClass, body);
  return answerOf(reply, (message) => decodeQueryInfoResponse(message).outputBuffer);
}

async function* observe(
  path: string,
  ask: (room: number) => Promise<Answer>,
  decode: ((data: Buffer) => unknown) | undefined,
): Observed {
  const { status, data } = await ask(4096);
  yield [`${path}/status`, shortName(status)];
  if (status !== NtStatus.STATUS_SUCCESS) return;
  yield [`${path}/length`, String(data.length)];
  yield [`${path}/rooms`, await sweep(ask, data.length)];
  if (data.length === 0) return;
  if (decode !== undefined) yield* fieldsOf(path, decode(data));
  yield [`${path}/${BYTES}`, data.toString('hex')];
}

/** Whether every entry begins at a multiple of eight, and how many bytes follow the last one's name. */
function layoutOf(data: Buffer, fixedLength: number): string {
  if (data.length === 0) return 'none';
  let start = 0;
  let aligned = true;
  for (;;) {
    const next = data.readUInt32LE(start);
    if (next === 0) break;
    start += next;
    aligned &&= start % 8 === 0;
  }
  // FileNameLength stands behind FileIndex and, but in Names, behind 52 bytes of times, sizes and attributes.
  const nameLength = data.readUInt32LE(start + (fixedLength === 12 ? 8 : 60));
  const padding = data.length - start - fixedLength - nameLength;
  return `${aligned ? 'aligned' : 'not aligned'}, ${padding} bytes behind the last name`;
}

function nameOf(classes: Readonly<Record<string, number>>, value: number): string {
  return Object.entries(classes).find(([, known]) => known === value)?.[0] ?? `class ${value}`;
}
