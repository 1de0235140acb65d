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
import { canonicalSid, upperCaseUtf16 } from '../../bytes/index.js';
import type { DomainProof, DomainRefusal } from '../domain-authority.js';
import { accountNameForm, aSid, groupNames } from '../account-rules.js';
import { crossesToMember } from '../member-boundary.js';
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

/** The parts of a domain's answer that say who decided, and why. A store gives none. */
export interface AnswerEvidence {
  readonly outcome?: 'proved' | 'refused';
  readonly controller?: string;
  readonly status?: number;
  readonly cause?: string;
}

/** An answer whose parts were checked. */
export type CheckedAnswer = { readonly evidence: AnswerEvidence } & (
  | { readonly kind: 'proved'; readonly proof: CheckedProof }
  | { readonly kind: 'refused'; readonly refusal: StoreRefusal }
);

/** The form of an answer: that of a store, or of a domain, whose users are in another than that of local accounts. */
export type AnswerForm =
  | { readonly kind: 'store' }
  | { readonly kind: 'domain'; readonly localDomain: string; readonly machineSid: string };

/**
 * Checks an answer, which is that of foreign code and may be anything. Each part is read once, so that a getter cannot
 * give another value after the check.
 *
 * @throws ConfigurationError for an invalid answer; the message repeats no value
 */
export function checkAnswer(
  told: unknown,
  kind: ProofQuestion['kind'],
  form: AnswerForm = { kind: 'store' },
): CheckedAnswer {
  const copy = copied(told, 3);
  obey(form.kind === 'domain' ? domainAnswerRule : storeAnswerRule, copy, ['answer']);
  const answer = copy as Partial<DomainProof & DomainRefusal>;
  const { proved, refused, controller, status, because } = answer;
  const evidence: AnswerEvidence = {
    outcome: refused === undefined ? 'proved' : 'refused',
    ...(controller !== undefined && { controller }),
    ...(status !== undefined && { status }),
    ...(because !== undefined && { cause: because }),
  };
  if (refused !== undefined) return { kind: 'refused', refusal: refused, evidence };
  obey(both(keysRule(kind), identityRuleOf(form)), proved, ['answer', 'proved']);
  return { kind: 'proved', proof: proofOf(proved as Proved), evidence };
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

const bits32 = fits(
  (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 0xffff_ffff,
  'expected 32 bits',
);

/** LOGON_GUEST of UserFlags ([MS-NRPC] 2.2.1.4.11): the controller let in its guest in place of the user. */
const LOGON_GUEST = 0x1;

const flagsOfUser = both(
  bits32,
  fits((value) => (Number(value) & LOGON_GUEST) === 0, 'expected a user, not LOGON_GUEST'),
);

/** Longer than every name of a machine, and than a sentence on each of several controllers. */
const LONGEST_TEXT = 2048;

const aShortText = both(
  aFilledText,
  fits((value) => String(value).length <= LONGEST_TEXT, `expected at most ${LONGEST_TEXT} characters`),
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
        accountControl: optional(bits32),
        userFlags: optional(flagsOfUser),
      } satisfies Record<keyof ProvedIdentity, Rule>),
    ),
  } satisfies Record<keyof Proved, Rule>),
);

const answerKeys = { proved: optional(provedRule), refused: optional(oneOf(...storeRefusals)) };

/** @param others the keys beside the two, of which an answer has one */
function answerRule(others: Readonly<Record<string, Rule>>): Rule {
  return both(both(aPlainObject, onlyWith({ ...answerKeys, ...others })), (value, place) => {
    const { proved, refused } = value as { readonly proved?: unknown; readonly refused?: unknown };
    const isOne = (proved === undefined) !== (refused === undefined);
    return isOne ? [] : [problemAt(place, 'expected one of proved and refused')];
  });
}

const storeAnswerRule = answerRule({});

/** A proof names the controller that gave it, and comes with no status. */
const domainAnswerRule = both(
  answerRule({
    controller: optional(aShortText),
    status: optional(bits32),
    because: optional(aShortText),
  } satisfies Record<Exclude<keyof DomainRefusal, 'refused'>, Rule>),
  (value, place) => {
    const { proved, controller, status, because } = value as Partial<DomainProof & DomainRefusal>;
    if (proved === undefined) return [];
    if (controller === undefined) return [problemAt([...place, 'controller'], 'expected a text')];
    return status === undefined && because === undefined
      ? []
      : [problemAt(place, 'expected no status and no because beside proved')];
  },
);

/**
 * A user of the domain is none of the server, whose name is the domain of its own accounts, and whose SIDs are theirs.
 */
function identityRuleOf(form: AnswerForm): Rule {
  return (value, place) => {
    const { identity } = value as Proved;
    if (form.kind === 'store') return [];
    const { domain, sid, primaryGroup = sid } = identity;
    if (domain === '' || upperCaseUtf16(domain) === upperCaseUtf16(form.localDomain)) {
      const expected = 'expected the name of a domain, and not that of this server';
      return [problemAt([...place, 'identity', 'domain'], expected)];
    }
    const isOurs = [sid, primaryGroup].some((each) => !crossesToMember(canonicalSid(each), form.machineSid));
    return isOurs
      ? [problemAt([...place, 'identity', 'sid'], 'expected a user of a domain, and none of this server')]
      : [];
  };
}

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
