import type { Acceptor, LoginContext, Mechanism, SecurityContext, Step } from '../auth/mechanism.js';
import type { GroupTable } from '../auth/groups.js';
import { identityRule } from '../auth/identity-rule.js';
import { problemText } from '../values/configuration-error.js';
import { NtStatus } from '../constants/nt-status.js';
import type { Fact } from '../facts/fact.js';
import { isBytes } from '../values/realm.js';

/**
 * A mechanism of a program's own, whose users are in the configured groups, too. Its acceptors are believed only what
 * they may say. A step that is none, such as an identity without a kind, an empty key, or a promise where a value
 * belongs, is an error of the server: logged, and the connection ends. So is a step with a fact that no record could be
 * made of, because such a login would not be audited.
 */
export function guardedMechanism(mechanism: Mechanism, groups: GroupTable): Mechanism {
  const { name, oids, words } = mechanism;
  return {
    name,
    oids: [...oids],
    createAcceptor: (login) => {
      const reports = new GuardedReports(login, name);
      return guardedAcceptor(mechanism.createAcceptor(contextFor(login, reports)), reports, name, groups);
    },
    ...(mechanism.isBareToken && {
      isBareToken: (token: Buffer) => mechanism.isBareToken?.(token) === true,
    }),
    ...(words && { words }),
  };
}

/** The same context, with a report that is looked through; `signal` stays one that is made when it is asked for. */
function contextFor(login: LoginContext, { report }: GuardedReports): LoginContext {
  return Object.defineProperties(
    { report },
    {
      ...Object.getOwnPropertyDescriptors(login),
      report: { value: report, enumerable: true },
    },
  ) as LoginContext;
}

/** Passes on the facts that a mechanism may tell, and remembers that there was another. */
class GuardedReports {
  /** The kind of the first fact that was left out. */
  leftOut: string | undefined;
  readonly #login: LoginContext;
  readonly #name: string;

  constructor(login: LoginContext, name: string) {
    this.#login = login;
    this.#name = name;
  }

  /** Never throws: a mechanism may report when nothing could catch it. */
  readonly report = (fact: Fact): void => {
    const told: unknown = fact;
    if (isFactOf(told, this.#name)) this.#login.report(fact);
    else this.leftOut ??= isObject(told) ? String(told['kind']) : typeof told;
  };
}

/** A check, names, the look-up of an account, or a fact of its own; what SPNEGO and SMB tell is not its to say. */
function isFactOf(fact: unknown, mechanism: string): boolean {
  if (!isObject(fact)) return false;
  switch (fact['kind']) {
    case 'check':
      return (
        areTexts(fact['check'], fact['section'], fact['detail'] ?? '') &&
        (fact['outcome'] === 'passed' || fact['outcome'] === 'failed')
      );
    case 'claim':
      return areTexts(fact['user'] ?? '', fact['domain'], fact['workstation']);
    case 'account':
      return areTexts(fact['name']) && typeof fact['found'] === 'boolean';
    case 'account-store-failed':
      return true;
    case 'mechanism':
      return fact['mechanism'] === mechanism && isObject(fact['fact']);
    default:
      return false;
  }
}

function areTexts(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}

function guardedAcceptor(
  acceptor: Acceptor,
  reports: GuardedReports,
  name: string,
  groups: GroupTable,
): Acceptor {
  if (typeof acceptor?.step !== 'function') throw new TypeError(`${name}: createAcceptor gives no acceptor`);
  return {
    step: async (token) => {
      const step: unknown = await acceptor.step(token);
      const problem =
        reports.leftOut === undefined ? problemOf(step) : `a fact that is none, ${reports.leftOut}`;
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
