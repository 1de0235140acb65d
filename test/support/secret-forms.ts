/** A secret of a run, with everything that it could look like in an output. */
export interface Secret {
  /** Such as `NTLM response`. */
  readonly name: string;
  readonly octets: Buffer;
  /** The text whose UTF-8 the octets are; absent: they are no text. */
  readonly text?: string;
}

/** A form in which octets, or a text, may stand in an output. */
interface Form {
  readonly name: string;
  readonly octets: Buffer;
}

/** Bytes of the shortest form that is looked for: a shorter one is somewhere by chance. */
const SHORTEST = 6;

/** Sums of first octets: so many that few places of an output have one by chance. */
const SUMS = 2 ** 18;

/** A text as a secret. */
export function secretText(name: string, text: string): Secret {
  return { name, octets: Buffer.from(text), text };
}

/** The forms in which an output has a secret, such as `NTLM response: base64 0`; blanks between letters are none. */
export function secretsIn(output: Buffer, secrets: readonly Secret[]): string[] {
  const forms = secrets.flatMap((secret) =>
    formsOf(secret).map(({ name, octets }) => ({ name: `${secret.name}: ${name}`, octets })),
  );
  const search = new FormSearch(forms);
  search.look(output);
  search.look(withoutBlanks(output));
  return forms.filter((form) => search.found.has(form)).map(({ name }) => name);
}

/** Finds thousands of forms in one walk over an output: a walk for each would take a minute in the heap of a server. */
class FormSearch {
  readonly found = new Set<Form>();
  /** By the sum of their first octets. */
  readonly #forms = new Map<number, Form[]>();
  readonly #sums = new Uint8Array(SUMS);

  constructor(forms: readonly Form[]) {
    for (const form of forms) {
      if (form.octets.length < SHORTEST) continue;
      const sum = sumOf(form.octets.readUInt32BE(0), form.octets.readUInt32BE(2));
      this.#sums[sum] = 1;
      this.#forms.set(sum, [...(this.#forms.get(sum) ?? []), form]);
    }
  }

  look(output: Buffer): void {
    // The four octets that end one, two and no places before.
    let one = 0;
    let two = 0;
    let four = 0;
    for (let end = 0; end < output.length; end++) {
      two = one;
      one = four;
      four = ((four << 8) | (output[end] ?? 0)) >>> 0;
      const sum = sumOf(two, four);
      if (this.#sums[sum] === 1 && end + 1 >= SHORTEST) this.#compare(output, end + 1 - SHORTEST, sum);
    }
  }

  #compare(output: Buffer, start: number, sum: number): void {
    for (const form of this.#forms.get(sum) ?? []) {
      const { octets } = form;
      if (!this.found.has(form) && output.subarray(start, start + octets.length).equals(octets)) {
        this.found.add(form);
      }
    }
  }
}

/** A number for six octets, of which these are the first four and the last four. */
function sumOf(first: number, last: number): number {
  return ((Math.imul(first, 0x9e3779b1) ^ Math.imul(last, 0x85ebca6b)) >>> 0) % SUMS;
}

/** As `\s` has them in Latin-1. */
const blanks = new Set([9, 10, 11, 12, 13, 32, 0xa0]);

function withoutBlanks(output: Buffer): Buffer {
  const kept = Buffer.alloc(output.length);
  let length = 0;
  for (const octet of output) if (!blanks.has(octet)) kept[length++] = octet;
  return kept.subarray(0, length);
}

/** Everything that a secret could look like. */
export function formsOf({ octets, text }: Secret): Form[] {
  const inText = text === undefined ? [] : formsOfText(text);
  return [...formsOfOctets(octets, ''), ...inText];
}

function formsOfText(text: string): Form[] {
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(little).swap16();
  const units = Array.from(text).map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0'));
  return [
    ...formsOfOctets(little, ' of UTF-16LE'),
    ...formsOfOctets(big, ' of UTF-16BE'),
    ...asTexts([
      ['reversed text', Array.from(text).reverse().join('')],
      ['JSON escapes', units.map((unit) => `\\u${unit}`).join('')],
      ['JSON', JSON.stringify(text).slice(1, -1)],
      ['percent, where URLs need it', encodeURIComponent(text)],
      ['HTML', text.replaceAll(/[^\w]/g, (letter) => `&#${letter.charCodeAt(0)};`)],
      ['spread letters', Array.from(text).join(' ')],
    ]),
  ];
}

function formsOfOctets(octets: Buffer, of: string): Form[] {
  const hex = [...octets].map((octet) => octet.toString(16).padStart(2, '0'));
  const decimal = [...octets].map(String);
  const latin1 = octets.toString('latin1');
  const joined = (separator: string, prefix = ''): string =>
    hex.map((digits) => prefix + digits).join(separator);
  const upper = (form: string): string => form.toUpperCase();
  const reversed = Buffer.from(octets).reverse();
  return [
    { name: `raw${of}`, octets },
    { name: `reversed${of}`, octets: reversed },
    ...asTexts([
      [`hex${of}`, joined('')],
      [`HEX${of}`, upper(joined(''))],
      [`hex of the reversed${of}`, reversed.toString('hex')],
      [`hex with blanks${of}`, joined(' ')],
      [`HEX with blanks${of}`, upper(joined(' '))],
      [`hex with colons${of}`, joined(':')],
      [`HEX with colons${of}`, upper(joined(':'))],
      [`hex with 0x${of}`, joined(', ', '0x')],
      [`hex with \\x${of}`, joined('', '\\x')],
      [`percent${of}`, joined('', '%')],
      [`PERCENT${of}`, upper(joined('', '%'))],
      [`escapes of octets${of}`, joined('', '\\u00')],
      [`decimal with commas${of}`, decimal.join(',')],
      [`decimal with commas and blanks${of}`, decimal.join(', ')],
      [`decimal on lines${of}`, decimal.join(',\n')],
      [`decimal with blanks${of}`, decimal.join(' ')],
      [`Latin-1 as UTF-8${of}`, latin1],
      [`Latin-1 in JSON${of}`, JSON.stringify(latin1).slice(1, -1)],
      ...[0, 1, 2].flatMap((offset): [string, string][] => {
        const base64 = base64At(octets, offset);
        const url = base64.replaceAll('+', '-').replaceAll('/', '_');
        return [
          [`base64 ${offset}${of}`, base64],
          [`base64url ${offset}${of}`, url],
        ];
      }),
    ]),
  ];
}

function asTexts(forms: readonly (readonly [name: string, text: string])[]): Form[] {
  return forms.map(([name, text]) => ({ name, octets: Buffer.from(text) }));
}

/** The letters of base64 that octets alone decide, when so many others stand before them, modulo three. */
function base64At(octets: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), octets])
    .toString('base64')
    .replace(/=+$/, '');
  const start = Math.ceil((offset * 8) / 6);
  const end = Math.floor(((offset + octets.length) * 8) / 6);
  return text.slice(start, end);
}
