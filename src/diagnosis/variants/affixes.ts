import { mangling, type Mangling, signs } from './mangling.js';

// Variants with text added before or behind the password.

/** The commonest additions: line ends and blanks from files, and quotes. */
export function* commonAffixes(password: string): Generator<Mangling> {
  const p = password;
  yield mangling('trailing-newline', 'with a line feed at the end of the password', `${p}\n`);
  yield mangling('trailing-crlf', 'with CR LF at the end of the password', `${p}\r\n`);
  yield mangling('trailing-cr', 'with a carriage return at the end of the password', `${p}\r`);
  yield mangling('trailing-space', 'with a space at the end of the password', `${p} `);
  yield mangling('trailing-tab', 'with a tab at the end of the password', `${p}\t`);
  yield mangling('trailing-nul', 'with a NUL at the end of the password', `${p}\0`);
  yield mangling('leading-space', 'with a space before the password', ` ${p}`);
  yield mangling('trimmed', 'without the spaces around the password', p.trim());
  yield mangling('double-quotes', 'with double quotes around the password', `"${p}"`);
  yield mangling('single-quotes', 'with single quotes around the password', `'${p}'`);
  const unquoted = p.replace(/^(["'])(.*)\1$/s, '$2');
  yield mangling('unquoted', 'without the quotes around the password', unquoted);
  yield mangling(
    'leading-bom',
    'with a byte order mark before the password, as editors write it',
    `\ufeff${p}`,
  );
}

const wrappings: readonly [before: string, after: string, words: string][] = [
  ['“', '”', 'typographic double quotes'],
  ['‘', '’', 'typographic single quotes'],
  ['„', '“', 'German quotes'],
  ['«', '»', 'guillemets'],
  ['`', '`', 'backticks'],
  ['\\"', '\\"', 'escaped double quotes'],
  ["\\'", "\\'", 'escaped single quotes'],
  ['"\'', '\'"', 'two kinds of quotes'],
  ['\'"', '"\'', 'two kinds of quotes'],
  ['""', '""', 'doubled double quotes'],
  ['<', '>', 'angle brackets'],
  ['[', ']', 'square brackets'],
  ['(', ')', 'parentheses'],
  ['{', '}', 'braces'],
  ['${', '}', 'the braces of a variable'],
  ['{{', '}}', 'the braces of a template'],
  ['<![CDATA[', ']]>', 'the marks of a CDATA section'],
  ['\x1b[200~', '\x1b[201~', 'the marks of a bracketed paste'],
  ['200~', '201~', 'what is left of the marks of a bracketed paste'],
  ['[200~', '[201~', 'what is left of the marks of a bracketed paste'],
];

const trailers: readonly [text: string, variant: string, words: string][] = [
  ['\n\n', 'newlines', 'two line feeds'],
  ['\\n', 'newline-in-letters', 'a line feed written in letters, \\n,'],
  ['\\r\\n', 'crlf-in-letters', 'CR LF written in letters, \\r\\n,'],
  ['\\r', 'cr-in-letters', 'a carriage return written in letters, \\r,'],
  ['\\0', 'nul-in-letters', 'a NUL written in letters, \\0,'],
  ['\\t', 'tab-in-letters', 'a tab written in letters, \\t,'],
  ['  ', 'spaces', 'two spaces'],
  ['\0\0', 'nuls', 'two NULs'],
  ['\x1a', 'end-of-file', 'a Ctrl-Z, as files of DOS end'],
  ['\x04', 'end-of-transmission', 'a Ctrl-D'],
  ['\x16', 'ctrl-v', 'a Ctrl-V'],
  ['\x7f', 'delete', 'a DEL'],
  ['\b', 'backspace', 'a backspace'],
  ['\x1b', 'escape', 'an ESC'],
];

const leaders: readonly [text: string, variant: string, words: string][] = [
  ['\n', 'newline', 'a line feed'],
  ['\t', 'tab', 'a tab'],
  ['  ', 'spaces', 'two spaces'],
  ['\x16', 'ctrl-v', 'a Ctrl-V'],
  ['ï»¿', 'bom-as-latin1', 'the three bytes of a byte order mark'],
  ['\ufffe', 'bom-swapped', 'a byte order mark of the other order'],
  ['password=', 'key', 'password= of its line'],
  ['password = ', 'key', 'password = of its line'],
  ['password:', 'key', 'password: of its line'],
  ['password: ', 'key', 'password: of its line'],
  ['pass=', 'key', 'pass= of its line'],
  ['PASSWORD=', 'key', 'PASSWORD= of its line'],
];

/** Characters that are invisible, so that they are copied unnoticed. */
const invisible: readonly [text: string, variant: string, words: string][] = [
  ['\u00a0', 'no-break-space', 'a no-break space'],
  ['\u200b', 'zero-width-space', 'a zero-width space'],
  ['\u200c', 'zero-width-non-joiner', 'a zero-width non-joiner'],
  ['\u200d', 'zero-width-joiner', 'a zero-width joiner'],
  ['\u2060', 'word-joiner', 'a word joiner'],
  ['\u00ad', 'soft-hyphen', 'a soft hyphen'],
  ['\u200e', 'left-to-right-mark', 'a left-to-right mark'],
  ['\u200f', 'right-to-left-mark', 'a right-to-left mark'],
  ['\u202a', 'left-to-right-embedding', 'a left-to-right embedding'],
  ['\u202c', 'pop-directional', 'the end of a directional embedding'],
  ['\u2028', 'line-separator', 'a line separator'],
  ['\u3000', 'ideographic-space', 'an ideographic space'],
  ['\ufeff', 'bom', 'a byte order mark'],
];

/** Sizes of buffers that C programs send whole. */
const sizes = [8, 14, 15, 16, 20, 24, 31, 32, 63, 64, 127, 128, 255, 256];

export function* rareAffixes(password: string): Generator<Mangling> {
  for (const [text, variant, words] of trailers) {
    yield mangling(`trailing-${variant}`, `with ${words} at the end of the password`, password + text);
  }
  for (const [text, variant, words] of invisible) {
    yield mangling(`trailing-${variant}`, `with ${words} at the end of the password`, password + text);
    yield mangling(`leading-${variant}`, `with ${words} before the password`, text + password);
  }
  for (const [text, variant, words] of leaders) {
    yield mangling(`leading-${variant}`, `with ${words} before the password`, text + password);
  }
  for (const [before, after, words] of wrappings) {
    yield mangling('wrapped', `with ${words} around the password`, before + password + after);
    const { length } = password;
    const wrapped = password.startsWith(before) && password.endsWith(after);
    const bare = wrapped && length > before.length + after.length;
    if (bare) {
      const inner = password.slice(before.length, length - after.length);
      yield mangling('unwrapped', `without the ${words.replace(/^the /, '')} around the password`, inner);
    }
  }
  for (const size of sizes.filter((each) => each > password.length)) {
    yield mangling(
      'padded-with-nul',
      `filled up with NULs to ${size} characters`,
      password.padEnd(size, '\0'),
    );
    yield mangling(
      'padded-with-spaces',
      `filled up with spaces to ${size} characters`,
      password.padEnd(size),
    );
  }
  for (const [sign, name] of signs) {
    if (sign === ' ') continue;
    yield mangling(`trailing-${name}`, `with “${sign}” at the end of the password`, password + sign);
    yield mangling(`leading-${name}`, `with “${sign}” before the password`, sign + password);
  }
}
