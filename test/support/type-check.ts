import { run, type Finished } from './run.js';

/** How a program finds the declarations of the package. */
export type Resolution = 'nodenext' | 'bundler';

const modules: Readonly<Record<Resolution, readonly string[]>> = {
  nodenext: ['--module', 'nodenext'],
  bundler: ['--module', 'esnext', '--moduleResolution', 'bundler'],
};

/** Compiles a file as the strictest of embedders does, declarations of the package included, and writes nothing. */
export function typeCheck(file: string, resolution: Resolution = 'nodenext'): Promise<Finished> {
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
  const target = ['--target', 'es2022', ...modules[resolution], '--types', 'node'];
  const compiler = ['node_modules/typescript/bin/tsc', '--ignoreConfig', '--noEmit'];
  return run(process.execPath, [...compiler, ...strict, ...target, file], { timeout: 50_000 });
}
