import { Dialect } from '../../../smb2-codec/index.js';
import type { Connection, Negotiated } from '../../model/connection.js';
import { isSmb3 } from '../../../protection/dialect.js';
import type { Proposal } from '../../exchange/request.js';

/** A client that is answered otherwise may negotiate again. */
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
  const ofDialect = {
    ...(dialect === Dialect.SMB_3_1_1 && { hashAlgorithm }),
    ...(isSmb3(dialect) && { cipher: cipherId }),
  };
  const kind = 'negotiate-chosen';
  connection.recorder.report({ kind, dialect, signingAlgorithm, signing, encryption, ...ofDialect });
}
