import { CodecError } from '../../bytes/index.js';
import {
  FRAME_PREFIX_LENGTH,
  FrameSplitter,
  FrameType,
  ProtocolId,
  protocolId,
} from '../../smb2-codec/index.js';
import { isCaptureFile, readCaptureFile } from '../capture/capture-file.js';
import { reassemble, type TcpConversation } from '../capture/tcp-streams.js';
import { recogniseProtocol, showFirstBytes } from '../first-bytes.js';
import { type InspectOptions, NtlmInspector } from './ntlm.js';
import { type Section, SectionBuilder } from './section.js';
import { Smb2Inspector } from './smb2.js';
import { inspectToken, isToken } from './spnego.js';

/** Longest frame that direct TCP can announce. */
const MAX_FRAME = 0xffffff;

/**
 * Decodes bytes of any kind that a login consists of: an NTLM message, a SPNEGO token, an SMB2 message, the payload of
 * a TCP stream, or a capture file. Inputs of one inspector belong together: a CHALLENGE is remembered for the
 * AUTHENTICATE that follows.
 */
export class Inspector {
  readonly #options: InspectOptions;
  readonly #ntlm: NtlmInspector;
  readonly #smb2: Smb2Inspector;

  constructor(options: InspectOptions = {}) {
    this.#options = options;
    this.#ntlm = new NtlmInspector(options);
    this.#smb2 = new Smb2Inspector(this.#ntlm);
  }

  inspect(bytes: Buffer): Section[] {
    if (isCaptureFile(bytes)) return this.#inspectCapture(bytes);
    if (isToken(bytes)) return [inspectToken(bytes, this.#ntlm)];
    if (isSmb(protocolId(bytes))) return this.#smb2.inspect(bytes);
    if (isFramed(bytes)) return this.#inspectStream(bytes);
    return [
      new SectionBuilder('not SMB, SPNEGO or NTLM')
        .refused(`this is ${recogniseProtocol(bytes)}: ${showFirstBytes(bytes)}`, '[MS-SMB2] 2.1')
        .build(),
    ];
  }

  #inspectStream(bytes: Buffer): Section[] {
    const sections: Section[] = [];
    forEachFrame(new FrameSplitter(MAX_FRAME), bytes, sections, (payload) => this.#smb2.inspect(payload));
    return sections;
  }

  #inspectCapture(bytes: Buffer): Section[] {
    try {
      const conversations = reassemble(readCaptureFile(bytes));
      return conversations
        .map((conversation) => inspectConversation(conversation, this.#options))
        .filter((section) => section !== undefined);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      return [new SectionBuilder('capture file').refused(error.message, 'pcapng').build()];
    }
  }
}

/** Undefined for a connection that is not SMB. */
function inspectConversation(conversation: TcpConversation, options: InspectOptions): Section | undefined {
  const { client, server, chunks, incomplete } = conversation;
  const [first] = chunks;
  if (first === undefined || !isFramed(first.bytes)) return undefined;
  const found = new SectionBuilder(`Connection of ${client} to ${server}`);
  const smb2 = new Smb2Inspector(new NtlmInspector(options));
  const splitters = { client: new FrameSplitter(MAX_FRAME), server: new FrameSplitter(MAX_FRAME) };
  for (const { sender, bytes } of chunks) {
    const sections: Section[] = [];
    forEachFrame(splitters[sender], bytes, sections, (payload) => smb2.inspect(payload));
    found.add(...sections);
  }
  if (incomplete)
    found.weak('bytes are missing from the capture; what follows the gap is left out', 'RFC 9293 3.4');
  return found.build();
}

function forEachFrame(
  splitter: FrameSplitter,
  bytes: Buffer,
  into: Section[],
  inspect: (payload: Buffer) => Section[],
): void {
  try {
    for (const { type, payload } of splitter.push(bytes)) {
      if (type === FrameType.SESSION_MESSAGE && payload.length > 0) into.push(...inspect(payload));
    }
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    into.push(new SectionBuilder('Direct TCP').refused(error.message, '[MS-SMB2] 2.1').build());
  }
}

function isSmb(id: number | undefined): boolean {
  return Object.values(ProtocolId).some((known) => known === id);
}

/** Direct TCP: a zero byte, a length, and a message of SMB; or a NetBIOS session request in front of one. */
function isFramed(bytes: Buffer): boolean {
  if (bytes[0] === FrameType.SESSION_REQUEST) return true;
  return bytes[0] === FrameType.SESSION_MESSAGE && isSmb(protocolId(bytes.subarray(FRAME_PREFIX_LENGTH)));
}
