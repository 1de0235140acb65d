/**
 * Messages of clients word for word, where the tables of reasons have them shortened, and their causes; `…` stands
 * for a name.
 */
export const wordForWord: readonly (readonly [message: string, ...causes: readonly string[]])[] = [
  ['This share requires the obsolete SMB1 protocol', 'smb1-only'],
  ['security policies block unauthenticated guest access', 'guest-refused-by-client'],
  ['Windows cannot access', 'not-reached', 'smb1-only', 'share-not-found', 'share-access-denied'],
  ['Check the spelling of the name', 'not-reached', 'share-not-found'],
  ['The specified server could not be found', 'not-reached'],
  ['original item for … can’t be found', 'share-not-found', 'folder-not-found'],
  ['Your account could not be verified', 'wrong-password', 'unknown-account'],
  ['Enter network credentials', 'wrong-password', 'unknown-account'],
  ['Cannot contact any KDC for realm', 'no-kdc'],
  ['Cannot find KDC for realm', 'no-kdc'],
  ['Unable to find suitable address', 'not-reached'],
  ['could not resolve address for', 'not-reached'],
  ['Could not resolve host', 'not-reached'],
];
