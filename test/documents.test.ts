import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { defaultLimits } from '../src/session/model/policy.js';

const contributing = readFileSync('CONTRIBUTING.md', 'utf8');
const security = readFileSync('SECURITY.md', 'utf8');

/** Files and folders that a document names by their whole path; a path with a placeholder or an ellipsis is none. */
function pathsIn(document: string): string[] {
  return [...document.matchAll(/`((?:src|test|scripts)\/[\w./-]+)`/g)].map(([, path = '']) => path);
}

describe('CONTRIBUTING and SECURITY', () => {
  for (const [name, text] of [
    ['CONTRIBUTING.md', contributing],
    ['SECURITY.md', security],
  ] as const)
    it(`${name} names files that there are`, () => {
      const paths = pathsIn(text);
      assert.ok(paths.length > 2, paths.join());
      assert.deepEqual(
        paths.filter((path) => !existsSync(path)),
        [],
      );
    });

  it('CONTRIBUTING.md names scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    const named = [...contributing.matchAll(/`npm run ([\w:]+)/g)].map(([, script = '']) => script);
    assert.ok(named.length > 5, named.join());
    assert.deepEqual(
      named.filter((script) => !(script in scripts)),
      [],
    );
  });

  it('CONTRIBUTING.md can be read in an evening', () => {
    assert.ok(contributing.split('\n').length <= 250);
  });

  it('SECURITY.md has the defaults of the limits', () => {
    const rows = security.split('\n').filter((line) => line.startsWith('|'));
    const unlike = Object.entries(defaultLimits).flatMap(([limit, value]) => {
      const row = rows.find((line) => line.includes(`\`${limit}\``));
      return row?.includes(shown(limit, value)) === true ? [] : [`${limit} = ${value}: ${row ?? 'no row'}`];
    });
    assert.deepEqual(unlike, []);
  });
});

function shown(limit: string, value: number): string {
  if (limit === 'idleSeconds') return `${value / 60} min`;
  if (limit.endsWith('Seconds')) return `${value} s`;
  if (!limit.includes('Bytes')) return value.toLocaleString('en');
  const kibibytes = value / 1024;
  return kibibytes < 1024 ? `${kibibytes} KiB` : `${kibibytes / 1024} MiB`;
}
