import type { MaybePromise } from '../../values/maybe-promise.js';
import type { Step } from '../mechanism.js';
import { acceptAnonymous } from './accept.js';
import { type AccountName, accountNameOf } from '../account-name.js';
import { routeByDomain } from '../route-by-domain.js';
import type { ChallengeAnswer } from './challenge-answer.js';
import { claimOf, describeAuthenticate } from './facts-of-answer.js';
import { reportNtlm } from './facts.js';
import { proveByHash } from './prove-by-hash.js';
import { proveByStore } from './prove-by-store.js';
import { sourceOfDomain, sourceOfStore } from './proof-source.js';
import { refuseResponseKind, reject } from './refuse.js';

/** Decides about the answer to a CHALLENGE ([MS-NLMP] 3.2.5.1.2). */
export function verifyAuthenticate(answer: ChallengeAnswer): MaybePromise<Step> {
  const { settings, message, response } = answer;
  answer.report(claimOf(answer));
  reportNtlm(answer.report, describeAuthenticate(answer));
  if (response.kind === 'anonymous') {
    const refusal = refuseResponseKind(answer);
    return refusal ? reject(refusal) : acceptAnonymous(answer);
  }
  const asked = accountNameOf(message.userName, message.domainName);
  const { domainAuthority, names } = settings;
  if (domainAuthority === undefined) return proveLocally(answer, asked);
  const route = routeByDomain(asked.domain, names, domainAuthority);
  answer.report({ kind: 'authority', ...route, domain: domainAuthority.name });
  return route.asked === 'local'
    ? proveLocally(answer, asked)
    : proveByStore(answer, asked, sourceOfDomain(answer, asked, domainAuthority, route));
}

function proveLocally(answer: ChallengeAnswer, asked: AccountName): MaybePromise<Step> {
  const { accounts } = answer.settings;
  return accounts.verify === undefined
    ? proveByHash(answer, asked, accounts)
    : proveByStore(answer, asked, sourceOfStore(accounts, asked));
}
