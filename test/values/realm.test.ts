import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { isBytes, isError, isThenable } from '../../src/values/realm.js';
import { run } from '../support/run.js';

describe('realm', () => {
  const elsewhere = (expression: string): unknown => runInNewContext(expression, { DOMException }) as unknown;

  it('knows the errors of every realm', () => {
    class Own extends Error {}
    const abort = new DOMException('aborted', 'AbortError');
    for (const error of [new Own(), elsewhere('new TypeError()'), Object.create(Error.prototype), abort]) {
      assert.equal(isError(error), true);
    }
    for (const other of [undefined, null, 'Error', { message: '', stack: '' }, elsewhere('({})')]) {
      assert.equal(isError(other), false);
    }
  });

  it('knows what has to be waited for', () => {
    for (const promise of [
      'Promise.resolve()',
      '(async () => {})()',
      '({ then() {} })',
      'Object.assign(() => {}, { then() {} })',
    ]) {
      assert.equal(isThenable(elsewhere(promise)), true);
    }
    for (const other of [undefined, null, 'then', elsewhere('({ then: true })'), () => {}]) {
      assert.equal(isThenable(other), false);
    }
  });

  it('knows arrays of bytes', () => {
    assert.equal(isBytes(elsewhere('new Uint8Array(1)')), true);
    assert.equal(isBytes(Buffer.alloc(1)), true);
    for (const other of [elsewhere('new Uint16Array(1)'), [0], 'bytes', undefined]) {
      assert.equal(isBytes(other), false);
    }
  });

  it('a server in another one serves a login, a file and refusals', async () => {
    const script = fileURLToPath(new URL('../support/serve-in-another-realm.js', import.meta.url));
    const flags = ['--experimental-vm-modules', '--experimental-import-meta-resolve', '--no-warnings'];
    const { stdout, stderr, code } = await run(process.execPath, [...flags, script]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), {
      reasons: ['wrong-password', 'accepted', 'left-without-a-word'],
      contents: 'hello',
      missing: true,
      taken: true,
      errors: ["a listener for 'attempt' failed", 'TypeError: in a listener'],
    });
  });

  it('nobody asks whether something is of a class that each realm has its own of', () => {
    const wrong = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && name !== 'values/realm.ts')
      .flatMap((name) =>
        foreignClasses(readFileSync(join('src', name), 'utf8')).map((found) => `${name}: ${found}`),
      );
    assert.deepEqual(wrong, [], 'see src/values/realm.ts');
  });
});

/** Right sides of `instanceof` that a file neither imports nor declares: those of the language, or of Node.js. */
function foreignClasses(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  const own = new Set([
    ...[...code.matchAll(/^import\b([^;]*?)\bfrom\b/gm)].flatMap(
      ([, names = '']) => names.match(/\w+/g) ?? [],
    ),
    ...[...code.matchAll(/\bconst \{([^}]*)\} =\s+await import\(/g)].flatMap(
      ([, names = '']) => names.match(/\w+/g) ?? [],
    ),
    ...[...code.matchAll(/\bclass (\w+)/g)].map(([, name = '']) => name),
  ]);
  return [...code.matchAll(/\binstanceof (\w+)/g)]
    .map(([, name = '']) => name)
    .filter((name) => !own.has(name));
}
