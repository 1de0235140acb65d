import { noColours } from '../../../src/diagnosis/output/paragraph.js';
import { explanationJson } from '../../../src/explain/json.js';
import { renderExplanation } from '../../../src/explain/render.js';
import { type JsonText, readJsonText, type TextPlace } from '../../../src/text/json-text.js';
import { printableJson } from '../../../src/text/printable.js';
import { explainer } from '../../explain/support.js';
import { type FuzzTarget, OracleError } from '../engine/fuzz-target.js';
import { target } from './login-targets.js';

/** Milliseconds of the processor for a command that a person runs: no event loop of a server waits for it. */
const LONGEST_COMMAND = 500;

/** Characters that a terminal acts on or hides. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** The most letters of an explanation; a page of them has a tenth. */
const LONGEST_EXPLANATION = 100_000;

/** Keys whose places are looked up in one text. */
const MOST_PLACES = 50;

/** Texts of people that are no messages: what was pasted, and files in JSON. */
export function textTargets(): FuzzTarget[] {
  return [
    { ...target('explain', 'text', explainText, pasted), expects: () => false, longest: LONGEST_COMMAND },
    {
      ...target('text: readJsonText', 'json', readJson, documents),
      expects: () => false,
      longest: LONGEST_COMMAND,
    },
  ];
}

function explainText(bytes: Buffer): unknown {
  const explanation = explainer.explain(bytes.toString('utf8'));
  const shown = renderExplanation(explanation, { colours: noColours, width: 100 });
  const json = printableJson(explanationJson(explanation));
  if (unsafe.test(shown.replaceAll('\n', '')) || unsafe.test(json))
    throw new OracleError('characters reach a terminal that acts on them');
  if (shown.length > LONGEST_EXPLANATION) throw new OracleError(`${shown.length} letters of explanation`);
  if (typeof JSON.parse(json) !== 'object') throw new OracleError('no JSON');
  const names = explanation.answers.map(({ code: { kind, name } }) => `${kind} ${name}`);
  if (new Set(names).size !== names.length) throw new OracleError('a code is explained twice');
  return names.slice(0, 3);
}

const pasted = [
  'mount error(13): Permission denied',
  'session setup failed: NT_STATUS_LOGON_FAILURE',
  'System error 1326 has occurred.',
  '0xc000006d -1073741715 3221225581 0x80070035 -2147024843 errno 13 EACCES',
  'kinit: KDC_ERR_PREAUTH_FAILED -1765328360 SEC_E_LOGON_DENIED HTTP 401 wrong-password',
  'The network path was not found.',
].map((each) => Buffer.from(each));

/** A text is JSON exactly where the engine takes it and no key is there twice; places lead to their keys. */
function readJson(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  const read = readJsonText(text);
  const value = valueOf(text);
  if (!('placeOf' in read)) {
    const behind = expectPlace(text, read.place);
    if (value !== undefined && !hasRepeatedKey(text, value.whole))
      throw new OracleError('a text that is JSON is refused');
    const key = read.keys.at(-1);
    if (typeof key === 'string' && keyAt(behind) !== key) throw new OracleError('the fault is elsewhere');
    return read.message;
  }
  if (value === undefined) throw new OracleError('a text that is no JSON is taken');
  if (hasRepeatedKey(text, value.whole)) throw new OracleError('a key is there twice');
  if (!isSame(read.value, value.whole)) throw new OracleError('another value');
  expectPlaces(text, read);
  return 'read';
}

/** Outside of texts, each colon is behind a key. */
function hasRepeatedKey(text: string, value: unknown): boolean {
  let keys = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1;
  const rest = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next !== 'object' || next === null) continue;
    const values: unknown[] = Object.values(next);
    if (!Array.isArray(next)) keys -= values.length;
    for (const inner of values) rest.push(inner);
  }
  return keys > 0;
}

/** Values may be nested more deeply than the stack holds. */
function isSame(one: unknown, other: unknown): boolean {
  const rest: [one: unknown, other: unknown][] = [[one, other]];
  for (let pair = rest.pop(); pair !== undefined; pair = rest.pop()) {
    const [left, right] = pair;
    if (typeof left !== 'object' || left === null) {
      if (!Object.is(left, right)) return false;
      continue;
    }
    if (Array.isArray(left) !== Array.isArray(right)) return false;
    const [mine, others] = [Object.entries(left), Object.entries(Object(right) as object)];
    if (mine.length !== others.length) return false;
    for (const [index, [key, value]] of mine.entries()) {
      if (others[index]?.[0] !== key) return false;
      rest.push([value, others[index][1]]);
    }
  }
  return true;
}

function valueOf(text: string): { readonly whole: unknown } | undefined {
  try {
    return { whole: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function expectPlaces(text: string, { value, placeOf }: JsonText): void {
  const rest: [keys: PropertyKey[], value: unknown][] = [[[], value]];
  for (let count = 0; count < MOST_PLACES; count++) {
    const [keys, inner] = rest.shift() ?? [];
    if (keys === undefined) return;
    const place = placeOf(keys);
    const behind = expectPlace(text, place);
    const key = keys.at(-1);
    if (typeof key === 'string' && place !== undefined && keyAt(behind) !== key)
      throw new OracleError('the place of a key is another');
    if (typeof inner !== 'object' || inner === null) continue;
    const names = Array.isArray(inner) ? [...inner.keys()] : Object.keys(inner);
    for (const name of names.slice(0, MOST_PLACES))
      rest.push([[...keys, name], (inner as Record<PropertyKey, unknown>)[name]]);
  }
}

function keyAt(text: string): unknown {
  const [literal = ''] = /^"(?:[^"\\]|\\.)*"/.exec(text) ?? [];
  return valueOf(literal)?.whole;
}

/** The text behind a place, which must be in it, or at its end. */
function expectPlace(text: string, place: TextPlace | undefined): string {
  if (place === undefined) return '';
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const line = lines[place.line - 1] ?? (place.line === lines.length + 1 ? '' : undefined);
  if (line === undefined || place.column < 1 || place.column > line.length + 1)
    throw new OracleError(`no such place: ${place.line}:${place.column}`);
  return `${line.slice(place.column - 1)}${lines.slice(place.line).join('')}`;
}

const documents = [
  '{"accounts": [{"name": "alice", "password": "x"}],\n "shares": [{"name": "s"}]}',
  '{\r\n\t"a\\u0062\\"": [1, {"b": null}, []],\r"__proto__": {"x": "\u2028"}}',
  '{"a": 1, "a": 2}',
  '[{"a": "x:\\"y\\": 1"}, "\\\\", 1e3, -0.5]',
  `${'['.repeat(3000)}${']'.repeat(3000)}`,
].map((each) => Buffer.from(each));
