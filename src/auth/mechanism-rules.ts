import { ignoreFacts } from '../facts/fact.js';
import type { SmbClientShows, Symptoms } from '../text/reason-text.js';
import { isPlain, type Path } from '../values/configuration-error.js';
import {
  aFilledText,
  aFunction,
  aText,
  aWholeNumber,
  both,
  fits,
  listOf,
  objectWith,
  onlyWith,
  oneOf,
  optional,
  problemAt,
  type Rule,
  type TextForm,
  textOf,
} from '../values/rules.js';
import { extendedProtectionRule } from './extended-protection.js';
import { type LoginContext, loginCarriers, type Mechanism, type MechanismRefusal } from './mechanism.js';
import type { MechanismWords, PostureColumn, ReasonInOwnTerms, Weakness } from './mechanism-words.js';
import { commonRejections, type Rejection } from './rejection.js';
import type { TokenScript } from './token-script.js';

/** The second arc is below 40 under 0 and 1 (X.690 8.19.4). */
const objectIdentifier: TextForm = {
  pattern: /^([01]\.(0|[1-9]|[1-3]\d)|2\.(0|[1-9]\d{0,38}))(\.(0|[1-9]\d{0,38})){0,64}$/,
  expected: 'expected an object identifier',
};

const anything: Rule = () => [];

/** A code, for records, reports and links. */
const aCode: TextForm = { pattern: /^[\w.-]{1,64}$/, expected: 'expected letters, digits, dots and hyphens' };

/** The rule of a plain object whose keys are codes. A promise is refused, because it has no own keys. */
function byCode(rule: Rule): Rule {
  return (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !isPlain(value)) {
      return [problemAt(place, 'expected a plain object')];
    }
    return Object.entries(value).flatMap(([code, each]) => [
      ...textOf(aCode)(code, [...place, code]),
      ...rule(each, [...place, code]),
    ]);
  };
}

const aPair = both(
  listOf(aFilledText, 2),
  fits((value) => (value as readonly unknown[]).length === 2, 'expected a check and its section'),
);

const aFailure = fits(
  (value) => typeof value === 'number' && value >>> 30 === 3,
  'expected an NTSTATUS that is a failure',
);

const aRejection = objectWith({
  status: aFailure,
  sentence: aFilledText,
  advice: aFilledText,
  clientShows: objectWith({
    windows: aFilledText,
    linux: aFilledText,
    smbclient: aFilledText,
    macos: aFilledText,
  } satisfies Record<keyof SmbClientShows, Rule>),
  symptoms: optional(
    objectWith({
      windows: optional(listOf(aWholeNumber(1, 0xffff))),
      linux: optional(listOf(aWholeNumber(1, 4095))),
      status: optional(listOf(aFilledText)),
      macos: optional(listOf(aFilledText)),
    } satisfies Record<keyof Symptoms, Rule>),
  ),
  section: aFilledText,
} satisfies Record<keyof Rejection, Rule>);

const inOwnTerms = objectWith({
  sentence: aFilledText,
  advice: aFilledText,
} satisfies Record<keyof ReasonInOwnTerms, Rule>);

/** A misspelt code would leave the common text in its place. */
const commonAlone: Rule = (value, place) =>
  Object.keys(Object(value)).flatMap((code) =>
    Object.hasOwn(commonRejections, code)
      ? []
      : [problemAt([...place, code], 'expected a reason that every mechanism may have')],
  );

const aWeakness = objectWith({
  title: aFilledText,
  help: aFilledText,
  level: oneOf('error', 'warning', 'note'),
} satisfies Record<keyof Weakness, Rule>);

const aColumn = objectWith({
  key: textOf(aCode),
  title: aFilledText,
  values: aFunction,
} satisfies Record<keyof PostureColumn, Rule>);

const wordsKeys = objectWith({
  authDescription: optional(aFilledText),
  checks: listOf(aPair),
  reasons: optional(byCode(aRejection)),
  commonReasons: optional(both(byCode(inOwnTerms), commonAlone)),
  record: aFunction,
  describeFact: aFunction,
  sentences: optional(byCode(aFunction)),
  proofInWords: optional(aFunction),
  progress: optional(aFunction),
  insistsOnEncryption: optional(aFunction),
  howToAllow: optional(aFilledText),
  failedProof: optional(aFunction),
  mistakenKeys: optional(aFunction),
  weaknesses: optional(byCode(aWeakness)),
  columns: optional(listOf(aColumn)),
} satisfies Record<keyof MechanismWords, Rule>);

