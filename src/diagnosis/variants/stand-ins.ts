import { mangling, type Mangling } from './mangling.js';

/** The names that a login sends beside its password. */
export interface LoginNames {
  /** As sent. */
  readonly user: string;
  /** As sent. */
  readonly domain: string;
  /** The account's name as configured. */
  readonly account: string;
}

/** Words that programs send if a variable was never set, or that pages show instead of the password. */
const words = [
  'null',
  'undefined',
  'None',
  'NULL',
  'nil',
  'NaN',
  'false',
  'true',
  '(null)',
  '<null>',
  'None\n',
  'null\n',
  '[object Object]',
  '[object Promise]',
  'System.Security.SecureString',
  'REDACTED',
  '[REDACTED]',
  '<redacted>',
  '[hidden]',
  '<hidden>',
  '(hidden)',
  '[FILTERED]',
  '[MASKED]',
  '$PASSWORD',
  '${PASSWORD}',
  '$password',
  '${password}',
  '%PASSWORD%',
  '%password%',
  '{{ password }}',
  '{{password}}',
  '{password}',
  '<password>',
  '[password]',
  'xxxxxxxx',
  ' ',
  '\n',
  '\0',
  '""',
  "''",
];

/** Signs that password fields show. */
const masks = ['*', '•', '●', '·', 'x', 'X'];

/** Variants with another text instead of the password. */
export function* standIns(password: string, names: LoginNames): Generator<Mangling> {
  yield mangling('empty', 'with an empty password', '');
  const { user, domain, account } = names;
  const nameAsPassword = 'with the user name in the place of the password';
  for (const name of new Set([user, account])) {
    yield mangling('user-name', nameAsPassword, name);
    yield mangling('user-name', nameAsPassword, name.toLowerCase());
  }
  yield mangling('domain-name', 'with the domain in the place of the password', domain);
  for (const word of words) {
    yield mangling('stand-in', `with ${textInWords(word)} in the place of the password`, word);
  }
  for (const mask of masks) {
    const asMask = `with the “${mask}” of a field that hides what it holds in the place of the password`;
    for (let n = 3; n <= 16; n++) yield mangling('mask', asMask, mask.repeat(n));
    yield mangling('mask', asMask, mask.repeat(password.length));
  }
}

/** Variants of the password joined with other parts of the login. */
export function* joined(password: string, names: LoginNames): Generator<Mangling> {
  const { user, domain, account } = names;
  yield mangling('twice', 'with the password typed twice', password + password);
  yield mangling('twice', 'with the password typed twice', `${password} ${password}`);
  yield mangling('twice', 'with the password typed twice', `${password}\n${password}`);
  yield mangling('twice', 'with the password typed twice', `${password}\n${password}\n`);
  const beside = new Set([user, account, `${domain}\\${account}`, `${domain}/${account}`]);
  for (const name of beside) {
    for (const sign of ['%', ':', '/', ',', ' ', '@', ';', '|', '\t', '\n', '']) {
      const what = sign === '' ? 'the user name' : `the user name and ${textInWords(sign)}`;
      yield mangling('user-and-password', `with ${what} before the password`, name + sign + password);
    }
    yield mangling('password-and-user', 'with the user name behind the password', password + name);
    yield mangling(
      'password-and-user',
      'with “@” and the user name behind the password',
      `${password}@${name}`,
    );
  }
}

function textInWords(text: string): string {
  const invisibles: Readonly<Record<string, string>> = {
    ' ': 'a space',
    '\n': 'a line feed',
    '\t': 'a tab',
    '\0': 'a NUL',
  };
  return (
    invisibles[text] ??
    `“${text.trimEnd()}”${text.endsWith('\n') && text.length > 1 ? ' and a line feed' : ''}`
  );
}
