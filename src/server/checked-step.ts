import type { GroupTable } from '../auth/groups.js';
import { identityRule } from '../auth/identity-rule.js';
import { type Identity, userIdentity } from '../auth/identity.js';
import type { MessageSecurity, SecurityContext, Step } from '../auth/mechanism.js';
import { commonRejections } from '../auth/rejection.js';
import { canonicalSid } from '../bytes/index.js';
import { NtStatus } from '../constants/nt-status.js';
import { isKnownReason } from '../diagnosis/reasons.js';
import { problemText } from '../values/configuration-error.js';
import { isBytes } from '../values/realm.js';

type Members = Readonly<Record<string, unknown>>;

/**
 * The step of an acceptor that is somebody else's code: a copy, of which each part is read once, so that the value that
 * is used is the one that was checked.
 *
 * @param name of the mechanism
 * @throws TypeError for what is no step; it repeats no value
 */
export function checkedStep(step: unknown, name: string, groups: GroupTable): Step {
  const fault = (problem: string): TypeError => new TypeError(`${name}: ${problem}`);
  if (!isObject(step)) throw fault('a step that is no object');
  const { kind, token: given, reason, status, context } = step;
  if (given !== undefined && !isBytes(given)) throw fault('a token that is no bytes');
  const token = given && copyOf(given);
  switch (kind) {
    case 'continue':
      if (token === undefined) throw fault('a step that continues without a token');
      return { kind, token };
    case 'rejected':
      if (!isCode(reason)) throw fault('a refusal without a reason');
      if (isKnownReason(reason) && !Object.hasOwn(commonRejections, reason)) {
        throw fault('a refusal for a reason that no mechanism has');
      }
      if (!isFailure(status)) throw fault('a refusal whose status is no failure');
      return { kind, reason, status, ...(token && { token }) };
    case 'accepted':
      if (!isObject(context)) throw fault('a login accepted without a context');
      return { kind, context: checkedContext(context, fault, groups), ...(token && { token }) };
    default:
      throw fault('a step of no known kind');
  }
}

function checkedContext(
  given: Members,
  fault: (problem: string) => TypeError,
  groups: GroupTable,
): SecurityContext {
  const { mechanism, identity, sessionKey, expiresAt, expectsMechListMic } = given;
  if (typeof mechanism !== 'string') throw fault('a context without the name of its mechanism');
  if (!isObject(identity)) throw fault('a context without an identity');
  const copy = copyOfIdentity(identity);
  const [problem] = identityRule(copy, ['identity']);
  if (problem !== undefined) throw fault(problemText(problem));
  if (!isBytes(sessionKey) || sessionKey.length === 0) throw fault('a context without a session key');
  const key = copyOf(sessionKey);
  // Everybody knows it: whoever is in between could sign in the user's place.
  if (copy['kind'] === 'user' && key.every((byte) => byte === 0)) throw fault('a session key of zeros');
  if (expiresAt !== undefined && !isFinite(expiresAt)) throw fault('an expiry that is no time');
  if (typeof expectsMechListMic !== 'boolean') {
    throw fault('a context that does not say whether it expects a MIC');
  }
  if (!hasFunctions(given, 'mechListMic', 'verifyMechListMic', 'messageSecurity')) {
    throw fault('a context without its functions');
  }
  const context = given as unknown as SecurityContext;
  return {
    mechanism,
    identity: completeIdentity(copy as unknown as Identity, groups),
    sessionKey: key,
    ...(expiresAt !== undefined && { expiresAt }),
    expectsMechListMic,
    mechListMic: (mechTypes) => copyOf(context.mechListMic(mechTypes)),
    // A promise, which is true, is no verified MIC.
    verifyMechListMic: (mechTypes, mic) => isTrue(context.verifyMechListMic(mechTypes, mic)),
    messageSecurity: () => checkedMessages(context.messageSecurity()),
  };
}

/** Keys that are not ours stay: a share of the same program may know them. */
function copyOfIdentity(given: Members): Members {
  const {
    kind,
    account,
    domain,
    sid,
    primaryGroup,
    groupSids,
    groups,
    logonServer,
    principal,
    context,
    delegatedCredentials,
  } = given;
  return {
    ...given,
    kind,
    account,
    domain,
    sid,
    groupSids: copyOfList(groupSids),
    groups: copyOfList(groups),
    context: isObject(context) ? copyOfFlags(context) : context,
    ...(primaryGroup !== undefined && { primaryGroup }),
    ...(logonServer !== undefined && { logonServer }),
    ...(principal !== undefined && { principal }),
    ...(delegatedCredentials !== undefined && { delegatedCredentials }),
  };
}

function copyOfFlags({ mutual, delegated, identifyOnly }: Members): Members {
  return { mutual, delegated, identifyOnly };
}

function copyOfList(value: unknown): unknown {
  return Array.isArray(value) ? Array.from<unknown>(value) : value;
}

/** A user is in the configured groups and in those of every user, whatever the mechanism says of either. */
function completeIdentity(identity: Identity, groups: GroupTable): Identity {
  if (identity.kind !== 'user') {
    return {
      ...identity,
      sid: canonicalSid(identity.sid),
      groupSids: identity.groupSids.map(canonicalSid),
    };
  }
  return { ...identity, ...userIdentity({ ...identity, ...groups.groupsOf(identity) }) };
}

function checkedMessages(messages: MessageSecurity): MessageSecurity {
  const { micLength, wrapSignatureLength } = messages;
  if (![micLength, wrapSignatureLength].every((length) => Number.isSafeInteger(length) && length >= 0)) {
    throw new TypeError('a signature whose length is none');
  }
  return {
    micLength,
    wrapSignatureLength,
    getMic: (message, around) => copyOf(messages.getMic(message, around)),
    verifyMic: (message, mic, around) => isTrue(messages.verifyMic(message, mic, around)),
    wrap: (message, around) => {
      const { sealed, signature } = messages.wrap(message, around);
      return { sealed: copyOf(sealed), signature: copyOf(signature) };
    },
    unwrap: (sealed, signature, around) => {
      const message: unknown = messages.unwrap(sealed, signature, around);
      return message === undefined ? undefined : copyOf(message);
    },
  };
}

/** @throws TypeError for what is no bytes, such as a promise of them */
function copyOf(value: unknown): Buffer {
  if (!isBytes(value)) throw new TypeError('expected bytes');
  return Buffer.from(Uint8Array.prototype.slice.call(value));
}

function isTrue(value: unknown): boolean {
  return value === true;
}

/** Printed as it is: a word of ASCII. */
function isCode(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.-]{1,64}$/.test(value);
}

/** An error by its severity, other than the one that asks for another leg. */
function isFailure(status: unknown): status is NtStatus {
  return (
    typeof status === 'number' &&
    status >>> 30 === 3 &&
    status >>> 0 !== NtStatus.STATUS_MORE_PROCESSING_REQUIRED
  );
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}

function hasFunctions(value: Members, ...names: readonly string[]): boolean {
  return names.every((name) => typeof value[name] === 'function');
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}
