import type { HeaderFields } from '../../smb2-codec/index.js';

/**
 * Changes of a message between the server's own signature and the wire. The server keeps the proper bytes, for the
 * pre-authentication hash too; the client gets the altered ones.
 */
export interface Alteration {
  /** Fields of the header that have other values. */
  readonly header?: AlteredHeader;
  /**
   * Makes the body that is sent from the proper one, which it must leave as it is. Its length may differ.
   */
  readonly body?: (proper: Buffer) => Buffer;
  /** The state of the signature; absent: an altered message is signed anew, and another keeps its signature. */
  readonly signature?: SignatureFault;
}

/** Fields of a header that a response can have otherwise. */
export type AlteredHeader = Partial<Pick<HeaderFields, 'sessionId' | 'treeId' | 'messageId' | 'status'>>;

/**
 * A state of a signature, or of the tag of an encrypted message, that a client must refuse:
 *
 * - `wrong`: one bit differs.
 * - `missing`: its 16 bytes are zero; the header still says that the message is signed.
 * - `stripped`: its 16 bytes are zero, and the header says that the message is not signed. An encrypted message leaves
 *   in the clear.
 * - `zero-key`: it is made with a key of zeros, which everyone knows.
 */
export type SignatureFault = 'wrong' | 'missing' | 'stripped' | 'zero-key';
