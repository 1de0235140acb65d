/** Words that no shell takes for anything else. */
const harmless = /^[\w./:=-]+$/;

/**
 * A word for the command line: for POSIX shells, or on Windows for cmd.exe and the way in which programs there split
 * their command line. cmd.exe has no escape for `%name%` in a line that is pasted: a word with it stays as it is where
 * no variable has that name.
 */
export function quotedForShell(word: string, platform: NodeJS.Platform): string {
  if (harmless.test(word)) return word;
  return platform === 'win32' ? quotedForWindows(word) : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Backslashes count where a quotation mark follows: before one in the word, and before the one that ends it. */
function quotedForWindows(word: string): string {
  const escaped = word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1');
  return `"${escaped}"`;
}
