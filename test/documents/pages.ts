import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A piece of code in a page, between fences. */
export interface Block {
  readonly page: string;
  /** The line of its opening fence, from 1. */
  readonly line: number;
  /** The heading of the second level that it stands under; empty above the first. */
  readonly section: string;
  /** Such as `console`; empty where the fence has no word. */
  readonly language: string;
  /** The file that its readers save it as, as in ```` ```json smb2.json ````. */
  readonly file: string | undefined;
  /** Why nothing can run it here, as in ```` ```powershell not-run: needs Windows ````. */
  readonly notRun: string | undefined;
  readonly text: string;
}

/** A page with its blocks. */
export interface Page {
  readonly path: string;
  readonly text: string;
  /** The text without its blocks, with as many lines. */
  readonly prose: string;
  readonly blocks: readonly Block[];
}

/** Every page of the repository, README first. */
export function readPages(): Page[] {
  const beside = ['src', 'scripts', 'certs', '.github'].flatMap((top) =>
    readdirSync(top, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
      .map((name) => join(top, name).split(sep).join('/')),
  );
  return ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...beside.toSorted()].map(readPage);
}

/** A page by its path in the repository. */
export function readPage(path: string): Page {
  return pageOf(path, readFileSync(path, 'utf8'));
}

/** @throws Error for a fence that is not closed */
export function pageOf(path: string, text: string): Page {
  const blocks: Block[] = [];
  const prose: string[] = [];
  let section = '';
  let open: { fence: string; info: string; line: number; indent: number; lines: string[] } | undefined;
  for (const [at, line] of text.split('\n').entries()) {
    const [, indent = '', fence, info = ''] = /^(\s*)(`{3,})(.*)$/.exec(line) ?? [];
    if (open) {
      if (fence === open.fence && info === '') {
        blocks.push({ page: path, line: open.line, section, ...wordsOf(open.info), text: textOf(open) });
        open = undefined;
      } else open.lines.push(line.slice(open.indent));
      prose.push('');
    } else if (fence !== undefined) {
      open = { fence, info, line: at + 1, indent: indent.length, lines: [] };
      prose.push('');
    } else {
      if (line.startsWith('## ')) section = line.slice(3);
      prose.push(line);
    }
  }
  if (open) throw new Error(`${path}:${open.line}: the fence is not closed`);
  return { path, text, prose: prose.join('\n'), blocks };
}

function textOf({ lines }: { readonly lines: readonly string[] }): string {
  return lines.map((line) => `${line}\n`).join('');
}

function wordsOf(info: string): Pick<Block, 'language' | 'file' | 'notRun'> {
  const [, words = '', reason] = /^(.*?)(?:not-run: (.*))?$/.exec(info) ?? [];
  const [language = '', file] = words.trim().split(' ');
  return { language, file, notRun: reason };
}
