import { ntStatusName } from '../constants/nt-status.js';
import { commandLabel } from '../diagnosis/names.js';
import {
  Command,
  decodeHeader,
  decodeSessionSetupRequest,
  decodeSessionSetupResponse,
  decodeTreeConnectRequest,
  FRAME_PREFIX_LENGTH,
  FrameType,
  type Header,
  HeaderFlags,
  ProtocolId,
  protocolId,
  splitCompound,
} from '../smb2-codec/index.js';
import { type Cut, cutBytes, type Names, readable, type ReadMessage } from './cut.js';
import { tokenWords } from './token-words.js';

/** The most messages of a compound that a title names. */
const NAMED_IN_COMPOUND = 4;

/** The most characters of a path. */
const LONGEST_PATH = 120;

/** The command of an SMB1 message ([MS-CIFS] 2.2.3.1), and that of a NEGOTIATE. */
const SMB1_COMMAND = 4;
const SMB1_NEGOTIATE = 0x72;

const framesOfNetbios = new Map<number, string>([
  [FrameType.SESSION_REQUEST, 'NetBIOS session request'],
  [FrameType.POSITIVE_SESSION_RESPONSE, 'NetBIOS session response'],
  [FrameType.NEGATIVE_SESSION_RESPONSE, 'NetBIOS session refused'],
  [FrameType.RETARGET_SESSION_RESPONSE, 'NetBIOS session elsewhere'],
  [FrameType.KEEP_ALIVE, 'NetBIOS keep-alive'],
]);

/** Cuts the bytes of direct TCP ([MS-SMB2] 2.1) into frames. */
export function cutSmb(all: Buffer, from: 'client' | 'server'): Cut[] {
  const read: ReadMessage = (bytes, start) => {
    const type = bytes.readUInt8(start);
    if (type !== FrameType.SESSION_MESSAGE && !framesOfNetbios.has(type)) return undefined;
    const end = start + FRAME_PREFIX_LENGTH + bytes.readUIntBE(start + 1, 3);
    const names = namesOfFrame(type, bytes.subarray(start + FRAME_PREFIX_LENGTH, end), from);
    return { end, ...names, ...(end > bytes.length && { detail: () => 'incomplete' }) };
  };
  return cutBytes(all, FRAME_PREFIX_LENGTH, read, 'not SMB');
}

function namesOfFrame(type: number, payload: Buffer, from: 'client' | 'server'): Names {
  const ofNetbios = framesOfNetbios.get(type);
  if (ofNetbios !== undefined) return { title: ofNetbios };
  const side = from === 'client' ? 'request' : 'response';
  switch (protocolId(payload)) {
    case ProtocolId.SMB2:
      return namesOfCompound(payload, side);
    case ProtocolId.SMB1:
      return payload[SMB1_COMMAND] === SMB1_NEGOTIATE
        ? { title: `SMB1 NEGOTIATE ${side}` }
        : { title: `SMB1 ${side}` };
    case ProtocolId.TRANSFORM:
      return { title: `encrypted ${side}`, isOpaque: true };
    case ProtocolId.COMPRESSION_TRANSFORM:
      return { title: `compressed ${side}` };
    default:
      return { title: payload.length === 0 ? 'keep-alive' : 'not SMB' };
  }
}

function namesOfCompound(payload: Buffer, side: string): Names {
  const unreadable = { title: `SMB2 ${side}`, detail: () => 'it cannot be read' };
  const read = readable((): Names => {
    const messages = splitCompound(payload, NAMED_IN_COMPOUND);
    const named = messages.slice(0, NAMED_IN_COMPOUND);
    const titles = named.map((message) => commandLabel(decodeHeader(message).command));
    const more = messages.length > NAMED_IN_COMPOUND ? ' + …' : '';
    return { title: `${titles.join(' + ')}${more} ${side}`, detail: () => detailOf(named) };
  });
  return read ?? unreadable;
}

function detailOf(messages: readonly Buffer[]): string | undefined {
  const details = messages.flatMap((message) => wordsOfMessage(message) ?? []);
  return details.length === 0 ? undefined : [...new Set(details)].join(', ');
}

function wordsOfMessage(message: Buffer): string | undefined {
  const header = decodeHeader(message);
  const isResponse = (header.flags & HeaderFlags.SERVER_TO_REDIR) !== 0;
  return isResponse ? wordsOfResponse(header, message) : wordsOfRequest(header, message);
}

function wordsOfRequest({ command }: Header, message: Buffer): string | undefined {
  switch (command) {
    case Command.SESSION_SETUP:
      return readable(() => tokenWords(decodeSessionSetupRequest(message).securityBuffer));
    case Command.TREE_CONNECT:
      return readable(() => decodeTreeConnectRequest(message).path.slice(0, LONGEST_PATH));
    default:
      return undefined;
  }
}

function wordsOfResponse({ command, status }: Header, message: Buffer): string {
  const token =
    command === Command.SESSION_SETUP
      ? readable(() => tokenWords(decodeSessionSetupResponse(message).securityBuffer))
      : undefined;
  return [ntStatusName(status), ...(token === undefined ? [] : [token])].join(', ');
}
