import { run, type Finished } from './run.js';

/** Compiles a file as the strictest of embedders does, declarations of the package included, and writes nothing. */
export function typeCheck(file: string): Promise<Finished> {
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
  const target = ['--target', 'es2022', '--module', 'nodenext', '--types', 'node'];
  const compiler = ['node_modules/typescript/bin/tsc', '--ignoreConfig', '--noEmit'];
  return run(process.execPath, [...compiler, ...strict, ...target, file], { timeout: 50_000 });
}
