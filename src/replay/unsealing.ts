import { CodecError } from '../bytes/index.js';
import { LoginInspector } from '../inspect/login.js';
import { beginSearches } from '../inspect/verify-login.js';
import { SectionBuilder } from '../inspect/section.js';
import { SessionInspector } from '../inspect/session.js';
import { decodeHeader, ProtocolId, protocolId, splitCompound } from '../smb2-codec/index.js';
import type { ScriptedMessage } from './script.js';

/** Opens the encrypted answers of one connection, with the session keys that the server had when it was played. */
export class Unsealing {
  readonly #sessions: SessionInspector;
  /** Messages of the client that were sent before each answer, and after the one in front of it. */
  readonly #before: Buffer[][] = [];
  #answer = 0;

  constructor(messages: readonly ScriptedMessage[], sessionKeys: ReadonlyMap<bigint, Buffer>) {
    const known = [...sessionKeys].map(([id, sessionKey]) => [id, { sessionKey, mistakenKeys: [] }] as const);
    this.#sessions = new SessionInspector(new LoginInspector({}, beginSearches()), new Map(known));
    let requests: Buffer[] = [];
    for (const { request, answers } of messages) {
      if (request !== undefined) requests.push(request);
      for (let answer = 0; answer < answers.length; answer++) {
        this.#before.push(requests);
        requests = [];
      }
    }
  }

  /**
   * Takes the answers in order, as recorded and as they came.
   *
   * @returns the messages inside both; the answers as they are, where one of them cannot be opened
   */
  open(recorded: Buffer, got: Buffer): readonly [recorded: Buffer, got: Buffer] {
    for (const request of this.#before[this.#answer++] ?? []) this.#observe(request);
    this.#observe(recorded);
    const [wanted, there] = [this.#inside(recorded), this.#inside(got)];
    return wanted === undefined || there === undefined ? [recorded, got] : [wanted, there];
  }

  #inside(payload: Buffer): Buffer | undefined {
    return protocolId(payload) === ProtocolId.TRANSFORM ? this.#sessions.decrypt(payload).message : payload;
  }

  #observe(payload: Buffer): void {
    if (protocolId(payload) !== ProtocolId.SMB2) return;
    try {
      for (const message of splitCompound(payload)) {
        const header = decodeHeader(message);
        this.#sessions.observe(header, message);
        this.#sessions.verify(new SectionBuilder(''), header, message, false);
      }
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
    }
  }
}
