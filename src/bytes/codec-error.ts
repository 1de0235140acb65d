/** The kinds of fault in bytes from the network. */
export type CodecErrorCode =
  /** The structure ends before the field does. */
  | 'truncated'
  /** An offset/length pair points outside the message. */
  | 'out-of-range'
  /** A fixed value (signature, structure size, tag) is not what the specification prescribes. */
  | 'bad-constant'
  /** A value is present but has no meaning (odd UTF-16 length, list without terminator, …). */
  | 'malformed';

/**
 * The only error a decoder throws. It names the structure and the field in the specification's terms and never
 * carries the bytes themselves, which may be secret.
 */
export class CodecError extends Error {
  override readonly name = 'CodecError';
  readonly code: CodecErrorCode;
  /** Structure being decoded, for example `SMB2 NEGOTIATE Request`. */
  readonly structure: string;
  /** Field being read, for example `DialectCount`. */
  readonly field: string;
  /** Byte offset from the start of the structure's message. */
  readonly offset: number;

  constructor(code: CodecErrorCode, structure: string, field: string, offset: number, detail?: string) {
    super(`${structure}.${field} at byte ${offset}: ${detail ?? code}`);
    this.code = code;
    this.structure = structure;
    this.field = field;
    this.offset = offset;
  }
}
