import { NtStatus } from '../constants/nt-status.js';
import { dialectOf } from '../protection/dialect.js';
import type { AnswerOutcome, OutgoingAnswer, Step } from '../session/exchange/outcome.js';
import { Command, CtlCode, ProtocolId, protocolId } from '../smb2-codec/index.js';
import type { AnswerState } from './action.js';
import type { Place } from './fault-plan.js';
import type { FaultStep } from './steps.js';

/** The place of an SMB2 answer, with everything that is known then; undefined: there is no step for it. */
export function placeOfAnswer(step: Step, { answers, cipher }: AnswerOutcome): Place | undefined {
  const [answer] = answers;
  if (answer === undefined) return undefined;
  const name = stepOf(answer);
  if (name === undefined) return undefined;
  const { leg, user = answer.response.user } = step;
  const dialect = dialectAt(answer);
  const share = shareAt(answer);
  return {
    step: name,
    connection: step.connection,
    ...(dialect !== undefined && { dialect }),
    ...(leg !== undefined && { leg }),
    ...(user !== undefined && { user }),
    ...(share !== undefined && { share }),
    states: [
      ...(answer.response.status === NtStatus.STATUS_SUCCESS ? (['success'] as const) : []),
      ...(user === undefined ? [] : (['session'] as const)),
      ...(cipher === undefined ? encryptable(answer) : (['encrypted'] as const)),
    ],
  };
}

function encryptable({ request }: OutgoingAnswer): AnswerState[] {
  const { cipher } = request.connection.sessions.get(request.sessionId)?.established ?? {};
  return cipher === undefined ? [] : ['encryptable'];
}

function stepOf({
  request: { header, message },
  response: { status },
}: OutgoingAnswer): FaultStep | undefined {
  if (status === NtStatus.STATUS_PENDING) return 'interim';
  switch (header.command) {
    case Command.NEGOTIATE:
      return protocolId(message) === ProtocolId.SMB1 ? 'negotiate-smb1' : 'negotiate';
    case Command.SESSION_SETUP:
      if (status === NtStatus.STATUS_SUCCESS) return 'login-accepted';
      return status === NtStatus.STATUS_MORE_PROCESSING_REQUIRED ? 'login-continued' : 'login-refused';
    case Command.IOCTL:
      return controlCodeOf(message) === CtlCode.VALIDATE_NEGOTIATE_INFO ? 'validate-negotiate' : 'ioctl';
    default:
      return steps.get(header.command);
  }
}

/** CtlCode of an IOCTL, at its fixed place ([MS-SMB2] 2.2.31); undefined: the request is shorter, or not kept. */
function controlCodeOf(message: Buffer): number | undefined {
  return message.length < CTL_CODE_OFFSET + 4 ? undefined : message.readUInt32LE(CTL_CODE_OFFSET);
}

/** Bytes from the start of an IOCTL's header to CtlCode. */
const CTL_CODE_OFFSET = 64 + 4;

/** The dialect that was negotiated, or that this answer chooses. */
function dialectAt({ request, response }: OutgoingAnswer): Place['dialect'] {
  const revision = request.connection.negotiatedOrUndefined?.dialect ?? response.proposal?.dialect;
  return revision === undefined ? undefined : dialectOf(revision);
}

/** The share that TREE_CONNECT asks for, or that of the request's tree. */
function shareAt({ request, response }: OutgoingAnswer): string | undefined {
  if (response.share !== undefined) return response.share;
  const { connection, sessionId, treeId } = request;
  return connection.sessions.get(sessionId)?.established?.trees.find(treeId)?.share.name;
}

const steps: ReadonlyMap<number, FaultStep> = new Map<number, FaultStep>([
  [Command.TREE_CONNECT, 'tree-connect'],
  [Command.TREE_DISCONNECT, 'tree-disconnect'],
  [Command.CREATE, 'create'],
  [Command.CLOSE, 'close'],
  [Command.FLUSH, 'flush'],
  [Command.READ, 'read'],
  [Command.WRITE, 'write'],
  [Command.LOCK, 'lock'],
  [Command.QUERY_DIRECTORY, 'query-directory'],
  [Command.CHANGE_NOTIFY, 'change-notify'],
  [Command.QUERY_INFO, 'query-info'],
  [Command.SET_INFO, 'set-info'],
  [Command.OPLOCK_BREAK, 'oplock-break'],
  [Command.ECHO, 'echo'],
  [Command.LOGOFF, 'logoff'],
]);
