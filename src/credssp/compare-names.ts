import type { Identity } from '../auth/mechanism.js';
import { upperCaseUtf16 } from '../bytes/index.js';

/** A user as somebody names it. */
export interface NamedUser {
  /** `alice`, `LAB\alice` or `alice@lab.test`. */
  readonly user: string;
  /** Possibly empty. */
  readonly domain: string;
}

/** The user that logged in, under all names by which the client may mean it. */
export interface LoggedIn {
  readonly identity: Pick<Identity, 'account' | 'domain' | 'principal'>;
  /** The names that the client gave in its login. */
  readonly claimed: NamedUser | undefined;
}

/**
 * Whether credentials are those of the user that logged in. Names are compared without case; an empty domain, and the
 * dot that stands for the machine itself, say nothing. Without a name they are anybody's.
 */
export function namesLoggedIn(named: NamedUser, { identity, claimed }: LoggedIn): boolean {
  if (named.user === '') return named.domain === '';
  const ours = [
    { user: identity.account, domain: identity.domain },
    ...(identity.principal === undefined ? [] : formsOf({ user: identity.principal, domain: '' })),
    ...(claimed === undefined ? [] : formsOf(claimed)),
  ];
  // A name and a domain of two different forms may be another user's.
  return formsOf(named).some(({ user, domain }) =>
    ours.some(
      (our) =>
        isSame(our.user, user) &&
        (saysNothing(domain) || isDomain(saysNothing(our.domain) ? identity.domain : our.domain, domain)),
    ),
  );
}

/** The user and the domain that names stand for: `DOMAIN\user`, a principal with its realm, or as they are. */
function formsOf({ user, domain }: NamedUser): readonly NamedUser[] {
  const backslash = user.indexOf('\\');
  if (backslash >= 0) {
    const inner = { user: user.slice(backslash + 1), domain: user.slice(0, backslash) };
    // Two domains that differ name nobody.
    return saysNothing(domain) || isSame(domain, inner.domain) ? [inner] : [];
  }
  const at = user.lastIndexOf('@');
  if (at <= 0) return [{ user, domain }];
  const inner = { user: user.slice(0, at), domain: user.slice(at + 1) };
  // A name may have an @ in it, and a principal its realm beside it.
  return saysNothing(domain) || isDomain(inner.domain, domain)
    ? [{ user, domain }, inner]
    : [{ user, domain }];
}

function saysNothing(domain: string): boolean {
  return domain === '' || domain === '.';
}

/** A realm is named in full, or by its first label, which is the NetBIOS name of most domains. */
function isDomain(ours: string, named: string): boolean {
  if (ours.includes('.') && named.includes('.')) return isSame(ours, named);
  return isSame(firstLabel(ours), firstLabel(named));
}

function firstLabel(domain: string): string {
  return domain.split('.', 1)[0] ?? '';
}

function isSame(one: string, other: string): boolean {
  return one !== '' && upperCaseUtf16(one) === upperCaseUtf16(other);
}
