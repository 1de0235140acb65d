import { CodecError } from '../bytes/index.js';
import { commandLabel } from '../diagnosis/names.js';
import { Inspector } from '../inspect/inspect.js';
import type { Section } from '../inspect/section.js';
import {
  Command,
  decodeChangeNotifyResponse,
  decodeCloseResponse,
  decodeCreateRequest,
  decodeCreateResponse,
  decodeErrorResponse,
  decodeHeader,
  decodeIoctlRequest,
  decodeIoctlResponse,
  decodeNegotiateRequest,
  decodeNegotiateResponse,
  decodeQueryDirectoryResponse,
  decodeQueryInfoResponse,
  decodeReadResponse,
  decodeSessionSetupRequest,
  decodeSessionSetupResponse,
  decodeTransformHeader,
  decodeTreeConnectRequest,
  decodeTreeConnectResponse,
  decodeWriteResponse,
  HeaderFlags,
  ProtocolId,
  protocolId,
  splitCompound,
} from '../smb2-codec/index.js';

/** A field of a message, with its value in words. */
export interface NamedField {
  /** Such as `NTLM CHALLENGE › ServerChallenge`. */
  readonly name: string;
  readonly value: string;
}

/** The messages of one frame: the one message, those of a compound, or an encrypted one. */
export interface NamedMessage {
  /** Such as `SESSION_SETUP response`. */
  readonly title: string;
  readonly bytes: Buffer;
}

/** The messages that a frame's payload consists of; one of unknown form is one message. */
export function messagesOf(payload: Buffer): NamedMessage[] {
  const parts =
    protocolId(payload) === ProtocolId.SMB2 ? (tried(() => splitCompound(payload)) ?? [payload]) : [payload];
  return parts.map((bytes) => ({ title: titleOf(bytes), bytes }));
}

/** Name of the field that is compared last: it differs with everything that it protects. */
export const SIGNATURE = 'Signature';

/** The fields of a message as all decoders see them, in the order in which a difference in them is told. */
export function fieldsOf(message: Buffer): NamedField[] {
  if (isHttp(message)) return httpFields(message);
  const shown = new Inspector().inspect(message).flatMap((section) => shownFields(section, []));
  const header = tried(() => decodeHeader(message));
  const transform = tried(() => decodeTransformHeader(message));
  return [
    ...shown,
    ...decodedFields(header, ''),
    ...decodedFields(transform, ''),
    ...decodedFields(
      tried(() => decodeBody(message)),
      '',
    ),
  ];
}

const HTTP = Buffer.from('HTTP/1.');

function isHttp(message: Buffer): boolean {
  return message.subarray(0, HTTP.length).equals(HTTP);
}

/** The status line, the fields of the header, and the tokens in them. */
function httpFields(message: Buffer): NamedField[] {
  const text = message.toString('latin1');
  const [head = ''] = text.split('\r\n\r\n', 1);
  const [status = '', ...lines] = head.split('\r\n');
  const fields = lines.map((line) => {
    const colon = line.indexOf(':');
    return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
  });
  const tokens = fields.flatMap(({ name, value }) => {
    const [, token] = /^(?:NTLM|Negotiate) ([A-Za-z0-9+/]+={0,2})$/.exec(value) ?? [];
    if (token === undefined) return [];
    return new Inspector()
      .inspect(Buffer.from(token, 'base64'))
      .flatMap((section) => shownFields(section, [name, section.title]));
  });
  return [{ name: 'status line', value: status }, ...tokens, ...fields];
}

/** The title of a section stands in front of its fields, but for the message itself. */
function shownFields({ title, fields, problems, sections }: Section, above: readonly string[]): NamedField[] {
  const name = (field: string): string => [...above, field].join(' › ');
  return [
    ...fields.map((field) => ({ name: name(field.name), value: field.value })),
    ...sections.flatMap((inner) => shownFields(inner, [...above, inner.title])),
    ...problems.map(({ text }) => ({ name: name('fault'), value: text })),
    { name: name('form'), value: title },
  ];
}

function titleOf(message: Buffer): string {
  switch (protocolId(message)) {
    case ProtocolId.SMB2: {
      const header = tried(() => decodeHeader(message));
      if (header === undefined) return 'SMB2 message';
      const response = (header.flags & HeaderFlags.SERVER_TO_REDIR) !== 0;
      return `${commandLabel(header.command)} ${response ? 'response' : 'request'}`;
    }
    case ProtocolId.TRANSFORM:
      return 'encrypted message';
    case ProtocolId.COMPRESSION_TRANSFORM:
      return 'compressed message';
    case ProtocolId.SMB1:
      return 'SMB1 message';
    default:
      return isHttp(message) ? 'HTTP response' : 'message';
  }
}

const requests: Partial<Record<number, (message: Buffer) => object>> = {
  [Command.NEGOTIATE]: decodeNegotiateRequest,
  [Command.SESSION_SETUP]: decodeSessionSetupRequest,
  [Command.TREE_CONNECT]: decodeTreeConnectRequest,
  [Command.CREATE]: decodeCreateRequest,
  [Command.IOCTL]: decodeIoctlRequest,
};

const responses: Partial<Record<number, (message: Buffer) => object>> = {
  [Command.NEGOTIATE]: decodeNegotiateResponse,
  [Command.SESSION_SETUP]: decodeSessionSetupResponse,
  [Command.TREE_CONNECT]: decodeTreeConnectResponse,
  [Command.CREATE]: decodeCreateResponse,
  [Command.CLOSE]: decodeCloseResponse,
  [Command.READ]: decodeReadResponse,
  [Command.WRITE]: decodeWriteResponse,
  [Command.IOCTL]: decodeIoctlResponse,
  [Command.QUERY_DIRECTORY]: decodeQueryDirectoryResponse,
  [Command.QUERY_INFO]: decodeQueryInfoResponse,
  [Command.CHANGE_NOTIFY]: decodeChangeNotifyResponse,
};

/** An answer with a failure has an error's body, which its own decoder refuses. */
function decodeBody(message: Buffer): object | undefined {
  const { command, flags } = decodeHeader(message);
  if ((flags & HeaderFlags.SERVER_TO_REDIR) === 0) return requests[command]?.(message);
  return tried(() => responses[command]?.(message)) ?? decodeErrorResponse(message);
}

/** Every value in what a decoder gave, under the specification's name of its field. */
function decodedFields(value: unknown, name: string): NamedField[] {
  if (value === undefined || typeof value === 'function') return [];
  if (Buffer.isBuffer(value)) return [{ name, value: value.toString('hex') }];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => decodedFields(item, `${name}[${index}]`));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) =>
      decodedFields(inner, `${name === '' ? '' : `${name}.`}${key.charAt(0).toUpperCase()}${key.slice(1)}`),
    );
  }
  return typeof value === 'bigint' ||
    typeof value === 'number' ||
    typeof value === 'string' ||
    typeof value === 'boolean'
    ? [{ name, value: String(value) }]
    : [];
}

function tried<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}
