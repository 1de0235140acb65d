import { z } from 'zod';

/** The place of a named schema in the document. */
export function componentReference(id: string): string {
  return `#/components/schemas/${id}`;
}

/** The JSON Schemas of a document. Schemas that have names are referred to where others use them. */
export class JsonSchemas {
  readonly #names: readonly string[];
  readonly #registry = z.registry<{ id: string }>();
  #added = 0;
  #made: Readonly<Record<string, object>> | undefined;

  constructor(components: Readonly<Record<string, z.ZodType>>) {
    this.#names = Object.keys(components);
    for (const [id, schema] of Object.entries(components)) this.#registry.add(schema, { id });
  }

  /** Adds schemas without a name; before any is asked for. */
  add(...schemas: readonly z.ZodType[]): void {
    for (const schema of schemas) {
      if (!this.#registry.has(schema)) this.#registry.add(schema, { id: `unnamed-${++this.#added}` });
    }
  }

  /** The JSON Schema of a schema that was added, or the reference to one that has a name. */
  of(schema: z.ZodType): object {
    const { id = '' } = this.#registry.get(schema) ?? {};
    return this.#names.includes(id) ? { $ref: componentReference(id) } : this.#of(id);
  }

  /** The schemas that have names. */
  get components(): Readonly<Record<string, object>> {
    return Object.fromEntries(this.#names.map((id) => [id, this.#of(id)]));
  }

  #of(id: string): object {
    this.#made ??= z.toJSONSchema(this.#registry, { uri: componentReference, io: 'input' }).schemas;
    // Only a document of its own has these two.
    const { $schema: _schema, $id: _id, ...rest } = this.#made[id] as Record<string, unknown>;
    return rest;
  }
}
