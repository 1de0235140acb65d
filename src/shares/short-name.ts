import { upperCaseUtf16 } from '../bytes/index.js';

/** The characters that DOS allows in a name besides letters and digits ([MS-FSCC] 2.1.5.2.1). */
const short = /^[A-Z0-9!#$%&'()@^_`{}~-]{1,8}(\.[A-Z0-9!#$%&'()@^_`{}~-]{1,3})?$/;
const generated = /^[A-Z0-9_]~[A-Z0-9]{6}(\.[A-Z0-9]{1,3})?$/;

/**
 * The 8.3 name of an entry: its own if that has the form, else a generated one ([MS-FSCC] 2.1.5.2.1). It depends on the
 * name alone, so no state is kept.
 */
export function shortNameOf(name: string): string {
  return shortFormOf(upperCaseUtf16(name));
}

/**
 * The generated 8.3 name; undefined when the name itself has the form, since a directory listing need not repeat it.
 */
export function generatedShortNameOf(name: string): string | undefined {
  const upper = upperCaseUtf16(name);
  return short.test(upper) ? undefined : generate(upper);
}

/** Looks for the entry that has a generated 8.3 name among the names of a directory, a few at a time. */
export class ShortNameSearch {
  /** Whether the wanted name has the form of a generated one; otherwise the search cannot find anything. */
  readonly isPossible: boolean;
  readonly #wanted: string;
  #found: string | undefined;
  #ambiguous = false;

  /** @param wanted in upper case */
  constructor(wanted: string) {
    this.isPossible = generated.test(wanted);
    this.#wanted = wanted;
  }

  /** Undefined also when two entries have the same short name: a client must not open the wrong one. */
  get found(): string | undefined {
    return this.#ambiguous ? undefined : this.#found;
  }

  /**
   * @param upper the name in upper case
   * @param name as the disk has it
   */
  offer(upper: string, name: string): void {
    // The digest is slow, and a name that begins differently cannot match.
    if (startOf(upper) !== this.#wanted.charAt(0) || shortFormOf(upper) !== this.#wanted) return;
    if (this.#found !== undefined) this.#ambiguous = true;
    this.#found = name;
  }
}

function shortFormOf(upper: string): string {
  return short.test(upper) ? upper : generate(upper);
}

function generate(upper: string): string {
  const start = startOf(upper);
  const dot = upper.lastIndexOf('.');
  const extension = dot < 0 ? '' : upper.slice(dot + 1).replace(/[^A-Z0-9]/g, '');
  const name = `${start}~${digest(upper)}`;
  return extension === '' ? name : `${name}.${extension.slice(0, 3)}`;
}

function startOf(upper: string): string {
  const first = upper.charAt(0);
  return /[A-Z0-9]/.test(first) ? first : '_';
}

/** FNV-1a: it must be fast for a directory of many names, and equal digests do no harm. */
function digest(upper: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < upper.length; i++) hash = Math.imul(hash ^ upper.charCodeAt(i), 0x01000193);
  return ((hash >>> 0) % 36 ** 6).toString(36).toUpperCase().padStart(6, '0');
}
