import type { NtStatus } from '../../constants/nt-status.js';
import type { Step } from '../mechanism.js';
import type { ChallengeAnswer } from './challenge-answer.js';
import { type NtlmRejectionReason, wireStatusOf } from './rejections.js';
import type { ClientResponse } from './client-response.js';

const section = '[MS-NLMP] 3.2.5.1.2';

/** @param status the NTSTATUS that the client gets; default: that of the reason */
export function reject(
  reason: NtlmRejectionReason,
  status: NtStatus = wireStatusOf(reason),
): Extract<Step, { kind: 'rejected' }> {
  return { kind: 'rejected', reason, status };
}

export function reportCheck(answer: ChallengeAnswer, check: string, passed: boolean): void {
  answer.report({ kind: 'check', check, outcome: passed ? 'passed' : 'failed', section });
}

/** Checks and reports whether the policy accepts this kind of response. */
export function refuseResponseKind(answer: ChallengeAnswer): NtlmRejectionReason | undefined {
  const refusal = refusalOfKind(answer);
  reportCheck(answer, 'response-kind', refusal === undefined);
  return refusal;
}

/** Only the word `accept` accepts: a value that a program left out or misspelt refuses. */
export function refusalOfKind({
  response,
  settings: { policy },
}: ChallengeAnswer): NtlmRejectionReason | undefined {
  switch (response.kind) {
    case 'anonymous':
      return policy.anonymous === 'accept' || policy.anonymous === 'ipc' ? undefined : 'anonymous-refused';
    case 'lm':
      return policy.ntlm.lm === 'accept' ? undefined : 'lm-refused';
    case 'ntlmv1':
    case 'ntlmv1-ess':
      return policy.ntlm.v1 === 'accept' ? undefined : 'ntlmv1-refused';
    default:
      return undefined;
  }
}

/** The bytes by which wrong responses are told apart. */
export function proofBytesOf(response: ClientResponse): Buffer {
  switch (response.kind) {
    case 'ntlmv2':
      return response.ntProofStr;
    case 'ntlmv1':
    case 'ntlmv1-ess':
      return response.nt;
    case 'lm':
      return response.lm;
    default:
      return Buffer.alloc(0);
  }
}
