import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseLayer } from '../../src/config/layer.js';
import { type Page, pageOf, readPage, readPages } from './pages.js';

/** How many blocks of each page nothing runs here; each says why at its fence. */
const notRun: Readonly<Record<string, number>> = {
  'README.md': 1,
  'CONTRIBUTING.md': 2,
  'certs/README.md': 1,
  'scripts/RELEASING.md': 1,
  'scripts/bench/SPEED.md': 1,
  'src/cli/serve/OPERATIONS.md': 1,
  'src/cli/serve/PORT-445.md': 2,
  'src/cli/serve/container/CONTAINER.md': 2,
  'src/domain/DOMAIN.md': 1,
  'src/watch/WATCH.md': 1,
};

/** Words of fences, and what becomes of such a block. */
const languages: Readonly<Record<string, 'run' | 'read' | 'not a program'>> = {
  console: 'run',
  bash: 'run',
  sh: 'run',
  ts: 'run',
  js: 'run',
  json: 'read',
  text: 'not a program',
  yaml: 'not a program',
  ini: 'not a program',
};

const pages = readPages();

describe('the pages', () => {
  it('are read, with their blocks', () => {
    assert.ok(pages.length > 20, String(pages.length));
    const blocks = pages.flatMap((page) => page.blocks);
    assert.ok(blocks.filter(({ language }) => language === 'console').length > 30);
  });

  it('have a word at each fence that says what becomes of it; what nothing runs says why', () => {
    const wrong = pages.flatMap(({ path, blocks }) =>
      blocks
        .filter(({ language, notRun: reason }) =>
          reason === undefined ? !(language in languages) : reason.trim() === '',
        )
        .map(({ line, language }) => `${path}:${line}: “${language}”`),
    );
    assert.deepEqual(wrong, []);
  });

  it('hide no command in text', () => {
    const texts = pages.flatMap(({ blocks }) => blocks).filter(({ language }) => language === 'text');
    assert.deepEqual(
      texts.filter(({ text }) => /^\$ /m.test(text)).map(({ page, line }) => `${page}:${line}`),
      [],
    );
  });

  it('have no more blocks that nothing runs than these', () => {
    const counts = pages.flatMap(({ path, blocks }) => {
      const count = blocks.filter(({ notRun: reason }) => reason !== undefined).length;
      return count === 0 ? [] : [[path, count] as const];
    });
    assert.deepEqual(Object.fromEntries(counts), notRun);
  });

  it('show configuration files and faults that can be used', () => {
    const examples = pages
      .flatMap(({ blocks }) => blocks)
      .filter(({ language, file }) => language === 'json' && file !== 'bad.json')
      // Its examples are output, and test/output-schema has them.
      .filter(({ page }) => page !== 'src/output-schema/OUTPUT.md');
    assert.ok(examples.length >= 8, String(examples.length));
    for (const { page, line, text } of examples)
      assert.doesNotThrow(() => parseLayer(configurationOf(JSON.parse(text)), String), `${page}:${line}`);
  });

  it('have Kerberos in ten lines', () => {
    const script = readPage('src/realm/KERBEROS.md').blocks.find(({ language }) => language === 'bash');
    const lines = script?.text.trim().split('\n') ?? [];
    assert.ok(lines.length > 5 && lines.length <= 10, lines.join('\n'));
  });

  it('lead nowhere that is not there', () => {
    assert.deepEqual(pages.flatMap(deadLinksOf), []);
  });

  it('are all in the site, and the site has no other', async () => {
    const { pages: ofSite } = (await import(pathToFileURL('scripts/site/pages.mjs').href)) as {
      pages: { file: string }[];
    };
    const own = pages.map(({ path }) => path).filter((path) => !path.startsWith('.github/'));
    assert.deepEqual(ofSite.map(({ file }) => file).toSorted(), own.toSorted());
  });

  it('have one for each question of somebody who begins', async () => {
    const { pages: ofSite } = (await import(pathToFileURL('scripts/site/pages.mjs').href)) as {
      pages: { file: string; title: string }[];
    };
    const files = new Map(ofSite.map(({ title, file }) => [title, file]));
    for (const [title, file] of [
      ['The first hour', 'README.md'],
      ['I see error …', 'src/explain/ERRORS.md'],
      ['Test my client', 'src/testing/TESTING.md'],
      ['My scanner cannot scan', 'src/cli/diagnose/SCANNER.md'],
      ['Who still uses NTLMv1', 'src/posture/AUDIT.md'],
      ['Kerberos in ten lines', 'src/realm/KERBEROS.md'],
      ['A domain controller decides', 'src/domain/DOMAIN.md'],
      ['Remote Desktop', 'src/credssp/RDP.md'],
      ['HTTP', 'src/http/HTTP.md'],
      ['Wrong on purpose', 'src/faults/GUIDE.md'],
      ['In a program', 'src/server/EMBEDDING.md'],
      ['How it works inside', 'src/INSIDE.md'],
      ['Compatibility', 'src/server/COMPATIBILITY.md'],
    ] as const)
      assert.equal(files.get(title), file);
  });

  it('are within reach of README, link by link', () => {
    const reached = new Set<string>();
    const follow = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      const page = pages.find((other) => other.path === path);
      for (const { path: next } of page ? linksOf(page) : []) follow(next);
    };
    follow('README.md');
    const lost = pages.map(({ path }) => path).filter((path) => !reached.has(path));
    assert.deepEqual(
      lost.filter((path) => !path.startsWith('.github/')),
      [],
    );
  });
});

