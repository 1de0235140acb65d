/**
 * A Kerberos realm for tests: a small KDC on the loopback interface, with the accounts of a server or its own. It is
 * for tests alone, never for users: no password is changed here, and keys end with the process.
 */
export { createTestRealm, type CreateTestRealmOptions } from './create-test-realm.js';
export type { KdcAddress } from './listener.js';
export type { TestRealmOptions } from './options.js';
export type { ScriptedState } from './scripted-state.js';
export type { TestRealm } from './test-realm.js';
export type { ServiceKey, ServiceKeys } from '../auth/kerberos/service-keys.js';
export type { KdcClientShows, KdcPeer, KdcRecord } from '../facts/kdc-record.js';
export type { EncryptionTypeName } from '../krb5/encryption/index.js';
export { KrbErrorCode, type KrbErrorName } from '../krb5/error-codes.js';
export { ConfigurationError, type Problem } from '../values/configuration-error.js';
