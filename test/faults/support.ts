import assert from 'node:assert/strict';
import { type ChallengeMessage, decodeChallengeMessage } from '../../src/auth/ntlm/challenge-message.js';
import { decodeNegTokenResp, type NegTokenResp } from '../../src/auth/spnego/index.js';
import type { Fault, FaultAction, FaultStep } from '../../src/index.js';
import { decodeSessionSetupResponse } from '../../src/smb2-codec/index.js';
import { type Fixture, serve } from '../session/support.js';
import type { Reply } from '../support/smb-client.js';

/** A server with one fault named `scripted` at a step. */
export function serveWith(
  step: FaultStep,
  what: FaultAction | readonly FaultAction[],
  options: Parameters<typeof serve>[0] = {},
  when: Partial<Fault['when']> = {},
): Promise<Fixture> {
  return serve({ ...options, faults: [{ name: 'scripted', when: { step, ...when }, what }] });
}

/** The NegTokenResp in an answer to SESSION_SETUP. */
export function negTokenOf({ message }: Reply): NegTokenResp {
  return decodeNegTokenResp(decodeSessionSetupResponse(message).securityBuffer);
}

/** The CHALLENGE in an answer to SESSION_SETUP. */
export function challengeOf(reply: Reply): ChallengeMessage {
  const { responseToken } = negTokenOf(reply);
  assert.ok(responseToken, 'a CHALLENGE');
  return decodeChallengeMessage(responseToken);
}

/** The faults in the records of all attempts, each with its step and its effect. */
export function effectsOf({ attempts }: Pick<Fixture, 'attempts'>): string[] {
  return attempts.flatMap(({ faults }) => faults.map(({ step, effect }) => `${step}: ${effect}`));
}
