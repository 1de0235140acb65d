import assert from 'node:assert/strict';
import { passwordVariants } from '../../../src/diagnosis/variants/password-variants.js';

const names = { user: 'alice', domain: 'CORP', account: 'alice' };

const formsOf = (password: string): ReadonlyMap<string, string> => {
  const { single, parts, combined } = passwordVariants(password, names);
  const forms = new Map<string, string>();
  for (const { text, variant } of [...single, ...parts, ...combined]) {
    assert.ok(!forms.has(text), `${JSON.stringify(text)} twice: ${forms.get(text)} and ${variant}`);
    forms.set(text, variant);
  }
  return forms;
};

const long = Array.from({ length: 200 }, (_, i) => String.fromCharCode(0x61 + ((i * 7) % 26))).join('');
const utf8AsLatin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** Manglings of the field: the right password, and what arrived. */
const arrived: readonly (readonly [what: string, right: string, typed: string])[] = [
  ['docker compose takes $$ for $', 'pa$$word', 'pa$word'],
  ['docker compose wants $$ for $', 'pa$word', 'pa$$word'],
  ['cut at @', 'abc@def', 'abc'],
  ['cut at :', 'abc:def', 'abc'],
  ['cut at /', 'abc/def', 'abc'],
  ['cut at ?', 'abc?def', 'abc'],
  ['cut at %', 'abc%def', 'abc'],
  ['cut at ;', 'abc;def', 'abc'],
  ['cut at \\', 'abc\\def', 'abc'],
  ['cut at |', 'abc|def', 'abc'],
  ['cut at <', 'abc<def', 'abc'],
  ['cut at (', 'abc(def', 'abc'],
  ['cut at a letter', 'abcdef', 'abc'],
  ['cut at the second @', 'a@b@c', 'a@b'],
  ['behind a :', 'abc:def', 'def'],
  ['behind the last :', 'a:b:c', 'c'],
  ['between two :', 'a:b:c', 'b'],
  ['double quotes eaten', 'a"b"c', 'abc'],
  ['single quotes eaten', "a'b'c", 'abc'],
  ['one quote eaten', "it's", 'its'],
  ...[8, 14, 15, 16, 20, 32, 64, 127, 128, 1, 5, 99, 199].map(
    (n) => [`cut at ${n}`, long, long.slice(0, n)] as const,
  ),
  ['base64', 'secret', 'c2VjcmV0'],
  ['base64 with a line feed', 'secret', 'c2VjcmV0Cg=='],
  ['base64 decoded', 'c2VjcmV0', 'secret'],
  ['byte order mark', 'secret', '\ufeffsecret'],
  ['byte order mark as Latin-1', 'secret', 'ï»¿secret'],
  ['no-break space behind', 'secret', 'secret\u00a0'],
  ['no-break space inside', 'my secret', 'my\u00a0secret'],
  ['zero-width space', 'secret', 'secret\u200b'],
  ['left-to-right mark', 'secret', '\u200esecret'],
  ['\\n in letters', 'secret', 'secret\\n'],
  ['\\r\\n in letters', 'secret', 'secret\\r\\n'],
  ['null', 'secret', 'null'],
  ['undefined', 'secret', 'undefined'],
  ['None', 'secret', 'None'],
  ['the mask of a field', 'secret', '********'],
  ['the mask of a field, as long as the password', 'secret', '••••••'],
  ['user%password', 'secret', 'alice%secret'],
  ['user:password', 'secret', 'alice:secret'],
  ['DOMAIN\\user%password', 'secret', 'CORP\\alice%secret'],
  ['the user name', 'secret', 'alice'],
  ['typed twice', 'secret', 'secretsecret'],
  ['qwerty for qwertz', 'zypern-1', 'yzpern/1'],
  ['qwertz for qwerty', 'crazy/x', 'crayz-x'],
  ['azerty', 'maq1', ',qa&'],
  ['Russian layout', 'Secret1', 'Ыускуе1'],
  ['Dvorak', 'secret', 'o.jp.y'],
  ['German AltGr missing', 'p@ss', 'pqss'],
  ['UK quotes', 'a@b"c', 'a"b@c'],
  ['Shift missing', 'Pa$$1!', 'pa4411'],
  ['Num Lock', 'polo1', '*6361'],
  ['dead key', "a'e~n", "a'eñ"],
  ['UTF-8 as code page 437', 'müßig', 'm├╝├ƒig'],
  ['Windows-1252 as code page 850', 'müßig', 'm³▀ig'],
  ['code page 437 as Windows-1252', 'müßig', 'm\x81áig'],
  ['code page 850 as Windows-1252', 'müßig', 'm\x81áig'],
  ['UTF-8 as Latin-1 twice', 'müßig', utf8AsLatin1(utf8AsLatin1('müßig'))],
  ['UTF-8 as Windows-1252 twice', '5€', '5Ã¢â€šÂ¬'],
  ['ue for ü', 'müßig', 'muessig'],
  ['u for ü', 'résumé', 'resume'],
  ['\\040', 'my secret', 'my\\040secret'],
  ['\\040 read', 'my\\040secret', 'my secret'],
  ['+ for a space', 'my secret', 'my+secret'],
  ['percent-encoded', 'a&b=ü', 'a%26b%3D%C3%BC'],
  ['percent-encoded in lower case', 'a/b', 'a%2fb'],
  ['percent-encoded but for one sign', 'a@b:c', 'a%40b:c'],
  ['percent-encoded twice', 'a@b', 'a%2540b'],
  ['percent-encoded as Latin-1', 'müde', 'm%FCde'],
  ['percent-decoded', 'a%41b', 'aAb'],
  ['HTML entities', `<"a"&'b'>`, '&lt;&quot;a&quot;&amp;&#39;b&#39;&gt;'],
  ['HTML’s named letters', 'süß', 's&uuml;&szlig;'],
  ['HTML entities read', 'a&amp;b', 'a&b'],
  ['JSON escapes', 'a"b\\c', 'a\\"b\\\\c'],
  ['JSON escapes beyond ASCII', 'süß', 's\\u00fc\\u00df'],
  ['JSON escapes read', 'a\\u0062c', 'abc'],
  ['C escapes read', 'a\\tb', 'a\tb'],
  ['% for a C format', '100%s', '100'],
  ['%% of a unit file', '100%', '100%%'],
  ['a command substituted', 'a`b`c', 'ac'],
  ['typographic quotes', '"it\'s"', '“it’s”'],
  ['full width', 'abc1', 'ａｂｃ１'],
  ['UTF-16 as bytes', 'abc', 'a\0b\0c\0'],
  ['filled up with NULs', 'secret', 'secret'.padEnd(32, '\0')],
  ['a bracketed paste', 'secret', '\x1b[200~secret\x1b[201~'],
  ['the key of its line', 'secret', 'password=secret'],
  ['MD5', 'secret', '5ebe2294ecd0e0f08eab7690d2a6ee69'],
  ['a number', '007', '7'],
  ['a truth value', 'yes', 'True'],
  ['two: quotes and a line feed', 'secret', '"secret"\n'],
  ['two: caps lock and a line feed', 'Secret', 'sECRET\n'],
  ['two: cut at a comma and a line feed', 'abc,def', 'abc\n'],
  ['two: percent-encoded and a line feed', 'a@b', 'a%40b\n'],
  ['two: NFD and a line feed', 'süß', 'su\u0308ß\n'],
];

describe('forms of a password', () => {
  for (const [what, right, typed] of arrived) {
    it(what, () => {
      assert.ok(formsOf(right).has(typed), JSON.stringify(typed));
    });
  }

  it('every beginning of it, whatever it is made of', () => {
    for (const password of [long, 'a b@c"d\\é€😀$x', '((((', '0'.repeat(40)]) {
      const forms = formsOf(password);
      for (let n = 1; n < password.length; n++) assert.ok(forms.has(password.slice(0, n)), `${n}`);
    }
  });

  it('never the password itself', () => {
    for (const password of ['secret', ' ', '\n', '"', 'null', 'ﬀ', '%', '\ud800', 'a'.repeat(300)]) {
      assert.ok(!formsOf(password).has(password), JSON.stringify(password));
    }
  });

  it('words say where it was cut, and quote no letters', () => {
    const { parts } = passwordVariants('secret', names);
    const words = [...parts].map((form) => form.words);
    assert.ok(words.includes('with the password cut after 5 characters'));
    for (const each of words) assert.doesNotMatch(each, /“/);
  });
});
