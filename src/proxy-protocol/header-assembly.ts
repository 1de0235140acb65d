import { CodecError } from '../bytes/index.js';
import { type DecodedHeader, MOST_HEADER_BYTES, type ProxyHeader } from './header.js';
import { decodeVersion1, version1Prefix } from './version-1.js';
import { decodeVersion2, version2Signature } from './version-2.js';

/** A header that came whole. */
export interface AssembledHeader {
  readonly header: ProxyHeader;
  /** The bytes that came behind it. */
  readonly rest: Buffer;
}

/** Joins the pieces in which the header of a connection comes. It holds {@link MOST_HEADER_BYTES} at most. */
export class HeaderAssembly {
  #bytes = Buffer.alloc(0);

  /** The bytes that came so far; after an error, those in which it is. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /**
   * Takes the next bytes, until a header is whole.
   *
   * @returns undefined while more must come
   * @throws CodecError for bytes that are no header, as soon as that is certain: `bad-constant` of `signature` where
   *   they do not begin like one
   */
  receive(chunk: Buffer): AssembledHeader | undefined {
    const held = this.#bytes.length;
    // A decoder throws before it wants more than this.
    this.#bytes = Buffer.concat([this.#bytes, chunk.subarray(0, MOST_HEADER_BYTES - held)]);
    const decoded = decode(this.#bytes);
    if (decoded === undefined) return undefined;
    return { header: decoded.header, rest: chunk.subarray(decoded.length - held) };
  }
}

function decode(bytes: Buffer): DecodedHeader | undefined {
  if (beginsWith(bytes, version1Prefix)) return decodeVersion1(bytes);
  if (beginsWith(bytes, version2Signature)) return decodeVersion2(bytes);
  if (beginsWith(version1Prefix, bytes) || beginsWith(version2Signature, bytes)) return undefined;
  throw new CodecError('bad-constant', 'PROXY protocol', 'signature', 0, 'these are no bytes of a header');
}

/** Whether bytes begin as a header of either version does. */
export function beginsLikeProxyHeader(bytes: Buffer): boolean {
  return beginsWith(bytes, version1Prefix) || beginsWith(bytes, version2Signature);
}

function beginsWith(bytes: Buffer, prefix: Buffer): boolean {
  return bytes.subarray(0, prefix.length).equals(prefix);
}
