import { canonicalSid } from '../../bytes/index.js';
import type { AuthorityFact } from '../../facts/login.js';
import type { AccountName } from '../account-name.js';
import type { VerifyingStore } from '../account.js';
import type { DomainAuthority } from '../domain-authority.js';
import type { ProofQuestion } from '../proof-question.js';
import type { Route } from '../route-by-domain.js';
import type { ChallengeAnswer } from './challenge-answer.js';
import type { AnswerForm, AnswerEvidence } from './check-answer.js';
import type { CountedName } from './count-logins.js';

/** The place where others verify a response: a store of the program, or the server's domain. */
export interface ProofSource {
  /** Not trusted to answer as its type says. */
  readonly verify: (question: ProofQuestion) => Promise<unknown>;
  readonly timeoutSeconds: number;
  /** The subject of a sentence about it. */
  readonly inWords: string;
  readonly form: AnswerForm;
  /** The name that the status of a failed login is counted under. */
  readonly nameCounted: string;
  /** The name that the failures of the account are counted under. */
  readonly accountCounted: Required<CountedName>;
  /** Takes what was said beside the answer. */
  readonly report: (evidence: AnswerEvidence) => void;
}

const STORE_SECONDS = 10;
const DOMAIN_SECONDS = 8;

/** A store of the program. Its users may be of any domain. */
export function sourceOfStore(store: VerifyingStore, { name, domain }: AccountName): ProofSource {
  return {
    verify: (question) => store.verify(question),
    timeoutSeconds: store.timeoutSeconds ?? STORE_SECONDS,
    inWords: 'the account store',
    form: { kind: 'store' },
    nameCounted: name,
    accountCounted: { name: partOfName(name), domain },
    report: () => {},
  };
}

/**
 * The domain. Its users are counted apart from the accounts of the server, so that nobody locks out one by the name of
 * the other.
 */
export function sourceOfDomain(
  answer: ChallengeAnswer,
  { name, domain }: AccountName,
  authority: DomainAuthority,
  route: Route,
): ProofSource {
  const { localDomain, machineSid } = answer.settings;
  const inDomain = `${authority.name}\\`;
  const fact: AuthorityFact = { kind: 'authority', ...route, domain: authority.name };
  return {
    verify: (question) => authority.verify(question),
    timeoutSeconds: authority.timeoutSeconds ?? DOMAIN_SECONDS,
    inWords: `the domain ${authority.name}`,
    form: { kind: 'domain', localDomain, machineSid: canonicalSid(machineSid) },
    nameCounted: inDomain + name,
    // The domain has several names, and clients may leave it out: an account has one count under all of them.
    accountCounted: {
      name: inDomain + partOfName(name),
      domain: route.named === 'other' ? domain : authority.name,
    },
    report: (evidence) => answer.report({ ...fact, ...evidence }),
  };
}

/**
 * A directory may know one account by several forms of its name; they share one count. Samba's finds `alice` under a
 * name with spaces around it as well, and under one that goes on behind a zero.
 */
function partOfName(name: string): string {
  const text = name.slice(name.lastIndexOf('\\') + 1).replace(/[@\0].*$/s, '');
  return text.trim().replace(/ +/g, ' ');
}
