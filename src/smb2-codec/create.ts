import { decodeUtf16, type Reader, type Writer } from '../bytes/index.js';
import { type CreateContext, decodeCreateContexts, encodeCreateContexts } from './create-contexts.js';
import { type FileId, readFileId, writeFileId } from './file-id.js';
import { type FileSummary, readFileSummary, writeFileSummary } from './file-summary.js';
import { readBody, variablePart } from './message.js';

/** [MS-SMB2] 2.2.13 */
export const ImpersonationLevel = {
  ANONYMOUS: 0x00000000,
  IDENTIFICATION: 0x00000001,
  IMPERSONATION: 0x00000002,
  DELEGATE: 0x00000003,
} as const;

/** `SMB2_CREATE_FLAG_…` ([MS-SMB2] 2.2.14). */
export const CreateResponseFlags = { REPARSEPOINT: 0x01 } as const;

/** SMB2 CREATE Request ([MS-SMB2] 2.2.13). */
export interface CreateRequest {
  /** One of {@link OplockLevel}. */
  readonly requestedOplockLevel: number;
  /** One of {@link ImpersonationLevel}. */
  readonly impersonationLevel: number;
  /** Bits of {@link AccessMask}. */
  readonly desiredAccess: number;
  /** Bits of {@link FileAttributes}. */
  readonly fileAttributes: number;
  /** Bits of {@link ShareAccess}. */
  readonly shareAccess: number;
  /** One of {@link CreateDisposition}. */
  readonly createDisposition: number;
  /** Bits of {@link CreateOptions}. */
  readonly createOptions: number;
  /** Path below the share as sent, with backslashes but none at the start; empty for the root of the share. */
  readonly name: string;
  readonly createContexts: readonly CreateContext[];
}

/** SMB2 CREATE Response ([MS-SMB2] 2.2.14). */
export interface CreateResponse extends FileSummary {
  /** One of {@link OplockLevel}. */
  readonly oplockLevel: number;
  /** Bits of {@link CreateResponseFlags}. */
  readonly flags: number;
  /** One of {@link CreateAction}. */
  readonly createAction: number;
  readonly fileId: FileId;
  readonly createContexts: readonly CreateContext[];
}

/** @throws CodecError if the name or a create context does not fit the message, or the name has an odd length */
export function decodeCreateRequest(message: Buffer): CreateRequest {
  const body = readBody(message, 'SMB2 CREATE Request', 57);
  body.skip(1, 'SecurityFlags');
  const requestedOplockLevel = body.u8('RequestedOplockLevel');
  const impersonationLevel = body.u32('ImpersonationLevel');
  body.skip(16, 'SmbCreateFlags');
  const desiredAccess = body.u32('DesiredAccess');
  const fileAttributes = body.u32('FileAttributes');
  const shareAccess = body.u32('ShareAccess');
  const createDisposition = body.u32('CreateDisposition');
  const createOptions = body.u32('CreateOptions');
  const nameOffset = body.u16('NameOffset');
  const nameLength = body.u16('NameLength');
  const contextsOffset = body.u32('CreateContextsOffset');
  const contextsLength = body.u32('CreateContextsLength');
  const name = variablePart(body, nameOffset, nameLength, 'Name');
  return {
    requestedOplockLevel,
    impersonationLevel,
    desiredAccess,
    fileAttributes,
    shareAccess,
    createDisposition,
    createOptions,
    name: decodeUtf16(name, 'SMB2 CREATE Request', 'Name'),
    createContexts: readCreateContexts(body, contextsOffset, contextsLength),
  };
}

export function encodeCreateRequest(w: Writer, value: CreateRequest): void {
  w.u16(57).u8(0).u8(value.requestedOplockLevel).u32(value.impersonationLevel).zero(16);
  w.u32(value.desiredAccess).u32(value.fileAttributes).u32(value.shareAccess);
  w.u32(value.createDisposition).u32(value.createOptions);
  w.u16(w.offset + 12).u16(value.name.length * 2);
  const contexts = w.offset;
  w.zero(8).utf16(value.name);
  writeCreateContexts(w, contexts, value.createContexts);
  // [MS-SMB2] 2.2.13: the Buffer of a request has at least one byte.
  if (value.name === '' && value.createContexts.length === 0) w.u8(0);
}

/** @throws CodecError if a create context does not fit the message */
export function decodeCreateResponse(message: Buffer): CreateResponse {
  const body = readBody(message, 'SMB2 CREATE Response', 89);
  const oplockLevel = body.u8('OplockLevel');
  const flags = body.u8('Flags');
  const createAction = body.u32('CreateAction');
  const summary = readFileSummary(body);
  body.skip(4, 'Reserved2');
  const fileId = readFileId(body);
  const contextsOffset = body.u32('CreateContextsOffset');
  const contextsLength = body.u32('CreateContextsLength');
  const createContexts = readCreateContexts(body, contextsOffset, contextsLength);
  return { oplockLevel, flags, createAction, ...summary, fileId, createContexts };
}

export function encodeCreateResponse(w: Writer, value: CreateResponse): void {
  w.u16(89).u8(value.oplockLevel).u8(value.flags).u32(value.createAction);
  writeFileSummary(w, value);
  w.u32(0);
  writeFileId(w, value.fileId);
  const contexts = w.offset;
  w.zero(8);
  writeCreateContexts(w, contexts, value.createContexts);
}

function readCreateContexts(body: Reader, offset: number, length: number): CreateContext[] {
  return decodeCreateContexts(variablePart(body, offset, length, 'CreateContexts'));
}

/** Writes the contexts and patches the offset/length pair at `pair`, which stays zero if there are none. */
function writeCreateContexts(w: Writer, pair: number, contexts: readonly CreateContext[]): void {
  if (contexts.length === 0) return;
  const list = encodeCreateContexts(w, contexts);
  w.patchU32(pair, list).patchU32(pair + 4, w.offset - list);
}
