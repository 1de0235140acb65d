import type { Account } from '../../auth/account.js';
import type { FailedProof } from '../../auth/mechanism-words.js';
import { upperCaseUtf16 } from '../../bytes/index.js';
import type { Search } from '../search.js';
import type { NameFinding, SecondLook } from '../second-look.js';
import { likeness } from './name-likeness.js';
import { nameRepairs } from './name-repairs.js';
import { acceptedDomains } from './name-variants.js';

/** The most account names that are compared; a directory may have more. */
export const comparedNames = 10_000;

/** The number of name comparisons that cost as much as one try of a password. */
const comparisonsPerTry = 8;

interface Near {
  readonly account: Account;
  readonly variant: string;
  readonly words: string;
  /** Its rank; smaller ranks are nearer. */
  readonly rank: number;
}

/**
 * Looks for the account that an unknown name may mean, for the record only.
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

/** Whether the proof is right with the account's password, under the name that was sent or under the account's own. */
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
