import { AvId } from '../auth/ntlm/av-pairs.js';
import { NegotiateFlags } from '../auth/ntlm/negotiate-flags.js';
import type { ChallengeChange } from '../auth/token-script.js';
import { encodeUtf16 } from '../bytes/index.js';
import type { FaultAction } from './action.js';
import type { ChallengeAction } from './actions/token.js';
import { avPairIds, ntlmFlagBits } from './wire-names.js';

/** The changes of CHALLENGEs, with the ServerChallenges that are repeated. */
export class ChallengeFaults {
  /** By the action, which lives as long as its fault. */
  readonly #repeated = new WeakMap<ChallengeAction, Buffer>();

  /** All changes together; of two that exclude each other the later one counts. */
  changeOf(actions: readonly FaultAction[]): ChallengeChange | undefined {
    let change: ChallengeChange | undefined;
    for (const action of actions) {
      if (action.do === 'challenge') change = together(change, this.#changeOf(action));
    }
    return change;
  }

  #changeOf(action: ChallengeAction): ChallengeChange {
    const { targetName, timestampOffset } = action;
    return {
      ...flagsOf(action),
      withoutPairs: idsOf(action),
      pairs: pairsOf(action),
      ...(timestampOffset !== undefined && { timestampOffset }),
      ...(targetName !== undefined && { targetName }),
      ...this.#serverChallengeOf(action),
    };
  }

  #serverChallengeOf(
    action: ChallengeAction,
  ): Pick<ChallengeChange, 'serverChallenge' | 'repeatable' | 'sent'> {
    const { serverChallenge, repeated } = action;
    if (serverChallenge !== undefined) return { serverChallenge: Buffer.from(serverChallenge, 'hex') };
    if (repeated !== true) return {};
    const before = this.#repeated.get(action);
    if (before !== undefined) return { serverChallenge: before };
    return { sent: (first) => void this.#repeated.set(action, first), repeatable: true };
  }
}

function flagsOf({ without = [], with: set = [] }: ChallengeAction): ChallengeChange {
  const bits: Readonly<Record<string, number>> = ntlmFlagBits;
  const clearFlags = without.reduce((flags, name) => flags | (bits[name] ?? 0), 0);
  const setFlags = set.reduce((flags, name) => flags | ntlmFlagBits[name], 0);
  // A CHALLENGE without any character set could not be read by anybody.
  const oem = (clearFlags & NegotiateFlags.UNICODE) === 0 ? 0 : NegotiateFlags.OEM;
  return { clearFlags: clearFlags >>> 0, setFlags: (setFlags | oem) >>> 0 };
}

function idsOf({ without = [] }: ChallengeAction): number[] {
  const ids: Readonly<Record<string, number>> = avPairIds;
  return without.flatMap((name) => ids[name] ?? []);
}

function pairsOf(action: ChallengeAction): ReadonlyMap<number, Buffer> {
  const { netbiosComputer, netbiosDomain, dnsComputer, dnsDomain, avFlags } = action;
  const pairs = new Map<number, Buffer>();
  const add = (id: number, text: string | undefined): void => {
    if (text !== undefined) pairs.set(id, encodeUtf16(text));
  };
  add(AvId.MsvAvNbComputerName, netbiosComputer);
  add(AvId.MsvAvNbDomainName, netbiosDomain);
  add(AvId.MsvAvDnsComputerName, dnsComputer);
  add(AvId.MsvAvDnsDomainName, dnsDomain);
  if (avFlags !== undefined) {
    const value = Buffer.alloc(4);
    value.writeUInt32LE(avFlags);
    pairs.set(AvId.MsvAvFlags, value);
  }
  return pairs;
}

function together(first: ChallengeChange | undefined, second: ChallengeChange): ChallengeChange {
  if (first === undefined) return second;
  return {
    ...first,
    ...second,
    clearFlags: ((first.clearFlags ?? 0) | (second.clearFlags ?? 0)) >>> 0,
    setFlags: ((first.setFlags ?? 0) | (second.setFlags ?? 0)) >>> 0,
    withoutPairs: [...(first.withoutPairs ?? []), ...(second.withoutPairs ?? [])],
    pairs: new Map([...(first.pairs ?? []), ...(second.pairs ?? [])]),
  };
}
