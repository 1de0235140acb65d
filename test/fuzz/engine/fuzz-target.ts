import { CodecError } from '../../../src/bytes/index.js';

/** The form of an input, which tells how it is changed. */
export type InputForm = 'bytes' | 'der' | 'text' | 'json';

/** Something that takes bytes which somebody else wrote. */
export interface FuzzTarget {
  /** Such as `smb2: decodeNegotiateRequest`. */
  readonly name: string;
  readonly form: InputForm;
  /** Inputs of its own, beside the pool that all targets share. */
  readonly seeds: readonly Buffer[];
  /** Takes an input. The result, or the error, is compared in its outline to find inputs that go another way. */
  readonly run: (input: Buffer) => unknown;
  /** Whether an error is one that is promised; default: a CodecError. */
  readonly expects?: (error: unknown) => boolean;
  /** Milliseconds that an input may take; default: those of a turn of the event loop. */
  readonly longest?: number;
}

export const isCodecError = (error: unknown): boolean => error instanceof CodecError;

/** An input that does what no input may. */
export interface Crash {
  readonly target: string;
  readonly input: Buffer;
  /** The oracle’s words, or the error and the first line of its stack. */
  readonly what: string;
}

/** An oracle is against the outcome. */
export class OracleError extends Error {
  override readonly name = 'OracleError';
}
