import { run, type Finished } from './run.js';

/** A run of the command line, with the addresses of the modules that it loaded. */
export interface LoadingRun extends Finished {
  readonly modules: readonly string[];
}

const beginning = 'loads ';

/** Tells every module as it is loaded. */
const hooks = `
import { writeSync } from 'node:fs';
export async function load(url, context, next) {
  writeSync(2, ${JSON.stringify(beginning)} + url + '\\n');
  return next(url, context);
}`;

const preload = `
import { register } from 'node:module';
register(${JSON.stringify(dataUrl(hooks))});`;

const program = `
import { run } from ${JSON.stringify(new URL('../../src/cli/run.js', import.meta.url).href)};
process.exitCode = await run(process.argv.slice(1));`;

/** Runs the modules of the command line, not the bundle that is made of them, to the end. */
export async function runLoading(args: readonly string[]): Promise<LoadingRun> {
  const node = ['--import', dataUrl(preload), '--input-type=module', '-e', program, '--'];
  const finished = await run(process.execPath, [...node, ...args]);
  const lines = finished.stderr.split('\n').filter((line) => line.startsWith(beginning));
  return { ...finished, modules: lines.map((line) => line.slice(beginning.length)) };
}

function dataUrl(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
