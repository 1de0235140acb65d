import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShareFolder } from '../../scorecard/try-client.js';

/** The file that every share has, for clients that read. */
export const SHARED_FILE = 'scorecard.txt';

/** Makes a new folder with {@link SHARED_FILE} in it. */
export async function makeShareFolder(): Promise<ShareFolder> {
  const path = await mkdtemp(join(tmpdir(), 'smb2-check-client-'));
  await writeFile(join(path, SHARED_FILE), 'A file for a client to read.\n');
  // A write that was under way when the client was ended may still make its file.
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 10 }) };
}
