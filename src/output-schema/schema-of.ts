import { z } from 'zod';

/** A type as JSON has it: nothing in it is read-only. */
export type Written<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : Value extends readonly (infer Entry)[]
    ? Written<Entry>[]
    : { -readonly [Key in keyof Value]: Written<Value[Key]> };

/** The schema of one key: it takes every value that the key can have, or there is none. */
type Taking<Schema, Value> = Schema extends z.ZodType
  ? Written<Value> extends z.output<Schema>
    ? Schema
    : never
  : never;

/** A schema for each key of a type, and for no other. */
type ShapeOf<Item, Shape> = {
  readonly [Key in keyof Shape]: Key extends keyof Item ? Taking<Shape[Key], Item[Key]> : never;
};

/**
 * Makes the schema of a type. It does not compile where a key of the type is missing, where there is a key that the
 * type does not have, and where a key can have a value that its schema refuses.
 */
export function schemaOf<Item>() {
  return <const Shape extends Readonly<Record<keyof Item, z.ZodType>>>(
    description: string,
    shape: ShapeOf<Item, Shape> & Shape,
  ): z.ZodObject<Shape> => z.object(shape).meta({ description });
}

/** A text. */
export const text = (description: string) => z.string().meta({ description });

/** Texts in an order that the description tells. */
export const texts = (description: string) => z.array(z.string()).meta({ description });

/** A whole number, 0 at least. */
export const count = (description: string) => z.int().min(0).meta({ description });

/** Any number. */
export const number = (description: string) => z.number().meta({ description });

/** True or false. */
export const flag = (description: string) => z.boolean().meta({ description });

/** One of some words. */
export const word = <const Word extends string>(words: readonly [Word, ...Word[]], description: string) =>
  z.enum(words).meta({ description });

/** The same value always. */
export const always = <const Value extends string | number | boolean | null>(
  value: Value,
  description: string,
) => z.literal(value).meta({ description });

/** Null, where there is nothing to say. */
export function orNull<Schema extends z.ZodType>(schema: Schema): z.ZodNullable<Schema> {
  return schema.nullable().meta({ description: schema.meta()?.description ?? '' });
}

/** Milliseconds since 1970. */
export const moment = (description: string) =>
  z.number().meta({ description: `${description} Milliseconds since 1970.` });
