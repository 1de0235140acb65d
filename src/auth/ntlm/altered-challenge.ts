import type { ChallengeChange } from '../token-script.js';
import { AvId, type AvPair } from './av-pairs.js';
import type { ChallengeMessage } from './challenge-message.js';
import { NegotiateFlags } from './negotiate-flags.js';

/** A CHALLENGE_MESSAGE with the changes of a script. Fields whose flag is not set any more are left out. */
export function alteredChallenge(message: ChallengeMessage, change: ChallengeChange): ChallengeMessage {
  const { clearFlags = 0, setFlags = 0, serverChallenge = message.serverChallenge } = change;
  const negotiateFlags = ((message.negotiateFlags & ~clearFlags) | setFlags) >>> 0;
  const has = (flag: number): boolean => (negotiateFlags & flag) !== 0;
  change.sent?.(Buffer.from(serverChallenge));
  return {
    targetName: change.targetName ?? (has(NegotiateFlags.REQUEST_TARGET) ? message.targetName : ''),
    negotiateFlags,
    serverChallenge,
    targetInfo: has(NegotiateFlags.TARGET_INFO) ? alteredPairs(message.targetInfo ?? [], change) : undefined,
    version: has(NegotiateFlags.VERSION) ? (message.version ?? Buffer.alloc(8)) : undefined,
  };
}

function alteredPairs(
  targetInfo: readonly AvPair[],
  { withoutPairs = [], pairs = new Map(), timestampOffset = 0 }: ChallengeChange,
): AvPair[] {
  const kept = targetInfo
    .filter(({ id }) => !withoutPairs.includes(id))
    .map(({ id, value }) => ({ id, value: pairs.get(id) ?? shifted(id, value, timestampOffset) }));
  const added = [...pairs].filter(([id]) => !kept.some((pair) => pair.id === id));
  return [...kept, ...added.map(([id, value]) => ({ id, value }))];
}

function shifted(id: number, value: Buffer, seconds: number): Buffer {
  if (id !== AvId.MsvAvTimestamp || seconds === 0) return value;
  const timestamp = Buffer.alloc(8);
  const ticks = BigInt(Math.round(seconds * TICKS_PER_SECOND));
  timestamp.writeBigUInt64LE(BigInt.asUintN(64, value.readBigUInt64LE() + ticks));
  return timestamp;
}

/** A FILETIME counts 100 nanoseconds. */
const TICKS_PER_SECOND = 10_000_000;
