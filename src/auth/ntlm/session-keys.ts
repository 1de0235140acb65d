import { des } from '../../crypto/des.js';
import { hmacMd5, md5 } from '../../crypto/md5.js';
import { rc4 } from '../../crypto/rc4.js';
import { NegotiateFlags } from './negotiate-flags.js';

/** The side that protects a message with a key. */
export type Side = 'client' | 'server';

/** The input of KXKEY for NTLMv1 and LM; NTLMv2 has no such step. */
export interface KeyExchangeInput {
  readonly negotiateFlags: number;
  readonly sessionBaseKey: Buffer;
  /** LMOWFv1, where the password has one and it is known. */
  readonly lmowf: Buffer | undefined;
  readonly lmChallengeResponse: Buffer;
  readonly serverChallenge: Buffer;
}

/**
 * KXKEY for NTLMv1: the KeyExchangeKey, 16 bytes ([MS-NLMP] 3.4.5.1).
 *
 * @returns undefined when the flags ask for a key of the LM hash and there is none
 */
export function kxkey(input: KeyExchangeInput): Buffer | undefined {
  const { negotiateFlags, sessionBaseKey, lmowf, serverChallenge } = input;
  const lmStart = input.lmChallengeResponse.subarray(0, 8);

  if (negotiateFlags & NegotiateFlags.EXTENDED_SESSIONSECURITY) {
    return hmacMd5(sessionBaseKey, serverChallenge, lmStart);
  }
  if (negotiateFlags & NegotiateFlags.LM_KEY) {
    if (lmowf === undefined || lmStart.length < 8) return undefined;
    const second = Buffer.alloc(7, 0xbd);
    lmowf.copy(second, 0, 7, 8);
    return Buffer.concat([des(lmowf.subarray(0, 7), lmStart), des(second, lmStart)]);
  }
  if (negotiateFlags & NegotiateFlags.REQUEST_NON_NT_SESSION_KEY) {
    return lmowf && Buffer.concat([lmowf.subarray(0, 8), Buffer.alloc(8)]);
  }
  return sessionBaseKey;
}

/**
 * The ExportedSessionKey, 16 bytes. With KEY_EXCH the client has chosen it and sends it encrypted; this does not depend
 * on SIGN or SEAL, because SMB2 signs with this key independently of NTLM's flags.
 *
 * @returns undefined when the encrypted key is not 16 bytes, which is an invalid token ([MS-NLMP] 3.2.5.1.2)
 */
export function exportedSessionKey(
  negotiateFlags: number,
  keyExchangeKey: Buffer,
  encryptedRandomSessionKey: Buffer,
): Buffer | undefined {
  if ((negotiateFlags & NegotiateFlags.KEY_EXCH) === 0) return keyExchangeKey;
  return encryptedRandomSessionKey.length === 16 ? rc4(keyExchangeKey, encryptedRandomSessionKey) : undefined;
}

const magic = (text: string) => Buffer.from(`session key to ${text} key magic constant\0`, 'latin1');
const signingMagic = {
  client: magic('client-to-server signing'),
  server: magic('server-to-client signing'),
};
const sealingMagic = {
  client: magic('client-to-server sealing'),
  server: magic('server-to-client sealing'),
};

/** SIGNKEY with extended session security: 16 bytes, never shortened ([MS-NLMP] 3.4.5.2). */
export function signKey(exportedKey: Buffer, side: Side): Buffer {
  return md5(exportedKey, signingMagic[side]);
}

/**
 * SEALKEY: 16 bytes; without extended session security 8 bytes with LM_KEY or in connectionless mode ([MS-NLMP]
 * 3.4.5.3).
 */
export function sealKey(negotiateFlags: number, exportedKey: Buffer, side: Side): Buffer {
  if (negotiateFlags & NegotiateFlags.EXTENDED_SESSIONSECURITY) {
    const length =
      negotiateFlags & NegotiateFlags.ENCRYPTION_128
        ? 16
        : negotiateFlags & NegotiateFlags.ENCRYPTION_56
          ? 7
          : 5;
    return md5(exportedKey.subarray(0, length), sealingMagic[side]);
  }
  if (negotiateFlags & (NegotiateFlags.LM_KEY | NegotiateFlags.DATAGRAM)) {
    return negotiateFlags & NegotiateFlags.ENCRYPTION_56
      ? Buffer.concat([exportedKey.subarray(0, 7), Buffer.of(0xa0)])
      : Buffer.concat([exportedKey.subarray(0, 5), Buffer.of(0xe5, 0x38, 0xb0)]);
  }
  return exportedKey;
}
