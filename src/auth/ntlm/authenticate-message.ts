import { Reader, Writer } from '../../bytes/index.js';
import {
  decodeText,
  encodeText,
  MessageType,
  type PayloadField,
  PayloadLayout,
  payloadOf,
  readMessageHeader,
  readPayloadField,
  unlessMalformed,
  writeMessageHeader,
  writePayloadField,
} from './message-fields.js';
import { NegotiateFlags } from './negotiate-flags.js';

/** AUTHENTICATE_MESSAGE ([MS-NLMP] 2.2.1.3). */
export interface AuthenticateMessage {
  readonly lmChallengeResponse: Buffer;
  readonly ntChallengeResponse: Buffer;
  readonly domainName: string;
  readonly userName: string;
  readonly workstation: string;
  readonly encryptedRandomSessionKey: Buffer;
  readonly negotiateFlags: number;
  /** The 8-byte VERSION structure, when the VERSION flag is set and the payload leaves room for it. */
  readonly version: Buffer | undefined;
  /** The 16 bytes of the MIC field, if the payload leaves room for it. MsvAvFlags say whether they are a MIC. */
  readonly mic: Buffer | undefined;
  /** The faults of fields that were left out because they cannot be read and prove nothing; absent: there are none. */
  readonly ignored?: readonly string[];
}

/** Offset of the MIC, with or without a Version before it. */
export const micOffset = 72;
export const micLength = 16;

const structure = 'AUTHENTICATE_MESSAGE';
const fixedLength = 64;
const lengthWithVersion = 72;
const lengthWithMic = 88;
/** The length for NTLMv1 and LM; an NT response of NTLMv2 is longer. */
const ntlmV1ResponseLength = 24;
const noBytes = Buffer.alloc(0);

/**
 * Decodes an AUTHENTICATE_MESSAGE of any layout. Version and MIC are optional and nothing in the header announces them:
 * they are there when no payload begins before their end. A field that cannot be read is an error if the login depends
 * on it. These are left out instead: Workstation, the LM response beside one of NTLMv2, and a session key without
 * KEY_EXCH.
 *
 * @param charsetFlags says which character set applies when the message itself names none
 */
export function decodeAuthenticateMessage(message: Buffer, charsetFlags = 0): AuthenticateMessage {
  const reader = new Reader(message, structure);
  readMessageHeader(reader, MessageType.AUTHENTICATE);
  const lm = readPayloadField(reader, 'LmChallengeResponse');
  const nt = readPayloadField(reader, 'NtChallengeResponse');
  const domain = readPayloadField(reader, 'DomainName');
  const user = readPayloadField(reader, 'UserName');
  const workstation = readPayloadField(reader, 'Workstation');
  const key = readPayloadField(reader, 'EncryptedRandomSessionKey');
  const negotiateFlags = reader.u32('NegotiateFlags');

  const ignored: string[] = [];
  let payloadStart = message.length;
  const bytes = (field: PayloadField, name: string): Buffer => {
    const value = payloadOf(reader, field, name, fixedLength);
    if (field.length > 0) payloadStart = Math.min(payloadStart, field.offset);
    return value;
  };
  const unicode = isUnicode(negotiateFlags, charsetFlags);
  const text = (field: PayloadField, name: string): string =>
    decodeText(bytes(field, name), unicode, structure, name);
  const needed = <T>(read: () => T, empty: T, isNeeded: boolean): T =>
    isNeeded ? read() : unlessMalformed(read, empty, ignored);

  const ntChallengeResponse = bytes(nt, 'NtChallengeResponse');
  const provesWithLm = ntChallengeResponse.length <= ntlmV1ResponseLength;
  const exchangesKey = (negotiateFlags & NegotiateFlags.KEY_EXCH) !== 0;
  const lmChallengeResponse = needed(() => bytes(lm, 'LmChallengeResponse'), noBytes, provesWithLm);
  const domainName = text(domain, 'DomainName');
  const userName = text(user, 'UserName');
  const workstationName = needed(() => text(workstation, 'Workstation'), '', false);
  const encryptedRandomSessionKey = needed(
    () => bytes(key, 'EncryptedRandomSessionKey'),
    noBytes,
    exchangesKey,
  );
  const hasVersion = (negotiateFlags & NegotiateFlags.VERSION) !== 0 && payloadStart >= lengthWithVersion;
  const decoded = {
    lmChallengeResponse,
    ntChallengeResponse,
    domainName,
    userName,
    workstation: workstationName,
    encryptedRandomSessionKey,
    negotiateFlags,
    version: hasVersion ? message.subarray(fixedLength, lengthWithVersion) : undefined,
    mic: payloadStart >= lengthWithMic ? message.subarray(micOffset, lengthWithMic) : undefined,
  };
  return ignored.length === 0 ? decoded : { ...decoded, ignored };
}

/** Encodes an AUTHENTICATE_MESSAGE in the order Windows uses; the header ends after its last present field. */
export function encodeAuthenticateMessage(message: AuthenticateMessage): Buffer {
  const { negotiateFlags, version, mic } = message;
  const unicode = isUnicode(negotiateFlags, 0);
  const layout = new PayloadLayout(mic ? lengthWithMic : version ? lengthWithVersion : fixedLength);
  const domain = layout.place(encodeText(message.domainName, unicode));
  const user = layout.place(encodeText(message.userName, unicode));
  const workstation = layout.place(encodeText(message.workstation, unicode));
  const lm = layout.place(message.lmChallengeResponse);
  const nt = layout.place(message.ntChallengeResponse);
  const key = layout.place(message.encryptedRandomSessionKey);

  const writer = new Writer(512);
  writeMessageHeader(writer, MessageType.AUTHENTICATE);
  for (const field of [lm, nt, domain, user, workstation, key]) writePayloadField(writer, field);
  writer.u32(negotiateFlags);
  if (version) writer.bytes(version);
  else if (mic) writer.zero(8);
  if (mic) writer.bytes(mic);
  layout.write(writer);
  return writer.finish();
}

function isUnicode(flags: number, charsetFlags: number): boolean {
  const { UNICODE, OEM } = NegotiateFlags;
  return ((flags & (UNICODE | OEM)) === 0 ? charsetFlags & UNICODE : flags & UNICODE) !== 0;
}
