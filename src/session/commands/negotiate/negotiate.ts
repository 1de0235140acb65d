import { CodecError, keptCopy, Writer } from '../../../bytes/index.js';
import type { OfferedContexts } from '../../../facts/smb.js';
import { NtStatus } from '../../../constants/nt-status.js';
import {
  Capabilities,
  decodeSmb1NegotiateRequest,
  Dialect,
  encodeSmb1NegotiateResponse,
  frame,
  Cipher,
  NO_SMB1_DIALECT,
  ProtocolId,
  protocolId,
  SigningAlgorithm,
  Smb1Dialect,
  type NegotiateRequest,
} from '../../../smb2-codec/index.js';
import type { Connection, Negotiated } from '../../model/connection.js';
import { dialectRevision, isSmb3 } from '../../../protection/dialect.js';
import {
  firstIds,
  ContextError,
  chooseFromContexts,
  MAX_RECORDED,
  responseContexts,
  type Chosen,
} from './negotiate-contexts.js';
import { offerOf, type ServedOffer } from './altered-offer.js';
import { answerWith, resultOf, securityMode } from './make-answer.js';
import { PreauthHash } from '../../../protection/preauth-hash.js';
import { type DropOutcome, malformedFrame, violation } from '../../exchange/outcome.js';
import {
  type Answer,
  failure,
  type HandlerResult,
  type Proposal,
  type Request,
} from '../../exchange/request.js';
import type { ServerState } from '../../model/server-state.js';

/** The longest dialect string that is recorded, in characters; the longest known one has 29. */
const MAX_DIALECT_NAME = 32;

/** The string is copied, because a part of a text keeps the whole text in memory. */
function beginningOfDialect(name: string): string {
  return Buffer.from(name.slice(0, MAX_DIALECT_NAME), 'latin1').toString('latin1');
}

/** The most dialects that Windows takes ([MS-SMB2] note <8>). */
const MANY_DIALECTS = 64;

/** MaxTransactSize without multi-credit requests ([MS-SMB2] note <278>). */
const SINGLE_CREDIT_TRANSACT_SIZE = 65536;

/**
 * SMB_COM_NEGOTIATE ([MS-SMB2] 3.3.5.3): the client offers SMB2 among the dialect strings of SMB1.
 */
function handleSmb1Negotiate(connection: Connection, message: Buffer): HandlerResult | DropOutcome {
  const { server } = connection;
  const offered = dialectsOfSmb1(message);
  if ('kind' in offered) return offered;
  const { alter } = server.offers;
  const dialects = alter?.({ protocol: 'smb1', dialects: offered }, connection).dialects ?? offered;
  const revisions = server.policy.dialects.map(dialectRevision);
  const speaksLater = revisions.some((revision) => revision > Dialect.SMB_2_0_2);
  const answered =
    speaksLater && dialects.includes(Smb1Dialect.SMB_2_WILDCARD)
      ? Dialect.WILDCARD
      : revisions.includes(Dialect.SMB_2_0_2) && dialects.includes(Smb1Dialect.SMB_2_002)
        ? Dialect.SMB_2_0_2
        : undefined;
  const recorded = dialects.slice(0, MAX_RECORDED).map(beginningOfDialect);
  connection.recorder.report({ kind: 'smb1-negotiate', dialects: recorded, answered });
  if (answered === undefined) {
    // "the server MUST disconnect the connection … without sending a response" (3.3.5.3.2). smbd first sends SMB1's
    // refusal ([MS-CIFS] 3.3.5.42), and so does this server unless its profile is of Windows: Linux then says "not
    // supported", and without an answer "Host is down".
    const silent = server.profile.smb1Refusal === 'none';
    return { kind: 'drop', why: 'refused', ...(!silent && { farewell: frame(noSmb1Dialect(message)) }) };
  }
  if (answered === Dialect.WILDCARD) {
    const multiCredit = true;
    const answer = answerWith(connection, {
      dialect: Dialect.WILDCARD,
      capabilities: Capabilities.LARGE_MTU,
      maxTransactSize: transactSize(server, multiCredit),
    });
    const settle = (): void => void (connection.negotiation = { at: 'multi-protocol' });
    return proposing(resultOf(answer), whenAnswered(settle));
  }
  const result: Negotiated = {
    dialect: Dialect.SMB_2_0_2,
    clientGuid: Buffer.alloc(16),
    clientCapabilities: 0,
    clientSecurityMode: 0,
    // After an SMB1 start smbclient sends VALIDATE_NEGOTIATE_INFO with dialect 2.0.2 and zeros; these values must
    // match it.
    clientDialects: Uint16Array.of(Dialect.SMB_2_0_2),
    serverCapabilities: 0,
    serverSecurityMode: securityMode(server),
    serverGuid: server.guid,
    cipherId: 0,
    signingAlgorithm: SigningAlgorithm.HMAC_SHA256,
    preauth: undefined,
    multiCredit: false,
    maxTransactSize: SINGLE_CREDIT_TRANSACT_SIZE,
  };
  const answer = answerWith(connection, {
    dialect: result.dialect,
    capabilities: result.serverCapabilities,
    maxTransactSize: result.maxTransactSize,
  });
  const settle = (): void => settleNegotiation(connection, answer.settle(result, message));
  return proposing(resultOf(answer), whenAnswered(settle, result.dialect));
}

