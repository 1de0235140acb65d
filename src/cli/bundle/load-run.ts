import { statSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { run } from '../run.js';
import { Bundle } from './bundle.js';
import { showSources } from './stack-lines.js';

const build = fileURLToPath(new URL('../../../', import.meta.url));
const folder = join(build, 'bundle/cli');
const entry = 'run.cjs';

type Exports = { readonly run: typeof run };

/** The command line: of the bundle, which starts at once, or of the modules that the bundle is made of. */
export async function loadRun(): Promise<typeof run> {
  if (!isCurrent()) return (await import('../run.js')).run;
  showSources(folder);
  const bundle = new Bundle(folder);
  const exports = bundle.hasCaches ? bundle.require(entry) : requireFile(join(folder, entry));
  return (exports as Exports).run;
}

/**
 * Whether the bundle is made of the modules that are there. The compiler notes the time of its output in a file that a
 * package does not have.
 */
function isCurrent(): boolean {
  const [bundled, compiled] = [join(folder, entry), join(build, '.tsbuildinfo')].map(
    (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs,
  );
  return bundled !== undefined && (compiled === undefined || compiled < bundled);
}

/** Loads a file by the module system. From version 22.1 on it keeps what it compiles, here in a folder of the bundle. */
function requireFile(path: string): unknown {
  const { enableCompileCache } = module as { enableCompileCache?: (directory: string) => unknown };
  enableCompileCache?.(join(folder, 'compile-cache'));
  return createRequire(path)(path);
}
