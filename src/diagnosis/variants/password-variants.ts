/** One way in which a password gets mangled between the person and the client. */
interface PasswordVariant {
  readonly variant: string;
  /** As the end of “the proof is right …”. */
  readonly words: string;
  /** The mangled form; the password itself when the variant does not apply. */
  readonly mangle: (password: string) => string;
}

const variant = (name: string, words: string, mangle: (password: string) => string): PasswordVariant => ({
  variant: name,
  words,
  mangle,
});

/** 0x80 to 0x9f, where Windows-1252 differs from Latin-1; Node's TextDecoder takes the two for the same. */
const windowsLetters = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

const notAscii = /[^\x00-\x7f]/gu;

/** The fixed list of what is tried, what happens most first. */
const passwordVariants: readonly PasswordVariant[] = [
  variant('trailing-newline', 'with a line feed at the end of the password', (p) => `${p}\n`),
  variant('trailing-crlf', 'with CR LF at the end of the password', (p) => `${p}\r\n`),
  variant('trailing-cr', 'with a carriage return at the end of the password', (p) => `${p}\r`),
  variant('trailing-space', 'with a space at the end of the password', (p) => `${p} `),
  variant('trailing-tab', 'with a tab at the end of the password', (p) => `${p}\t`),
  variant('trailing-nul', 'with a NUL at the end of the password', (p) => `${p}\0`),
  variant('leading-space', 'with a space before the password', (p) => ` ${p}`),
  variant('trimmed', 'without the spaces around the password', (p) => p.trim()),
  variant('double-quotes', 'with double quotes around the password', (p) => `"${p}"`),
  variant('single-quotes', 'with single quotes around the password', (p) => `'${p}'`),
  variant('unquoted', 'without the quotes around the password', (p) => p.replace(/^(["'])(.*)\1$/s, '$2')),
  variant('empty', 'with an empty password', () => ''),
  variant('caps-lock', 'with the case of every letter flipped: caps lock', flipCase),
  variant('upper-case', 'with the password in upper case', (p) => p.toUpperCase()),
  variant('lower-case', 'with the password in lower case', (p) => p.toLowerCase()),
  variant('first-letter-upper', 'with the first letter in upper case, as phones write it', (p) =>
    p.slice(0, 1).toUpperCase().concat(p.slice(1)),
  ),
  variant('utf8-read-as-latin1', 'with the password’s UTF-8 bytes read as Latin-1', (p) =>
    Buffer.from(p, 'utf8').toString('latin1'),
  ),
  variant('utf8-read-as-windows-1252', 'with the password’s UTF-8 bytes read as Windows-1252', windows1252),
  variant('latin1-read-as-utf8', 'with the password’s Latin-1 bytes read as UTF-8', (p) =>
    Buffer.from(p, 'latin1').toString('utf8'),
  ),
  variant('question-marks', 'with question marks for what is not ASCII', (p) => p.replace(notAscii, '?')),
  variant('not-ascii-dropped', 'without the letters that are not ASCII', (p) => p.replace(notAscii, '')),
  variant('nfc', 'with the password in Unicode form NFC', (p) => p.normalize('NFC')),
  variant('nfd', 'with the password in Unicode form NFD, as macOS writes names', (p) => p.normalize('NFD')),
  variant('shell-variable', 'with $… taken out by a shell', (p) =>
    p.replace(/\$(\{[^}]*\}|[A-Za-z_]\w*|[0-9?!#*@$-])/g, ''),
  ),
  variant('cmd-variable', 'with %…% taken out by cmd.exe', (p) => p.replace(/%[^%]+%/g, '')),
  variant('caret-dropped', 'without ^, which cmd.exe takes', (p) => p.replace(/\^(.?)/gs, '$1')),
  variant('backslash-dropped', 'without the backslashes, which a shell takes', (p) =>
    p.replace(/\\(.?)/gs, '$1'),
  ),
  variant('backslash-doubled', 'with every backslash doubled', (p) => p.replaceAll('\\', '\\\\')),
  variant('bang-escaped', 'with a backslash before each !', (p) => p.replaceAll('!', '\\!')),
  variant('bang-cut', 'with ! and what follows taken by the shell’s history', (p) => p.replace(/!.*$/s, '')),
  variant('dollar-cut', 'with $ and what follows taken out', (p) => p.replace(/\$.*$/s, '')),
  variant('ampersand-cut', 'cut at &', (p) => p.replace(/&.*$/s, '')),
  variant('comma-cut', 'cut at the comma, as mount options are', (p) => p.replace(/,.*$/s, '')),
  variant('comment-cut', 'cut at #, as in a configuration file', (p) => p.replace(/\s*#.*$/s, '')),
  variant('space-cut', 'cut at the first space', (p) => p.replace(/ .*$/s, '')),
  variant('percent-encoded', 'with the password percent-encoded, as in a URL', (p) =>
    orUnchanged(encodeURIComponent, p),
  ),
  variant('percent-decoded', 'with the password percent-decoded, as from a URL', (p) =>
    orUnchanged(decodeURIComponent, p),
  ),
  variant('plus-to-space', 'with spaces for each +', (p) => p.replaceAll('+', ' ')),
  variant('html-escaped', 'with &, < and > escaped as in XML', (p) =>
    p.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  ),
  variant('cut-at-14', 'with the password cut after 14 characters', (p) => p.slice(0, 14)),
];

/** A form of the password with its hash still to be made. */
export interface PasswordCandidate {
  readonly variant: string;
  readonly words: string;
  readonly password: string;
}

/** The forms that differ from the password and from each other. */
export function passwordCandidates(password: string): PasswordCandidate[] {
  const seen = new Set([password]);
  const candidates: PasswordCandidate[] = [];
  for (const { variant: name, words, mangle } of passwordVariants) {
    const mangled = mangle(password);
    if (seen.has(mangled)) continue;
    seen.add(mangled);
    candidates.push({ variant: name, words, password: mangled });
  }
  return candidates;
}

/** The UTF-8 bytes of a text read as Windows-1252. */
function windows1252(text: string): string {
  const latin1 = Buffer.from(text, 'utf8').toString('latin1');
  return latin1.replace(/[\x80-\x9f]/g, (letter) => windowsLetters.charAt(letter.charCodeAt(0) - 0x80));
}

function flipCase(password: string): string {
  return Array.from(password, (letter) => {
    const upper = letter.toUpperCase();
    return letter === upper ? letter.toLowerCase() : upper;
  }).join('');
}

/** Lone surrogates cannot be encoded, and stray percent signs not decoded. */
function orUnchanged(convert: (text: string) => string, password: string): string {
  try {
    return convert(password);
  } catch {
    return password;
  }
}
