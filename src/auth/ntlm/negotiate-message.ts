import { Reader, Writer } from '../../bytes/index.js';
import {
  decodeText,
  encodeText,
  maxNameLength,
  MessageType,
  PayloadLayout,
  payloadOf,
  readMessageHeader,
  readPayloadField,
  unlessMalformed,
  writeMessageHeader,
  writePayloadField,
} from './message-fields.js';
import { NegotiateFlags } from './negotiate-flags.js';

/** NEGOTIATE_MESSAGE ([MS-NLMP] 2.2.1.1). */
export interface NegotiateMessage {
  readonly negotiateFlags: number;
  /** In the OEM character set; empty unless OEM_DOMAIN_SUPPLIED is set. */
  readonly domainName: string;
  /** In the OEM character set; empty unless OEM_WORKSTATION_SUPPLIED is set. */
  readonly workstationName: string;
  /** The 8-byte VERSION structure ([MS-NLMP] 2.2.2.10), when the VERSION flag is set and there is room for it. */
  readonly version: Buffer | undefined;
  /** The faults of names that were left out because they cannot be read; absent: there are none. */
  readonly ignored?: readonly string[];
}

const structure = 'NEGOTIATE_MESSAGE';
const lengthWithoutVersion = 32;
const lengthWithVersion = 40;
/** The message is kept for the MIC until its login ends, so its length is bounded by that of its two names. */
const maxLength = lengthWithVersion + 2 * maxNameLength;

/**
 * Decodes a NEGOTIATE_MESSAGE. Only the flags are required: the oldest clients send nothing after them. Names that
 * cannot be read are left out.
 */
export function decodeNegotiateMessage(message: Buffer): NegotiateMessage {
  const reader = new Reader(message, structure);
  if (message.length > maxLength) reader.fail('out-of-range', 'length', `${message.length} bytes`);
  readMessageHeader(reader, MessageType.NEGOTIATE);
  const negotiateFlags = reader.u32('NegotiateFlags');
  const ignored: string[] = [];
  const name = (label: string, flag: number): string => {
    if (reader.remaining === 0) return '';
    const read = (): string => {
      const field = readPayloadField(reader, label);
      if ((negotiateFlags & flag) === 0) return '';
      return decodeText(payloadOf(reader, field, label, lengthWithoutVersion), false, structure, label);
    };
    return unlessMalformed(read, '', ignored);
  };
  const domainName = name('DomainName', NegotiateFlags.OEM_DOMAIN_SUPPLIED);
  const workstationName = name('Workstation', NegotiateFlags.OEM_WORKSTATION_SUPPLIED);
  const hasVersion = (negotiateFlags & NegotiateFlags.VERSION) !== 0 && message.length >= lengthWithVersion;
  const version = hasVersion ? message.subarray(lengthWithoutVersion, lengthWithVersion) : undefined;
  const decoded = { negotiateFlags, domainName, workstationName, version };
  return ignored.length === 0 ? decoded : { ...decoded, ignored };
}

/** Encodes a NEGOTIATE_MESSAGE; it ends before Version when there is none. */
export function encodeNegotiateMessage(message: NegotiateMessage): Buffer {
  const layout = new PayloadLayout(message.version ? lengthWithVersion : lengthWithoutVersion);
  const domain = layout.place(encodeText(message.domainName, false));
  const workstation = layout.place(encodeText(message.workstationName, false));

  const writer = new Writer(64);
  writeMessageHeader(writer, MessageType.NEGOTIATE);
  writer.u32(message.negotiateFlags);
  writePayloadField(writer, domain);
  writePayloadField(writer, workstation);
  if (message.version) writer.bytes(message.version);
  layout.write(writer);
  return writer.finish();
}
