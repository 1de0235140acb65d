import {
  aBoolean,
  aFilledText,
  aPositiveNumber,
  aWholeNumber,
  both,
  fits,
  listOf,
  nullable,
  oneOf,
  onlyWith,
  optional,
  type Rule,
} from '../values/rules.js';
import { problemAt } from '../values/rules.js';
import { type AuthPolicy, type LockoutPolicy, mechanismNames, type NtlmPolicy } from './policy.js';

/** Wrong responses that a lock-out can be set to. */
export const lockoutThresholds = { least: 1, most: 999 } as const;

const someNames = listOf(aFilledText);

const targetNamesRule: Rule = (value, place) => {
  if (value === 'any') return [];
  return Array.isArray(value)
    ? someNames(value, place)
    : [problemAt(place, 'expected "any" or a list of names')];
};

const ntlmRules = {
  v1: oneOf('refuse', 'accept'),
  lm: oneOf('refuse', 'accept'),
  mic: oneOf('when-flagged', 'required'),
  require128: aBoolean,
  targetNames: targetNamesRule,
  maxClockSkewSeconds: nullable(aPositiveNumber),
  echoTargetInfo: aBoolean,
  targetInfo: oneOf('always', 'when-requested'),
  challengeLifetimeSeconds: aPositiveNumber,
} satisfies Record<keyof NtlmPolicy, Rule>;

const lockoutRule = onlyWith({
  threshold: aWholeNumber(lockoutThresholds.least, lockoutThresholds.most),
  windowSeconds: aPositiveNumber,
  durationSeconds: aPositiveNumber,
} satisfies Record<keyof LockoutPolicy, Rule>);

/** The words for a list of mechanisms that is none. */
export const eachMechanismOnce = `expected ${mechanismNames.join(' and ')}, or one of them, each once`;

const mechanismsRule = both(
  listOf(oneOf(...mechanismNames), 1),
  fits((value) => areDistinct(value as readonly unknown[]), eachMechanismOnce),
);

/** Whether no value comes twice. */
export function areDistinct(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

/** The rule of an `AuthPolicyChange`: its keys, each of which may be absent. */
export const policyRule: Rule = onlyWith(
  eachOptional({
    mechanisms: mechanismsRule,
    ntlm: onlyWith(eachOptional(ntlmRules)),
    guest: oneOf('refuse', 'unknown-users'),
    anonymous: oneOf('refuse', 'ipc', 'accept'),
    lockout: nullable(lockoutRule),
  } satisfies Record<keyof AuthPolicy, Rule>),
);

function eachOptional(rules: Readonly<Record<string, Rule>>): Record<string, Rule> {
  return Object.fromEntries(Object.entries(rules).map(([key, rule]) => [key, optional(rule)]));
}
