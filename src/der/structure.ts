import { Reader } from '../bytes/index.js';
import { contextTag, der, DerTag, expectEnd, ignoreExtensions, peekTag, readElement } from './der.js';
import { type DerType, int32 } from './types.js';

/** A field of a SEQUENCE under the EXPLICIT tag `[number]`. */
export interface Field<T, Presence extends 'required' | 'optional' | 'constant'> {
  readonly number: number;
  readonly type: DerType<T>;
  readonly presence: Presence;
  /** The one value of a constant. */
  readonly constant?: T;
}

/** A field that is always there. */
export function required<T>(number: number, type: DerType<T>): Field<T, 'required'> {
  return { number, type, presence: 'required' };
}

/** A field that may be left out. */
export function optional<T>(number: number, type: DerType<T>): Field<T, 'optional'> {
  return { number, type, presence: 'optional' };
}

/** A whole number that the specification prescribes. The value of the SEQUENCE leaves it out. */
export function constant(number: number, value: number): Field<number, 'constant'> {
  return { number, type: int32, presence: 'constant', constant: value };
}

type AnyField = Field<unknown, 'required' | 'optional' | 'constant'>;
type AnyFields = Readonly<Record<string, AnyField>>;

/** The value of a SEQUENCE of these fields. */
export type ValueOf<Fields extends AnyFields> = {
  readonly [Name in keyof Fields as Fields[Name] extends Field<unknown, 'required'> ? Name : never]: TypeOf<
    Fields[Name]['type']
  >;
} & {
  readonly [Name in keyof Fields as Fields[Name] extends Field<unknown, 'optional'> ? Name : never]?:
    TypeOf<Fields[Name]['type']> | undefined;
};

/** The value of an ASN.1 type. */
export type TypeOf<Type> = Type extends DerType<infer T> ? T : never;

/**
 * A SEQUENCE, declared as data. Its fields come in the order of their tags; unknown fields after the last are stepped
 * over.
 *
 * @param structure name in the specification, for errors
 */
export function sequence<Fields extends AnyFields>(
  structure: string,
  fields: Fields,
): DerType<ValueOf<Fields>> {
  return declared(structure, fields, ignoreExtensions);
}

/** Like {@link sequence}, but any field that is not declared is an error. */
export function closedSequence<Fields extends AnyFields>(
  structure: string,
  fields: Fields,
): DerType<ValueOf<Fields>> {
  return declared(structure, fields, (contents) => expectEnd(contents, structure));
}

function declared<Fields extends AnyFields>(
  structure: string,
  fields: Fields,
  finish: (contents: Reader, firstUnknown: number) => void,
): DerType<ValueOf<Fields>> {
  const entries = Object.entries(fields);
  const beyond = Math.max(...entries.map(([, { number }]) => number)) + 1;
  return {
    tag: DerTag.SEQUENCE,
    read: (from, place) => {
      const contents = readElement(from, DerTag.SEQUENCE, place);
      contents.structure = structure;
      const value: Record<string, unknown> = {};
      for (const [name, field] of entries) {
        const read = readDeclared(contents, name, field);
        if (field.presence !== 'constant' && read !== undefined) value[name] = read;
      }
      finish(contents, beyond);
      return value as ValueOf<Fields>;
    },
    write: (value) =>
      der(
        DerTag.SEQUENCE,
        ...entries.map(([name, field]) => {
          const present: unknown =
            field.presence === 'constant' ? field.constant : (value as Record<string, unknown>)[name];
          return present === undefined ? undefined : der(contextTag(field.number), field.type.write(present));
        }),
      ),
  };
}

function readDeclared(
  from: Reader,
  name: string,
  { number, type, presence, constant: only }: AnyField,
): unknown {
  if (peekTag(from) !== contextTag(number)) {
    if (presence !== 'optional') from.fail('malformed', name, `[${number}] is missing`);
    return undefined;
  }
  const explicit = readElement(from, contextTag(number), name);
  explicit.structure = from.structure;
  const value: unknown = type.read(explicit, name);
  expectEnd(explicit, name);
  if (presence === 'constant' && value !== only) explicit.fail('bad-constant', name, String(value));
  return value;
}

/**
 * A SEQUENCE OF.
 *
 * @param most more elements are refused
 */
export function sequenceOf<T>(type: DerType<T>, most: number): DerType<readonly T[]> {
  return {
    tag: DerTag.SEQUENCE,
    read: (from, field) => {
      const contents = readElement(from, DerTag.SEQUENCE, field);
      const values: T[] = [];
      while (contents.remaining > 0) {
        if (values.length === most) contents.fail('out-of-range', field, `more than ${most}`);
        values.push(type.read(contents, field));
      }
      return values;
    },
    write: (values) => der(DerTag.SEQUENCE, ...values.map((value) => type.write(value))),
  };
}

/** A type under the EXPLICIT tag `[APPLICATION number]`; numbers up to 30. */
export function application<T>(number: number, type: DerType<T>): DerType<T> {
  const tag = 0x60 | number;
  return {
    tag,
    read: (from, field) => {
      const explicit = readElement(from, tag, field);
      const value = type.read(explicit, field);
      expectEnd(explicit, field);
      return value;
    },
    write: (value) => der(tag, type.write(value)),
  };
}

/** A value beside the bytes in which it was received, for proofs that are made over them. */
export interface Received<T> {
  readonly value: T;
  /** The element as received, identifier octet included; a view. */
  readonly der: Buffer;
}

/** The same type, whose bytes are kept as received; they are what is written. */
export function asReceived<T>(type: DerType<T>): DerType<Received<T>> {
  return {
    tag: type.tag,
    read: (from, field) => {
      const start = from.offset;
      const value = type.read(from, field);
      return { value, der: from.message.subarray(start, from.offset) };
    },
    write: ({ der: element }) => element,
  };
}

/**
 * Decodes bytes that are one element and no more.
 *
 * @param structure name in the specification, for errors
 * @throws CodecError for any other bytes
 */
export function decode<T>(type: DerType<T>, bytes: Buffer, structure: string): T {
  const from = new Reader(bytes, structure);
  const value = type.read(from, structure);
  expectEnd(from, structure);
  return value;
}

/** Encodes one element. */
export function encode<T>(type: DerType<T>, value: T): Buffer {
  return type.write(value);
}
