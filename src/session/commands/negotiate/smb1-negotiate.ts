import { CodecError, Writer } from '../../../bytes/index.js';
import {
  Capabilities,
  decodeSmb1NegotiateRequest,
  Dialect,
  encodeSmb1NegotiateResponse,
  frame,
  NO_SMB1_DIALECT,
  SigningAlgorithm,
  Smb1Dialect,
} from '../../../smb2-codec/index.js';
import { dialectRevision } from '../../../protection/dialect.js';
import { type DropOutcome, malformedFrame } from '../../exchange/outcome.js';
import type { HandlerResult } from '../../exchange/request.js';
import type { Connection, Negotiated } from '../../model/connection.js';
import { answerWith, resultOf, securityMode, transactSize } from './make-answer.js';
import { MAX_RECORDED } from './negotiate-contexts.js';
import { settleNegotiation, whenAnswered } from './settle-negotiation.js';

/**
 * SMB_COM_NEGOTIATE ([MS-SMB2] 3.3.5.3): the client offers SMB2 among the dialect strings of SMB1.
 */
export function handleSmb1Negotiate(connection: Connection, message: Buffer): HandlerResult | DropOutcome {
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
    return resultOf(answer, whenAnswered(settle));
  }
  const multiCredit = false;
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
    multiCredit,
    maxTransactSize: transactSize(server, multiCredit),
  };
  const answer = answerWith(connection, {
    dialect: result.dialect,
    capabilities: result.serverCapabilities,
    maxTransactSize: result.maxTransactSize,
  });
  const settle = (): void => settleNegotiation(connection, answer.settle(result, message));
  return resultOf(answer, whenAnswered(settle, result.dialect));
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

/** The longest dialect string that is recorded, in characters; the longest known one has 29. */
const MAX_DIALECT_NAME = 32;

/** The string is copied, because a part of a text keeps the whole text in memory. */
function beginningOfDialect(name: string): string {
  return Buffer.from(name.slice(0, MAX_DIALECT_NAME), 'latin1').toString('latin1');
}
