import { ntHashOfPassword } from '../../../src/auth/nt-hash.js';
import { recordedPdus, recording } from './recorded.js';
import { sessionKeyOf } from './sealing.js';

/** The session key of the recorded exchange, by the primitives of Node.js. */
export function recordedSessionKey(): Buffer {
  const [, challengeAnswer = Buffer.alloc(32)] = recordedPdus('received', 'login');
  const clientChallenge = Buffer.from(recording.random[0] ?? '', 'hex');
  const ntHash = ntHashOfPassword(recording.machinePassword);
  return sessionKeyOf(ntHash, clientChallenge, challengeAnswer.subarray(24, 32));
}
