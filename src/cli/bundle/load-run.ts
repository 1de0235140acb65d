import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { run } from '../run.js';
import { Bundle, bundleFiles } from './bundle.js';
import { optimizeSooner } from './optimize-sooner.js';
import { showSources } from './stack-lines.js';

const build = fileURLToPath(new URL('../../../', import.meta.url));
const folder = join(build, 'bundle/cli');

/** The command line: of the bundle, which starts at once, or of the modules that the bundle is made of. */
export async function loadRun(): Promise<typeof run> {
  optimizeSooner();
  if (!isCurrent()) return (await import('../run.js')).run;
  showSources(folder);
  return new Bundle(folder).entry['run'] as typeof run;
}

/**
 * Whether the bundle is made of the modules that are there. The compiler notes the time of its output in a file that a
 * package does not have.
 */
function isCurrent(): boolean {
  const [bundled, compiled] = [join(folder, bundleFiles[0]), join(build, '.tsbuildinfo')].map(
    (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs,
  );
  return bundled !== undefined && (compiled === undefined || compiled < bundled);
}
