import type { Account } from '../../auth/account.js';
import type { FailedProof } from '../../auth/mechanism-words.js';
import { upperCaseUtf16 } from '../../bytes/index.js';
import type { Search } from '../search.js';
import type { NameFinding, SecondLook } from '../second-look.js';
import { likeness } from './name-likeness.js';
import { nameRepairs } from './name-repairs.js';
import { acceptedDomains } from './name-variants.js';

/** Accounts whose names are compared; a directory may have more. */
export const comparedNames = 10_000;

/** Comparisons of names that cost what one try of a password does. */
const comparisonsPerTry = 8;

interface Near {
  readonly account: Account;
  readonly variant: string;
  readonly words: string;
  /** Smaller is nearer. */
  readonly rank: number;
}

/**
 * Looks for the account that a name without one means, for our own record only.
 *
 * @param asked the name that was looked up
 */
export function* searchNames(
  failed: FailedProof,
  asked: string,
  accounts: Iterable<Account>,
): Search<NonNullable<SecondLook['names']>> {
  const repairs = nameRepairs([asked, failed.user]);
  let nearest: Near | undefined;
  let compared = 0;
  for (const account of accounts) {
    if (compared === comparedNames) break;
    compared++;
    const near = nearness(account, asked, repairs);
    if (near !== undefined && near.rank < (nearest?.rank ?? Infinity)) nearest = near;
    if (compared % comparisonsPerTry === 0) yield 1;
  }
  if (nearest === undefined) return { compared, finding: undefined };
  const { account, variant, words } = nearest;
  const proved = yield* proves(failed, account);
  const finding: NameFinding = { variant, words, account: account.name, proved };
  return { compared, finding };
}

function nearness(
  account: Account,
  asked: string,
  repairs: ReturnType<typeof nameRepairs>,
): Near | undefined {
  const repair = repairs.get(upperCaseUtf16(account.name));
  if (repair !== undefined) return { account, ...repair };
  const like = likeness(account.name, asked);
  // Every repair is nearer than any likeness.
  return like && { account, ...like, rank: repairs.size + like.rank };
}

/** Clients hash the name that they send; some hash the right one all the same. */
function* proves(failed: FailedProof, { name, ntHash, password }: Account): Search<boolean> {
  for (const user of new Set([upperCaseUtf16(failed.user), upperCaseUtf16(name)])) {
    for (const domain of acceptedDomains(failed.domain)) {
      const proved = failed.isProvedBy({ ntHash, password, user, domain });
      yield 1;
      if (proved) return true;
    }
  }
  return false;
}
