import type { NegotiateChosen } from '../../../facts/smb.js';
import { Dialect } from '../../../smb2-codec/index.js';
import type { Connection, Negotiated } from '../../model/connection.js';
import { isSmb3 } from '../../../protection/dialect.js';
import type { Proposal } from '../../exchange/request.js';

/**
 * The proposal of an answer that settles a negotiation. A client that is answered otherwise may negotiate again.
 *
 * @param settle is called when the answer goes out
 * @param dialect the one that is chosen; absent: none is yet
 */
export function whenAnswered(settle: () => unknown, dialect?: number): Proposal {
  const commit = (): undefined => void settle();
  const withdraw = (): void => {};
  return dialect === undefined ? { commit, withdraw } : { commit, withdraw, dialect };
}

/** Makes what was negotiated hold for the connection, and reports it. */
export function settleNegotiation(connection: Connection, result: Negotiated, hashAlgorithm = 0): void {
  connection.negotiation = { at: 'done', result };
  const { dialect, cipherId, signingAlgorithm } = result;
  const { signing, encryption } = connection.server.policy;
  const chosen: { -readonly [Name in keyof NegotiateChosen]: NegotiateChosen[Name] } = {
    kind: 'negotiate-chosen',
    dialect,
    signingAlgorithm,
    signing,
    encryption,
  };
  if (dialect === Dialect.SMB_3_1_1) chosen.hashAlgorithm = hashAlgorithm;
  if (isSmb3(dialect)) chosen.cipher = cipherId;
  connection.recorder.report(chosen);
}
