/**
 * Advice about a mangled password, by the name of its variant; the first row that matches is taken. A device is named
 * by its panel and its fields, a shell by its commands.
 */
const cures: readonly [variants: RegExp, advice: string][] = [
  [
    /^(empty|mask|stand-in|user-name|domain-name)$/,
    'Give the client the password itself: in a device, clear its password field and type it anew (dots may stand for nothing, or for what was typed long ago); in a script, look at the variable or file it is read from.',
  ],
  [
    /^(trailing|leading)-(newlines?|crlf|cr|[a-z]+-in-letters|end-of-.*|bom.*|key)$/,
    'Take it out of the file, variable or pipe that the password comes from (printf %s instead of echo; tr -d "\\r\\n"), and save files as UTF-8 without a byte order mark. In a device, clear its password field and type it anew.',
  ],
  [
    /^(trailing|leading)-|^(un)?wrapped$|^trimmed$|^padded-|^(double|single)-quotes$|^unquoted$/,
    'In a device, clear its password field and type the password anew, with nothing before or behind it; phones and clipboards add a space. In a shell or a file, look at the quotes and at the end of the line.',
  ],
  [
    /^cut-|-cut$|^after-|^start-lost$/,
    'Less arrived than was typed. In a device, give the account a password that its field has room for; in a shell, a file or a URL, quote or encode the sign at which it was cut.',
  ],
  [
    /case$|^caps-lock$|^first-letter-|^capitalized$|^shift-|^num-lock$/,
    'Type it anew, and look at the letters’ case: caps lock, Shift, Num Lock; phones and panels write the first letter in upper case by themselves. For a device that has one case only, give the account a password in that case.',
  ],
  [
    /^keyboard-|^dead-key$/,
    'Set the client’s keyboard layout (panels, login screens and remote desktops have their own), or give the account a password whose letters are at the same place on both.',
  ],
  [
    /-read-as-|^not-in-|^question-marks$|^replacement-characters$|^nfk?[cd]$|^utf16-|transliterated$|^accents-dropped$|^not-ascii-dropped$|^underscores$|^full-width$/,
    'Give the account a password of ASCII letters and digits, which every client sends alike; or have the client read it as UTF-8 (the script, the file, the terminal).',
  ],
];

/** The advice for a variant; undefined: the reason’s own advice fits. */
export function cureFor(variant: string): string | undefined {
  return cures.find(([variants]) => variants.test(variant))?.[1];
}
