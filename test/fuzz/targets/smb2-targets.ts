import { isDeepStrictEqual } from 'node:util';
import type { Writer } from '../../../src/bytes/index.js';
import { openFrameOf, splitInPieces } from './splitting.js';
import * as codec from '../../../src/smb2-codec/index.js';
import { type FuzzTarget, OracleError } from '../engine/fuzz-target.js';

type Decode = (bytes: Buffer) => unknown;
type Encode = (w: Writer, value: unknown) => void;

/** Decoders that take more than bytes. */
const withMore: Record<string, Decode> = {
  decodeNegotiateContexts: (bytes) => codec.decodeNegotiateContexts(bytes, bytes[0] ?? 0, bytes[1] ?? 0),
  decodeErrorContexts: (bytes) =>
    codec.decodeErrorContexts({ errorContextCount: bytes[0] ?? 0, errorData: bytes.subarray(1) }),
  decodeDirectoryEntries: (bytes) => codec.fscc.decodeDirectoryEntries(bytes[0] ?? 0, bytes.subarray(1)),
};

/** Messages whose encoder makes one form of several that are read. */
const manyForms = new Set(['Smb1NegotiateRequest', 'CreateContexts', 'SecurityDescriptor']);

/** Every decoder of the codec; one whose encoder is there encodes what it read, and reads the same again. */
export function smb2Targets(): FuzzTarget[] {
  const all = { ...codec, ...codec.fscc } as Record<string, unknown>;
  const decoders = Object.entries(all).filter(
    (entry): entry is [string, Decode] => typeof entry[1] === 'function' && entry[0].startsWith('decode'),
  );
  const targets = decoders.map(([name, decode]): FuzzTarget => {
    const structure = name.slice(6);
    const encode = all[`encode${structure}`];
    const isMessage = /Request$|Response$/.test(structure) && !/Capabilities|Context/.test(structure);
    const again =
      typeof encode === 'function' && encode.length === 2 && isMessage && !manyForms.has(structure)
        ? (encode as Encode)
        : undefined;
    return {
      name: `smb2: ${name}`,
      form: 'bytes',
      seeds: [],
      run: (bytes) => {
        const value = (withMore[name] ?? decode)(bytes);
        if (again !== undefined && value !== undefined && withMore[name] === undefined) {
          expectSame(value, again, decode);
        }
        return value;
      },
    };
  });
  return [
    ...targets,
    { name: 'smb2: splitCompound', form: 'bytes', seeds: [], run: (bytes) => codec.splitCompound(bytes, 64) },
    { name: 'smb2: FrameSplitter', form: 'bytes', seeds: [], run: splitInPieces },
    { name: 'smb2: openFrame', form: 'bytes', seeds: [], run: openFrameOf },
  ];
}

function expectSame(value: unknown, encode: Encode, decode: Decode): void {
  let bytes: Buffer;
  try {
    bytes = codec.encodeMessage({ command: 0 }, (w) => encode(w, value));
  } catch (error) {
    // An encoder of data takes another writer, and one may not hold what was read.
    if (error instanceof RangeError) return;
    throw error;
  }
  const read = decode(bytes);
  if (!isDeepStrictEqual(read, value)) throw new OracleError('encoded and decoded again, it is another');
}
