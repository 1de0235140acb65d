/** The part of a server that a login needs and that could not be asked. */
export type FailedStore = 'account-store' | 'login-memory' | 'service-keys';
