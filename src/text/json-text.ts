import { parse, type ObjectNode, type ValueNode } from '@humanwhocodes/momoa';

/** A place in a text, as editors count: lines and columns from 1, a column for each UTF-16 code unit. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** The keys that lead to a part of a JSON value. */
type Keys = readonly PropertyKey[];

/** A text that is JSON. */
export interface JsonText {
  readonly value: unknown;
  /**
   * The place of a part: where its key begins, or where the entry of a list begins. A part that is not there has the
   * place of the object or list that should have it. Undefined: the text is nested too deeply to be searched.
   */
  readonly placeOf: (keys: Keys) => TextPlace | undefined;
}

/** A text that cannot be used as JSON. Holds nothing of the text, in which there may be a password. */
export interface JsonFault {
  /** Undefined: not known. */
  readonly place: TextPlace | undefined;
  /** The keys that lead to the fault; empty: it is one of the whole. */
  readonly keys: Keys;
  readonly message: string;
}

/**
 * Reads strict JSON in which no object has a key twice: of two values, `JSON.parse` would take the last without a word.
 * The places are looked up when somebody asks, since that takes ten times as long as reading.
 */
export function readJsonText(text: string): JsonText | JsonFault {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = 'expected JSON, without comments or trailing commas';
    return { place: placeOfFault(text, error), keys: [], message };
  }
  if (countMembers(text) !== countKeys(value)) {
    const [keys = [], place] = findRepeated(treeOf(text)) ?? [];
    return { place, keys, message: 'expected each key once in its object' };
  }
  let tree: ValueNode | undefined;
  return {
    value,
    placeOf: (keys) => {
      tree ??= treeOf(text);
      return tree && placeBelow(tree, keys);
    },
  };
}

/** `file:12:7`, as compilers write it; the file alone where the place is not known. */
export function placeInFile(file: string, place: TextPlace | undefined): string {
  return place === undefined ? file : `${file}:${place.line}:${place.column}`;
}

/**
 * The place at which a text ends to be JSON. The errors themselves quote what stands around the fault: only the place
 * may be passed on.
 */
function placeOfFault(text: string, error: unknown): TextPlace | undefined {
  try {
    parse(text, { mode: 'json' });
  } catch (other) {
    const { message, line, column } = Object(other) as Readonly<Record<string, unknown>>;
    if (String(message).startsWith('Unexpected end of input')) return placeOfEnd(text.trimEnd());
    if (typeof line === 'number' && typeof column === 'number') return { line, column };
  }
  // Control characters in texts are refused by the engine alone, which names an offset.
  const [, offset] = /at position (\d+)/.exec(String(Object(error).message)) ?? [];
  return offset === undefined ? undefined : placeOfEnd(text.slice(0, Number(offset)));
}

function placeOfEnd(text: string): TextPlace {
  const lines = text.split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** The text as a tree; undefined: it is nested more deeply than the stack holds. */
function treeOf(text: string): ValueNode | undefined {
  try {
    return parse(text, { mode: 'json' }).body;
  } catch {
    return undefined;
  }
}

/** The texts with a colon behind are keys. Without its escapes, a text ends at the next quotation mark. */
function countMembers(text: string): number {
  let members = 0;
  const withoutEscapes = text.replaceAll(/\\./g, '');
  for (const [, colon] of withoutEscapes.matchAll(/"[^"]*"(\s*:)?/g)) if (colon !== undefined) members++;
  return members;
}

function countKeys(value: unknown): number {
  let keys = 0;
  const rest = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next !== 'object' || next === null) continue;
    const values: unknown[] = Object.values(next);
    if (!Array.isArray(next)) keys += values.length;
    for (const inner of values) rest.push(inner);
  }
  return keys;
}

function placeBelow(tree: ValueNode, keys: Keys): TextPlace {
  let node = tree;
  let place: TextPlace = node.loc.start;
  for (const key of keys) {
    const [start, inner] = childOf(node, key) ?? [];
    if (start === undefined || inner === undefined) break;
    [place, node] = [start, inner];
  }
  return { line: place.line, column: place.column };
}

function childOf(node: ValueNode, key: PropertyKey): readonly [TextPlace, ValueNode] | undefined {
  if (node.type === 'Array') {
    const element = typeof key === 'number' ? node.elements[key] : undefined;
    return element && [element.loc.start, element.value];
  }
  if (node.type !== 'Object') return undefined;
  const member = node.members.find(({ name }) => nameOf(name) === key);
  return member && [member.name.loc.start, member.value];
}

function nameOf(name: ObjectNode['members'][number]['name']): string {
  return name.type === 'String' ? name.value : name.name;
}

/** The first key that its object has already, and its place. */
function findRepeated(tree: ValueNode | undefined): readonly [Keys, TextPlace] | undefined {
  const rest: (readonly [Keys, ValueNode])[] = tree ? [[[], tree]] : [];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const [keys, node] = next;
    if (node.type === 'Array') {
      const inner = node.elements.map(({ value }, index) => [[...keys, index], value] as const);
      rest.push(...inner.toReversed());
    } else if (node.type === 'Object') {
      const seen = new Set<string>();
      for (const { name } of node.members) {
        const key = nameOf(name);
        if (seen.has(key)) {
          const { line, column } = name.loc.start;
          return [[...keys, key], { line, column }];
        }
        seen.add(key);
      }
      const inner = node.members.map(({ name, value }) => [[...keys, nameOf(name)], value] as const);
      rest.push(...inner.toReversed());
    }
  }
  return undefined;
}
