import { ignoreFacts } from '../facts/fact.js';
import type { Path } from '../values/configuration-error.js';
import { isBytes } from '../values/realm.js';
import {
  aFilledText,
  aFunction,
  both,
  fits,
  listOf,
  objectWith,
  onlyWith,
  oneOf,
  optional,
  problemAt,
  type Rule,
  textOf,
} from '../values/rules.js';
import type { LoginContext, Mechanism } from './mechanism.js';
import type { MechanismWords } from './mechanism-words.js';

const objectIdentifier = {
  pattern: /^[0-2](\.(0|[1-9]\d*))+$/,
  expected: 'expected an object identifier',
};

const anything: Rule = () => [];
const aRecord = objectWith({});

const wordsRule = objectWith({
  authDescription: optional(aFilledText),
  checks: listOf(anything),
  reasons: optional(aRecord),
  record: aFunction,
  describeFact: aFunction,
  sentences: optional(aRecord),
  proofInWords: optional(aFunction),
  progress: optional(aFunction),
  insistsOnEncryption: optional(aFunction),
  howToAllow: optional(aFilledText),
  failedProof: optional(aFunction),
  mistakenKeys: optional(aFunction),
  weaknesses: optional(aRecord),
  columns: optional(listOf(anything)),
} satisfies Record<keyof MechanismWords, Rule>);

const mechanismRule = objectWith({
  name: aFilledText,
  oids: listOf(textOf(objectIdentifier), 1),
  createAcceptor: aFunction,
  isBareToken: optional(aFunction),
  words: optional(wordsRule),
} satisfies Record<keyof Mechanism, Rule>);

/** A list of mechanisms: at least one, and no two of one name or under one object identifier. A promise is refused. */
export const mechanismsRule = both(listOf(mechanismRule, 1), (mechanisms, place) => {
  const list = mechanisms as readonly Mechanism[];
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

/**
 * Whether a value can be the application data of channel bindings; undefined and empty bytes are not, because they
 * would let every channel pass.
 */
export function areChannelBindings(value: unknown): value is Buffer {
  return isBytes(value) && value.length > 0;
}

const contextKeys = ['report', 'carrier', 'peer', 'channelBindings', 'signal'] as const;

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

/** The rule of a login's connection as a program describes it; `others` are the rules of further keys. */
export function contextWith(others: Readonly<Record<string, Rule>> = {}): Rule {
  const keys = {
    report: optional(aFunction),
    carrier: optional(oneOf('smb', 'pipe', 'program')),
    peer: optional(objectWith({ address: aFilledText })),
    channelBindings: anything,
    signal: optional(
      fits((value) => {
        const { aborted, addEventListener } = Object(value) as Partial<Record<keyof AbortSignal, unknown>>;
        return typeof aborted === 'boolean' && typeof addEventListener === 'function';
      }, 'expected an AbortSignal'),
    ),
  } satisfies Record<keyof LoginContext, Rule>;
  return both(onlyWith({ ...others, ...keys }), (value, place) => {
    const context = value as Readonly<Record<string, unknown>>;
    return 'channelBindings' in context && !areChannelBindings(context['channelBindings'])
      ? [
          problemAt(
            [...place, 'channelBindings'],
            'expected the bytes of a channel; leave the key out for none',
          ),
        ]
      : [];
  });
}
