import { isSid } from '../bytes/index.js';
import { isFailure, NtStatus, type NtStatusName } from '../constants/nt-status.js';
import { isBytes } from '../values/realm.js';
import {
  aFilledText,
  aPositiveNumber,
  atMost,
  aText,
  both,
  fits,
  listOf,
  objectWith,
  oneOf,
  onlyWith,
  optional,
  problemAt,
  type Rule,
  type TextForm,
  textOf,
  withFunctions,
} from '../values/rules.js';
import { type Account, accountStatuses, ntlmAllowances } from './account.js';
import { momentForm, momentOf } from './moment.js';
import type { AccountDefinition } from './account-definition.js';

/** The name of an account as it is written down. */
export const accountNameForm: TextForm = {
  pattern: /^[^@\\]*$/,
  expected: 'must be a name without its domain, which clients add as they like',
};

/** The words for an empty password where one is written down. */
export const emptyPassword =
  'expected at least 1 character: nobody logs in with an empty password, as on Windows';

/** So many bytes in hexadecimal digits. */
export function hexadecimalForm(bytes: number): TextForm {
  return {
    pattern: new RegExp(`^[0-9A-Fa-f]{${bytes * 2}}$`),
    expected: `must be ${hexadecimalDigits(bytes)}`,
  };
}

function hexadecimalDigits(bytes: number): string {
  return `${bytes * 2} hexadecimal digits`;
}

/**
 * `S-1-5-21-…` with so many 32-bit numbers behind it: three name a machine, four an account of it. The form does not
 * tell that the numbers fit: {@link hasNumbersOf32Bits} does.
 */
export function localSidForm(numbers: number): TextForm {
  return {
    pattern: new RegExp(`^S-1-5-21(-\\d{1,10}){${numbers}}$`),
    expected: `expected S-1-5-21 and ${numbers} numbers below 4294967296, separated by hyphens`,
  };
}

export function hasNumbersOf32Bits(sid: string): boolean {
  return sid.split('-').every((part) => part === 'S' || Number(part) < 2 ** 32);
}

/** The rule of {@link localSidForm}. */
export function aLocalSid(numbers: number): Rule {
  const form = localSidForm(numbers);
  return both(
    textOf(form),
    fits((value) => hasNumbersOf32Bits(String(value)), form.expected),
  );
}

export const aSid = both(aText, fits(isSid, 'expected a SID such as S-1-5-21-1-2-3-1000'));

/** The name of a group as accounts and directories give it: with an `@`, no rule for `@name` would find it. */
export const groupNameForm: TextForm = {
  pattern: /^(?!@|[Ss]-1-)[\s\S]+$/,
  expected: 'expected the name of a group, without @, and no SID',
};

/** The rule of a list of {@link groupNameForm}. */
export const groupNames = listOf(textOf(groupNameForm));

const someTexts = listOf(aText);

const aMoment = fits(
  (value) => momentOf(value) !== undefined,
  `${momentForm.expected}, a Date, or milliseconds since 1970`,
);

const aTime = fits(
  (value) => typeof value === 'number' && Number.isFinite(value),
  'expected milliseconds since 1970',
);

/** The words for a status that cannot refuse a login. */
export const expectedFailure =
  'expected a failure: the name of an NTSTATUS such as "STATUS_ACCOUNT_RESTRICTION", or its 32 bits';

const aFailureStatus = fits(isFailureStatus, expectedFailure);

/** Whether a status refuses a login: with STATUS_MORE_PROCESSING_REQUIRED it would only go on. */
export function isFailureStatus(value: unknown): boolean {
  const status = statusNumber(value);
  return status !== undefined && isFailure(status) && status !== NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
}

function statusNumber(value: unknown): NtStatus | undefined {
  if (typeof value === 'string')
    return Object.hasOwn(NtStatus, value) ? NtStatus[value as NtStatusName] : undefined;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff
    ? value
    : undefined;
}

const definitionKeys = onlyWith({
  name: both(aFilledText, textOf(accountNameForm)),
  password: optional(
    both(
      aText,
      fits((value) => value !== '', emptyPassword),
    ),
  ),
  ntHash: optional(bytesOrHexadecimal(16)),
  groups: optional(groupNames),
  status: optional(oneOf(...accountStatuses)),
  sid: optional(aLocalSid(4)),
  workstations: optional(someTexts),
  logonHours: optional(bytesOrHexadecimal(21)),
  ntlm: optional(oneOf(...ntlmAllowances)),
  expiresAt: optional(aMoment),
  passwordExpiresAt: optional(aMoment),
  ntStatus: optional(aFailureStatus),
} satisfies Record<keyof AccountDefinition, Rule>);

/** The rule of an {@link AccountDefinition}. */
export const accountDefinitionRule: Rule = (value, place) => {
  const problems = definitionKeys(value, place);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return problems;
  const { password, ntHash } = value as Partial<AccountDefinition>;
  return password === undefined && ntHash === undefined
    ? [...problems, problemAt(place, 'needs a password or an ntHash')]
    : problems;
};

/**
 * The rule of an account as a store gives it. Further keys are ignored. A key that is missing or of another type is a
 * fault: without it an account could log in that the store means to refuse.
 */
export const foundAccountRule: Rule = objectWith({
  name: aFilledText,
  ntHash: bufferOf(16),
  password: optional(aText),
  sid: optional(aSid),
  groups: groupNames,
  status: oneOf(...accountStatuses),
  workstations: optional(someTexts),
  logonHours: optional(bufferOf(21)),
  ntlm: optional(oneOf(...ntlmAllowances)),
  // Any other value compares with the clock as if the time had not come.
  expiresAt: optional(aTime),
  passwordExpiresAt: optional(aTime),
  ntStatus: optional(aFailureStatus),
} satisfies Record<keyof Account, Rule>);

/**
 * Whether an account has the parts that decide a proof and a lock-out. The question comes before the proof, so it takes
 * no time that would tell an existing name from another. The rest of the rule is asked once the proof is right.
 */
export function isProvable(account: Account): boolean {
  const { name, ntHash, password, sid, status } = account;
  return (
    typeof name === 'string' &&
    name !== '' &&
    Buffer.isBuffer(ntHash) &&
    ntHash.length === 16 &&
    (password === undefined || typeof password === 'string') &&
    (sid === undefined || isSid(sid)) &&
    accountStatuses.includes(status)
  );
}

/** The rule of an account store: it finds accounts, or verifies responses, and not both. */
export const accountStoreRule: Rule = (value, place) => {
  if (Array.isArray(value)) return [problemAt(place, 'expected a store, such as accountsInMemory(list)')];
  const { find, verify } = Object(value) as { readonly find?: unknown; readonly verify?: unknown };
  if (verify === undefined) return withFunctions('find')(value, place);
  if (find !== undefined)
    return [problemAt(place, 'expected a store with find or with verify, not with both')];
  return verifyingStoreRule(value, place);
};

const verifyingStoreRule = both(
  withFunctions('verify'),
  objectWith({ timeoutSeconds: optional(both(aPositiveNumber, atMost(3600))) }),
);

function bytesOrHexadecimal(bytes: number): Rule {
  const { pattern } = hexadecimalForm(bytes);
  return fits(
    (value) => (isBytes(value) ? value.length === bytes : typeof value === 'string' && pattern.test(value)),
    `must be ${bytes} bytes or ${hexadecimalDigits(bytes)}`,
  );
}

function bufferOf(bytes: number): Rule {
  return fits(
    (value) => Buffer.isBuffer(value) && value.length === bytes,
    `expected a Buffer of ${bytes} bytes`,
  );
}
