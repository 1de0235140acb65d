import type { MachineIdentity } from '../auth/machine-identity.js';
import type { MechanismWords } from '../auth/mechanism-words.js';
import { isThenable } from '../values/realm.js';
import {
  aBoolean,
  aFilledText,
  aFunction,
  aText,
  both,
  bytesOf,
  fits,
  listOf,
  obey,
  objectWith,
  oneOf,
  optional,
  type Rule,
  textOf,
} from '../values/rules.js';

/**
 * Words of a program's own: what is no answer throws where it is given, and says nothing then. Further on it would cost
 * the record of the login, or, as a promise that rejects, the process.
 */
export function guardedWords(words: MechanismWords): MechanismWords {
  const { sentences } = words;
  const guarded: MechanismWords = {
    ...words,
    checks: words.checks,
    record: (login) => checked('record', recordRule, words.record(login)),
    describeFact: (fact) => checked('describeFact', aText, words.describeFact(fact)),
    ...(sentences && { sentences: guardedSentences(sentences) }),
    ...(words.proofInWords && {
      proofInWords: (login) => checked('proofInWords', optional(aText), words.proofInWords?.(login)),
    }),
    ...(words.progress && {
      progress: (login) => checked('progress', progressRule, words.progress?.(login)),
    }),
    ...(words.insistsOnEncryption && {
      insistsOnEncryption: (login) =>
        checked('insistsOnEncryption', optional(aText), words.insistsOnEncryption?.(login)),
    }),
    ...(words.failedProof && {
      failedProof: (login) => checked('failedProof', failedProofRule, words.failedProof?.(login)),
    }),
    ...(words.mistakenKeys && {
      mistakenKeys: (login, sessionKey) =>
        checked('mistakenKeys', keysRule, words.mistakenKeys?.(login, sessionKey) ?? []),
    }),
  };
  return Object.assign(guarded, optionalOf(words));
}

/** The members that are no functions: a spread would leave out those of a class. */
function optionalOf({
  authDescription,
  reasons,
  commonReasons,
  howToAllow,
  weaknesses,
  columns,
}: MechanismWords) {
  return {
    ...(authDescription !== undefined && { authDescription }),
    ...(reasons && { reasons }),
    ...(commonReasons && { commonReasons }),
    ...(howToAllow !== undefined && { howToAllow }),
    ...(weaknesses && { weaknesses }),
    ...(columns && { columns }),
  };
}

function guardedSentences(
  sentences: NonNullable<MechanismWords['sentences']>,
): NonNullable<MechanismWords['sentences']> {
  return Object.fromEntries(
    Object.entries(sentences).map(([reason, say]) => [
      reason,
      (login) => checked(`sentences.${reason}`, listOf(aText), say(login)),
    ]),
  );
}

/** @throws ConfigurationError for a value that breaks the rule, and for a promise */
function checked<T>(name: string, rule: Rule, told: T): T {
  // A promise is refused below. Its rejection is caught, so that it does not end the process.
  if (isThenable(told)) Promise.resolve<unknown>(told).catch(() => {});
  obey(both(noPromise, rule), told, ['words', name]);
  return told;
}

const noPromise = fits((value) => !isThenable(value), 'expected no promise: words are made at once');

const hasJson = fits((value) => {
  try {
    return typeof JSON.stringify(value, bigintsAsText) === 'string';
  } catch {
    return false;
  }
}, 'expected what JSON has a form for');

function bigintsAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

const aMachineId = textOf({ pattern: /^[0-9a-f]{64}$/, expected: 'expected 32 bytes in hexadecimal' });

const machineRule = objectWith({
  machineId: aMachineId,
  crossBootMachineId: optional(aMachineId),
} satisfies Record<keyof MachineIdentity, Rule>);

const recordRule = optional(
  both(
    objectWith({
      mechanism: aFilledText,
      version: optional(aText),
      remarks: listOf(aText),
      weaknesses: listOf(aText),
      passwordType: optional(aText),
      channelBindings: optional(oneOf('absent', 'zero', 'present')),
      machine: optional(machineRule),
    }),
    hasJson,
  ),
);

const progressRule = optional(
  objectWith({ sentence: aText, challenged: aBoolean, reason: optional(aFilledText) }),
);

const failedProofRule = optional(
  objectWith({
    user: aText,
    domain: aText,
    workstation: aText,
    length: fits(Number.isSafeInteger, 'expected a number of bytes'),
    hashesNames: aBoolean,
    impossible: optional(aText),
    isProvedBy: aFunction,
    miscomputations: aFunction,
  }),
);

const keysRule = listOf(
  objectWith({
    mistake: aFilledText,
    words: aText,
    key: bytesOf(16),
    takenFor: oneOf('session-key', 'signing-key'),
  }),
);
