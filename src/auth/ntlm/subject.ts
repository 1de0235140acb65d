import type { Account } from '../account.js';

/**
 * The subject of a login. A user proved a secret; a guest and an anonymous client proved nothing. A user without a
 * local account was proved by the store, which judged its account as well.
 */
export type Subject =
  | { readonly kind: 'user'; readonly provedBy: 'hash'; readonly account: Account }
  | { readonly kind: 'user'; readonly provedBy: 'store' }
  | { readonly kind: 'guest' }
  | { readonly kind: 'anonymous' };

/**
 * The subjects that a check runs for. Each check names every kind, so that a new check or a new kind of subject does
 * not compile until it is decided.
 */
export type SubjectsOfCheck = Readonly<Record<Subject['kind'], 'checked' | 'exempt'>>;

export const everySubject: SubjectsOfCheck = { user: 'checked', guest: 'checked', anonymous: 'checked' };

/** A guest or an anonymous client has no key of its own: nothing that it sends is bound to a secret. */
export const usersOnly: SubjectsOfCheck = { user: 'checked', guest: 'exempt', anonymous: 'exempt' };
