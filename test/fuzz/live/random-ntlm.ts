import type { AuthenticateMessage } from '../../../src/auth/ntlm/authenticate-message.js';
import type { AvPair } from '../../../src/auth/ntlm/av-pairs.js';
import { type NtlmClientOptions, windowsFlags } from '../../support/ntlm-client.js';
import type { Dice } from '../engine/dice.js';
import { mutateBytes } from '../engine/mutate-bytes.js';

/** A client of NTLM whose fields are odd before its proofs and its MIC are made over them, so that these are right. */
export function randomNtlm(dice: Dice): NtlmClientOptions {
  const isAlice = dice.below(3) > 0;
  const right = dice.below(3) > 0;
  const user = isAlice
    ? dice.pick(['alice', 'alice', 'ALICE', 'Alice'])
    : dice.pick(['bob', 'nobody', '', 'a'.repeat(300)]);
  const password = right
    ? isAlice
      ? 'secret'
      : 'hunter2'
    : dice.pick(['Secret', '', 'hunter2', 'secret\n']);
  const edited = dice.oneIn(3);
  return {
    user,
    password,
    domain: dice.pick(['', '', 'WORKGROUP', '.', 'x'.repeat(200)]),
    ...(dice.oneIn(8) && { hashedUser: dice.pick(['alice', 'bob', '']) }),
    ...(dice.oneIn(8) && { hashedDomain: dice.pick(['', 'OTHER']) }),
    response: dice.pick([
      'ntlmv2',
      'ntlmv2',
      'ntlmv2',
      'ntlmv2',
      'ntlmv2',
      'ntlmv1',
      'lm',
      'lmv2',
      'anonymous',
    ] as const),
    flags: dice.oneIn(4) ? (windowsFlags ^ (1 << dice.below(32))) >>> 0 : windowsFlags,
    ...(dice.oneIn(8) && { dropFlags: (1 << dice.below(32)) >>> 0 }),
    ...(dice.oneIn(6) && { mic: dice.oneIn(2) }),
    ...(dice.oneIn(6) && { timeStamp: dice.pick([0n, 1n, 2n ** 63n - 1n, 133_500_000_000_000_000n]) }),
    ...(dice.oneIn(8) && { lmResponse: dice.bytes(dice.pick([0, 1, 23, 24, 25, 300])) }),
    ...(dice.oneIn(8) && { targetName: dice.pick(['cifs/x', '', 'ü'.repeat(300)]) }),
    ...(edited && { editAvPairs: (pairs: AvPair[]) => editPairs(dice, pairs) }),
    ...(dice.oneIn(4) && { editMessage: (message: AuthenticateMessage) => editMessage(dice, message) }),
  };
}

function editPairs(dice: Dice, pairs: AvPair[]): AvPair[] {
  const index = dice.below(pairs.length + 1);
  const pair = pairs[index];
  switch (dice.below(5)) {
    case 0:
      return pairs.toSpliced(index, 1);
    case 1:
      return pair === undefined ? pairs : [...pairs, pair];
    case 2:
      return pair === undefined
        ? pairs
        : pairs.with(index, { ...pair, value: mutateBytes(dice, pair.value, pair.value).subarray(0, 4000) });
    case 3:
      return pairs.toSpliced(index, 0, { id: dice.below(16), value: dice.bytes(dice.length(60)) });
    default:
      return pairs.toReversed();
  }
}

function editMessage(dice: Dice, message: AuthenticateMessage): AuthenticateMessage {
  const changed = (bytes: Buffer): Buffer =>
    mutateBytes(dice, bytes, message.ntChallengeResponse).subarray(0, 4000);
  switch (dice.below(7)) {
    case 0:
      return { ...message, ntChallengeResponse: changed(message.ntChallengeResponse) };
    case 1:
      return { ...message, lmChallengeResponse: changed(message.lmChallengeResponse) };
    case 2:
      return { ...message, encryptedRandomSessionKey: changed(message.encryptedRandomSessionKey) };
    case 3:
      return { ...message, userName: dice.pick(['alice', 'bob', '', 'alice\0', 'ALICE']) };
    case 4:
      return { ...message, workstation: dice.pick(['', 'x'.repeat(3000), '\u202e']) };
    case 5:
      return { ...message, mic: dice.oneIn(2) ? undefined : dice.bytes(16) };
    default:
      return { ...message, domainName: dice.pick(['', 'OTHER', '\0']) };
  }
}