/** The dialect strings of an SMB1 NEGOTIATE; one that cannot be read ends the connection. */
function dialectsOfSmb1(message: Buffer): readonly string[] | DropOutcome {
  try {
    return decodeSmb1NegotiateRequest(message).dialects;
  } catch (error) {
    if (error instanceof CodecError) return malformedFrame(error);
    throw error;
  }
}

function noSmb1Dialect(request: Buffer): Buffer {
  const w = new Writer(64);
  encodeSmb1NegotiateResponse(w, { requestHeader: request, dialectIndex: NO_SMB1_DIALECT });
  return w.finish();
}

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
  return accept(connection, offer, dialect, chosen);
}

function accept(connection: Connection, offer: ServedOffer, dialect: number, chosen: Chosen): HandlerResult {
  const { body, message } = offer;
  const { server } = connection;
  const multiCredit = dialect !== Dialect.SMB_2_0_2;
  const cipherId = cipherFor(server, dialect, body, chosen);
  const serverCapabilities =
    (multiCredit ? Capabilities.LARGE_MTU : 0) |
    (isSmb3(dialect) ? body.capabilities & Capabilities.MULTI_CHANNEL : 0) |
    // 3.1.1 has the cipher context instead of the bit.
    (isSmb3(dialect) && dialect !== Dialect.SMB_3_1_1 && cipherId !== 0 ? Capabilities.ENCRYPTION : 0);
  const result: Negotiated = {
    dialect,
    clientGuid: keptCopy(body.clientGuid),
    clientCapabilities: body.capabilities,
    clientSecurityMode: body.securityMode,
    clientDialects: Uint16Array.from(body.dialects),
    serverCapabilities,
    serverSecurityMode: securityMode(server),
    serverGuid: server.guid,
    cipherId,
    signingAlgorithm: chosen.signingAlgorithm,
    preauth: dialect === Dialect.SMB_3_1_1 ? new PreauthHash().after(message) : undefined,
    multiCredit,
    maxTransactSize: transactSize(server, multiCredit),
  };
  const answer = answerWith(connection, {
    dialect,
    capabilities: serverCapabilities,
    maxTransactSize: result.maxTransactSize,
    contexts: responseContexts(dialect, chosen, cipherId, server.runtime),
  });
  let settled = result;
  const answered = resultOf(answer);
  answered.afterEncoding = (sent) => {
    settled.preauth = settled.preauth?.after(answer.believed(sent));
  };
  const settle = (): void => {
    settled = answer.settle(result, message);
    settleNegotiation(connection, settled, chosen.hashAlgorithm);
  };
  return proposing(answered, whenAnswered(settle, dialect));
}

function proposing(answer: Answer, proposal: Proposal): Answer {
  answer.proposal = proposal;
  return answer;
}

/** A client that is answered otherwise may negotiate again. */
function whenAnswered(settle: () => unknown, dialect?: number): Proposal {
  const commit = (): undefined => void settle();
  return { commit, withdraw: () => {}, ...(dialect !== undefined && { dialect }) };
}

function settleNegotiation(connection: Connection, result: Negotiated, hashAlgorithm = 0): void {
  connection.negotiation = { at: 'done', result };
  const { dialect, cipherId, signingAlgorithm } = result;
  const { signing, encryption } = connection.server.policy;
  connection.recorder.report({
    kind: 'negotiate-chosen',
    dialect,
    ...(dialect === Dialect.SMB_3_1_1 && { hashAlgorithm }),
    ...(isSmb3(dialect) && { cipher: cipherId }),
    signingAlgorithm,
    signing,
    encryption,
  });
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

/** Connection.CipherId, which under 3.0 and 3.0.2 is implied by the capability bit of both sides. */
function cipherFor(server: ServerState, dialect: number, body: NegotiateRequest, chosen: Chosen): number {
  if (server.policy.encryption === 'off' || !isSmb3(dialect)) return 0;
  if (dialect === Dialect.SMB_3_1_1) return chosen.cipher;
  if (!server.policy.ciphers.includes('AES-128-CCM')) return 0;
  return (body.capabilities & Capabilities.ENCRYPTION) === 0 ? 0 : Cipher.AES_128_CCM;
}

function transactSize(server: ServerState, multiCredit: boolean): number {
  return multiCredit ? server.limits.transactBytes : SINGLE_CREDIT_TRANSACT_SIZE;
}
