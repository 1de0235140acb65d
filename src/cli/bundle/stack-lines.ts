import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapping, type SourceMapPayload } from 'node:module';
import { join, resolve } from 'node:path';
import { type ReadFile, scriptNameOf } from './bundle.js';

/**
 * Lets stacks name the modules that the files of a bundle are made of. The maps are read for the first stack that
 * somebody looks at.
 *
 * @param folder the folder of the files and their maps
 * @param read default: from that folder
 */
export function showSources(
  folder: string,
  read: ReadFile = (name) => readFileSync(join(folder, name)),
): void {
  const maps = new Map<string, SectionedMap | undefined>();
  const mapOf = (name: string): SectionedMap | undefined => {
    if (!maps.has(name))
      maps.set(
        name,
        readMap(() => read(`${name}.map`)),
      );
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
function placed(call: Call, folder: string, mapOf: (name: string) => SectionedMap | undefined): string {
  const text = call.toString();
  const [script, line, column] = [call.getFileName(), call.getLineNumber(), call.getColumnNumber()];
  const name = script === null || script === undefined ? undefined : nameOf(script, folder);
  if (name === undefined || line === null || column === null) return text;
  const entry = mapOf(name)?.findEntry(line - 1, column - 1);
  if (entry === undefined) return text;
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

/** The map of one module, and the line of the file where the module begins, from 0. */
interface Section {
  readonly offset: { readonly line: number };
  readonly map: SourceMapPayload;
}

/**
 * The map of a file of many modules. Only the modules that stacks are about are decoded: the maps of all take longer
 * than a turn of the event loop may.
 */
class SectionedMap {
  readonly #sections: readonly Section[];
  readonly #decoded = new Map<Section, SourceMap>();

  /** @param sections in the order of their lines */
  constructor(sections: readonly Section[]) {
    this.#sections = sections;
  }

  /** The source of a place, whose line and column count from 0. */
  findEntry(line: number, column: number): SourceMapping | undefined {
    const section = this.#sections.findLast(({ offset }) => offset.line <= line);
    if (section === undefined) return undefined;
    let map = this.#decoded.get(section);
    if (map === undefined) {
      map = new SourceMap(section.map);
      this.#decoded.set(section, map);
    }
    const entry = map.findEntry(line - section.offset.line, column);
    return 'originalSource' in entry ? entry : undefined;
  }
}

function readMap(read: () => Buffer): SectionedMap | undefined {
  try {
    const { sections } = JSON.parse(read().toString()) as { readonly sections: readonly Section[] };
    return new SectionedMap(sections);
  } catch {
    return undefined;
  }
}
