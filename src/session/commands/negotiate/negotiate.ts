import { keptCopy } from '../../../bytes/index.js';
import type { OfferedContexts } from '../../../facts/smb.js';
import { NtStatus } from '../../../constants/nt-status.js';
import { ProtocolId, protocolId, type NegotiateRequest } from '../../../smb2-codec/index.js';
import { dialectRevision } from '../../../protection/dialect.js';
import { type DropOutcome, violation } from '../../exchange/outcome.js';
import { failure, type HandlerResult, type Request } from '../../exchange/request.js';
import type { Connection } from '../../model/connection.js';
import type { ServerState } from '../../model/server-state.js';
import { acceptOffer } from './accept-offer.js';
import { offerOf } from './altered-offer.js';
import { chooseFromContexts, type Chosen, ContextError, firstIds } from './negotiate-contexts.js';
import { handleSmb1Negotiate } from './smb1-negotiate.js';

/** The most dialects that Windows takes ([MS-SMB2] note <8>). */
const MANY_DIALECTS = 64;

/** NEGOTIATE of SMB2 ([MS-SMB2] 3.3.5.4) or SMB1. */
export function handleNegotiate(request: Request): HandlerResult | DropOutcome {
  const { connection, message } = request;
  if (protocolId(message) === ProtocolId.SMB1) return handleSmb1Negotiate(connection, message);
  const { server } = connection;
  if (connection.negotiation.at === 'done') {
    return violation('second-negotiate', '[MS-SMB2] 3.3.5.4');
  }
  const offer = offerOf(connection, message);
  const { body } = offer;
  if (body.dialects.length > MANY_DIALECTS && server.profile.manyDialects === 'refused') {
    return refuseNegotiate(connection, body, {
      why: 'no-common-dialect',
      status: NtStatus.STATUS_INVALID_PARAMETER,
      detail: `more than ${MANY_DIALECTS} dialects`,
    });
  }
  const dialect = greatestCommonDialect(server, body.dialects);
  if (dialect === undefined) {
    // "If the DialectCount … is 0, the server MUST fail the request with STATUS_INVALID_PARAMETER."
    const status =
      body.dialects.length === 0 ? NtStatus.STATUS_INVALID_PARAMETER : NtStatus.STATUS_NOT_SUPPORTED;
    return refuseNegotiate(connection, body, {
      why: 'no-common-dialect',
      status,
      detail:
        body.dialects.length === 0 ? 'DialectCount is 0' : 'none of the dialects offered is spoken here',
    });
  }
  let chosen: Chosen;
  try {
    chosen = chooseFromContexts(dialect, body, server);
  } catch (error) {
    if (!(error instanceof ContextError)) throw error;
    return refuseNegotiate(connection, body, {
      why: 'context-invalid',
      status: error.status,
      detail: error.message,
    });
  }
  reportRequest(connection, body, chosen.offered);
  return acceptOffer(connection, offer, dialect, chosen);
}

function reportRequest(connection: Connection, body: NegotiateRequest, contexts: OfferedContexts): void {
  connection.recorder.report({
    kind: 'negotiate-request',
    dialects: firstIds(body.dialects),
    clientGuid: keptCopy(body.clientGuid),
    capabilities: body.capabilities,
    securityMode: body.securityMode,
    contexts,
  });
}

function refuseNegotiate(
  connection: Connection,
  body: NegotiateRequest,
  refusal: { why: 'no-common-dialect' | 'context-invalid'; status: NtStatus; detail: string },
): HandlerResult {
  reportRequest(connection, body, { types: firstIds(body.negotiateContexts.map(({ type }) => type)) });
  connection.recorder.report({ kind: 'negotiate-refused', section: '[MS-SMB2] 3.3.5.4', ...refusal });
  return failure(refusal.status);
}

function greatestCommonDialect(server: ServerState, offered: readonly number[]): number | undefined {
  let greatest: number | undefined;
  for (const name of server.policy.dialects) {
    const revision = dialectRevision(name);
    if (offered.includes(revision) && revision > (greatest ?? 0)) greatest = revision;
  }
  return greatest;
}
