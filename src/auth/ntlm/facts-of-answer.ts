import { decodeUtf16 } from '../../bytes/index.js';
import type { Account } from '../account.js';
import { decodeSingleHostData } from '../machine-identity.js';
import type { ChallengeAnswer } from './challenge-answer.js';
import type { ClaimFact } from '../../facts/login.js';
import { avFlagsOf, AvId, findAvPair } from './av-pairs.js';
import { micStateOf, skewMilliseconds } from './login-checks.js';
import type { NtlmAuthenticateFact, NtlmProofFailedFact } from './facts.js';
import { isZero, lmKindOf } from './client-response.js';

/** The names in the AUTHENTICATE_MESSAGE of an answer. */
export function claimOf({ message }: ChallengeAnswer): ClaimFact {
  const { userName: user, domainName: domain, workstation } = message;
  return { kind: 'claim', user, domain, workstation };
}

/** The AUTHENTICATE_MESSAGE of an answer for the record. */
export function describeAuthenticate(answer: ChallengeAnswer): NtlmAuthenticateFact {
  const { message, response } = answer;
  return {
    kind: 'authenticate',
    flags: message.negotiateFlags,
    agreedFlags: answer.agreedFlags,
    version: message.version && Buffer.from(message.version),
    response: response.kind,
    lmResponse: lmKindOf(message, response),
    mic: micStateOf(message, response),
    encryptedKeyLength: message.encryptedRandomSessionKey.length,
    ntlmv2: describeClientChallenge(answer),
  };
}

function describeClientChallenge({ response, settings }: ChallengeAnswer): NtlmAuthenticateFact['ntlmv2'] {
  if (response.kind !== 'ntlmv2') return undefined;
  const { timeStamp, avPairs } = response.clientChallenge;
  const targetName = findAvPair(avPairs, AvId.MsvAvTargetName);
  const bindings = findAvPair(avPairs, AvId.MsvAvChannelBindings);
  const singleHost = findAvPair(avPairs, AvId.MsvAvSingleHost);
  const machine = singleHost && decodeSingleHostData(singleHost)?.machine;
  const described = {
    skewMilliseconds: skewMilliseconds(timeStamp, settings.runtime.now()),
    avFlags: avFlagsOf(avPairs),
    hasTimestamp: findAvPair(avPairs, AvId.MsvAvTimestamp) !== undefined,
    targetName: targetName && decodeUtf16(targetName, 'AV_PAIR', 'MsvAvTargetName'),
    channelBindings: bindings === undefined ? 'absent' : isZero(bindings) ? 'zero' : 'present',
  } as const;
  return machine === undefined ? described : { ...described, machine };
}

/**
 * The evidence of a failed proof, from which diagnosis can find out how a password or a name was mangled. The bytes are
 * copies, because views would keep the whole frame in memory.
 */
export function describeProofFailure(
  answer: ChallengeAnswer,
  account: Account | undefined,
): NtlmProofFailedFact {
  const { message, challenge } = answer;
  return {
    kind: 'proof-failed',
    account,
    user: message.userName,
    domain: message.domainName,
    workstation: message.workstation,
    agreedFlags: answer.agreedFlags,
    serverChallenge: challenge.serverChallenge,
    ntResponse: Buffer.from(message.ntChallengeResponse),
    lmResponse: Buffer.from(message.lmChallengeResponse),
  };
}
