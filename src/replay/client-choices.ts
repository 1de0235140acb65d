import type { Leniency } from './difference.js';

/**
 * Fields whose values a client chooses by itself, or that follow from such a choice: another run of the same client has
 * others, and so has another client that does the same.
 */
export const clientChoices: Leniency = new Set([
  'ClientGuid',
  'Salt',
  'MessageId',
  'SessionId',
  'PreviousSessionId',
  'TreeId',
  'AsyncId',
  'Signature',
  'Nonce',
  'Reserved',
  'Credits',
  'CreditCharge',
  'NextCommand',
  'Data',
  'SecurityBuffer',
  'MIC',
  'mechListMIC',
  'Timestamp',
  'ChallengeFromClient',
  'NtChallengeResponse',
  'LmChallengeResponse',
  'EncryptedRandomSessionKey',
  'NetName',
  'Path',
  'OriginalMessageSize',
  'TimeStamp',
  'MsvAvTimestamp',
  'MsvAvSingleHost',
  'Input',
  'Buffer',
]);
