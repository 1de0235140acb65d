import type { Dice } from './dice.js';

const words = [
  '-1',
  '0',
  '1e999',
  '18446744073709551616',
  'null',
  'true',
  '{}',
  '[]',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '__proto__',
  'constructor',
  'NaN',
  '\u0000',
  '\u2028',
  '\ud83d\ude00',
  '\ufeff',
  ':',
  '::',
  ' ',
  '\t',
  '\r\n',
  '%s%n',
  '../../x',
  '255.255.255.255',
  'ffff::1',
  'S-1-5-21-1-2-3-4',
];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const oddities: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  '',
  'x',
  'ÿ\u0000\u202e',
  [],
  {},
  [[]],
  [null],
  { a: null },
  'A'.repeat(3000),
];

/** A copy with lines, words or letters changed. */
export function mutateText(dice: Dice, bytes: Buffer, other: Buffer): Buffer {
  let text = bytes.toString('latin1');
  for (let count = 1 + dice.length(4); count > 0; count--)
    text = changeText(dice, text, other.toString('latin1'));
  return Buffer.from(text.slice(0, 200_000), 'latin1');
}

function changeText(dice: Dice, text: string, other: string): string {
  const at = dice.below(text.length + 1);
  const lines = text.split('\n');
  const line = dice.below(lines.length);
  const word = Buffer.from(dice.pick(words)).toString('latin1');
  switch (dice.below(11)) {
    case 0:
      return lines.toSpliced(line, 1).join('\n');
    case 1:
      return lines.toSpliced(line, 0, lines[dice.below(lines.length)] ?? '').join('\n');
    case 2:
      return lines.toSpliced(line, 0, dice.pick(other.split('\n'))).join('\n');
    case 3:
      return text.slice(0, at) + word + text.slice(at);
    case 4:
      return text.slice(0, at) + word + text.slice(at + 1 + dice.length(10));
    case 5:
      return text.slice(0, at);
    case 6:
      return text.slice(0, at) + String.fromCharCode(dice.below(256)) + text.slice(at + 1);
    case 7:
      return text.slice(0, at) + text.slice(at + 1 + dice.length(20));
    case 8: {
      const piece = text.slice(at, at + 1 + dice.length(20));
      return text.slice(0, at) + piece.repeat(dice.oneIn(10) ? 1 + dice.below(3000) : 2) + text.slice(at);
    }
    case 9:
      return text.replace(/\d+/g, (digits) => (dice.oneIn(6) ? word : digits));
    default:
      return text.slice(0, at) + other.slice(dice.below(other.length + 1), dice.below(other.length + 1));
  }
}

/** A copy of a JSON document, or of lines that are one each, with a value, a key or its place changed. */
export function mutateJson(dice: Dice, bytes: Buffer, other: Buffer): Buffer {
  if (dice.oneIn(4)) return mutateText(dice, bytes, other);
  const text = bytes.toString('utf8');
  const whole = parse(text);
  if (whole !== undefined) return Buffer.from(JSON.stringify(changeValue(dice, whole, 0)));
  const lines = text.split('\n');
  const index = dice.below(lines.length);
  const value = parse(lines[index] ?? '');
  if (value === undefined) return mutateText(dice, bytes, other);
  return Buffer.from(lines.with(index, JSON.stringify(changeValue(dice, value, 0))).join('\n'));
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function changeValue(dice: Dice, value: Json, depth: number): Json {
  const stops = depth > 0 && dice.oneIn(4);
  if (Array.isArray(value) && !stops) {
    const index = dice.below(value.length + 1);
    if (index === value.length || dice.oneIn(8))
      return value.toSpliced(index, dice.below(2), dice.pick(oddities));
    return value.with(index, changeValue(dice, value[index] ?? null, depth + 1));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !stops) {
    const keys = Object.keys(value);
    const key = keys.length > 0 ? dice.pick(keys) : 'x';
    const { [key]: chosen = null, ...rest } = value;
    switch (dice.below(8)) {
      case 0:
        return rest;
      case 1:
        return { ...value, [dice.pick([...words, ...keys])]: chosen };
      case 2:
        return { ...rest, [dice.pick(words)]: chosen };
      default:
        return { ...value, [key]: changeValue(dice, chosen, depth + 1) };
    }
  }
  if (typeof value === 'string' && dice.oneIn(2)) {
    const at = dice.below(value.length + 1);
    return value.slice(0, at) + dice.pick(words) + value.slice(at + dice.below(3));
  }
  if (typeof value === 'number' && dice.oneIn(2)) return value + dice.pick([-1, 1, 0.5, 1e9, -1e18]);
  return dice.pick(oddities);
}
