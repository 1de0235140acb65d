import { decodeUtf16, hasBytesAt, upperCaseUtf16 } from '../../bytes/index.js';
import { judgeBindings } from '../judge-bindings.js';
import { AvFlags, avFlagsOf, AvId, findAvPair } from './av-pairs.js';
import type { Outcome, ProvedLogin } from './login-check.js';

/**
 * Every AV pair of our CHALLENGE must come back as it was, so that a response made for another server is of no use
 * here; the client adds its own.
 */
export function checkTargetInfo({ answer: { response, challenge, settings } }: ProvedLogin): Outcome {
  if (response.kind !== 'ntlmv2' || !settings.policy.ntlm.echoTargetInfo) {
    return 'inapplicable';
  }
  for (const { id, value } of challenge.targetInfo) {
    const echoed = findAvPair(response.clientChallenge.avPairs, id);
    if (echoed === undefined)
      return { reason: 'target-info-altered', detail: `AvId ${id} missing`, data: { avId: id } };
    if (id === AvId.MsvAvFlags ? !hasFlagsOf(echoed, value) : !isSame(echoed, value))
      return { reason: 'target-info-altered', detail: `AvId ${id} altered`, data: { avId: id } };
  }
  return 'passed';
}

function isSame(echoed: Buffer, sent: Buffer): boolean {
  return echoed.length === sent.length && hasBytesAt(echoed, 0, sent);
}

/** The client sets flags of its own beside those of the CHALLENGE ([MS-NLMP] 3.1.5.1.2). */
function hasFlagsOf(echoed: Buffer, sent: Buffer): boolean {
  return (sent.readUInt32LE() & ~echoed.readUInt32LE()) === 0;
}

/** A response of another kind than NTLMv2 has no room for bindings. */
export function checkChannelBindings({ answer: { response, protection } }: ProvedLogin): Outcome {
  const { channel } = protection;
  if (channel === undefined) return 'inapplicable';
  const sent =
    response.kind === 'ntlmv2'
      ? findAvPair(response.clientChallenge.avPairs, AvId.MsvAvChannelBindings)
      : undefined;
  const { outcome, ...words } = judgeBindings(channel, sent);
  return outcome === 'passed' ? { passed: words } : { reason: 'channel-binding-mismatch', ...words };
}

/** A target name that the client took from an untrusted source counts as absent ([MS-NLMP] 3.2.5.1.2). */
export function checkTargetName({ answer: { response, settings, protection } }: ProvedLogin): Outcome {
  const targetNames = protection.serviceNames ?? settings.policy.ntlm.targetNames;
  if (targetNames === 'any') return 'inapplicable';
  if (response.kind !== 'ntlmv2') return { reason: 'target-name-mismatch', detail: 'not NTLMv2' };
  const { avPairs } = response.clientChallenge;
  if (avFlagsOf(avPairs) & AvFlags.UNTRUSTED_TARGET_NAME) {
    return { reason: 'target-name-mismatch', detail: 'from an untrusted source' };
  }
  const value = findAvPair(avPairs, AvId.MsvAvTargetName);
  if (value === undefined) return { reason: 'target-name-mismatch', detail: 'absent' };
  const name = decodeUtf16(value, 'AV_PAIR', 'MsvAvTargetName');
  return targetNames.some((accepted) => upperCaseUtf16(accepted) === upperCaseUtf16(name))
    ? 'passed'
    : { reason: 'target-name-mismatch', detail: 'not one of ours' };
}
