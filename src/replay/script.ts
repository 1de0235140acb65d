import type { Carrier } from '../facts/recorder.js';
import type { Recording } from '../transcript/read-transcript.js';
import type { TranscriptLine } from '../transcript/format.js';
import { unitsOf, type Units } from './answers.js';

/** One message of a client in a recording, and everything that the server sent before the next one. */
export interface ScriptedMessage {
  /** The payload of its frame; undefined: the server spoke first. */
  readonly request: Buffer | undefined;
  /** Milliseconds since the recording began. */
  readonly at: number;
  readonly answers: ScriptedAnswer[];
}

/** One message of the server. */
export interface ScriptedAnswer {
  readonly payload: Buffer;
  readonly at: number;
}

/** One connection of a recording as a list of messages. */
export interface Script {
  readonly connection: number;
  readonly carrier: Carrier;
  readonly messages: readonly ScriptedMessage[];
  /** Whether the server closed it, other than because it was told to stop. */
  readonly closedByServer: boolean;
}

/** The connections of a recording, in the order in which they were opened. */
export function scriptsOf({ lines }: Recording): Script[] {
  const readers = new Map<number, ScriptReader>();
  for (const line of lines) {
    if (line.event === 'opened')
      readers.set(line.connection, new ScriptReader(line.connection, line.carrier));
    else if ('connection' in line && line.connection !== undefined) readers.get(line.connection)?.take(line);
  }
  return [...readers.values()].map(({ script }) => script);
}

/** Makes the script of one connection of its lines. */
class ScriptReader {
  readonly #carrier: Carrier;
  readonly #connection: number;
  readonly #messages: ScriptedMessage[] = [];
  readonly #sides: Readonly<Record<'received' | 'sent', Units>>;
  #closedByServer = false;

  constructor(connection: number, carrier: Carrier) {
    this.#connection = connection;
    this.#carrier = carrier;
    this.#sides = { received: unitsOf(carrier), sent: unitsOf(carrier) };
  }

  get script(): Script {
    return {
      connection: this.#connection,
      carrier: this.#carrier,
      messages: this.#messages,
      closedByServer: this.#closedByServer,
    };
  }

  take(line: TranscriptLine): void {
    const { at } = line;
    if (line.event === 'closed') this.#closedByServer = line.by === 'server' && line.why !== 'shutdown';
    if (line.event !== 'received' && line.event !== 'sent') return;
    const messages = this.#messages;
    for (const payload of this.#sides[line.event].push(Buffer.from(line.bytes, 'hex'))) {
      if (line.event === 'received') messages.push({ request: payload, at, answers: [] });
      else {
        if (messages.length === 0) messages.push({ request: undefined, at, answers: [] });
        messages.at(-1)?.answers.push({ payload, at });
      }
    }
  }
}
