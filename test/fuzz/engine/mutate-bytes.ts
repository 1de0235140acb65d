import type { Dice } from './dice.js';

/** Beginnings of messages, which random bytes never hit. */
const magics = [
  'fe534d42',
  'ff534d42',
  'fd534d42',
  'fc534d42',
  '4e544c4d5353500001000000',
  '4e544c4d5353500002000000',
  '4e544c4d5353500003000000',
  '06062b0601050502',
  '060a2b06010401823702020a',
  '06092a864886f712010202',
  '0500000310000000',
  '0d0a0d0a000d0a515549540a',
].map((digits) => Buffer.from(digits, 'hex'));

const edges = [0, 1, 2, 3, 4, 7, 8, 16, 24, 63, 64, 127, 128, 255, 256, 4096, 32767, 32768, 65535, 65536];
const wideEdges = [...edges, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0xffffff, 0x10000000];

type Change = (dice: Dice, bytes: Buffer, other: Buffer) => Buffer;

/** Overwrites a number of one to eight bytes with an edge, or moves it a little. */
function changeNumber(dice: Dice, bytes: Buffer): Buffer {
  const width = dice.pick([1, 2, 2, 4, 4, 8] as const);
  if (bytes.length < width) return bytes;
  const changed = Buffer.from(bytes);
  const at = dice.below(bytes.length - width + 1);
  const little = dice.below(4) > 0;
  if (width === 8) {
    const wide = dice.pick([0n, 1n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 32n, 2n ** 53n + 1n]);
    changed.writeBigUInt64LE(wide, at);
    return changed;
  }
  const old = little ? bytes.readUIntLE(at, width) : bytes.readUIntBE(at, width);
  const moved = dice.oneIn(2) ? dice.pick(wideEdges) : old + dice.pick([-8, -4, -2, -1, 1, 2, 4, 8, 16]);
  const value = ((moved % 2 ** (8 * width)) + 2 ** (8 * width)) % 2 ** (8 * width);
  if (little) changed.writeUIntLE(value, at, width);
  else changed.writeUIntBE(value, at, width);
  return changed;
}

/**
 * Inserts or removes bytes and moves numbers that look like lengths and offsets along: the contents are wrong, and the
 * lengths are right.
 */
function resizeWithLengths(dice: Dice, bytes: Buffer, other: Buffer): Buffer {
  if (bytes.length < 4) return bytes;
  const at = dice.below(bytes.length);
  const grows = dice.below(3) > 0;
  const inserted = grows
    ? pieceOf(dice, dice.oneIn(2) ? other : dice.bytes(1 + dice.length(40)))
    : Buffer.alloc(0);
  const removed = grows ? 0 : Math.min(1 + dice.length(16), bytes.length - at);
  const by = inserted.length - removed;
  const changed = Buffer.from(bytes);
  for (const width of [2, 4] as const) {
    for (let place = 0; place + width <= at; place++) {
      const little = changed.readUIntLE(place, width);
      const big = changed.readUIntBE(place, width);
      const looksLike = (value: number): boolean => value > 1 && value <= bytes.length && value + by > 0;
      if (looksLike(little) && dice.oneIn(3)) changed.writeUIntLE(little + by, place, width);
      else if (looksLike(big) && dice.oneIn(3)) changed.writeUIntBE(big + by, place, width);
    }
  }
  return Buffer.concat([changed.subarray(0, at), inserted, changed.subarray(at + removed)]);
}

function pieceOf(dice: Dice, bytes: Buffer): Buffer {
  if (bytes.length === 0) return bytes;
  const start = dice.below(bytes.length);
  return bytes.subarray(start, start + 1 + dice.below(Math.min(64, bytes.length - start)));
}

const changes: readonly Change[] = [
  changeNumber,
  changeNumber,
  changeNumber,
  resizeWithLengths,
  resizeWithLengths,
  // A bit.
  (dice, bytes) => {
    const changed = Buffer.from(bytes);
    const at = dice.below(Math.max(1, bytes.length));
    if (at < changed.length) changed[at] = changed[at]! ^ (1 << dice.below(8));
    return changed;
  },
  // A run of one octet.
  (dice, bytes) => {
    const start = dice.below(bytes.length + 1);
    return Buffer.from(bytes).fill(
      dice.pick([0, 0xff, 0x41]),
      start,
      Math.min(bytes.length, start + dice.below(32)),
    );
  },
  (dice, bytes) => bytes.subarray(0, dice.below(bytes.length + 1)),
  (dice, bytes) => bytes.subarray(Math.min(bytes.length, dice.length(16))),
  (dice, bytes) => Buffer.concat([bytes, dice.bytes(dice.length(64))]),
  // A piece is missing, comes twice, or stands elsewhere.
  (dice, bytes) => {
    const at = dice.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + dice.length(32))]);
  },
  (dice, bytes) => {
    const at = dice.below(bytes.length + 1);
    const piece = pieceOf(dice, bytes);
    const times = dice.oneIn(8) ? 1 + dice.below(40) : 1;
    return Buffer.concat([
      bytes.subarray(0, at),
      ...Array.from({ length: times }, () => piece),
      bytes.subarray(at),
    ]);
  },
  (dice, bytes) => {
    const piece = pieceOf(dice, bytes);
    const changed = Buffer.from(bytes);
    piece.copy(changed, dice.below(Math.max(1, bytes.length)));
    return changed;
  },
  // Two inputs become one.
  (dice, bytes, other) =>
    Buffer.concat([
      bytes.subarray(0, dice.below(bytes.length + 1)),
      other.subarray(dice.below(other.length + 1)),
    ]),
  (dice, bytes, other) => {
    const changed = Buffer.from(bytes);
    pieceOf(dice, other).copy(changed, dice.below(Math.max(1, bytes.length)));
    return changed;
  },
  (dice, bytes) => {
    const at = dice.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), dice.pick(magics), bytes.subarray(at)]);
  },
  (dice, bytes) => {
    const changed = Buffer.from(bytes);
    dice.pick(magics).copy(changed, dice.below(Math.max(1, bytes.length)));
    return changed;
  },
];

/** A copy with one to a few changes; `other` lends pieces. */
export function mutateBytes(dice: Dice, bytes: Buffer, other: Buffer): Buffer {
  let changed = bytes;
  for (let count = 1 + dice.length(4); count > 0; count--) changed = dice.pick(changes)(dice, changed, other);
  return changed;
}
