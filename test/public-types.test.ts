import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

interface Manifest {
  readonly exports: Record<string, string>;
}

/** A declaration file: what it declares, by name, and where each name comes from that it imports or passes on. */
interface DeclarationFile {
  readonly declared: ReadonlyMap<string, string>;
  readonly foreign: ReadonlyMap<string, { readonly file: string; readonly name: string }>;
  readonly exported: ReadonlySet<string>;
}

const files = new Map<string, DeclarationFile>();

/** Every name between braces of an import or export, as `there` is called `here`. */
function namesIn(braces: string): { readonly there: string; readonly here: string }[] {
  return braces
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .split(',')
    .map((item) => item.trim().replace(/^type\s+/, ''))
    .filter((item) => item !== '')
    .map((item) => {
      const [there = '', here = there] = item.split(/\s+as\s+/);
      return { there, here };
    });
}

function fileAt(path: string): DeclarationFile {
  const known = files.get(path);
  if (known) return known;
  const text = readFileSync(path, 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, '');
  const declared = new Map<string, string>();
  const exported = new Set<string>();
  const start =
    /^(export )?(?:declare )?(?:abstract )?(?:const|let|class|function|interface|type|enum) (\w+)/;
  let current: string | undefined;
  for (const line of text.split('\n')) {
    const [, exports, name] = start.exec(line) ?? [];
    if (name !== undefined) {
      current = name;
      if (exports) exported.add(name);
    } else if (/^(?:import|export)\b/.test(line)) current = undefined;
    // A constant and its type, or a function's overloads, have one name.
    if (current !== undefined) declared.set(current, `${declared.get(current) ?? ''}${line}\n`);
  }
  const foreign = new Map<string, { file: string; name: string }>();
  for (const [, kind, braces = '', module = ''] of text.matchAll(
    /^(import|export)\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'(\.[^']*)'/gm,
  )) {
    for (const { there, here } of namesIn(braces)) {
      const file = normalize(join(dirname(path), module.replace(/\.js$/, '.d.ts')));
      foreign.set(here, { file, name: there });
      if (kind === 'export') exported.add(here);
    }
  }
  const file = { declared, foreign, exported };
  files.set(path, file);
  return file;
}

/** Where a name is declared in the end. */
function declarationOf(path: string, name: string): { readonly path: string; readonly name: string } {
  const from = fileAt(path).foreign.get(name);
  return from === undefined ? { path, name } : declarationOf(from.file, from.name);
}

const keyOf = ({ path, name }: { path: string; name: string }): string => `${path} ${name}`;

describe('public types', () => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const entries = Object.values(exports)
    .filter((target) => target.endsWith('.js'))
    .map((target) => normalize(target).replace(/\.js$/, '.d.ts'));

  it('every type that a public signature names can be imported', () => {
    assert.ok(entries.length >= 4);
    const offered = new Set(
      entries.flatMap((entry) =>
        [...fileAt(entry).exported].map((name) => keyOf(declarationOf(entry, name))),
      ),
    );
    const missing = new Set<string>();
    const visited = new Set<string>();
    let seen = 0;
    for (const entry of entries) {
      const visit = (path: string, name: string): void => {
        if (visited.has(`${path} ${name}`)) return;
        visited.add(`${path} ${name}`);
        const file = fileAt(path);
        const text = file.declared.get(name);
        assert.ok(text !== undefined, `${entry}: ${name} is declared in ${path}`);
        for (const [word] of text.matchAll(/\b[A-Z]\w*\b/g)) {
          if (word === name || (!file.declared.has(word) && !file.foreign.has(word))) continue;
          const target = declarationOf(path, word);
          seen++;
          if (!offered.has(keyOf(target))) missing.add(`${keyOf(target)}, named by ${name}`);
          visit(target.path, target.name);
        }
      };
      for (const name of fileAt(entry).exported) {
        const { path, name: declared } = declarationOf(entry, name);
        visit(path, declared);
      }
    }
    assert.ok(seen > 300, String(seen));
    assert.deepEqual([...missing].sort(), []);
  });
});
