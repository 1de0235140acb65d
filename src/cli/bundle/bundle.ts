import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** The exports of a module, by name. */
type Exports = Record<PropertyKey, unknown>;

/** The body of a module. It takes what the module system of CommonJS gives one. */
type Body = (
  exports: Exports,
  require: (id: string) => unknown,
  module: { exports: Exports },
  filename: string,
) => void;

/** Reads a file of a bundle, by its name. Throws where there is none. */
export type ReadFile = (name: string) => Buffer;

/**
 * The files of a bundle, in the order in which they are read: modules of every run, those with words of reasons, of a
 * server, and the rest.
 */
export const bundleFiles = ['first.cjs', 'words.cjs', 'serve.cjs', 'more.cjs'] as const;

/** The module that a bundle is made for. */
const ENTRY = './run.cjs';

/** That of SHA-256, in bytes. */
const DIGEST_LENGTH = 32;

/**
 * Modules in few files, with what V8 compiled of them at the build. A module is run when something of it is first used,
 * so that a start pays for what it uses. The module system of Node 20 can do neither.
 */
export class Bundle {
  readonly #read: ReadFile;
  /** A file of the folder, as the one that each module is in. */
  readonly #path: string;
  readonly #requireOther: (id: string) => unknown;
  readonly #bodies = new Map<string, Body>();
  readonly #exports = new Map<string, Exports>();
  readonly #scripts: Script[] = [];

  /**
   * @param folder the folder of the files, by its absolute path
   * @param read default: from that folder
   */
  constructor(folder: string, read: ReadFile = (name) => readFileSync(join(folder, name))) {
    this.#read = read;
    this.#path = join(folder, bundleFiles[0]);
    this.#requireOther = createRequire(this.#path);
  }

  /** The files that were compiled so far. */
  get scripts(): readonly Script[] {
    return this.#scripts;
  }

  /** The exports of the module that the bundle is made for, each of which is there once it is read. */
  get entry(): Exports {
    return this.#exportsOf(ENTRY);
  }

  /** Whether V8 took what it had compiled at the build, in every file that was read. */
  get isPrecompiled(): boolean {
    return this.#scripts.every(({ cachedDataRejected }) => cachedDataRejected === false);
  }

  /** Reads every file, whether it is needed or not. */
  readAll(): void {
    while (this.#scripts.length < bundleFiles.length) this.#readNext();
  }

  /** An object that runs the module for the first name that is asked for, and has the module's exports from then on. */
  #exportsOf(id: string): Exports {
    let exports = this.#exports.get(id);
    if (exports === undefined) {
      exports = Object.create(new Proxy({}, { get: (_, name) => this.#run(id)[name] })) as Exports;
      this.#exports.set(id, exports);
    }
    return exports;
  }

  /** Runs a module. Imports have no cycles, so it is asked for nothing meanwhile. */
  #run(id: string): Exports {
    const module: { exports: Exports } = { exports: {} };
    const require = (other: string): unknown =>
      other.startsWith('./') ? this.#exportsOf(other) : this.#requireOther(other);
    this.#bodyOf(id)(module.exports, require, module, this.#path);
    const exports = Object.setPrototypeOf(this.#exportsOf(id), null) as Exports;
    // No export changes later. A value is read faster than through the getter that stands for it.
    for (const name of Object.keys(module.exports)) exports[name] = module.exports[name];
    return exports;
  }

  #bodyOf(id: string): Body {
    for (;;) {
      const body = this.#bodies.get(id);
      if (body !== undefined) return body;
      if (this.#scripts.length === bundleFiles.length) throw new Error(`the bundle has no ${id}`);
      this.#readNext();
    }
  }

  #readNext(): void {
    const name = bundleFiles[this.#scripts.length] ?? '';
    const source = this.#read(name);
    const cachedData = compiledOf(source, this.#cacheOf(name));
    const script = new Script(source.toString(), {
      filename: scriptNameOf(name),
      ...(cachedData && { cachedData }),
    });
    this.#scripts.push(script);
    const bodies = script.runInThisContext() as Readonly<Record<string, Body>>;
    for (const [id, body] of Object.entries(bodies)) this.#bodies.set(id, body);
  }

  /** A file that cannot be read is an empty cache, which is of no source. */
  #cacheOf(name: string): Buffer {
    try {
      return this.#read(cacheNameOf(name));
    } catch {
      return Buffer.alloc(0);
    }
  }
}

/** The name of a file in stacks. V8 keeps the one of the build, so it must not depend on the folder. */
export function scriptNameOf(name: string): string {
  return `bundle:${name}`;
}

/**
 * The name of a file's cache. V8 refuses that of another version of its own and of other flags, but it does not tell
 * every version of node from the next, nor one machine from another.
 */
export function cacheNameOf(name: string): string {
  return `${name}.${process.version}-${process.platform}-${process.arch}.cache`;
}

/**
 * The bytes of a cache: a SHA-256 digest, and what V8 compiled behind it. V8 compares no more of a source than its
 * length, and runs a damaged cache until the process ends.
 *
 * @param source the file that was compiled
 * @param compiled what `Script.createCachedData` gave
 */
export function cacheOf(source: Buffer, compiled: Buffer): Buffer {
  return Buffer.concat([digestOf(source, compiled), compiled]);
}

/** The part of a cache that V8 compiled; undefined where the cache is damaged or of another source. */
function compiledOf(source: Buffer, cache: Buffer): Buffer | undefined {
  const compiled = cache.subarray(DIGEST_LENGTH);
  return cache.subarray(0, DIGEST_LENGTH).equals(digestOf(source, compiled)) ? compiled : undefined;
}

function digestOf(source: Buffer, compiled: Buffer): Buffer {
  return createHash('sha256').update(source).update(compiled).digest();
}
