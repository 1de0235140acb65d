import { isPlain } from '../../values/configuration-error.js';
import { isBytes } from '../../values/realm.js';
import {
  aFilledText,
  aText,
  both,
  bytesOf,
  fits,
  listOf,
  obey,
  oneOf,
  onlyWith,
  optional,
  problemAt,
  type Rule,
  textOf,
} from '../../values/rules.js';
import { accountNameForm, aSid, groupNames } from '../account-rules.js';
import {
  type Proved,
  type ProvedIdentity,
  type ProofQuestion,
  storeRefusals,
  type StoreRefusal,
} from '../proof-question.js';

/** A proof whose parts were checked. The bytes are copies. */
export interface CheckedProof {
  readonly key: { readonly kind: 'session-base' | 'key-exchange'; readonly bytes: Buffer };
  /** 8 bytes. */
  readonly lmKey: Buffer | undefined;
  readonly identity: ProvedIdentity;
}

/** A store's answer whose parts were checked. */
export type CheckedAnswer =
  | { readonly kind: 'proved'; readonly proof: CheckedProof }
  | { readonly kind: 'refused'; readonly refusal: StoreRefusal };

/**
 * Checks the answer of a store, which is foreign code and may answer anything. Each part is read once, so that a getter
 * cannot give another value after the check.
 *
 * @throws ConfigurationError for an invalid answer; the message repeats no value
 */
export function checkAnswer(told: unknown, kind: ProofQuestion['kind']): CheckedAnswer {
  const copy = copied(told, 3);
  obey(answerRule, copy, ['answer']);
  const { proved, refused } = copy as { readonly proved?: Proved; readonly refused?: StoreRefusal };
  if (refused !== undefined) return { kind: 'refused', refusal: refused };
  obey(keysRule(kind), proved, ['answer', 'proved']);
  return { kind: 'proved', proof: proofOf(proved as Proved) };
}

/**
 * Copies plain objects and lists down to a depth. Other values are passed on as they are, and the rules refuse them.
 */
function copied(value: unknown, depth: number): unknown {
  if (depth < 0 || typeof value !== 'object' || value === null || isBytes(value)) return value;
  if (Array.isArray(value)) return Array.from<unknown>(value);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.keys(value).map((key) => [key, copied(value[key as keyof typeof value], depth - 1)]),
  );
}

const aPlainObject = fits(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && isPlain(value),
  'expected a plain object',
);

/** A key of zeros is refused: a directory sends it when it has no key, so it is no secret. */
function aKey(bytes: number): Rule {
  return both(
    bytesOf(bytes),
    fits((value) => isBytes(value) && value.some((byte) => byte !== 0), 'expected a key that is not zero'),
  );
}

const flagsOf32Bits = fits(
  (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 0xffff_ffff,
  'expected 32 bits',
);

const provedRule = both(
  aPlainObject,
  onlyWith({
    sessionBaseKey: optional(aKey(16)),
    keyExchangeKey: optional(aKey(16)),
    lmKey: optional(aKey(8)),
    identity: both(
      aPlainObject,
      onlyWith({
        account: both(aFilledText, textOf(accountNameForm)),
        domain: aText,
        sid: aSid,
        primaryGroup: optional(aSid),
        groupSids: optional(listOf(aSid)),
        groups: optional(groupNames),
        logonServer: optional(aText),
        accountControl: optional(flagsOf32Bits),
        userFlags: optional(flagsOf32Bits),
      } satisfies Record<keyof ProvedIdentity, Rule>),
    ),
  } satisfies Record<keyof Proved, Rule>),
);

const answerRule: Rule = both(
  both(aPlainObject, onlyWith({ proved: optional(provedRule), refused: optional(oneOf(...storeRefusals)) })),
  (value, place) => {
    const { proved, refused } = value as { readonly proved?: unknown; readonly refused?: unknown };
    const isOne = (proved === undefined) !== (refused === undefined);
    return isOne ? [] : [problemAt(place, 'expected one of proved and refused')];
  },
);

/**
 * With kind `lm` only `keyExchangeKey` is allowed: the response may be LMv2, which has no KXKEY step, and only the
 * store knows.
 */
function keysRule(kind: ProofQuestion['kind']): Rule {
  return (value, place) => {
    const { sessionBaseKey, keyExchangeKey } = value as Proved;
    if ((sessionBaseKey === undefined) === (keyExchangeKey === undefined)) {
      return [problemAt(place, 'expected one of sessionBaseKey and keyExchangeKey')];
    }
    return kind === 'lm' && keyExchangeKey === undefined
      ? [problemAt(place, 'expected keyExchangeKey for a response of kind lm')]
      : [];
  };
}

function proofOf({ sessionBaseKey, keyExchangeKey, lmKey, identity }: Proved): CheckedProof {
  const key =
    keyExchangeKey === undefined
      ? { kind: 'session-base' as const, bytes: Buffer.from(sessionBaseKey ?? []) }
      : { kind: 'key-exchange' as const, bytes: Buffer.from(keyExchangeKey) };
  return { key, lmKey: lmKey && Buffer.from(lmKey), identity };
}
