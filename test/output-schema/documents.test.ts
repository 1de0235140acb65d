import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { kerberosColumns } from '../../src/auth/kerberos/weaknesses.js';
import { ntlmColumns } from '../../src/auth/ntlm/weaknesses.js';
import { renderOutput } from '../../src/output-schema/documentation.js';
import { outputDocuments, outputJsonSchema, type OutputExamples } from '../../src/output-schema/documents.js';
import { faultsOf, faultsOfOutput } from '../support/output-lines.js';

const examples = JSON.parse(readFileSync('src/output-schema/examples.json', 'utf8')) as OutputExamples;

/** Each object of a schema with keys, and the way to it. */
function* objectsIn(node: unknown, path: string): Generator<[string, Readonly<Record<string, object>>]> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (key === 'examples') continue;
    if (key === 'properties') yield [path, value as Readonly<Record<string, object>>];
    yield* objectsIn(value, `${path}/${key}`);
  }
}

/** A schema without its words and examples. */
function structureOf(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(structureOf);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).filter(
    ([key, value]) => !['description', 'examples', 'title', '$id'].includes(key) || typeof value === 'object',
  );
  return Object.fromEntries(
    entries.filter(([key]) => key !== 'examples').map(([key, value]) => [key, structureOf(value)]),
  );
}

/**
 * The version of each document, and the digest of its structure. Another digest demands another version, by the rule of
 * OUTPUT.md: a key more is a minor one. A version that no release has yet keeps its number.
 */
const versions: Readonly<Record<string, readonly [version: string, digest: string]>> = {
  output: ['1.0', 'e0b8bdb967642ff2'],
  'audit-report': ['1.0', 'cd3f5093e5c0a487'],
  'check-client-report': ['1.0', 'd02805358440410b'],
  inspect: ['1.0', '6d7bb5f53842b19f'],
  explain: ['1.0', '3556fbfe97df1fa1'],
  replay: ['1.0', 'ca59605e18ffdd4e'],
};

describe('schemas of the output', () => {
  for (const document of outputDocuments) {
    const { name, values } = document;

    it(`${name}: every key says what it means`, () => {
      const silent = [...objectsIn(outputJsonSchema(document, {}).$defs, '')].flatMap(([path, keys]) =>
        Object.entries(keys)
          .filter(([, of]) => !('description' in of) && !('$ref' in of))
          .map(([key]) => `${path}/${key}`),
      );
      assert.deepEqual(silent, []);
    });

    it(`${name}: is published as it is, and takes keys of later versions`, () => {
      const path = createRequire(import.meta.url).resolve(`smb2-auth-server/${name}.schema.json`);
      const published = JSON.parse(readFileSync(path, 'utf8')) as object;
      assert.deepEqual(published, JSON.parse(JSON.stringify(outputJsonSchema(document, { examples }))));
      const validate = new Ajv2020({ strict: false }).compile(published);
      for (const example of Object.values(examples[name] ?? {})) {
        assert.ok(validate(example), JSON.stringify(validate.errors));
        assert.ok(validate(Object.assign({}, example, { keyOfLater: 1 })));
      }
      assert.ok(!validate({ type: 'no-such-type' }));
    });

    it(`${name}: every value has an example, which is as the strict schema says`, () => {
      assert.deepEqual(Object.keys(examples[name] ?? {}).toSorted(), Object.keys(values).toSorted());
      for (const example of Object.values(examples[name] ?? {})) {
        assert.equal(faultsOf(name, example), undefined);
        assert.match(
          String(faultsOf(name, Object.assign({}, example, { more: 1 }))),
          /must NOT have additional/,
        );
      }
    });

    it(`${name}: a change of its structure is a change of its version`, () => {
      const { $id, $defs } = outputJsonSchema(document, {});
      const [version = '', digest] = versions[name] ?? [];
      const hash = createHash('sha256').update(JSON.stringify(structureOf($defs)));
      assert.equal($id, `urn:smb2-auth-server:${name}:${version}`);
      assert.equal(hash.digest('hex').slice(0, 16), digest);
    });
  }

  it('the report of audit has every column that a mechanism brings', () => {
    const [, report] = outputDocuments;
    assert.ok(report);
    const [[, keys] = ['', {}]] = [...objectsIn(outputJsonSchema(report, {}).$defs, '')].filter(([path]) =>
      path.endsWith('/items'),
    );
    const missing = [...ntlmColumns, ...kerberosColumns].filter(({ key }) => !(key in keys));
    assert.deepEqual(missing, []);
  });

  it('OUTPUT.md is made of them', () => {
    assert.equal(readFileSync('src/output-schema/OUTPUT.md', 'utf8'), renderOutput(examples));
  });

  it('tests see a key without a schema, a line of no type, and a value that is none, in all that a command prints', () => {
    const line = examples['output']?.['omitted'] as object;
    const faults = (value: object) =>
      faultsOfOutput(['serve', '--json'], `${JSON.stringify(line)}\n${JSON.stringify(value)}\n`);
    assert.deepEqual(faults(line), []);
    assert.deepEqual(faults({ type: 'omitted', records: 1, bytes: 2 }), [
      'omitted: omitted must NOT have additional properties',
    ]);
    assert.deepEqual(faults({ type: 'omitted', records: -1 }), ['omitted: omitted/records must be >= 0']);
    assert.deepEqual(faults({ type: 'other' }), ['there is no schema of other']);
  });
});
