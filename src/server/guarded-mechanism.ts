import type { Acceptor, LoginContext, Mechanism } from '../auth/mechanism.js';
import type { GroupTable } from '../auth/groups.js';
import { GuardedReports } from './guarded-reports.js';
import { checkedStep } from './checked-step.js';
import { guardedWords } from './guarded-words.js';

/**
 * A mechanism of a program's own, whose users are in the configured groups, too. Its acceptors are believed only what
 * they may say. A step that is none, such as an identity without a kind, an empty key, or a promise where a value
 * belongs, is an error of the server: logged, and the connection ends. So is a step with a fact that no record could be
 * made of, because such a login would not be audited.
 */
export function guardedMechanism(mechanism: Mechanism, groups: GroupTable): Mechanism {
  const { name, oids, words, refusal, refusedVariants } = mechanism;
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
    ...(words && { words: guardedWords(words) }),
    ...(refusal && { refusal: { ...refusal } }),
    ...(refusedVariants && { refusedVariants: { ...refusedVariants } }),
  };
}

/** The same context, with a report that is looked through; `signal` stays one that is made when it is asked for. */
function contextFor(login: LoginContext, { report }: GuardedReports): LoginContext {
  const members: PropertyDescriptorMap = { report: { value: report, enumerable: true } };
  for (const key of othersOfContext) {
    if (key in login) members[key] = { get: () => login[key], enumerable: true };
  }
  return Object.defineProperties({}, members) as LoginContext;
}

/** The other members of a context. Without one that it has, this does not compile. */
const othersOfContext = Object.keys({
  carrier: true,
  peer: true,
  channelBindings: true,
  extendedProtection: true,
  signal: true,
  script: true,
} satisfies Record<Exclude<keyof LoginContext, 'report'>, true>) as readonly (keyof LoginContext)[];

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
      if (reports.leftOut !== undefined) {
        throw new TypeError(`${name}: a fact that is none, ${reports.leftOut}`);
      }
      return checkedStep(step, name, groups);
    },
  };
}
