import type { LoginContext } from '../auth/mechanism.js';
import { truncatedCopy } from '../bytes/index.js';
import type { CheckFact, Fact } from '../facts/fact.js';
import type { AuthorityFact, DomainNamed } from '../facts/login.js';
import { withoutAbsent } from '../values/filled.js';

/** The longest text of a fact that is kept, in UTF-16 units; NTLM's names have the same limit. */
const LONGEST_TEXT = 2048;

/** Passes on copies of the facts that a mechanism may report, and remembers whether it reported another. */
export class GuardedReports {
  /** The kind of the first fact that was left out. */
  leftOut: string | undefined;
  readonly #login: LoginContext;
  readonly #name: string;

  constructor(login: LoginContext, name: string) {
    this.#login = login;
    this.#name = name;
  }

  /** Never throws: a mechanism may report when nothing could catch it. */
  readonly report = (told: Fact): void => {
    const fact = this.#checked(told);
    if (fact !== undefined) this.#login.report(fact);
    else this.leftOut ??= kindOf(told);
  };

  #checked(told: unknown): Fact | undefined {
    try {
      return isObject(told) ? factOf(told, this.#name) : undefined;
    } catch {
      // A getter or a Proxy threw.
      return undefined;
    }
  }
}

function kindOf(told: unknown): string {
  try {
    return isObject(told) ? String(told['kind']) : typeof told;
  } catch {
    return 'which throws';
  }
}

/**
 * A mechanism may report a check, names, who decides about them, the look-up of an account, the failure of a store or a
 * memory, or a fact of its own; the facts of SPNEGO and SMB are refused. Each part is read here, once, because words
 * are made of the fact later.
 *
 * @returns undefined when it is none of these
 */
function factOf(told: Members, mechanism: string): Fact | undefined {
  switch (told['kind']) {
    case 'check':
      return checkOf(told);
    case 'claim': {
      const [user, domain, workstation] = [told['user'], told['domain'], told['workstation']].map(textOf);
      if (domain === undefined || workstation === undefined) return undefined;
      if (user !== undefined) return { kind: 'claim', user, domain, workstation };
      return told['user'] === undefined ? { kind: 'claim', domain, workstation } : undefined;
    }
    case 'account': {
      const { name, found } = told;
      const text = textOf(name);
      return text !== undefined && typeof found === 'boolean'
        ? { kind: 'account', name: text, found }
        : undefined;
    }
    case 'authority':
      return authorityOf(told);
    case 'account-store-failed':
      return { kind: 'account-store-failed', error: told['error'] };
    case 'login-memory-failed':
      return { kind: 'login-memory-failed', error: told['error'] };
    case 'mechanism': {
      const { fact } = told;
      return told['mechanism'] === mechanism && isObject(fact)
        ? { kind: 'mechanism', mechanism, fact }
        : undefined;
    }
    default:
      return undefined;
  }
}

function authorityOf(told: Members): AuthorityFact | undefined {
  const asked = oneOf(authorities, told['asked']);
  const named = oneOf(namings, told['named']);
  const domain = textOf(told['domain']);
  const { outcome, controller, status, cause } = told;
  const optional = {
    ...(outcome !== undefined && { outcome: oneOf(outcomes, outcome) }),
    ...(controller !== undefined && { controller: textOf(controller) }),
    ...(status !== undefined && { status: Number.isInteger(status) ? Number(status) : undefined }),
    ...(cause !== undefined && { cause: textOf(cause) }),
  };
  if (asked === undefined || named === undefined || domain === undefined) return undefined;
  if (Object.values(optional).includes(undefined)) return undefined;
  return { kind: 'authority', asked, named, domain, ...withoutAbsent(optional) };
}

const authorities = ['local', 'domain'] as const satisfies readonly AuthorityFact['asked'][];
const outcomes = ['proved', 'refused'] as const satisfies readonly AuthorityFact['outcome'][];
const namings = [
  'own-name',
  'own-dns-name',
  'dot',
  'domain-name',
  'domain-dns-name',
  'none',
  'other',
] as const satisfies readonly DomainNamed[];

function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value);
}

function checkOf(told: Members): CheckFact | undefined {
  const { outcome, detail, data } = told;
  const [check, section] = [told['check'], told['section']].map(textOf);
  const text = textOf(detail);
  if (check === undefined || section === undefined) return undefined;
  if (outcome !== 'passed' && outcome !== 'failed') return undefined;
  if (text === undefined && detail !== undefined) return undefined;
  const values = data === undefined ? undefined : dataOf(data);
  if (values === undefined && data !== undefined) return undefined;
  return {
    kind: 'check',
    check,
    outcome,
    section,
    ...(text !== undefined && { detail: text }),
    ...(values !== undefined && { data: values }),
  };
}

/** Nothing that JSON has no form for. */
function dataOf(data: unknown): CheckFact['data'] | undefined {
  if (!isObject(data)) return undefined;
  const entries = Object.entries(data);
  const plain = entries.every(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return plain ? (Object.fromEntries(entries) as NonNullable<CheckFact['data']>) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? truncatedCopy(value, LONGEST_TEXT) : undefined;
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}
