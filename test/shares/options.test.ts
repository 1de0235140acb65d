import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { createDirectoryShare, createIpcShare, createTemporaryShare } from '../../src/shares/index.js';

const everybody = { '*': 'write' } as const;
const surroundings = { runtime: systemRuntime };

/** As a program without types would call it. */
async function create(constructor: (...input: never[]) => unknown, ...given: unknown[]): Promise<void> {
  await Reflect.apply(constructor, undefined, given);
}

const level = 'expected "none" or "read" or "write"';

describe('options of the constructors of shares', () => {
  const refused: readonly (readonly [what: string, options: object, message: string])[] = [
    ['no name', { access: everybody }, 'name: expected a text'],
    [
      'the name of IPC$',
      { name: 'ipc$', access: everybody },
      'name: expected another name: IPC$ is always there',
    ],
    ['no access', { name: 'x' }, 'access: expected an object'],
    ['misspelt access', { name: 'x', access: everybody, acces: {} }, "acces: unknown key; there is 'access'"],
    ['an unknown level', { name: 'x', access: { '*': 'rw' } }, `access.*: ${level}`],
    [
      'a word for encryption',
      { name: 'x', access: everybody, encrypt: 'yes' },
      'encrypt: expected true or false',
    ],
    [
      'a promise of it',
      { name: 'x', access: everybody, encrypt: Promise.resolve(true) },
      'encrypt: expected true or false',
    ],
  ];
  for (const [what, options, message] of refused) {
    it(`refuse ${what}`, async () => {
      const expected = { name: 'ConfigurationError', message };
      await assert.rejects(create(createTemporaryShare, options, surroundings), expected);
      await assert.rejects(
        create(createDirectoryShare, { ...options, path: tmpdir() }, surroundings),
        expected,
      );
    });
  }

  it('refuse a directory that is not said, and surroundings that are none', async () => {
    const options = { name: 'x', access: everybody };
    await assert.rejects(create(createDirectoryShare, options, surroundings), {
      message: 'path: expected a text',
    });
    for (const share of [createTemporaryShare, createDirectoryShare]) {
      const complete = share === createDirectoryShare ? { ...options, path: tmpdir() } : options;
      await assert.rejects(create(share, complete), { message: 'surroundings: expected an object' });
      await assert.rejects(
        create(share, complete, { runtime: {} }),
        /surroundings\.runtime\.now: expected a function/,
      );
      await assert.rejects(create(share, complete, { ...surroundings, pining: 1 }), {
        message: "surroundings.pining: unknown key; there is 'pinning'",
      });
    }
  });

  it('refuse IPC$ without services, and with what does not say who may use them', async () => {
    const service = { name: 'srvsvc', open: () => ({}) };
    for (const [options, message] of [
      [undefined, 'options: expected an object'],
      [{}, 'services: expected a list'],
      [{ services: [{ name: 'srvsvc' }] }, 'services[0].open: expected a function'],
      [{ services: [service], acces: { '*': 'none' } }, "acces: unknown key; there is 'access'"],
      [{ services: [service], access: 'none' }, 'access: expected an object'],
      [{ services: [service], access: { alice: false } }, `access.alice: ${level}`],
      [{ services: [service], encrypt: 1 }, 'encrypt: expected true or false'],
    ] as const) {
      await assert.rejects(create(createIpcShare, options), { name: 'ConfigurationError', message });
    }
  });
});
