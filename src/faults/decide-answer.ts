import { CodecError } from '../bytes/index.js';
import { NtStatus } from '../constants/nt-status.js';
import { dialectOf } from '../protection/dialect.js';
import {
  type AnswerOutcome,
  type Decide,
  drop,
  type Outcome,
  type OutgoingAnswer,
  type Step,
} from '../session/exchange/outcome.js';
import { failure } from '../session/exchange/request.js';
import { Command, CtlCode, decodeIoctlRequest } from '../smb2-codec/index.js';
import { type FaultAction, wordsOfAction } from './action.js';
import type { StatusAction } from './actions/answer.js';
import type { FaultPlan, Happening, Place } from './fault-plan.js';
import { alterNegotiateAnswer } from './negotiate-answer.js';
import type { FaultStep } from './steps.js';
import { alterValidateAnswer } from './validate-answer.js';

/** Told of each fault that happens, with its effect in words. */
export type OnFault = (happening: Happening, effect: string, step: Step) => void;

/** A decision that carries out the faults of a plan at SMB2 answers. */
export function decideAnswers(plan: FaultPlan, onFault: OnFault): Decide {
  return (step, proposed) => {
    if (proposed.kind !== 'answer') return proposed;
    const place = placeOf(step, proposed);
    if (place === undefined) return proposed;
    let outcome: Outcome = proposed;
    for (const happening of plan.at(place)) {
      onFault(happening, happening.actions.map(wordsOfAction).join(', '), step);
      for (const action of happening.actions) outcome = carryOut(action, outcome);
    }
    return outcome;
  };
}

function carryOut(action: FaultAction, outcome: Outcome): Outcome {
  switch (action.do) {
    case 'status':
      return outcome.kind === 'answer' ? withStatus(outcome, statusOf(action)) : outcome;
    case 'close':
      return drop('fault');
    case 'negotiate-answer':
      alterNegotiateAnswer(outcome, action);
      return outcome;
    case 'validate-answer':
      return alterValidateAnswer(outcome, action);
    default:
      return outcome;
  }
}

function statusOf({ status }: StatusAction): NtStatus {
  return typeof status === 'number' ? status : NtStatus[status];
}

function withStatus({ answers, ...outcome }: AnswerOutcome, status: NtStatus): AnswerOutcome {
  return {
    ...outcome,
    answers: answers.map((answer) => ({
      ...answer,
      response: { ...failure(status), sessionId: answer.response.sessionId ?? answer.request.sessionId },
    })),
  };
}

function placeOf(step: Step, { answers }: AnswerOutcome): Place | undefined {
  const [answer] = answers;
  if (answer === undefined) return undefined;
  const name = stepOf(answer);
  if (name === undefined) return undefined;
  const { connection, leg, user } = step;
  const { negotiatedOrUndefined } = answer.request.connection;
  const dialect = negotiatedOrUndefined && dialectOf(negotiatedOrUndefined.dialect);
  return {
    step: name,
    connection,
    ...(dialect !== undefined && { dialect }),
    ...(leg !== undefined && { leg }),
    ...(user !== undefined && { user }),
  };
}

function stepOf({ request, response: { status } }: OutgoingAnswer): FaultStep | undefined {
  const { header, message } = request;
  if (header.command === Command.IOCTL && controlCodeOf(message) === CtlCode.VALIDATE_NEGOTIATE_INFO) {
    return 'validate-negotiate';
  }
  if (header.command !== Command.SESSION_SETUP) return steps.get(header.command);
  if (status === NtStatus.STATUS_SUCCESS) return 'login-accepted';
  return status === NtStatus.STATUS_MORE_PROCESSING_REQUIRED ? 'login-continued' : 'login-refused';
}

function controlCodeOf(message: Buffer): number | undefined {
  try {
    return decodeIoctlRequest(message).ctlCode;
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}

const steps: ReadonlyMap<number, FaultStep> = new Map<number, FaultStep>([
  [Command.NEGOTIATE, 'negotiate'],
  [Command.TREE_CONNECT, 'tree-connect'],
  [Command.TREE_DISCONNECT, 'tree-disconnect'],
  [Command.CREATE, 'create'],
  [Command.CLOSE, 'close'],
  [Command.FLUSH, 'flush'],
  [Command.READ, 'read'],
  [Command.WRITE, 'write'],
  [Command.LOCK, 'lock'],
  [Command.IOCTL, 'ioctl'],
  [Command.QUERY_DIRECTORY, 'query-directory'],
  [Command.CHANGE_NOTIFY, 'change-notify'],
  [Command.QUERY_INFO, 'query-info'],
  [Command.SET_INFO, 'set-info'],
  [Command.OPLOCK_BREAK, 'oplock-break'],
  [Command.ECHO, 'echo'],
  [Command.LOGOFF, 'logoff'],
]);
