import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { constants, Script } from 'node:vm';

/** The module system's own parameters of a file of CommonJS. */
type Wrapper = (
  exports: unknown,
  require: (id: string) => unknown,
  module: { exports: unknown },
  filename: string,
  dirname: string,
) => void;

/**
 * Files of CommonJS that the build makes of the modules, each with what V8 compiled of it at the build. The module
 * system of Node 20 takes no such cache, so these files are loaded here.
 */
export class Bundle {
  readonly #folder: string;
  readonly #caches: string;
  readonly #loaded = new Map<string, { exports: unknown }>();
  readonly #scripts = new Map<string, Script>();

  /** @param folder the folder of the files, by its absolute path */
  constructor(folder: string) {
    this.#folder = folder;
    this.#caches = join(folder, cacheFolderName);
  }

  /** Whether the build made caches with this version of node, for this kind of machine. */
  get hasCaches(): boolean {
    return existsSync(this.#caches);
  }

  /** The scripts that were compiled so far, by the names of their files. */
  get scripts(): ReadonlyMap<string, Script> {
    return this.#scripts;
  }

  /**
   * The exports of a file. The first call runs it.
   *
   * @param name the file without its folder
   * @throws the error of the file system when there is no such file
   */
  require(name: string): unknown {
    const known = this.#loaded.get(name);
    if (known !== undefined) return known.exports;
    const module: { exports: unknown } = { exports: {} };
    this.#loaded.set(name, module);
    const path = join(this.#folder, name);
    const requireOther = createRequire(path);
    const require = (id: string): unknown =>
      id.startsWith('./') ? this.require(id.slice(2)) : requireOther(id);
    const wrapper = this.compile(name).runInThisContext() as Wrapper;
    wrapper(module.exports, require, module, path, this.#folder);
    return module.exports;
  }

  /** Compiles a file. V8 takes what is cached only if the version, the flags and the length of the source are the same. */
  compile(name: string): Script {
    const path = join(this.#folder, name);
    const source = readFileSync(path, 'utf8');
    const cachedData = read(join(this.#caches, cacheFileOf(name)));
    // The wrapper stands in the first line, so that the lines are those of the file.
    const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
      filename: scriptNameOf(name),
      ...(cachedData && { cachedData }),
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    this.#scripts.set(name, script);
    return script;
  }
}

/** The folder of the caches beside the files: V8 itself does not tell every version of node from the next. */
export const cacheFolderName = `${process.version}-${process.platform}-${process.arch}`;

/** The name of a file in stacks. V8 keeps that of the build, so it must not depend on the folder. */
export function scriptNameOf(name: string): string {
  return `bundle:${name}`;
}

/** The name of a file's cache. */
export function cacheFileOf(name: string): string {
  return `${name}.cache`;
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
