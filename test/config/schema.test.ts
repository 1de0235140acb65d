import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { configurationJsonSchema } from '../../src/config/index.js';
import { parseLayer } from '../../src/config/layer.js';

type Schema = Record<string, unknown> & { properties: Record<string, Schema> };

describe('config: the published schema', () => {
  it('is the one in use', () => {
    const published = createRequire(import.meta.url).resolve('smb2-auth-server/config.schema.json');
    assert.deepEqual(JSON.parse(readFileSync(published, 'utf8')), configurationJsonSchema());
  });

  it('allows no unknown key anywhere', () => {
    const { properties, ...top } = configurationJsonSchema() as Schema;
    for (const object of [
      top,
      properties['policy'],
      properties['limits'],
      properties['policy']?.properties['ntlm'],
    ]) {
      assert.equal(object?.['additionalProperties'], false);
    }
  });

  it('describes every key of policy and limits', () => {
    const { properties } = configurationJsonSchema() as Schema;
    for (const section of ['policy', 'limits']) {
      for (const [key, { description }] of Object.entries(properties[section]?.properties ?? {})) {
        assert.equal(typeof description, 'string', `${section}.${key}`);
      }
    }
  });

  it('fits the example in CONFIGURATION.md', () => {
    const examples = [
      ...readFileSync('src/config/CONFIGURATION.md', 'utf8').matchAll(/```json\n(\{\s+"listen"[\s\S]*?)```/g),
    ];
    assert.equal(examples.length, 1);
    assert.doesNotThrow(() => parseLayer(JSON.parse(examples[0]?.[1] ?? ''), String));
  });
});

describe('config: the schema of the other carriers', () => {
  const { properties } = configurationJsonSchema() as Schema;

  it('describes every key, and allows no other', () => {
    for (const section of ['credssp', 'http', 'rpc']) {
      assert.equal(properties[section]?.['additionalProperties'], false);
      for (const [key, { description }] of Object.entries(properties[section]?.properties ?? {})) {
        assert.equal(typeof description, 'string', `${section}.${key}`);
      }
    }
  });

  it('has TLS of HTTP as a word or as files, and SMB that is left out', () => {
    const [word, files] = (properties['http']?.properties['tls']?.['anyOf'] ?? []) as Schema[];
    assert.ok(word && files);
    assert.equal(word['type'], 'boolean');
    assert.deepEqual(Object.keys(files.properties), ['certificateFile', 'keyFile', 'generate']);
    assert.equal(files['additionalProperties'], false);
    const listen = properties['listen']?.['anyOf'] as Schema[];
    assert.ok(listen.some(({ type }) => type === 'null'));
  });
});
