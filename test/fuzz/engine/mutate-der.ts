import type { Dice } from './dice.js';
import { mutateBytes } from './mutate-bytes.js';

/** An element of BER; the contents of a primitive one, or of one that has no elements in it, are bytes. */
interface Element {
  readonly tag: number;
  readonly contents: Buffer | readonly Piece[];
}

/** An element, or bytes between two, such as the TOK_ID of a GSS-API token. */
type Piece = Element | Buffer;

/** Deepest nesting that is looked for. */
const DEPTH = 24;

/** A copy in which elements are changed, and all lengths are right but for those that are wrong on purpose. */
export function mutateDer(dice: Dice, bytes: Buffer, other: Buffer): Buffer {
  const pieces = piecesOf(bytes, 0);
  if (pieces === undefined) return mutateBytes(dice, bytes, other);
  let changed: readonly Piece[] = pieces;
  for (let count = 1 + dice.length(3); count > 0; count--) changed = changeOne(dice, changed, other);
  const encoded = Buffer.concat(changed.map((piece) => encodePiece(dice, piece)));
  return dice.oneIn(6) ? mutateBytes(dice, encoded, other) : encoded;
}

function changeOne(dice: Dice, pieces: readonly Piece[], other: Buffer): readonly Piece[] {
  if (pieces.length === 0) return [dice.bytes(dice.length(8))];
  const index = dice.below(pieces.length);
  const chosen = pieces[index]!;
  const put = (...instead: readonly Piece[]): readonly Piece[] => pieces.toSpliced(index, 1, ...instead);
  if (Buffer.isBuffer(chosen)) return put(mutateBytes(dice, chosen, other));
  const inner = chosen.contents;
  // Mostly it goes deeper.
  if (!Buffer.isBuffer(inner) && dice.below(5) > 0) {
    return put({ ...chosen, contents: changeOne(dice, inner, other) });
  }
  switch (dice.below(9)) {
    case 0:
      return put();
    case 1:
      return put(chosen, chosen);
    case 2:
      return put({ ...chosen, tag: dice.oneIn(2) ? chosen.tag ^ (1 << dice.below(8)) : dice.below(256) });
    case 3:
      return put({ tag: dice.pick([0x30, 0xa0, 0x04, 0x24, 0x60]), contents: [chosen] });
    case 4:
      return put(nested(chosen, dice.pick([0x30, 0xa0, 0x24]), dice.oneIn(10) ? 3000 : 40));
    case 5:
      return pieces.toSpliced(dice.below(pieces.length), 0, ...put().slice(0, 1));
    case 6: {
      const foreign = piecesOf(other, 0) ?? [other];
      return put(dice.pick(allOf(foreign)));
    }
    default:
      if (!Buffer.isBuffer(inner)) return put(...inner);
      return put({
        ...chosen,
        contents: dice.oneIn(8) ? dice.bytes(dice.length(300)) : mutateBytes(dice, inner, other),
      });
  }
}

function nested(element: Element, tag: number, times: number): Piece {
  let bytes = encodeElement(element.tag, contentsOf(element));
  for (let depth = 0; depth < times && bytes.length < 20_000; depth++) bytes = encodeElement(tag, bytes);
  return bytes;
}

function contentsOf({ contents }: Element): Buffer {
  if (Buffer.isBuffer(contents)) return contents;
  return Buffer.concat(contents.map((piece) => (Buffer.isBuffer(piece) ? piece : whole(piece))));
}

function whole(element: Element): Buffer {
  return encodeElement(element.tag, contentsOf(element));
}

function allOf(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.flatMap((piece) =>
    Buffer.isBuffer(piece) || Buffer.isBuffer(piece.contents) ? [piece] : [piece, ...allOf(piece.contents)],
  );
}

function encodePiece(dice: Dice, piece: Piece): Buffer {
  if (Buffer.isBuffer(piece)) return piece;
  const { tag, contents } = piece;
  const inner = Buffer.isBuffer(contents)
    ? contents
    : Buffer.concat(contents.map((each) => encodePiece(dice, each)));
  if (!dice.oneIn(80)) return encodeElement(tag, inner);
  // A length that is not minimal, indefinite, or another.
  const length = dice.pick([
    '80',
    '84ffffffff',
    '8400000001',
    `83${inner.length.toString(16).padStart(6, '0')}`,
    '00',
    'ff',
  ]);
  return Buffer.concat([Buffer.of(tag), Buffer.from(length, 'hex'), inner]);
}

function encodeElement(tag: number, contents: Buffer): Buffer {
  const { length } = contents;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag & 0xff, length), contents]);
  const digits = length.toString(16);
  const octets = Buffer.from(digits.length % 2 ? `0${digits}` : digits, 'hex');
  return Buffer.concat([Buffer.of(tag & 0xff, 0x80 | octets.length), octets, contents]);
}

/** The elements in bytes; undefined where there are none. Two bytes may stand before one, as in a GSS-API token. */
function piecesOf(bytes: Buffer, depth: number): readonly Piece[] | undefined {
  if (depth > DEPTH || bytes.length < 2) return undefined;
  const pieces: Piece[] = [];
  let at = 0;
  while (at < bytes.length) {
    let element = elementAt(bytes, at, depth);
    if (element === undefined && pieces.length > 0) {
      pieces.push(bytes.subarray(at, at + 2));
      at += 2;
      element = elementAt(bytes, at, depth);
    }
    if (element === undefined) return undefined;
    pieces.push(element.element);
    at = element.end;
  }
  return pieces;
}

function elementAt(bytes: Buffer, at: number, depth: number): { element: Element; end: number } | undefined {
  if (at + 2 > bytes.length) return undefined;
  const tag = bytes[at]!;
  let length = bytes[at + 1]!;
  let start = at + 2;
  if (length >= 0x80) {
    const octets = length & 0x7f;
    if (octets === 0 || octets > 4 || start + octets > bytes.length) return undefined;
    length = bytes.readUIntBE(start, octets);
    start += octets;
  }
  const end = start + length;
  if (end > bytes.length || (tag & 0x1f) === 0x1f) return undefined;
  const contents = bytes.subarray(start, end);
  // An OCTET STRING often has a whole message in it.
  const looksInside = (tag & 0x20) !== 0 || (tag === 0x04 && [0x30, 0x60, 0xa1].includes(contents[0] ?? 0));
  const inner = looksInside ? piecesOf(contents, depth + 1) : undefined;
  return { element: { tag, contents: inner ?? contents }, end };
}
