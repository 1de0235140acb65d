import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  createContext,
  type Context,
  type Module,
  runInContext,
  SourceTextModule,
  SyntheticModule,
} from 'node:vm';

/**
 * Loads modules as jest and the vm pools of vitest do: in a context that has an `Error`, a `Promise` and a `Uint8Array`
 * of its own, while those of Node.js stay as they are. Needs `--experimental-vm-modules`, and
 * `--experimental-import-meta-resolve`.
 */
export class Realm {
  readonly context: Context;
  readonly #modules = new Map<string, Promise<Module>>();

  constructor() {
    const { AbortController, AbortSignal, Buffer, performance, TextDecoder, TextEncoder, URL } = globalThis;
    const { clearInterval, clearTimeout, queueMicrotask, setImmediate, setInterval, setTimeout } = globalThis;
    const classes = {
      AbortController,
      AbortSignal,
      Buffer,
      performance,
      process,
      TextDecoder,
      TextEncoder,
      URL,
    };
    const timers = { clearInterval, clearTimeout, queueMicrotask, setImmediate, setInterval, setTimeout };
    this.context = createContext({ ...classes, ...timers });
  }

  /** Everything a file exports, with all it imports evaluated in this realm. */
  async import(file: URL): Promise<Record<string, unknown>> {
    const module = await this.#load(file.href);
    await module.link((specifier, from) => this.#load(import.meta.resolve(specifier, from.identifier)));
    await module.evaluate();
    return module.namespace as Record<string, unknown>;
  }

  #load(identifier: string): Promise<Module> {
    const known = this.#modules.get(identifier);
    if (known) return known;
    const loading = isSource(identifier) ? this.#source(identifier) : this.#foreign(identifier);
    this.#modules.set(identifier, loading);
    return loading;
  }

  /** The value of an expression. */
  evaluate(expression: string): unknown {
    return runInContext(expression, this.context) as unknown;
  }

  async #source(identifier: string): Promise<Module> {
    const { context } = this;
    return new SourceTextModule(readFileSync(fileURLToPath(identifier), 'utf8'), { context, identifier });
  }

  /** Globals of Node.js, and those of CommonJS. */
  async #foreign(identifier: string): Promise<Module> {
    const exports = (await import(identifier)) as Record<string, unknown>;
    return new SyntheticModule(
      Object.keys(exports),
      function () {
        for (const [name, value] of Object.entries(exports)) this.setExport(name, value);
      },
      { context: this.context, identifier },
    );
  }
}

function isSource(identifier: string): boolean {
  return identifier.startsWith('file:') && identifier.endsWith('.js') && isModule(identifier);
}

function isModule(identifier: string): boolean {
  return /^(?:import|export)\b/m.test(readFileSync(fileURLToPath(identifier), 'utf8'));
}
