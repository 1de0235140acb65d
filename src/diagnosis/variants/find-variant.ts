import type { Account } from '../../auth/account.js';
import type { FailedProof } from '../../auth/mechanism-words.js';
import { ntHashOfPassword } from '../../auth/nt-hash.js';
import { encodeUtf16, upperCaseUtf16 } from '../../bytes/index.js';
import { md4 } from '../../crypto/md4.js';
import type { Search } from '../search.js';
import type { SecondLook } from '../second-look.js';
import type { Candidate } from './candidate.js';
import { mangling, type Mangling } from './mangling.js';
import { acceptedDomains, nameCandidates } from './name-variants.js';
import { passwordVariants } from './password-variants.js';
import type { RecentFindings } from './recent-findings.js';

/** The context of a search, besides the failed proof itself. */
export interface VariantContext {
  /** Names of this server that a client may take for the domain. */
  readonly ownNames: readonly string[];
  /** Other configured accounts: the user may have typed the password of one. Only the first few are tried. */
  readonly otherAccounts?: Iterable<Account>;
  /** Recent findings; they are tried first, and a new finding is added. */
  readonly recent?: RecentFindings;
}

/** A failed proof of an account that exists. */
export type ProofOfAccount = FailedProof & { readonly account: Account };

/** Whether the name of a failed proof has an account. */
export function isOfAccount(failed: FailedProof): failed is ProofOfAccount {
  return failed.account !== undefined;
}

/** The tries of every search; the rarest combinations may remain untried. */
export const searchTries = 1536;

const otherAccountLimit = 64;

/**
 * Tries a failed proof again under forms of the password, the domain and the user name, for the record only: the client
 * got STATUS_LOGON_FAILURE already.
 */
export function* searchVariants(
  failed: ProofOfAccount,
  context: VariantContext,
): Search<NonNullable<SecondLook['variants']>> {
  let tried = 0;
  for (const candidate of candidates(failed, context)) {
    if (tried === searchTries) break;
    tried++;
    const found = candidate.matches(failed);
    yield 1;
    if (!found) continue;
    context.recent?.remember(failed.account, candidate);
    return { tried, finding: candidate.finding };
  }
  return { tried, finding: undefined };
}

/** A try that finds nothing. Searches that end early are filled up with it, so that all cost the same. */
export const idleTry: Candidate = typed(mangling('none', '', 'a stand-in'));

function* candidates(failed: ProofOfAccount, context: VariantContext): Generator<Candidate> {
  const { account, user, domain } = failed;
  const ofThisLogin = [...nameVariants(failed, context.ownNames), ...miscomputed(failed)];
  yield* context.recent?.of(account, ofThisLogin) ?? [];

  const { password } = account;
  const forms =
    password === undefined ? undefined : passwordVariants(password, { user, domain, account: account.name });
  for (const form of forms?.single ?? []) yield typed(form);
  yield* hashVariants(account);
  yield* ofThisLogin;
  for (const form of forms?.parts ?? []) yield typed(form);
  yield* otherPasswords(account, context.otherAccounts ?? []);
  for (const form of forms?.combined ?? []) yield typed(form);
}

function typed({ variant, words, text }: Mangling): Candidate {
  return mangled(variant, words, () => ({ ntHash: ntHashOfPassword(text), password: text }));
}

/** A candidate for a form of the password. It matches under each of the names that the acceptor accepts. */
function mangled(
  variant: string,
  words: string,
  secretOf: () => { readonly ntHash: Buffer; readonly password?: string },
): Candidate {
  return {
    finding: { reason: 'mangled-password', variant, words },
    ofThisLogin: false,
    matches: (failed) => {
      const { ntHash, password } = secretOf();
      const user = upperCaseUtf16(failed.user);
      const domains = failed.hashesNames ? acceptedDomains(failed.domain) : [''];
      return domains.some((domain) => failed.isProvedBy({ ntHash, password, user, domain }));
    },
  };
}

/** Candidates for mistakes with hashes. They also work for accounts whose password is not known. */
function* hashVariants({ password, ntHash }: Account): Generator<Candidate> {
  if (password === undefined) yield typed(mangling('empty', 'with an empty password', ''));
  else {
    const ofBytes = (variant: string, words: string, bytes: Buffer): Candidate =>
      mangled(variant, `with the hash of ${words}`, () => ({ ntHash: md4(bytes) }));
    yield ofBytes('utf8-hashed', 'the password’s UTF-8 instead of UTF-16', Buffer.from(password, 'utf8'));
    yield ofBytes(
      'latin1-hashed',
      'the password’s Latin-1 instead of UTF-16',
      Buffer.from(password, 'latin1'),
    );
    yield ofBytes('utf16-big-endian', 'big-endian UTF-16', encodeUtf16(password).swap16());
    yield ofBytes('nul-hashed', 'the password and a NUL', encodeUtf16(`${password}\0`));
  }
  const hex = ntHash.toString('hex');
  const asPassword = 'with the NT hash typed as the password';
  for (const text of [
    hex,
    hex.toUpperCase(),
    `${emptyLmHash}:${hex}`,
    `:${hex}`,
    ntHash.toString('base64'),
  ]) {
    yield typed(mangling('hash-as-password', asPassword, text));
  }
  yield mangled('hashed-twice', 'with the NT hash hashed once more', () => ({ ntHash: md4(ntHash) }));
}

/** LMOWF of an empty password, as tools write it before an NT hash. */
const emptyLmHash = 'aad3b435b51404eeaad3b435b51404ee';

function* otherPasswords(account: Account, others: Iterable<Account>): Generator<Candidate> {
  let looked = 0;
  for (const other of others) {
    if (looked++ > otherAccountLimit) return;
    if (other.name === account.name) continue;
    yield mangled('other-account', 'with the password of another configured account', () => other);
  }
}

function* nameVariants(failed: ProofOfAccount, own: readonly string[]): Generator<Candidate> {
  if (!failed.hashesNames) return;
  const { user, domain, workstation, account } = failed;
  const { ntHash } = account;
  for (const { user: hashed, domain: form, ...finding } of nameCandidates({
    user,
    domain,
    workstation,
    account: account.name,
    own,
  })) {
    const input = { ntHash, password: undefined, user: hashed, domain: form };
    yield { finding, ofThisLogin: true, matches: (proof) => proof.isProvedBy(input) };
  }
}

function* miscomputed(failed: ProofOfAccount): Generator<Candidate> {
  const user = upperCaseUtf16(failed.user);
  for (const domain of acceptedDomains(failed.domain)) {
    const { ntHash } = failed.account;
    for (const { variant, words, matches } of failed.miscomputations({ ntHash, user, domain })) {
      yield {
        finding: { reason: 'response-miscomputed', variant, words },
        ofThisLogin: true,
        matches,
      };
    }
  }
}
