import type { Acceptor, Mechanism, SecurityContext, Step } from '../auth/mechanism.js';
import type { GroupTable } from '../auth/groups.js';
import { identityRule } from '../auth/identity-rule.js';
import { problemText } from '../values/configuration-error.js';
import { NtStatus } from '../constants/nt-status.js';
import { isBytes } from '../values/realm.js';

/**
 * A mechanism of a program's own, whose users are in the configured groups, too, and whose acceptors are believed only
 * what they may say. A step that is none, such as an identity without a kind, an empty key, or a promise where a value
 * belongs, is an error of the server: logged, and the connection ends.
 */
export function guardedMechanism(mechanism: Mechanism, groups: GroupTable): Mechanism {
  const { name, oids, words } = mechanism;
  return {
    name,
    oids: [...oids],
    createAcceptor: (login) => guardedAcceptor(mechanism.createAcceptor(login), name, groups),
    ...(mechanism.isBareToken && {
      isBareToken: (token: Buffer) => mechanism.isBareToken?.(token) === true,
    }),
    ...(words && { words }),
  };
}

function guardedAcceptor(acceptor: Acceptor, name: string, groups: GroupTable): Acceptor {
  if (typeof acceptor?.step !== 'function') throw new TypeError(`${name}: createAcceptor gives no acceptor`);
  return {
    step: async (token) => {
      const step: unknown = await acceptor.step(token);
      const problem = problemOf(step);
      if (problem !== undefined) throw new TypeError(`${name}: ${problem}`);
      const checked = step as Step;
      return checked.kind === 'accepted'
        ? { ...checked, context: guardedContext(checked.context, groups) }
        : checked;
    },
  };
}

type Members = Readonly<Record<string, unknown>>;

/** Why a value is no step; undefined: it is one. */
function problemOf(step: unknown): string | undefined {
  if (!isObject(step)) return 'a step that is no object';
  const { kind, token, reason, status, context } = step;
  if (token !== undefined && !isBytes(token)) return 'a token that is no bytes';
  switch (kind) {
    case 'continue':
      return token === undefined ? 'a step that continues without a token' : undefined;
    case 'rejected':
      if (typeof reason !== 'string' || reason === '') return 'a refusal without a reason';
      return isFailure(status) ? undefined : 'a refusal whose status is no failure';
    case 'accepted':
      return isObject(context) ? problemOfContext(context) : 'a login accepted without a context';
    default:
      return 'a step of no known kind';
  }
}

function problemOfContext({
  mechanism,
  identity,
  sessionKey,
  expiresAt,
  expectsMechListMic,
  mechListMic,
  verifyMechListMic,
  messageSecurity,
}: Members): string | undefined {
  if (typeof mechanism !== 'string') return 'a context without the name of its mechanism';
  if (!isObject(identity)) return 'a context without an identity';
  const [fault] = identityRule(identity, ['identity']);
  if (fault !== undefined) return problemText(fault);
  if (!isBytes(sessionKey) || sessionKey.length === 0) return 'a context without a session key';
  if (expiresAt !== undefined && !Number.isFinite(expiresAt)) return 'an expiry that is no time';
  if (typeof expectsMechListMic !== 'boolean') return 'a context that does not say whether it expects a MIC';
  return [mechListMic, verifyMechListMic, messageSecurity].every((member) => typeof member === 'function')
    ? undefined
    : 'a context without its functions';
}

/** A promise, which is true, is no verified MIC. */
function guardedContext(context: SecurityContext, groups: GroupTable): SecurityContext {
  const { mechanism, identity, sessionKey, expiresAt, expectsMechListMic } = context;
  return {
    mechanism,
    identity: identity.kind === 'user' ? { ...identity, ...groups.groupsOf(identity) } : identity,
    sessionKey,
    ...(expiresAt !== undefined && { expiresAt }),
    expectsMechListMic,
    mechListMic: (mechTypes) => context.mechListMic(mechTypes),
    verifyMechListMic: (mechTypes, mic) => isTrue(context.verifyMechListMic(mechTypes, mic)),
    messageSecurity: () => context.messageSecurity(),
  };
}

function isTrue(value: unknown): boolean {
  return value === true;
}

/** An error by its severity, other than the one that asks for another leg. */
function isFailure(status: unknown): boolean {
  return (
    typeof status === 'number' &&
    status >>> 30 === 3 &&
    status >>> 0 !== NtStatus.STATUS_MORE_PROCESSING_REQUIRED
  );
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}
