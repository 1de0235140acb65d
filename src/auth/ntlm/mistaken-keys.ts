import type { MistakenKey } from '../mechanism-words.js';
import { signKey } from './session-keys.js';

/**
 * Keys of NTLM that clients take for those of SMB.
 *
 * @param keyExchangeKey the key before KEY_EXCH, where it is known
 */
export function mistakenNtlmKeys(
  sessionKey: Buffer,
  keyExchangeKey: Buffer | undefined,
): readonly MistakenKey[] {
  const signing: MistakenKey = {
    mistake: 'ntlm-signing-key',
    words: 'The client signs with NTLM’s own ClientSigningKey instead of a key derived for SMB2.',
    key: signKey(sessionKey, 'client'),
    takenFor: 'signing-key',
  };
  if (keyExchangeKey === undefined || keyExchangeKey.equals(sessionKey)) return [signing];
  return [
    {
      mistake: 'key-before-key-exchange',
      words:
        'The client derives its keys from the NTLM KeyExchangeKey; with NTLMSSP_NEGOTIATE_KEY_EXCH it must use the ExportedSessionKey that it encrypted for us.',
      key: keyExchangeKey,
      takenFor: 'session-key',
    },
    signing,
  ];
}
