import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, posix } from 'node:path';
import { root, Stop } from '../support/project.mjs';
import { assembled } from './folders.mjs';
import { pages } from './pages.mjs';

const SHOWN = 'files';

/** Characters of a file from which on it has no colours: each word would be an element. */
const LARGE = 50_000;

const fenceOf = /^(`{3,}|~{3,})/;
const linkOf = /(\]\(|^\[[^\]]+\]: +)([^)\s]+)(\)|$)/g;

const pathOf = new Map(pages.map(({ file, path }) => [file, path]));

/** Writes every page with links that hold in the site; a file that a page links to, and that is none, becomes one. */
export function assemble(folder = assembled) {
  rmSync(folder, { recursive: true, force: true });
  const write = (path, text) => {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  };
  const linked = new Set();
  for (const { file, path, title } of pages) {
    const text = withLinks(readFileSync(join(root, file), 'utf8'), file, path, linked);
    write(`${path}.md`, `---\ntitle: ${JSON.stringify(title)}\n---\n\n${text}`);
  }
  for (const file of linked) write(`${SHOWN}/${file}.md`, shown(file));
}

/** The text with its links rewritten, but for those in code. */
function withLinks(text, file, path, linked) {
  let fence;
  return text
    .split('\n')
    .map((line) => {
      const [mark] = fenceOf.exec(line.trim()) ?? [];
      if (fence !== undefined) {
        if (mark?.startsWith(fence)) fence = undefined;
        return line;
      }
      if (mark) {
        fence = mark;
        return line;
      }
      return line.replaceAll(linkOf, (whole, before, target, after) =>
        /^[a-z]+:/.test(target) ? whole : `${before}${targetOf(target, file, path, linked)}${after}`,
      );
    })
    .join('\n');
}

/** The place in the site of what a page of the repository links to. */
function targetOf(target, file, path, linked) {
  const [name, anchor] = target.split('#');
  const hash = anchor === undefined ? '' : `#${anchor}`;
  if (name === '') return hash;
  const found = posix.join(posix.dirname(file), name).replace(/\/$/, '');
  if (!existsSync(join(root, found))) throw new Stop(`${file} links to ${target}, which is not there.`);
  const there = pathOf.get(found);
  if (there === undefined) linked.add(found);
  const relative = posix.relative(posix.dirname(path), there ?? `${SHOWN}/${found}`);
  return `${relative.startsWith('.') ? '' : './'}${relative}.md${hash}`;
}

/** A page with the text of a file, or with all files of a folder. */
function shown(path) {
  const whole = join(root, path);
  const files = statSync(whole).isDirectory()
    ? readdirSync(whole, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted()
    : [whole];
  const texts = files.map((file) => {
    const text = readFileSync(file, 'utf8');
    const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    const name = file.slice(root.length);
    const language = text.length > LARGE ? 'text' : languageOf(name);
    return `## ${name}\n\n${fence}${language}\n${text.trimEnd()}\n${fence}\n`;
  });
  return `---\nsearch: false\n---\n\n# ${path}\n\n${texts.join('\n')}`;
}

/** The word of a fence; a name that the generator does not know is text. */
function languageOf(name) {
  const extension = extname(name).slice(1);
  return ['ts', 'mjs', 'js', 'json', 'py', 'sh', 'go', 'java', 'cs', 'yaml', 'xml'].includes(extension)
    ? extension
    : 'text';
}
