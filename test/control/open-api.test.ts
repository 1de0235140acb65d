import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { openApiDocument } from '../../src/control/open-api.js';
import { operations } from '../../src/control/operations.js';

interface Media {
  readonly schema: object;
  readonly example: unknown;
}

interface Described {
  readonly requestBody?: { readonly content: Record<string, Media> };
  readonly responses: Record<
    string,
    { readonly description: string; readonly content?: Record<string, Media> }
  >;
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const file = readFileSync('src/control/openapi.json', 'utf8');
const document = JSON.parse(file) as {
  readonly paths: Record<string, Record<string, Described>>;
  readonly components: { readonly responses: Described['responses'] };
};

/** Every body that the document describes, with its place. */
function* bodies(): Generator<readonly [string, Media]> {
  for (const [status, { content = {} }] of Object.entries(document.components.responses)) {
    for (const media of Object.values(content)) yield [status, media];
  }
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, { requestBody, responses }] of Object.entries(methods)) {
      const answers = Object.values(responses).flatMap(({ content = {} }) => Object.values(content));
      for (const media of [...Object.values(requestBody?.content ?? {}), ...answers]) {
        yield [`${method} ${path}`, media];
      }
    }
  }
}

describe('the OpenAPI document', () => {
  it('is what `npm run pages` writes', () => {
    assert.equal(file, `${JSON.stringify(openApiDocument(version), null, 2)}\n`);
  });

  it('is valid', async () => {
    const { valid, errors } = await new Validator().validate(file);
    assert.ok(valid, JSON.stringify(errors));
  });

  it('describes every operation, and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    assert.deepEqual(
      described.toSorted(),
      operations.map(({ method, path }) => `${method} ${path}`).toSorted(),
    );
    assert.ok(described.length > 20);
  });

  it('has an example of every body, and each is what its schema says', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'openapi');
    let examples = 0;
    for (const [place, { schema, example }] of bodies()) {
      assert.ok(example !== undefined, place);
      // A reference inside it leads into the document.
      const text = JSON.stringify(schema).replaceAll('"#/', '"openapi#/');
      const validate = ajv.compile(JSON.parse(text) as object);
      assert.ok(validate(example), `${place}: ${ajv.errorsText(validate.errors)}`);
      examples += 1;
    }
    assert.ok(examples > 25, String(examples));
  });

  it('tells a secret of no account', () => {
    const { components } = document as unknown as {
      components: { schemas: Record<string, { properties: object }> };
    };
    const { Account, NewAccount } = components.schemas;
    assert.ok(!('password' in (Account?.properties ?? {})) && !('ntHash' in (Account?.properties ?? {})));
    assert.ok(
      'password' in (NewAccount?.properties ?? {}) && !('passwordFile' in (NewAccount?.properties ?? {})),
    );
  });
});
