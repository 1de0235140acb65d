import { commonAffixes, rareAffixes } from './affixes.js';
import { otherWidths, readInOtherCodePages } from './code-pages.js';
import { cutsAtLengths, cutsAtSigns, dropped, lostBeginnings } from './cuts.js';
import { dataFormats, markup, textOfBytes, urlEncodings } from './encodings.js';
import { deadKeysTyped, modifierKeys, otherLayout } from './keyboards.js';
import { otherCase, rareCase } from './letter-case.js';
import type { Mangling } from './mangling.js';
import { quotedForShell, readByShell, signsRewritten } from './shell-words.js';
import { joined, type LoginNames, standIns } from './stand-ins.js';
import { unicodeForms } from './unicode-forms.js';

/** The forms of a password, in the order in which to try them. */
export interface PasswordVariants {
  /** The whole password mangled in one way; the most frequent ways come first. */
  readonly single: Iterable<Mangling>;
  /** The parts of the password. */
  readonly parts: Iterable<Mangling>;
  /** The password mangled in two usual ways at once. Read `single` before it. */
  readonly combined: Iterable<Mangling>;
}

/** The forms that differ from the password and from each other. Lazy, because most searches end early. */
export function passwordVariants(password: string, names: LoginNames): PasswordVariants {
  const seen = new Set([password]);
  const usual: Mangling[] = [];
  function* fresh(forms: Iterable<Mangling>, keep: Mangling[] = []): Generator<Mangling> {
    for (const form of forms) {
      if (seen.has(form.text)) continue;
      seen.add(form.text);
      keep.push(form);
      yield form;
    }
  }
  function* single(): Generator<Mangling> {
    yield* fresh(usualForms(password), usual);
    yield* fresh(rareForms(password, names));
  }
  return {
    single: single(),
    parts: fresh(partsOf(password)),
    combined: fresh(combined(usual)),
  };
}

/** Forms of the whole password that are frequent, alone or combined. */
function* usualForms(password: string): Generator<Mangling> {
  yield* commonAffixes(password);
  yield* otherCase(password);
  yield* cutsAtSigns(password);
  yield* readByShell(password);
  yield* urlEncodings(password);
  yield* markup(password);
  yield* unicodeForms(password);
}

/** Rarer forms, and texts that were sent instead of the password. */
function* rareForms(password: string, names: LoginNames): Generator<Mangling> {
  yield* joined(password, names);
  yield* standIns(password, names);
  yield* readInOtherCodePages(password);
  yield* dropped(password);
  yield* signsRewritten(password);
  yield* quotedForShell(password);
  yield* dataFormats(password);
  yield* textOfBytes(password);
  yield* otherWidths(password);
  yield* otherLayout(password);
  yield* modifierKeys(password);
  yield* deadKeysTyped(password);
  yield* rareCase(password);
  yield* rareAffixes(password);
}

function* partsOf(password: string): Generator<Mangling> {
  yield* cutsAtLengths(password);
  yield* lostBeginnings(password);
}

/** A second mistake on top of a first: a line end from the file that held the form, or caps lock while it was typed. */
function* combined(forms: readonly Mangling[]): Generator<Mangling> {
  for (const first of forms) {
    for (const second of [...commonAffixes(first.text), ...otherCase(first.text)]) {
      yield {
        variant: `${first.variant}+${second.variant}`,
        words: `${first.words}, and ${second.words}`,
        text: second.text,
      };
    }
  }
}
