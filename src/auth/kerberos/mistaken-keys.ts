import type { MistakenKey } from '../mechanism-words.js';

/** The keys of one login, each in the length of its encryption type: secret. */
export interface KerberosKeys {
  readonly ticketKey: Buffer;
  /** The subkey of the client's authenticator. */
  readonly initiatorSubkey: Buffer | undefined;
  /** The subkey of the AP-REP. */
  readonly acceptorSubkey: Buffer | undefined;
}

/** The key that both sides take for the session: the acceptor's subkey, else the initiator's, else the ticket's. */
export function kerberosSessionKey({ ticketKey, initiatorSubkey, acceptorSubkey }: KerberosKeys): Buffer {
  return acceptorSubkey ?? initiatorSubkey ?? ticketKey;
}

/** Keys of the login that clients take for the right one (RFC 4121 2). */
export function mistakenKerberosKeys(keys: KerberosKeys): readonly MistakenKey[] {
  const right = kerberosSessionKey(keys);
  const mistaken: MistakenKey[] = [];
  const add = (key: Buffer | undefined, mistake: string, words: string): void => {
    if (key === undefined || key === right) return;
    mistaken.push({ mistake, words, key: key.subarray(0, 16), takenFor: 'session-key' });
  };
  add(
    keys.initiatorSubkey,
    'initiator-subkey',
    'The client derives its keys from the subkey of its own authenticator; the acceptor’s subkey, in the AP-REP, takes its place.',
  );
  add(
    keys.ticketKey,
    'ticket-session-key',
    'The client derives its keys from the session key of the ticket; a subkey takes its place.',
  );
  return mistaken;
}
