import { z } from 'zod';
import type { SignatureFault } from '../../session/exchange/alteration.js';
import type { ActionRow } from '../action.js';

/** Actions on the protection of an SMB2 answer. */
export type ProtectionAction = SignatureAction | PlaintextAction | EncryptedAction;

export type { SignatureFault } from '../../session/exchange/alteration.js';

/** The signature of the answer, or its tag where it is encrypted, is not as it must be. */
export interface SignatureAction {
  readonly do: 'signature';
  /** The state of the signature. */
  readonly value: SignatureFault;
}

/** The answer to an encrypted request is not encrypted, and not signed. */
export interface PlaintextAction {
  readonly do: 'plaintext';
}

/** The answer is encrypted, although the request was not. */
export interface EncryptedAction {
  readonly do: 'encrypted';
}

const values = ['wrong', 'missing', 'stripped', 'zero-key'] as const satisfies readonly SignatureFault[];

/** The rows of {@link ProtectionAction}. */
export const protectionActions = {
  signature: {
    layers: ['answer'],
    schema: z.strictObject({
      do: z.literal('signature'),
      value: z.enum(values).meta({
        description:
          '`wrong`: a bit differs; `missing`: zeros, while the header says signed; `stripped`: zeros, and the header says unsigned; `zero-key`: made with a key of zeros.',
      }),
    }),
    text: 'The signature is not as it must be. Of an encrypted answer it is the tag; `stripped` sends it in the clear.',
    words: ({ value }: SignatureAction) => `signature ${value}`,
  },
  plaintext: {
    layers: ['answer'],
    needs: 'encrypted',
    schema: z.strictObject({ do: z.literal('plaintext') }),
    text: 'An answer that would be encrypted leaves in the clear, without a signature. At other answers the fault does not happen.',
    words: () => 'not encrypted',
  },
  encrypted: {
    layers: ['answer'],
    needs: 'encryptable',
    schema: z.strictObject({ do: z.literal('encrypted') }),
    text: 'The answer to a request in the clear is encrypted. In a session without the keys the fault does not happen.',
    words: () => 'encrypted unasked',
  },
} as const satisfies Readonly<Record<ProtectionAction['do'], ActionRow>>;
