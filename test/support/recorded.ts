import type { AccountDefinition } from '../../src/auth/account-definition.js';
import { createServer, type Server } from '../../src/server/create-server.js';
import type { ServerOptions } from '../../src/server/options.js';
import { readTranscript, type Recording } from '../../src/transcript/read-transcript.js';
import { Transcript, type TranscriptOptions } from '../../src/transcript/transcript.js';

/** The accounts of recordings. */
export const recordedAccounts: readonly AccountDefinition[] = [
  { name: 'alice', password: 'secret' },
  { name: 'bob', password: 'hunter2', status: 'disabled' },
];

export interface RecordOptions extends Partial<ServerOptions>, Pick<TranscriptOptions, 'secrets'> {}

/** Records a server while clients use it; the text of the transcript. */
export async function record(
  use: (port: number, server: Server) => Promise<void>,
  { secrets = false, ...options }: RecordOptions = {},
): Promise<string> {
  let text = '';
  const transcript = new Transcript({ secrets, write: (line) => (text += line) });
  const server = createServer({
    accounts: recordedAccounts,
    shares: [{ name: 'data', temporary: true }],
    ...options,
    transcript,
  });
  const { port } = await server.listen();
  try {
    await use(port, server);
  } finally {
    await server.close();
  }
  return text;
}

/** The same, as it is read. */
export async function recordingOf(...parameters: Parameters<typeof record>): Promise<Recording> {
  return readTranscript(await record(...parameters), 'test');
}

/** Numbers of all connections. */
export function allOf({ lines }: Recording): Set<number> {
  return new Set(lines.flatMap((line) => (line.event === 'opened' ? [line.connection] : [])));
}
