import { upperCaseUtf16 } from '../../bytes/index.js';

/** The names that NTLMv2 hashes with the password: user name and domain as one string, the user name in upper case. */
export interface NameCandidate {
  readonly reason: 'domain-variant' | 'user-case-variant';
  readonly variant: string;
  /** As the end of “the proof is right …”. */
  readonly words: string;
  /** The name in the case in which it is hashed. */
  readonly user: string;
  readonly domain: string;
}

export interface Names {
  /** As sent. */
  readonly user: string;
  /** As sent. */
  readonly domain: string;
  /** The workstation as sent, if known: some clients hash it as the domain. */
  readonly workstation?: string;
  /** The account's name as configured. */
  readonly account: string;
  /** Names under which this server is known. */
  readonly own: readonly string[];
}

/** The domain forms that the acceptor itself accepts. Each variant of the name is tried with each of them. */
export function acceptedDomains(domain: string): string[] {
  return [...new Set([domain, upperCaseUtf16(domain), ''])];
}

/** One form of the user name or of the domain; `variant` is empty for the form that the acceptor tried. */
interface Form {
  readonly variant: string;
  readonly words: string;
  readonly text: string;
}

const form = (variant: string, words: string, text: string): Form => ({ variant, words, text });

/** The forms of the names that the acceptor did not try: one name in another form first, then both. */
export function nameCandidates(names: Names): NameCandidate[] {
  const usualUser = form('', '', upperCaseUtf16(names.user));
  const usualDomains = acceptedDomains(names.domain).map((domain) => form('', '', domain));
  const users = userForms(names);
  const domains = domainForms(names);
  const all = [
    ...pairs(users, usualDomains),
    ...pairs([usualUser], domains),
    // The account's bare name with the domain as sent is the commonest pair.
    ...pairs(users.toReversed(), domains),
  ];
  const seen = new Set(usualDomains.map(({ text }) => usualUser.text + text));
  return all.filter(({ user, domain }) => {
    const hashed = user + domain;
    if (seen.has(hashed)) return false;
    seen.add(hashed);
    return true;
  });
}

function pairs(users: readonly Form[], domains: readonly Form[]): NameCandidate[] {
  return users.flatMap((user) =>
    domains.map((domain) => ({
      reason: domain.variant === '' ? ('user-case-variant' as const) : ('domain-variant' as const),
      variant: joined(user.variant, '+', domain.variant),
      words: joined(user.words, ', and ', domain.words),
      user: user.text,
      domain: domain.text,
    })),
  );
}

function joined(first: string, between: string, second: string): string {
  return first === '' || second === '' ? first + second : first + between + second;
}

function userForms({ user, domain, account }: Names): Form[] {
  const upper = upperCaseUtf16(user);
  return [
    form('user-raw', 'with the user name hashed as it was sent, not in upper case', user),
    form('user-ascii-upper', 'with only the ASCII letters of the user name in upper case', upperAscii(user)),
    form('user-full-upper', 'with the user name in full upper case, where ß becomes SS', user.toUpperCase()),
    form('user-lower', 'with the user name in lower case', user.toLowerCase()),
    form('user-nul', 'with a NUL behind the user name', `${upper}\0`),
    form('user-composed', 'with the user name in Unicode form NFC', upperCaseUtf16(user.normalize('NFC'))),
    form('user-decomposed', 'with the user name in Unicode form NFD', upperCaseUtf16(user.normalize('NFD'))),
    form(
      'user-qualified',
      'with the domain before the user name as well',
      `${upperCaseUtf16(domain)}\\${upper}`,
    ),
    form(
      'user-with-realm',
      'with @ and the domain behind the user name',
      upperCaseUtf16(`${user}@${domain}`),
    ),
    form('user-empty', 'without the user name', ''),
    form('user-as-configured', 'with the user name in the case of the account, not in upper case', account),
    form('user-bare', 'with the account’s name alone, without what surrounds it', upperCaseUtf16(account)),
  ];
}

function domainForms({ user, domain, workstation = '', own }: Names): Form[] {
  const backslash = user.indexOf('\\');
  const at = user.lastIndexOf('@');
  const qualifier = backslash < 0 ? '' : user.slice(0, backslash);
  const realm = at < 0 ? '' : user.slice(at + 1);
  return [
    ...cases('domain-qualifier', 'with the domain before the backslash as the domain', qualifier),
    ...cases('domain-realm', 'with the realm behind the @ as the domain', realm),
    ...cases(
      'domain-realm',
      'with the first part of the realm behind the @ as the domain',
      firstLabel(realm),
    ),
    form('domain-lower', 'with the domain in lower case', domain.toLowerCase()),
    form('domain-dot', 'with “.” as the domain', '.'),
    form('domain-workgroup', 'with WORKGROUP as the domain', 'WORKGROUP'),
    ...[...new Set(own)].flatMap((name) =>
      cases('domain-ours', 'with this server’s own name as the domain', name),
    ),
    ...cases('domain-workstation', 'with the name of the workstation as the domain', workstation),
    ...cases('domain-first-label', 'with the first part of the domain as the domain', firstLabel(domain)),
    form('domain-nul', 'with a NUL behind the domain', `${domain}\0`),
    form('domain-localhost', 'with “localhost” as the domain', 'localhost'),
  ].filter(({ text }) => text !== '');
}

function cases(variant: string, words: string, text: string): Form[] {
  return [text, upperCaseUtf16(text), text.toLowerCase()].map((each) => form(variant, words, each));
}

function firstLabel(name: string): string {
  return name.includes('.') ? name.slice(0, name.indexOf('.')) : '';
}

function upperAscii(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}
