import { CodecError } from '../bytes/index.js';
import {
  FRAME_PREFIX_LENGTH,
  FrameSplitter,
  FrameType,
  ProtocolId,
  protocolId,
} from '../smb2-codec/index.js';
import { isCaptureFile, readCaptureFile } from '../capture/capture-file.js';
import { reassemble, type TcpConversation } from '../capture/tcp-streams.js';
import { recogniseProtocol, showFirstBytes } from '../diagnosis/first-bytes.js';
import { type InspectOptions, LoginInspector } from './login.js';
import { type Section, SectionBuilder } from './section.js';
import { Smb2Inspector } from './smb2.js';
import { inspectToken, isToken } from './spnego.js';
import { beginSearches } from './verify-login.js';

/** Longest frame that direct TCP can announce. */
const MAX_FRAME = 0xffffff;

/**
 * Decodes the bytes of a login in any form: a message of NTLM or Kerberos, a SPNEGO token, an SMB2 message, the
 * payload of a TCP stream, or a capture file. The inputs of one inspector belong to one login: a CHALLENGE is
 * remembered for the AUTHENTICATE that follows, and an AP-REQ for the AP-REP.
 */
export class Inspector {
  readonly #options: InspectOptions;
  readonly #searches = beginSearches();
  readonly #login: LoginInspector;
  readonly #smb2: Smb2Inspector;

  constructor(options: InspectOptions = {}) {
    this.#options = options;
    this.#login = new LoginInspector(options, this.#searches);
    this.#smb2 = new Smb2Inspector(this.#login);
  }

  inspect(bytes: Buffer): Section[] {
    if (bytes.length === 0)
      return [new SectionBuilder('nothing').weak('there are no bytes', '[MS-SMB2] 2.1').build()];
    if (isCaptureFile(bytes)) return this.#inspectCapture(bytes);
    if (isToken(bytes)) return [inspectToken(bytes, this.#login)];
    if (isSmb(protocolId(bytes))) return this.#smb2.inspect(bytes);
    if (isFramed(bytes)) return this.#inspectStream(bytes);
    return [
      new SectionBuilder('not SMB, SPNEGO, NTLM or Kerberos')
        .refused(`this is ${recogniseProtocol(bytes)}: ${showFirstBytes(bytes)}`, '[MS-SMB2] 2.1')
        .build(),
    ];
  }

  #inspectStream(bytes: Buffer): Section[] {
    const sections: Section[] = [];
    const splitter = new FrameSplitter(MAX_FRAME);
    forEachFrame(splitter, bytes, sections, (payload) => this.#smb2.inspect(payload));
    if (splitter.heldLength > 0) sections.push(cutMessage(splitter));
    return sections;
  }

  #inspectCapture(bytes: Buffer): Section[] {
    try {
      const conversations = reassemble(readCaptureFile(bytes));
      const sections = conversations
        .map((conversation) =>
          inspectConversation(conversation, new LoginInspector(this.#options, this.#searches)),
        )
        .filter((section) => section !== undefined);
      return sections.length > 0 ? sections : [captureWithoutSmb(conversations)];
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      return [new SectionBuilder('capture file').refused(error.message, 'pcapng').build()];
    }
  }
}

/** Undefined for a connection that is not SMB. */
function inspectConversation(conversation: TcpConversation, login: LoginInspector): Section | undefined {
  const { client, server, chunks, incomplete } = conversation;
  if (!isFramed(firstBytesOf(conversation))) return undefined;
  const found = new SectionBuilder(`Connection of ${client} to ${server}`);
  const smb2 = new Smb2Inspector(login);
  const splitters = { client: new FrameSplitter(MAX_FRAME), server: new FrameSplitter(MAX_FRAME) };
  for (const { sender, bytes } of chunks) {
    const sections: Section[] = [];
    forEachFrame(splitters[sender], bytes, sections, (payload) => smb2.inspect(payload));
    found.addAll(sections);
  }
  if (incomplete)
    found.weak(
      'bytes are missing from the capture, as when packets are lost or cut to a snapshot length; what follows the gap is left out',
      'RFC 9293 3.4',
    );
  else
    found.addAll(Object.values(splitters).flatMap((each) => (each.heldLength > 0 ? [cutMessage(each)] : [])));
  return found.build();
}

/** Bytes that show the frame's prefix and the protocol id, or which other protocol it is. */
const FIRST_BYTES = 64;

/** The first bytes of the side that sent first, joined from its segments. */
function firstBytesOf({ chunks: [first, ...others] }: TcpConversation): Buffer {
  let bytes = first?.bytes ?? Buffer.alloc(0);
  for (const { sender, bytes: more } of others) {
    if (bytes.length >= FIRST_BYTES || sender !== first?.sender) break;
    bytes = Buffer.concat([bytes, more]);
  }
  return bytes.subarray(0, FIRST_BYTES);
}

/** The most connections that are named when none of them is SMB. */
const namedLimit = 20;

function captureWithoutSmb(conversations: readonly TcpConversation[]): Section {
  const found = new SectionBuilder('capture file');
  const talking = conversations.filter(({ chunks }) => chunks.length > 0);
  for (const conversation of talking.slice(0, namedLimit)) {
    const { client, server } = conversation;
    found.field(`${client} to ${server}`, recogniseProtocol(firstBytesOf(conversation)));
  }
  if (talking.length > namedLimit) found.field('more', `${talking.length - namedLimit} connections`);
  return found
    .weak('no SMB connection is in it, or none from its beginning, where NEGOTIATE is', '[MS-SMB2] 2.1')
    .build();
}

function cutMessage({ heldLength }: FrameSplitter): Section {
  return new SectionBuilder('Direct TCP')
    .weak(`the last message is cut: only ${heldLength} bytes of its frame are here`, '[MS-SMB2] 2.1')
    .build();
}

function forEachFrame(
  splitter: FrameSplitter,
  bytes: Buffer,
  into: Section[],
  inspect: (payload: Buffer) => Section[],
): void {
  try {
    for (const { type, payload } of splitter.push(bytes)) {
      if (type !== FrameType.SESSION_MESSAGE || payload.length === 0) continue;
      for (const section of inspect(payload)) into.push(section);
    }
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    into.push(new SectionBuilder('Direct TCP').refused(error.message, '[MS-SMB2] 2.1').build());
  }
}

function isSmb(id: number | undefined): boolean {
  return Object.values(ProtocolId).some((known) => known === id);
}

/**
 * Whether bytes are framed: a zero byte, a length and an SMB message (direct TCP), or a NetBIOS session request first.
 */
function isFramed(bytes: Buffer): boolean {
  if (bytes[0] === FrameType.SESSION_REQUEST) return true;
  return bytes[0] === FrameType.SESSION_MESSAGE && isSmb(protocolId(bytes.subarray(FRAME_PREFIX_LENGTH)));
}
