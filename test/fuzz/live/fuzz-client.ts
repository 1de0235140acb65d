import type { Writer } from '../../../src/bytes/index.js';
import {
  Capabilities,
  Command,
  decodeEncryptionCapabilities,
  decodeNegotiateResponse,
  decodeSigningCapabilities,
  encodeNegotiateRequest,
  frame,
  NegotiateContextType,
  type NegotiateRequest,
} from '../../../src/smb2-codec/index.js';
import { type ClientSession, type RequestOptions, SmbClient } from '../../support/smb-client.js';
import { hashed } from '../../support/smb-client-keys.js';
import type { ConnectionLog, WireLog } from './wire-log.js';

/** Turns of the event loop without a byte after which nothing more comes. */
const QUIET_TURNS = 4;

/** A connection that sends what it is told, right or wrong, and reads its answers off the wire. */
export class FuzzClient {
  readonly smb: SmbClient;
  readonly wire: WireLog;
  readonly #port: number;
  #taken = 0;
  /** Every frame that was sent, to be sent again. */
  readonly frames: Buffer[] = [];

  private constructor(smb: SmbClient, wire: WireLog) {
    this.smb = smb;
    this.wire = wire;
    this.#port = smb.socket.localPort ?? 0;
  }

  static async connect(port: number, wire: WireLog): Promise<FuzzClient> {
    const client = new FuzzClient(await SmbClient.connect(port), wire);
    await client.settle();
    return client;
  }

  get log(): ConnectionLog | undefined {
    return this.wire.of(this.#port);
  }

  get gone(): boolean {
    return this.smb.socket.destroyed || this.log?.closed !== false;
  }

  /** Sends a request. */
  send(command: number, body: (w: Writer) => void, options: RequestOptions = {}): Buffer {
    const message = this.smb.send(command, body, options);
    this.#keep(frame(message));
    return message;
  }

  raw(bytes: Buffer): void {
    this.#keep(bytes);
    this.smb.sendRaw(bytes);
  }

  /** Sends a message in a transform of a session. */
  sealed(message: Buffer, session: ClientSession, change?: (header: Buffer) => void): void {
    this.raw(frame(this.smb.encrypted(message, session, change)));
  }

  /** Waits until the server is quiet. */
  settle(): Promise<void> {
    return this.wire.settle(QUIET_TURNS);
  }

  /** The latest answer to a command that was not taken yet; undefined: there is none. */
  async answerTo(command: number): Promise<Buffer | undefined> {
    const taken = this.#taken;
    await this.wire.settle(QUIET_TURNS, () => (this.log?.responses.length ?? 0) > taken || this.gone);
    const { responses = [] } = this.log ?? {};
    const fresh = responses.slice(Math.min(this.#taken, responses.length));
    this.#taken = responses.length;
    return fresh.findLast(({ message }) => message.readUInt16LE(12) === command)?.message;
  }

  /** Negotiates; whether that went well. */
  async negotiate(request: NegotiateRequest): Promise<boolean> {
    const sent = this.send(Command.NEGOTIATE, (w) => encodeNegotiateRequest(w, request));
    const answer = await this.answerTo(Command.NEGOTIATE);
    if (answer === undefined || answer.readUInt32LE(8) !== 0) return false;
    const { dialectRevision, capabilities, negotiateContexts } = decodeNegotiateResponse(answer);
    const first = (type: number, decode: (data: Buffer) => number[]): number | undefined => {
      const context = negotiateContexts.find((each) => each.type === type);
      return context && decode(context.data)[0];
    };
    const encrypts = (capabilities & Capabilities.ENCRYPTION) !== 0;
    const cipher = first(NegotiateContextType.ENCRYPTION_CAPABILITIES, decodeEncryptionCapabilities) ?? 0;
    const signing = first(NegotiateContextType.SIGNING_CAPABILITIES, decodeSigningCapabilities) ?? 1;
    this.smb.negotiation = {
      dialect: dialectRevision,
      cipher: dialectRevision === 0x0311 ? cipher : encrypts ? 1 : 0,
      signingAlgorithm: dialectRevision < 0x0300 ? 0 : signing,
      securityMode: request.securityMode,
      capabilities: request.capabilities,
      clientGuid: request.clientGuid,
      dialects: request.dialects,
      preauthHash: hashed(hashed(Buffer.alloc(64), sent), answer),
    };
    return true;
  }

  #keep(bytes: Buffer): void {
    if (this.frames.length < 64) this.frames.push(bytes);
  }
}
