import { Reader, type Writer } from '../bytes/index.js';

/** Length of the SMB2 header in bytes; every body begins here. */
export const HEADER_LENGTH = 64;

/** Byte offsets of the header fields that are patched after encoding: compounding and signing. */
export const FLAGS_OFFSET = 16;
/** Bytes from the header’s start to NextCommand ([MS-SMB2] 2.2.1.2). */
export const NEXT_COMMAND_OFFSET = 20;
/** Bytes from the header’s start to Signature, of 16 bytes ([MS-SMB2] 2.2.1.2). */
export const SIGNATURE_OFFSET = 48;
const SIGNATURE_LENGTH = 16;

/** First four bytes of a message, read as a little-endian 32-bit number. */
export const ProtocolId = {
  /** `FF 'SMB'` ([MS-CIFS] 2.2.3.1) */
  SMB1: 0x424d53ff,
  /** `FE 'SMB'` ([MS-SMB2] 2.2.1) */
  SMB2: 0x424d53fe,
  /** `FD 'SMB'`, an encrypted message ([MS-SMB2] 2.2.41) */
  TRANSFORM: 0x424d53fd,
  /** `FC 'SMB'`, a compressed message ([MS-SMB2] 2.2.42) */
  COMPRESSION_TRANSFORM: 0x424d53fc,
} as const;

/** Command codes ([MS-SMB2] 2.2.1.2). */
export const Command = {
  NEGOTIATE: 0x0000,
  SESSION_SETUP: 0x0001,
  LOGOFF: 0x0002,
  TREE_CONNECT: 0x0003,
  TREE_DISCONNECT: 0x0004,
  CREATE: 0x0005,
  CLOSE: 0x0006,
  FLUSH: 0x0007,
  READ: 0x0008,
  WRITE: 0x0009,
  LOCK: 0x000a,
  IOCTL: 0x000b,
  CANCEL: 0x000c,
  ECHO: 0x000d,
  QUERY_DIRECTORY: 0x000e,
  CHANGE_NOTIFY: 0x000f,
  QUERY_INFO: 0x0010,
  SET_INFO: 0x0011,
  OPLOCK_BREAK: 0x0012,
  SERVER_TO_CLIENT_NOTIFICATION: 0x0013,
} as const;

/** Header flags, `SMB2_FLAGS_…` ([MS-SMB2] 2.2.1.2). */
export const HeaderFlags = {
  SERVER_TO_REDIR: 0x00000001,
  ASYNC_COMMAND: 0x00000002,
  RELATED_OPERATIONS: 0x00000004,
  SIGNED: 0x00000008,
  PRIORITY_MASK: 0x00000070,
  DFS_OPERATIONS: 0x10000000,
  REPLAY_OPERATION: 0x20000000,
} as const;

/** The SMB2 header in both of its forms ([MS-SMB2] 2.2.1). */
export interface Header {
  readonly creditCharge: number;
  /** NTSTATUS of a response; in a request of 3.x see {@link channelSequence}. */
  readonly status: number;
  /** One of {@link Command}, or a code this version does not know. */
  readonly command: number;
  /** CreditRequest in a request, CreditResponse in a response. */
  readonly credits: number;
  /** Bits of {@link HeaderFlags}. */
  readonly flags: number;
  /** Bytes from this header to the next one of a compound; 0 in the last. */
  readonly nextCommand: number;
  readonly messageId: bigint;
  /** Present exactly in the ASYNC form; that form has no TreeId. */
  readonly asyncId: bigint | undefined;
  /**
   * The 32 bits before TreeId: clients put 0 or a process id there, and Windows servers send it back. 0 in the ASYNC
   * form.
   */
  readonly reserved: number;
  /** 0 in the ASYNC form. */
  readonly treeId: number;
  readonly sessionId: bigint;
}

/**
 * The fields of a header that a caller sets; the others are zero. An `asyncId` selects the ASYNC form and sets its
 * flag. A `signature` has 16 bytes; a message is usually encoded without one, and signed afterwards.
 */
export type HeaderFields = Pick<Header, 'command'> & Partial<Header> & { readonly signature?: Buffer };

/** ChannelSequence of a 3.x request, which is the low half of what a response calls Status ([MS-SMB2] 2.2.1.2). */
export function channelSequence(request: Header): number {
  return request.status & 0xffff;
}

/** The protocol a message claims: its first four bytes as in {@link ProtocolId}, or undefined if it has fewer. */
export function protocolId(message: Buffer): number | undefined {
  return message.length < 4 ? undefined : message.readUInt32LE(0);
}

/**
 * Decodes the header at the start of `message`, but for its signature ({@link headerSignature}).
 *
 * @throws CodecError if it is shorter than 64 bytes, or ProtocolId or StructureSize is wrong
 */
export function decodeHeader(message: Buffer): Header {
  const r = new Reader(message, 'SMB2 Header');
  if (r.u32('ProtocolId') !== ProtocolId.SMB2) r.fail('bad-constant', 'ProtocolId');
  r.structureSize(HEADER_LENGTH);
  const creditCharge = r.u16('CreditCharge');
  const status = r.u32('Status');
  const command = r.u16('Command');
  const credits = r.u16('Credits');
  const flags = r.u32('Flags');
  const nextCommand = r.u32('NextCommand');
  const messageId = r.u64('MessageId');
  const async = (flags & HeaderFlags.ASYNC_COMMAND) !== 0;
  const header = {
    creditCharge,
    status,
    command,
    credits,
    flags,
    nextCommand,
    messageId,
    asyncId: async ? r.u64('AsyncId') : undefined,
    reserved: async ? 0 : r.u32('Reserved'),
    treeId: async ? 0 : r.u32('TreeId'),
    sessionId: r.u64('SessionId'),
  };
  r.skip(SIGNATURE_LENGTH, 'Signature');
  return header;
}

/** The signature in a message whose header was decoded: 16 bytes, as a view. */
export function headerSignature(message: Buffer): Buffer {
  return message.subarray(SIGNATURE_OFFSET, SIGNATURE_OFFSET + SIGNATURE_LENGTH);
}

/** Starts a message in `w`: its origin becomes the first byte of this header, and the body follows. */
export function encodeHeader(w: Writer, header: HeaderFields): void {
  const flags = header.flags ?? 0;
  const async = header.asyncId !== undefined || (flags & HeaderFlags.ASYNC_COMMAND) !== 0;
  w.startMessage();
  w.u32(ProtocolId.SMB2).u16(HEADER_LENGTH);
  w.u16(header.creditCharge ?? 0).u32(header.status ?? 0);
  w.u16(header.command).u16(header.credits ?? 0);
  w.u32(async ? flags | HeaderFlags.ASYNC_COMMAND : flags).u32(header.nextCommand ?? 0);
  w.u64(header.messageId ?? 0n);
  if (async) w.u64(header.asyncId ?? 0n);
  else w.u32(header.reserved ?? 0).u32(header.treeId ?? 0);
  w.u64(header.sessionId ?? 0n);
  if (header.signature === undefined) w.zero(SIGNATURE_LENGTH);
  else w.bytes(header.signature);
}
