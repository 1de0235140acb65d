import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunClient } from '../../src/scorecard/client.js';
import type { Surroundings } from '../../src/scorecard/try-client.js';

/** The surroundings of a scorecard for a client inside this process. */
export function surroundingsOf(runClient: RunClient): Surroundings {
  return {
    carrier: 'smb',
    credentials: {
      user: 'alice',
      password: 'Tr0ub4dor&3',
      wrongPassword: 'nothing like it',
      domain: 'WORKGROUP',
      share: 'files',
      file: 'note.txt',
    },
    runClient,
    makeFolder: async () => {
      const path = await mkdtemp(join(tmpdir(), 'smb2-scorecard-'));
      await writeFile(join(path, 'note.txt'), 'a note\n');
      return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 10 }) };
    },
  };
}
