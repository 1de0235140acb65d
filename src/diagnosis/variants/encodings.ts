import { createHash } from 'node:crypto';
import { mangling, type Mangling, orUnchanged, signsIn } from './mangling.js';

// Variants that one side encoded and the other did not decode, or decoded without need.

export function* urlEncodings(password: string): Generator<Mangling> {
  const p = password;
  const encoded = orUnchanged(encodeURIComponent, p);
  const asUrl = 'with the password percent-encoded, as in a URL';
  yield mangling('percent-encoded', asUrl, encoded);
  yield mangling('percent-decoded', 'with the password percent-decoded, as from a URL', decodePercent(p));
  yield mangling('plus-to-space', 'with spaces for each +', p.replaceAll('+', ' '));
  yield mangling('space-to-plus', 'with + for each space, as in a form', p.replaceAll(' ', '+'));
  const strict = encoded.replace(/[!'()*]/g, percent);
  yield mangling('percent-encoded', asUrl, strict);
  yield mangling('percent-encoded', asUrl, strict.replace(/[-._~]/g, percent));
  yield mangling('percent-encoded', asUrl, lowerHex(encoded));
  yield mangling('percent-encoded', asUrl, lowerHex(strict));
  yield mangling('percent-encoded', asUrl, orUnchanged(encodeURI, p));
  const form = strict.replaceAll('%20', '+').replaceAll('%2A', '*');
  yield mangling('form-encoded', 'with the password encoded as in a form', form);
  yield mangling('form-encoded', 'with the password encoded as in a form', encoded.replaceAll('%20', '+'));
  yield mangling(
    'form-decoded',
    'with the password decoded as from a form',
    decodePercent(p.replaceAll('+', ' ')),
  );
  const twice = 'with the password percent-encoded twice';
  yield mangling('percent-encoded-twice', twice, orUnchanged(encodeURIComponent, encoded));
  yield mangling(
    'percent-decoded-twice',
    'with the password percent-decoded twice',
    decodePercent(decodePercent(p)),
  );
  const latin1 = p.replace(/[^A-Za-z0-9_.~*!'()-]/g, (sign) =>
    sign.charCodeAt(0) < 0x100 ? percent(sign) : sign,
  );
  yield mangling('percent-encoded-latin1', 'with the password percent-encoded as Latin-1', latin1);
  const spaces = p.replaceAll(' ', '%20');
  yield mangling('space-percent-encoded', 'with %20 for each space', spaces);
  for (const [sign, name] of signsIn(p)) {
    const words = `with ${percent(sign)} for each “${sign}”`;
    yield mangling(`${name}-percent-encoded`, words, p.replaceAll(sign, percent(sign)));
  }
}

/** In the order of Latin-1, from U+00A0. */
const entityNames =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' ',
  );

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['euro', '€'],
  ...entityNames.map((name, i): [string, string] => [name, String.fromCharCode(0xa0 + i)]),
]);

const nameOfLetter = new Map([...entities].map(([name, letter]) => [letter, name]));

export function* markup(password: string): Generator<Mangling> {
  const p = password;
  const basic = p.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  yield mangling('html-escaped', 'with &, < and > escaped as in XML', basic);
  const double = basic.replaceAll('"', '&quot;');
  yield mangling('html-escaped', 'with &, <, > and " escaped as in HTML', double);
  for (const apostrophe of ['&#39;', '&#039;', '&#x27;', '&apos;']) {
    const all = double.replaceAll("'", apostrophe);
    yield mangling('html-escaped', 'with its signs escaped as in HTML', all);
    const slashes = all.replaceAll('/', '&#x2F;').replaceAll('`', '&#x60;').replaceAll('=', '&#x3D;');
    yield mangling('html-escaped', 'with its signs escaped as in HTML', slashes);
    yield mangling('html-escaped', 'with its signs escaped as in HTML', all.replaceAll('/', '&#x2F;'));
  }
  yield mangling('html-escaped', 'with its quotes escaped as in HTML', double.replaceAll('"', '&#34;'));
  yield mangling(
    'html-escaped',
    'with its quotes escaped as in HTML',
    basic.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
  );
  yield mangling('html-escaped-twice', 'with & escaped twice as in HTML', p.replaceAll('&', '&amp;amp;'));
  const named = double.replace(/[\u00a0-\uffff]/g, (letter) => {
    const name = nameOfLetter.get(letter);
    return name === undefined ? letter : `&${name};`;
  });
  yield mangling('html-named', 'with HTML’s names for what is not ASCII', named);
  const decimal = p.replace(/[^\x00-\x7f]/gu, (letter) => `&#${letter.codePointAt(0) ?? 0};`);
  yield mangling('html-numbered', 'with HTML’s numbers for what is not ASCII', decimal);
  const hexadecimal = p.replace(
    /[^\x00-\x7f]/gu,
    (letter) => `&#x${(letter.codePointAt(0) ?? 0).toString(16)};`,
  );
  yield mangling('html-numbered', 'with HTML’s numbers for what is not ASCII', hexadecimal);
  yield mangling('html-unescaped', 'with its HTML entities read as letters', fromEntities(p));
  yield mangling('tags-dropped', 'with <…> taken out as a tag', p.replace(/<[^>]*>/g, ''));
  yield mangling('tags-dropped', 'with <…> taken out as a tag', p.replace(/<.*$/s, ''));
}

