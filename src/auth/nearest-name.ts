import { upperCaseUtf16 } from '../bytes/index.js';
import { nearestWord } from '../text/nearest-word.js';

/** The most names that are compared; servers seldom have more shares. */
const MAX_NAMES = 100;

/** The name that was most likely meant, and whether it is the same but for its case. */
export function nearestName(
  asked: string,
  names: Iterable<string>,
): { readonly name: string; readonly exact: boolean } | undefined {
  const name = nearestWord(asked, upTo(MAX_NAMES, names));
  return name === undefined ? undefined : { name, exact: upperCaseUtf16(asked) === upperCaseUtf16(name) };
}

function* upTo(most: number, names: Iterable<string>): Generator<string, void> {
  let looked = 0;
  for (const name of names) {
    if (++looked > most) return;
    yield name;
  }
}
