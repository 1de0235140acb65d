import type { SpnegoAnswerChange } from '../token-script.js';
import { mechType } from './mech-type.js';
import { encodeNegTokenResp, type NegTokenResp } from './neg-token-resp.js';

/**
 * Encodes a NegTokenResp with the changes of a script.
 *
 * @param resp as the server made it
 */
export function alteredAnswer(resp: NegTokenResp, change: SpnegoAnswerChange): Buffer {
  return encodeNegTokenResp({
    negState: change.negState === 'missing' ? undefined : (change.negState ?? resp.negState),
    supportedMech: supportedMechOf(resp, change),
    responseToken: responseTokenOf(resp, change),
    mechListMic: micOf(resp, change),
  });
}

function supportedMechOf(
  { supportedMech: own }: NegTokenResp,
  { supportedMech }: SpnegoAnswerChange,
): NegTokenResp['supportedMech'] {
  if (supportedMech === undefined) return own;
  return supportedMech === 'missing' ? undefined : mechType(supportedMech);
}

function responseTokenOf(
  { responseToken: own }: NegTokenResp,
  { responseToken }: SpnegoAnswerChange,
): Buffer | undefined {
  if (responseToken === undefined) return own;
  return responseToken === 'missing' ? undefined : Buffer.alloc(0);
}

/** As long as one of NTLM, with its version ([MS-NLMP] 2.2.2.9). */
const micOfNoKey = Buffer.from('01000000a5a5a5a5a5a5a5a500000000', 'hex');

function micOf({ negState, mechListMic: own }: NegTokenResp, { mechListMic }: SpnegoAnswerChange) {
  switch (mechListMic) {
    case 'missing':
      return undefined;
    case 'wrong':
      return own && withOneBitChanged(own);
    case 'early':
      return negState === 'accept-completed' ? own : (own ?? micOfNoKey);
    default:
      return own;
  }
}

/** The bit is one of the checksum in every mechanism: [MS-NLMP] 2.2.2.9, RFC 4121 4.2.6.1, RFC 4757 7.2. */
function withOneBitChanged(mic: Buffer): Buffer {
  const altered = Buffer.from(mic);
  const place = altered.length > micOfNoKey.length ? altered.length - 1 : altered.length >> 1;
  altered.writeUInt8(altered.readUInt8(place) ^ 1, place);
  return altered;
}