export function* dataFormats(password: string): Generator<Mangling> {
  const p = password;
  const json = JSON.stringify(p).slice(1, -1);
  yield mangling('json-escaped', 'with the escapes of JSON', json);
  const escaped = json.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  yield mangling('json-escaped', 'with the escapes of JSON', escaped);
  yield mangling('json-escaped', 'with the escapes of JSON', json.replaceAll('/', '\\/'));
  yield mangling('json-escaped', 'with the escapes of JSON', JSON.stringify(JSON.stringify(p)).slice(3, -3));
  const unicode = p.replace(
    /[&<>'"+=]/g,
    (sign) => `\\u00${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  yield mangling('json-escaped', 'with \\u0026 and the like for its signs', unicode);
  yield mangling('json-unescaped', 'with its escapes read as JSON’s', orUnchanged(fromJson, p));
  const python = p.replace(/[^\x00-\x7f]/g, (unit) =>
    unit.charCodeAt(0) < 0x100
      ? `\\x${unit.charCodeAt(0).toString(16)}`
      : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  yield mangling('python-escaped', 'with \\x… for what is not ASCII', python);
  yield mangling('python-bytes', 'with b’…’ of Python around the password', `b'${p}'`);
  const ldap = p.replace(/[*()\\\0]/g, (sign) => `\\${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
  yield mangling('ldap-escaped', 'with the escapes of LDAP', ldap);
  yield* scalars(p);
}

/** Variants of a password that a settings file reads as a number or a keyword. */
function* scalars(p: string): Generator<Mangling> {
  const number = Number(p);
  if (p.trim() !== '' && Number.isFinite(number)) {
    yield mangling('number', 'read as a number', String(number));
    yield mangling('number', 'read as a number', number.toFixed(1));
    if (/^0[0-7]+$/.test(p))
      yield mangling('octal-number', 'read as an octal number', String(parseInt(p, 8)));
  }
  if (/^[\d_]+$/.test(p)) yield mangling('number', 'read as a number', p.replaceAll('_', ''));
  const truth = /^(yes|on|true|y)$/i.test(p) ? 'true' : /^(no|off|false|n)$/i.test(p) ? 'false' : p;
  yield mangling('truth-value', 'read as a truth value', truth);
  yield mangling('truth-value', 'read as a truth value', truth === p ? p : capital(truth));
}

/** Variants of bytes written as text, and of digests that some front ends send. */
export function* textOfBytes(password: string): Generator<Mangling> {
  const p = password;
  const base64 = 'with the password still in base64';
  for (const suffix of ['', '\n']) {
    const bytes = Buffer.from(p + suffix, 'utf8');
    yield mangling('base64', base64, bytes.toString('base64'));
    yield mangling('base64', base64, bytes.toString('base64').replace(/=+$/, ''));
    yield mangling('base64', base64, bytes.toString('base64url'));
  }
  yield mangling(
    'base64',
    'with the password’s UTF-16 in base64',
    Buffer.from(p, 'utf16le').toString('base64'),
  );
  yield mangling(
    'base64',
    'with the password in base64 twice',
    Buffer.from(Buffer.from(p).toString('base64')).toString('base64'),
  );
  const decoded = /^[A-Za-z0-9+/_-]{2,}={0,2}$/.test(p) ? Buffer.from(p, 'base64').toString('utf8') : p;
  yield mangling('base64-decoded', 'with the password decoded from base64', decoded);
  const hexadecimal = 'with the password’s bytes in hexadecimal';
  yield mangling('hexadecimal', hexadecimal, Buffer.from(p, 'utf8').toString('hex'));
  yield mangling('hexadecimal', hexadecimal, Buffer.from(p, 'utf8').toString('hex').toUpperCase());
  const bytes = /^([0-9a-fA-F]{2})+$/.test(p) ? Buffer.from(p, 'hex').toString('utf8') : p;
  yield mangling('hexadecimal-decoded', 'with the password decoded from hexadecimal', bytes);
  for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512']) {
    const digest = createHash(algorithm).update(p, 'utf8').digest();
    const words = `with the ${algorithm.toUpperCase()} of the password in its place`;
    yield mangling(`${algorithm}-digest`, words, digest.toString('hex'));
    yield mangling(`${algorithm}-digest`, words, digest.toString('hex').toUpperCase());
    yield mangling(`${algorithm}-digest`, words, digest.toString('base64'));
  }
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function lowerHex(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

/** Decodes percent signs, also of invalid UTF-8 and beside stray percent signs. */
function decodePercent(text: string): string {
  const whole = orUnchanged(decodeURIComponent, text);
  if (whole !== text) return whole;
  return text.replace(/%([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function fromEntities(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,5}|#\d{1,6}|[A-Za-z0-9]+);/g, (all, name: string) => {
    if (!name.startsWith('#')) return entities.get(name) ?? all;
    const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return String.fromCodePoint(code);
  });
}

function fromJson(text: string): string {
  const value: unknown = JSON.parse(`"${text}"`);
  return typeof value === 'string' ? value : text;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
