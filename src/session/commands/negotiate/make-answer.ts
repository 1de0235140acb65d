import { helloOf } from '../../../auth/spnego/index.js';
import { fileTimeFromUnixMs } from '../../../bytes/index.js';
import { NtStatus } from '../../../constants/nt-status.js';
import { type NegotiateContext, SecurityMode } from '../../../smb2-codec/index.js';
import { Answer, type Proposal } from '../../exchange/request.js';
import type { Connection } from '../../model/connection.js';
import type { ServerState } from '../../model/server-state.js';
import { NegotiateAnswer } from './negotiate-answer.js';

/** The answer with these values, and those that every answer has. */
export function answerWith(
  connection: Connection,
  values: {
    readonly dialect: number;
    readonly capabilities: number;
    readonly maxTransactSize: number;
    readonly contexts?: readonly NegotiateContext[];
  },
): NegotiateAnswer {
  const { server } = connection;
  const { dialect, maxTransactSize } = values;
  return new NegotiateAnswer({
    securityMode: securityMode(server),
    dialectRevision: dialect,
    serverGuid: server.guid,
    capabilities: values.capabilities,
    maxTransactSize,
    maxReadSize: maxTransactSize,
    maxWriteSize: maxTransactSize,
    systemTime: fileTimeFromUnixMs(server.runtime.now()),
    serverStartTime: server.startedAt === undefined ? 0n : fileTimeFromUnixMs(server.startedAt),
    securityBuffer: hintOf(connection, dialect),
    negotiateContexts: values.contexts ?? [],
  });
}

function hintOf({ server, recorder, info }: Connection, dialect: number): Buffer {
  const script = server.scripts.scriptOf?.({ connection: info, dialect });
  const change = script?.hint?.(recorder.report);
  return change === undefined ? server.negTokenInit2 : helloOf(server.mechanisms, change);
}

/** The response that an answer is sent as. */
export function resultOf(answer: NegotiateAnswer, proposal: Proposal): Answer {
  const result = new Answer(NtStatus.STATUS_SUCCESS, (w) => answer.write(w));
  result.negotiation = answer;
  result.proposal = proposal;
  return result;
}

/** SIGNING_ENABLED is always set; RequireMessageSigning adds SIGNING_REQUIRED ([MS-SMB2] 3.3.5.4). */
export function securityMode(server: ServerState): number {
  const required = server.policy.signing === 'required' ? SecurityMode.SIGNING_REQUIRED : 0;
  return SecurityMode.SIGNING_ENABLED | required;
}

/** MaxTransactSize without multi-credit requests ([MS-SMB2] note <278>). */
const SINGLE_CREDIT_TRANSACT_SIZE = 65536;

/** MaxTransactSize, which MaxReadSize and MaxWriteSize equal. */
export function transactSize(server: ServerState, multiCredit: boolean): number {
  return multiCredit ? server.limits.transactBytes : SINGLE_CREDIT_TRANSACT_SIZE;
}
