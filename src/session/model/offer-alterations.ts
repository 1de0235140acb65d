import type { NegotiateRequest } from '../../smb2-codec/index.js';
import type { Connection } from './connection.js';

/** The offer of a client in NEGOTIATE: the body of SMB2's, or the dialect strings of SMB1's. */
export type ClientOffer =
  | { readonly protocol: 'smb2'; readonly body: NegotiateRequest }
  | { readonly protocol: 'smb1'; readonly dialects: readonly string[] };

/** Alters offers as somebody between client and server would; it may come and go. */
export interface OfferAlterations {
  /** The same protocol with another offer, or the offer itself; undefined: none is altered. */
  readonly alter: (<Offer extends ClientOffer>(offer: Offer, connection: Connection) => Offer) | undefined;
}
