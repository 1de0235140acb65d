import type { DomainAnswer } from '../auth/domain-authority.js';
import { kxkey } from '../auth/ntlm/session-keys.js';
import type { ProofQuestion, Proved } from '../auth/proof-question.js';
import { refusalOfStatus } from '../auth/refusal-of-status.js';
import type { LogonAnswer, Validation } from '../netlogon/index.js';

/** Bits of UserFlags ([MS-NRPC] 2.2.1.4.11). */
const LOGON_GUEST = 0x1;
const LOGON_USED_LM_PASSWORD = 0x8;

/** The answer of a controller, in the terms of the acceptor. */
export function domainAnswerOf(
  answer: LogonAnswer,
  question: ProofQuestion,
  controller: string,
): DomainAnswer {
  if (answer.kind === 'refused') {
    const { status } = answer;
    return { refused: refusalOfStatus(status), controller, status };
  }
  const { validation } = answer;
  const doubt = doubtAbout(validation);
  if (doubt !== undefined) {
    return { refused: 'controller-refused', controller, because: `${controller} ${doubt}` };
  }
  const keys = keysOf(validation, question);
  if (keys === undefined) {
    const because = `${controller} accepts an LM response and gives no key that the client has, too`;
    return { refused: 'ntlm-refused', controller, because };
  }
  return { proved: { ...keys, identity: identityOf(validation) }, controller };
}

/** Why a success proves nobody; undefined: it does. */
function doubtAbout({ account, userFlags, sessionKey }: Validation): string | undefined {
  if (userFlags & LOGON_GUEST) return 'lets the user in as a guest, which proves nothing';
  if (account === '') return 'accepts the login and names no account';
  if (sessionKey.every((byte) => byte === 0)) return 'accepts the login and gives no session key';
  return undefined;
}

function keysOf(
  { sessionKey, lmKey, userFlags }: Validation,
  { kind, negotiateFlags, lmResponse, serverChallenge }: ProofQuestion,
): Omit<Proved, 'identity'> | undefined {
  const hasLmKey = lmKey.some((byte) => byte !== 0);
  if (kind !== 'lm') {
    return { sessionBaseKey: sessionKey, ...(hasLmKey && { lmKey: lmKey.subarray(0, 8) }) };
  }
  // The response is LMv2 unless the controller says that it compared the LM hash; LMv2 has no KXKEY step.
  if ((userFlags & LOGON_USED_LM_PASSWORD) === 0) return { keyExchangeKey: sessionKey };
  const keyExchangeKey = kxkey({
    negotiateFlags,
    sessionBaseKey: sessionKey,
    lmowf: hasLmKey ? lmKey : undefined,
    lmChallengeResponse: lmResponse,
    serverChallenge,
  });
  return keyExchangeKey && { keyExchangeKey };
}

function identityOf(validation: Validation): Proved['identity'] {
  const { account, domain, sid, primaryGroup, groupSids, logonServer, accountControl, userFlags } =
    validation;
  return { account, domain, sid, primaryGroup, groupSids, logonServer, accountControl, userFlags };
}
