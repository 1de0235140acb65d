import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { useTemporaryFolder } from '../support/temporary-folder.js';

/** A script of the site, from the sources. */
async function importScript<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(resolve('scripts/site', name)).href)) as T;
}

describe('npm run site', () => {
  const folder = useTemporaryFolder();

  it('has every page with links that hold there', async () => {
    const { assemble } = await importScript<{ assemble: (folder: string) => void }>('assemble.mjs');
    const { slugOf } = await importScript<{ slugOf: (heading: string) => string }>('slug.mjs');
    assemble(folder());
    const files = readdirSync(folder(), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.md'),
    );
    assert.ok(files.length > 30, files.join());
    const dead: string[] = [];
    let seen = 0;
    for (const name of files) {
      const text = proseOf(readFileSync(join(folder(), name), 'utf8'));
      for (const [, path = '', anchor] of text.matchAll(/\]\(([^)#\s:]*)(?:#([^)\s]*))?\)/g)) {
        seen++;
        const target = path === '' ? name : join(dirname(name), path);
        if (!existsSync(join(folder(), target))) dead.push(`${name}: ${path}`);
        else if (anchor !== undefined) {
          const there = proseOf(readFileSync(join(folder(), target), 'utf8'));
          const slugs = [...there.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => slugOf(heading));
          if (!slugs.includes(anchor.replace(/-\d+$/, '')) && !slugs.includes(anchor))
            dead.push(`${name}: ${path}#${anchor}`);
        }
      }
    }
    assert.ok(seen > 200, String(seen));
    assert.deepEqual(dead, []);
  });

  it('shows the examples that a page leads to', () => {
    const text = readFileSync(join(folder(), 'files/test/examples/http-auth.ts.md'), 'utf8');
    assert.match(text, /^```ts\n/m);
  });
});

/** Without code. */
function proseOf(text: string): string {
  return text.replaceAll(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '').replaceAll(/(`+)(?:(?!\1)[^\n])*\1/g, '');
}
