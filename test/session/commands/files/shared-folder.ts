import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerOptions } from '../../../../src/server/options.js';
import type { Decide } from '../../../../src/session/exchange/outcome.js';
import type { FixedRuntime } from '../../../support/fixed-runtime.js';
import { serve, type Fixture } from '../../support.js';

/** A server that shares a real directory as `disk`, to alice for writing and to bob for reading. */
export interface SharedFolder extends Fixture {
  /** A path in the directory. */
  path(...names: string[]): string;
  put(name: string, contents: string): void;
  text(name: string): string;
  names(): string[];
}

export async function serveFolder(
  options: Partial<ServerOptions> = {},
  runtime?: FixedRuntime,
  decide?: Decide,
): Promise<SharedFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'smb2-files-'));
  const shares = [
    { name: 'disk', path: folder, access: { alice: 'write', bob: 'read' } },
    { name: 'other', temporary: true },
  ] as const;
  const fixture = await serve({ shares, ...options }, runtime, decide);
  const path = (...names: string[]) => join(folder, ...names);
  return {
    ...fixture,
    path,
    put: (name, contents) => writeFileSync(path(name), contents),
    text: (name) => readFileSync(path(name), 'utf8'),
    names: () => readdirSync(folder).sort(),
    [Symbol.asyncDispose]: async () => {
      await fixture[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