/** Words that were found to be some: a program may make an acceptor of the same mechanism for each login. */
const knownWords = new WeakSet<object>();

/** Words decide about no login, so the same object needs no second look. */
const wordsRule: Rule = (value, place) => {
  const words = typeof value === 'object' && value !== null ? value : undefined;
  if (words !== undefined && knownWords.has(words)) return [];
  const problems = wordsKeys(value, place);
  if (words !== undefined && problems.length === 0) knownWords.add(words);
  return problems;
};

const refusalRule = objectWith({
  reason: textOf(aCode),
  status: aFailure,
  detail: aText,
} satisfies Record<keyof MechanismRefusal, Rule>);

const mechanismRule = objectWith({
  name: aFilledText,
  oids: listOf(textOf(objectIdentifier), 1),
  createAcceptor: aFunction,
  isBareToken: optional(aFunction),
  words: optional(wordsRule),
  refusal: optional(refusalRule),
  refusedVariants: optional(byCode(refusalRule)),
} satisfies Record<keyof Mechanism, Rule>);

/**
 * A list of mechanisms: at least one that is offered, and no two of one name or under one object identifier. A promise
 * is refused.
 */
export const mechanismsRule = both(listOf(mechanismRule, 1), (mechanisms, place) => {
  const list = mechanisms as readonly Mechanism[];
  if (list.every(({ refusal }) => refusal !== undefined)) {
    return [problemAt(place, 'expected a mechanism that policy does not leave out')];
  }
  return [
    ...repeated(list, place, 'name', ({ name }) => [name]),
    ...repeated(list, place, 'oids', ({ oids }) => oids),
  ];
});

/** Two mechanisms that are alike are refused: the second would never be asked. */
function repeated(
  mechanisms: readonly Mechanism[],
  place: Path,
  key: 'name' | 'oids',
  valuesOf: (mechanism: Mechanism) => readonly string[],
) {
  const seen = new Set<string>();
  return mechanisms.flatMap((mechanism, index) =>
    valuesOf(mechanism).flatMap((value) => {
      if (seen.has(value)) return [problemAt([...place, index, key], `${JSON.stringify(value)} comes twice`)];
      seen.add(value);
      return [];
    }),
  );
}

const contextKeys = [
  'report',
  'carrier',
  'peer',
  'channelBindings',
  'extendedProtection',
  'signal',
  'script',
] as const;

/**
 * Reads each key of a login's context once. A program may give an object of a class: a spread would leave out the keys
 * of its prototype, such as channel bindings.
 */
export function takenContext(given: Partial<LoginContext>): LoginContext {
  const taken = contextKeys.filter((key) => key in given).map((key) => [key, given[key]] as const);
  const {
    report = ignoreFacts,
    carrier = 'program',
    ...connection
  } = Object.fromEntries(taken) as Partial<LoginContext>;
  return { report, carrier, ...connection };
}

const scriptRule = objectWith({
  hint: optional(aFunction),
  challenge: optional(aFunction),
  spnegoAnswer: optional(aFunction),
  kerberosReply: optional(aFunction),
} satisfies Record<keyof TokenScript, Rule>);

/** The rule of a login's connection as a program describes it; `others` are the rules of further keys. */
export function contextWith(others: Readonly<Record<string, Rule>> = {}): Rule {
  const keys = {
    report: optional(aFunction),
    carrier: optional(oneOf(...loginCarriers)),
    peer: optional(objectWith({ address: aFilledText })),
    channelBindings: anything,
    extendedProtection: anything,
    signal: optional(
      fits((value) => {
        const { aborted, addEventListener } = Object(value) as Partial<Record<keyof AbortSignal, unknown>>;
        return typeof aborted === 'boolean' && typeof addEventListener === 'function';
      }, 'expected an AbortSignal'),
    ),
    script: optional(scriptRule),
  } satisfies Record<keyof LoginContext, Rule>;
  return both(onlyWith({ ...others, ...keys }), extendedProtectionRule);
}
