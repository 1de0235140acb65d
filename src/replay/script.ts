import type { Carrier } from '../facts/recorder.js';
import type { Recording } from '../transcript/read-transcript.js';
import { unitsOf } from './answers.js';

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
  return lines.flatMap((line) =>
    line.event === 'opened' ? [scriptOf(lines, line.connection, line.carrier)] : [],
  );
}

function scriptOf(lines: Recording['lines'], connection: number, carrier: Carrier): Script {
  const messages: ScriptedMessage[] = [];
  const sides = { received: unitsOf(carrier), sent: unitsOf(carrier) };
  let closedByServer = false;
  for (const line of lines) {
    if (!('connection' in line) || line.connection !== connection) continue;
    const { at } = line;
    if (line.event === 'closed') closedByServer = line.by === 'server' && line.why !== 'shutdown';
    if (line.event !== 'received' && line.event !== 'sent') continue;
    for (const payload of sides[line.event].push(Buffer.from(line.bytes, 'hex'))) {
      if (line.event === 'received') messages.push({ request: payload, at, answers: [] });
      else {
        if (messages.length === 0) messages.push({ request: undefined, at, answers: [] });
        messages.at(-1)?.answers.push({ payload, at });
      }
    }
  }
  return { connection, carrier, messages, closedByServer };
}
