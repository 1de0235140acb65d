import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join, resolve } from 'node:path';
import { scriptNameOf } from './bundle.js';

/**
 * Lets stacks name the modules that the files of a bundle are made of. The maps are read for the first stack that
 * somebody looks at.
 *
 * @param folder the folder of the files and their maps
 */
export function showSources(folder: string): void {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (name: string): SourceMap | undefined => {
    if (!maps.has(name)) maps.set(name, readMap(join(folder, `${name}.map`)));
    return maps.get(name);
  };
  const prepareStackTrace = (error: NodeJS.ErrnoException, calls: readonly Call[]): string => {
    // Node.js itself looks at the stack of each error of a stream, such as that of a connection that was reset.
    const isOfSystem = typeof error.syscall === 'string';
    const lines = calls.map((call) => (isOfSystem ? call.toString() : placed(call, folder, mapOf)));
    return [firstLine(error), ...lines.map((line) => `    at ${line}`)].join('\n');
  };
  // With --frozen-intrinsics nothing is set, and stacks have the lines of the bundle.
  Reflect.set(Error, 'prepareStackTrace', prepareStackTrace);
}

/** The line of a stack before its calls, as node writes it. */
function firstLine(error: NodeJS.ErrnoException): string {
  try {
    const { name, code, message } = error;
    const isOfNode = typeof code === 'string' && code.startsWith('ERR_');
    return isOfNode ? `${name} [${code}]: ${message}` : Error.prototype.toString.call(error);
  } catch {
    return '<error>';
  }
}

/** A call of a stack, which can describe itself. */
interface Call extends NodeJS.CallSite {
  toString(): string;
}

/** A call as V8 describes it, with its place in the source instead of that in the bundle. */
function placed(call: Call, folder: string, mapOf: (name: string) => SourceMap | undefined): string {
  const text = call.toString();
  const [script, line, column] = [call.getFileName(), call.getLineNumber(), call.getColumnNumber()];
  const name = script === null || script === undefined ? undefined : nameOf(script, folder);
  if (name === undefined || line === null || column === null) return text;
  const entry = mapOf(name)?.findEntry(line - 1, column - 1);
  if (entry === undefined || !('originalSource' in entry)) return text;
  const source = resolve(folder, entry.originalSource);
  return text.replace(
    `${script}:${line}:${column}`,
    () => `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`,
  );
}

/** The name of a file of the bundle, however it was loaded; undefined for any other. */
function nameOf(script: string, folder: string): string | undefined {
  const own = [scriptNameOf(''), join(folder, '/')].find((beginning) => script.startsWith(beginning));
  return own === undefined ? undefined : script.slice(own.length);
}

function readMap(path: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(path, 'utf8')) as SourceMapPayload);
  } catch {
    return undefined;
  }
}