describe('the pages: links', () => {
  for (const [text, dead] of [
    ['[a](src)', []],
    ['# One two\n[a](#one-two)', []],
    ['# One\n[a](#two)', ['#two']],
    ['[a](src/nowhere)', ['src/nowhere']],
    ['[a][b]\n\n[b]: SECURITY.md#nowhere', ['SECURITY.md#nowhere']],
    ['`[a](nowhere)` and [b](https://example.com/)', []],
    ['```text\n[a](nowhere)\n```', []],
    ['## “A”: b’s `c`\n## “A”: b’s `c`\n[d](#a-bs-c-1)', []],
  ] as const)
    it(`${dead.join() || 'nothing'}: ${text.replaceAll('\n', '↵')}`, () => {
      assert.deepEqual(
        deadLinksOf(pageOf('x.md', text)),
        dead.map((target) => `x.md leads to ${target}`),
      );
    });
});

/** A whole file, or one with the fault that is shown. */
function configurationOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'what' in value ? { faults: [value] } : value;
}

interface Link {
  readonly target: string;
  /** In the repository. */
  readonly path: string;
  readonly anchor: string | undefined;
}

/** Links to files and headings; code has none. */
function linksOf({ path: page, prose }: Page): Link[] {
  const text = prose.replaceAll(/(`+)(?:(?!\1)[\s\S])*\1/g, '');
  const found = text.matchAll(/\]\((?<inline>[^)\s]+)\)|^\[[^\]]+\]:\s+(?<apart>\S+)/gm);
  return [...found]
    .map(({ groups }) => groups?.['inline'] ?? groups?.['apart'] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file = '', anchor] = target.split('#');
      const path = file === '' ? page : normalize(join(dirname(page), file));
      return { target, path, anchor };
    });
}

function deadLinksOf(page: Page): string[] {
  return linksOf(page)
    .filter(({ path, anchor }) => {
      const own = path === page.path;
      if (!own && !existsSync(path)) return true;
      if (anchor === undefined) return false;
      const other = own ? page : statSync(path).isFile() && pageOf(path, readFileSync(path, 'utf8'));
      return !other || !anchorsOf(other).has(anchor);
    })
    .map(({ target }) => `${page.path} leads to ${target}`);
}

/** The anchors of headings, as GitHub makes them: the second of a name has a number. */
function anchorsOf({ prose }: Page): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of prose.matchAll(/^#{1,6} (.*)$/gm)) {
    const anchor = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    let number = 0;
    while (anchors.has(number === 0 ? anchor : `${anchor}-${number}`)) number++;
    anchors.add(number === 0 ? anchor : `${anchor}-${number}`);
  }
  return anchors;
}
