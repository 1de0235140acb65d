import { upperCaseUtf16 } from '../../bytes/index.js';

/** What NTLMv2 hashes beside the password: user name and domain as one string, the name upper-cased by the rule. */
export interface NameCandidate {
  readonly reason: 'domain-variant' | 'user-case-variant';
  readonly variant: string;
  /** As the end of “the proof is right …”. */
  readonly words: string;
  /** The name as hashed: no more case is changed. */
  readonly user: string;
  readonly domain: string;
}

export interface Names {
  /** As sent. */
  readonly user: string;
  /** As sent. */
  readonly domain: string;
  /** The account's name as configured. */
  readonly account: string;
  /** Names under which this server is known. */
  readonly own: readonly string[];
}

/** Domain forms the acceptor itself accepts: a variant of the name is tried with each of them. */
export function acceptedDomains(domain: string): string[] {
  return [...new Set([domain, upperCaseUtf16(domain), ''])];
}

/** The forms of the names that the acceptor did not try. */
export function nameCandidates(names: Names): NameCandidate[] {
  const seen = new Set(acceptedDomains(names.domain).map((domain) => upperCaseUtf16(names.user) + domain));
  return [...userCandidates(names), ...domainCandidates(names)].filter(({ user, domain }) => {
    const hashed = user + domain;
    if (seen.has(hashed)) return false;
    seen.add(hashed);
    return true;
  });
}

function* userCandidates({ user, domain, account }: Names): Generator<NameCandidate> {
  const forms: readonly [variant: string, words: string, user: string][] = [
    ['user-raw', 'with the user name hashed as it was sent, not in upper case', user],
    ['user-ascii-upper', 'with only the ASCII letters of the user name in upper case', upperAscii(user)],
    ['user-full-upper', 'with the user name in full upper case, where ß becomes SS', user.toUpperCase()],
    ['user-lower', 'with the user name in lower case', user.toLowerCase()],
    ['user-as-configured', 'with the user name in the case of the account, not in upper case', account],
    ['user-bare', 'with the account’s name alone, without what surrounds it', upperCaseUtf16(account)],
  ];
  for (const [variant, words, form] of forms) {
    for (const each of acceptedDomains(domain)) {
      yield { reason: 'user-case-variant', variant, words, user: form, domain: each };
    }
  }
}

function* domainCandidates({ user, domain, own }: Names): Generator<NameCandidate> {
  const upper = upperCaseUtf16(user);
  const at = user.lastIndexOf('@');
  const forms: [variant: string, words: string, domain: string][] = [
    ['domain-lower', 'with the domain in lower case', domain.toLowerCase()],
    ['domain-dot', 'with “.” as the domain', '.'],
    ['domain-workgroup', 'with WORKGROUP as the domain', 'WORKGROUP'],
    ...own.flatMap((name): [string, string, string][] => [
      ['domain-ours', 'with this server’s own name as the domain', name],
      ['domain-ours', 'with this server’s own name as the domain', name.toLowerCase()],
    ]),
  ];
  if (at >= 0) {
    forms.push(['domain-realm', 'with the realm behind the @ as the domain', user.slice(at + 1)]);
  }
  for (const [variant, words, form] of forms) {
    yield { reason: 'domain-variant', variant, words, user: upper, domain: form };
    if (at >= 0) {
      yield {
        reason: 'domain-variant',
        variant,
        words,
        user: upperCaseUtf16(user.slice(0, at)),
        domain: form,
      };
    }
  }
}

function upperAscii(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}
