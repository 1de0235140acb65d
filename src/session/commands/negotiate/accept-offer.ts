import { keptCopy } from '../../../bytes/index.js';
import { Capabilities, Cipher, Dialect, type NegotiateRequest } from '../../../smb2-codec/index.js';
import { isSmb3 } from '../../../protection/dialect.js';
import { PreauthHash } from '../../../protection/preauth-hash.js';
import type { HandlerResult } from '../../exchange/request.js';
import type { Connection, Negotiated } from '../../model/connection.js';
import type { ServerState } from '../../model/server-state.js';
import type { ServedOffer } from './altered-offer.js';
import { answerWith, resultOf, securityMode, transactSize } from './make-answer.js';
import { type Chosen, responseContexts } from './negotiate-contexts.js';
import { settleNegotiation, whenAnswered } from './settle-negotiation.js';

/** Answers an offer from which everything is chosen, and settles it once the answer goes out. */
export function acceptOffer(
  connection: Connection,
  offer: ServedOffer,
  dialect: number,
  chosen: Chosen,
): HandlerResult {
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
    clientDialects: keptDialects(body.dialects),
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
  const proposal = whenAnswered(() => {
    settled = answer.settle(result, message);
    settleNegotiation(connection, settled, chosen.hashAlgorithm);
  }, dialect);
  const answered = resultOf(answer, proposal);
  answered.afterEncoding = (sent) => {
    settled.preauth = settled.preauth?.after(answer.believed(sent));
  };
  return answered;
}

/** A copy to keep. A list has a few numbers: one by one they cost less than a call that copies it. */
function keptDialects(dialects: readonly number[]): Uint16Array {
  const kept = new Uint16Array(dialects.length);
  for (let i = 0; i < dialects.length; i++) kept[i] = dialects[i] as number;
  return kept;
}

/** Connection.CipherId, which under 3.0 and 3.0.2 is implied by the capability bit of both sides. */
function cipherFor(server: ServerState, dialect: number, body: NegotiateRequest, chosen: Chosen): number {
  if (server.policy.encryption === 'off' || !isSmb3(dialect)) return 0;
  if (dialect === Dialect.SMB_3_1_1) return chosen.cipher;
  if (!server.policy.ciphers.includes('AES-128-CCM')) return 0;
  return (body.capabilities & Capabilities.ENCRYPTION) === 0 ? 0 : Cipher.AES_128_CCM;
}
