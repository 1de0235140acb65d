import { Writer } from '../bytes/index.js';
import { NtStatus } from '../constants/nt-status.js';
import {
  decodeIoctlResponse,
  decodeValidateNegotiateInfoResponse,
  encodeIoctlResponse,
  encodeValidateNegotiateInfoResponse,
  HEADER_LENGTH,
} from '../smb2-codec/index.js';
import type { Outcome, OutgoingAnswer } from '../session/exchange/outcome.js';
import type { ValidateAnswerAction } from './actions/negotiate.js';
import { alteredBytes, alteredCapabilities, revisionOf } from './negotiate-answer.js';
import { securityModes } from './wire-names.js';

/** Alters the answer to FSCTL_VALIDATE_NEGOTIATE_INFO, which is signed as it leaves; an error stays as it is. */
export function alterValidateAnswer(outcome: Outcome, action: ValidateAnswerAction): Outcome {
  if (outcome.kind !== 'answer') return outcome;
  return { ...outcome, answers: outcome.answers.map((answer) => altered(answer, action)) };
}

function altered(answer: OutgoingAnswer, action: ValidateAnswerAction): OutgoingAnswer {
  const { status, write } = answer.response;
  if (status !== NtStatus.STATUS_SUCCESS || write === undefined) return answer;
  const plain = new Writer().zero(HEADER_LENGTH);
  write(plain);
  const response = decodeIoctlResponse(plain.finish());
  const output = alteredInfo(response.output, action);
  return {
    ...answer,
    response: { ...answer.response, write: (w) => encodeIoctlResponse(w, { ...response, output }) },
  };
}

function alteredInfo(output: Buffer, action: ValidateAnswerAction): Buffer {
  const { dialect, securityMode, guid, length } = action;
  const info = decodeValidateNegotiateInfoResponse(output);
  const encoded = encodeValidateNegotiateInfoResponse({
    capabilities: alteredCapabilities(info.capabilities, action),
    guid: guid === undefined ? info.guid : alteredBytes(info.guid, guid),
    securityMode: securityMode === undefined ? info.securityMode : securityModes[securityMode],
    dialect: dialect === undefined ? info.dialect : revisionOf(dialect),
  });
  return encoded.subarray(0, length);
}
