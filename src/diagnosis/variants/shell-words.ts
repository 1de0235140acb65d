import { mangling, type Mangling, signsIn } from './mangling.js';

// Variants of shells, templates and files in which a sign of the password has a meaning of its own.

/** Escapes: marks that a tool wants before a sign. */
const markers: readonly [mark: string, variant: string, words: string][] = [
  ['\\', 'escaped', 'a backslash'],
  ['^', 'caret-escaped', 'the caret of cmd.exe'],
  ['`', 'backtick-escaped', 'the backtick of PowerShell'],
];

/** Variants of the whole password as a tool reads it. */
export function* readByShell(password: string): Generator<Mangling> {
  const p = password;
  yield mangling('shell-variable', 'with $… taken out by a shell', withoutVariables(p));
  yield mangling('cmd-variable', 'with %…% taken out by cmd.exe', p.replace(/%[^%]+%/g, ''));
  yield mangling('cmd-delayed-variable', 'with !…! taken out by cmd.exe', p.replace(/![^!]*!/g, ''));
  yield mangling('make-variable', 'with $ and the next letter taken by make', p.replace(/\$([^$({])/g, ''));
  yield mangling('caret-dropped', 'without ^, which cmd.exe takes', p.replace(/\^(.?)/gs, '$1'));
  const unescaped = p.replace(/\\(.?)/gs, '$1');
  yield mangling('backslash-dropped', 'without the backslashes, which a shell takes', unescaped);
  yield mangling(
    'backtick-dropped',
    'without the backticks, which PowerShell takes',
    p.replace(/`(.?)/gs, '$1'),
  );
  yield mangling('command-substituted', 'with `…` taken by a shell', p.replace(/`[^`]*`/g, ''));
  yield mangling('command-substituted', 'with $(…) taken by a shell', p.replace(/\$\([^)]*\)/g, ''));
  yield mangling('shell-word', 'as a shell reads it without quotes', bareWord(p));
  yield mangling('shell-quoted', 'as a shell reads it in double quotes', quotedWord(p));
  yield mangling('template-variable', 'with {…} taken out by a template', p.replace(/\{+[^}]*\}+/g, ''));
  yield mangling('home-expanded', 'with a shell’s home directory for ~', p.replace(/^~/, '/root'));
  yield mangling('format-read', 'with %… taken by a format string', p.replace(/%[-+ #0-9.]*[a-zA-Z]/g, ''));
  yield mangling('c-unescaped', 'with \\n, \\t and the like read as C escapes', fromC(p));
  yield mangling('octal-unescaped', 'with \\040 and the like read as in an fstab', fromOctal(p));
}

/** Variants with each sign of the password doubled, halved, escaped, or in octal. */
export function* signsRewritten(password: string): Generator<Mangling> {
  const p = password;
  for (const [sign, name] of signsIn(p)) {
    const doubled = p.replaceAll(sign, () => sign + sign);
    yield mangling(`${name}-doubled`, `with every “${sign}” doubled`, doubled);
    const halved = p.replaceAll(sign + sign, () => sign);
    yield mangling(`${name}-halved`, `with one “${sign}” for two, as a template writes it`, halved);
    for (const [mark, variant, words] of markers) {
      const marked = p.replaceAll(sign, () => mark + sign);
      yield mangling(`${name}-${variant}`, `with ${words} before each “${sign}”`, marked);
    }
    const octal = `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`;
    yield mangling(
      `${name}-octal`,
      `with ${octal} for each “${sign}”, as an fstab has it`,
      p.replaceAll(sign, () => octal),
    );
    if (sign !== ' ') {
      yield mangling(`${name}-to-space`, `with spaces for each ${sign}`, p.replaceAll(sign, ' '));
    }
  }
}

/** Variants of the whole password quoted for a tool that did not take the quotes off. */
export function* quotedForShell(password: string): Generator<Mangling> {
  const p = password;
  const always = p.replace(/[^A-Za-z0-9_@%+=:,./-]/g, '\\$&');
  yield mangling('shell-escaped', 'with a backslash before each sign that a shell takes', always);
  const strict = p.replace(/[^A-Za-z0-9_]/g, '\\$&');
  yield mangling('all-escaped', 'with a backslash before each sign', strict);
  const inDouble = p.replace(/[\\"$`]/g, '\\$&');
  yield mangling('double-quote-escaped', 'with backslashes as within double quotes', inDouble);
  yield mangling(
    'double-quote-escaped',
    'with backslashes as within double quotes',
    p.replace(/["\\]/g, '\\$&'),
  );
  yield mangling('single-quote-escaped', 'with quotes as within single quotes', p.replaceAll("'", "'\\''"));
  yield mangling('single-quote-escaped', 'with quotes as within single quotes', p.replaceAll("'", `'"'"'`));
  yield mangling('ansi-c-quoted', 'in the quotes of $’…’', `$'${p}'`);
  yield mangling('cmd-escaped', 'with the carets of cmd.exe', p.replace(/[&|<>^()%!"]/g, '^$&'));
  yield mangling(
    'regex-escaped',
    'with the backslashes of a regular expression',
    p.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  const octal = p.replace(/[ \t\n\\]/g, (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`);
  yield mangling('octal-escaped', 'with \\040 for spaces, as in an fstab', octal);
}

function withoutVariables(text: string): string {
  return text.replace(/\$(\{[^}]*\}|[A-Za-z_]\w*|[0-9?!#*@$-])/g, '');
}

/** An unquoted word; it ends at a blank or an operator. */
function bareWord(text: string): string {
  let word = '';
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const sign = text.charAt(i);
    if (quote !== '') {
      if (sign === quote) quote = '';
      else word += sign;
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '\\') word += text.charAt(++i);
    else if (/[\s;&|<>()]/.test(sign)) break;
    else word += sign;
  }
  return withoutVariables(word);
}

function quotedWord(text: string): string {
  const end = text.search(/(?<!\\)"/);
  const inside = (end < 0 ? text : text.slice(0, end)).replace(/`[^`]*`/g, '');
  return withoutVariables(inside).replace(/\\([\\"$`])/g, '$1');
}

const cEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  e: '\x1b',
  '0': '\0',
};

function fromC(text: string): string {
  return text.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{3}|.)/gs, (_, code: string) => {
    if (/^[xu]./.test(code)) return String.fromCharCode(parseInt(code.slice(1), 16));
    if (/^[0-7]{3}$/.test(code)) return String.fromCharCode(parseInt(code, 8));
    return cEscapes[code] ?? code;
  });
}

function fromOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}
