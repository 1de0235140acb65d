import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A comment; lines of `//` that follow each other are one. */
interface Comment {
  /** The number of its first line, from 1. */
  readonly line: number;
  readonly text: string;
}

const COLUMNS = 120;

/** A sentence of a comment has a subject and a verb, and does not begin with one of these words (CONTRIBUTING.md). */
const misleading =
  /(?:^|[.!?][)”"]?\s+|\n\s*(?:- |\n))\s*(What|Who|Whoever|Whatever|Whose|Of|Those|Nobody)\b/g;

/** A comment behind code, on a line whose strings end there. */
const trailing = /^(?:[^'"`/]|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|\/(?![/*]))*\s\/\/(?<comment>.*)$/;

describe('comments', () => {
  it(`are no wider than ${COLUMNS} columns, and their sentences begin with a subject`, () => {
    const files = sourceFiles();
    assert.ok(files.length > 300, String(files.length));
    const faults = files.flatMap((file) =>
      faultsOf(readFileSync(file, 'utf8')).map((fault) => `${file}:${fault}`),
    );
    assert.deepEqual(faults, []);
  });
});

describe('comments: the check', () => {
  for (const [text, faults] of [
    ["/** Of the server. */\nconst whole = 'Of';", ['1: begins with “Of”']],
    [
      '  // A key. Nobody reads\n  // it. What is left stays.',
      ['1: begins with “Nobody”', '1: begins with “What”'],
    ],
    [
      '/**\n * First.\n *\n * Those that follow.\n * - Who else?\n */',
      ['1: begins with “Those”', '1: begins with “Who”'],
    ],
    ["const url = 'http://a'; // Whose?", ['1: begins with “Whose”']],
    [`// ${'x'.repeat(118)}`, ['1: 121 columns']],
    [`// ${'x'.repeat(117)}`, []],
    [`const long = '${'x'.repeat(120)}';`, []],
    ["const text = 'a // What b';\nconst of = `// Of`;", []],
    ['// The rest: what follows is of no use. Officers are those who serve.', []],
    ['// One.\n\ncode();\n// What two.', ['4: begins with “What”']],
  ] as const)
    it(`${faults.join(', ') || 'nothing'}: ${text.slice(0, 40).replaceAll('\n', '↵')}`, () => {
      assert.deepEqual(faultsOf(text), faults);
    });
});

function sourceFiles(): string[] {
  return ['src', 'scripts', 'test'].flatMap((top) =>
    readdirSync(top, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|mjs|cjs)$/.test(name) && !name.includes('node_modules'))
      .map((name) => join(top, name).split(sep).join('/')),
  );
}

/** Each with its line. */
function faultsOf(text: string): string[] {
  const wide = text.split('\n').flatMap((line, at) => {
    const isComment = /^\s*(\/\/|\/?\*)/.test(line) || trailing.test(line);
    return isComment && line.length > COLUMNS ? [`${at + 1}: ${line.length} columns`] : [];
  });
  const begun = commentsOf(text).flatMap(({ line, text: words }) =>
    [...words.trim().matchAll(misleading)].map(([, word]) => `${line}: begins with “${word}”`),
  );
  return [...wide, ...begun];
}

function commentsOf(text: string): Comment[] {
  const comments: Comment[] = [];
  let block: { line: number; text: string } | undefined;
  let isOpen = false;
  const end = (): void => {
    if (block) comments.push(block);
    block = undefined;
    isOpen = false;
  };
  for (const [at, line] of text.split('\n').entries()) {
    const [, opening] = /^\s*(\/\*\*?|\/\/)/.exec(line) ?? [];
    if (isOpen || opening !== undefined) {
      if (opening?.startsWith('/*')) end();
      const words = line.replace(/^\s*(\/\*\*?|\/\/|\*(?!\/)) ?/, '').replace(/\s*\*\/.*$/, '');
      block = { line: block?.line ?? at + 1, text: block ? `${block.text}\n${words}` : words };
      isOpen ||= opening !== '//';
      if (isOpen && line.includes('*/')) end();
      continue;
    }
    end();
    const behind = trailing.exec(line)?.groups?.comment;
    if (behind !== undefined) comments.push({ line: at + 1, text: behind });
  }
  end();
  return comments;
}
