import type { Account } from '../account.js';

/**
 * The one that a login is about, once that is settled. A user proved something; a guest's response and an anonymous one
 * prove nothing. A user without an account of this server was proved by its store, which has judged the account too.
 */
export type Subject =
  | { readonly kind: 'user'; readonly provedBy: 'hash'; readonly account: Account }
  | { readonly kind: 'user'; readonly provedBy: 'store' }
  | { readonly kind: 'guest' }
  | { readonly kind: 'anonymous' };

/**
 * The subjects that a check runs for. Each check names every kind, so that neither a new check nor a new kind of
 * subject compiles without a statement.
 */
export type SubjectsOfCheck = Readonly<Record<Subject['kind'], 'checked' | 'exempt'>>;

export const everySubject: SubjectsOfCheck = { user: 'checked', guest: 'checked', anonymous: 'checked' };

/** A guest or an anonymous client has no key of its own: nothing that it sends is bound to a secret. */
export const usersOnly: SubjectsOfCheck = { user: 'checked', guest: 'exempt', anonymous: 'exempt' };
