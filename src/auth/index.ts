/**
 * The acceptors by themselves: bytes in, step out, for any protocol that carries GSS-API, SPNEGO or NTLM tokens.
 *
 * ```ts
 * import {
 *   accountsInMemory, createNtlmMechanism, createSpnegoAcceptor, defaultAuthPolicy, systemRuntime,
 * } from 'smb2-auth-server/auth';
 *
 * // Once for each server: its acceptors share the memory of lock-outs and replays.
 * const ntlm = createNtlmMechanism({
 *   accounts: accountsInMemory([{ name: 'alice', password: 'secret' }]),
 *   policy: defaultAuthPolicy,
 *   names: { netbiosName: 'WEB', dnsName: 'web.example', netbiosDomain: 'WEB', dnsDomain: 'example' },
 *   runtime: systemRuntime,
 * });
 *
 * // Once for each login; then `step` for each token, as long as it says `continue`.
 * const acceptor = createSpnegoAcceptor({ mechanisms: [ntlm] });
 * const step = await acceptor.step(token);
 * ```
 *
 * @module
 */
export type {
  Acceptor,
  Mechanism,
  MessageSecurity,
  SecurityContext,
  Step,
  Surroundings,
} from './mechanism.js';
export { createNtlmAcceptor, createNtlmMechanism, type NtlmOptions } from './ntlm/mechanism.js';
export { createSpnegoAcceptor, negTokenInit2, type SpnegoOptions } from './spnego/index.js';

export type { Account, AccountStatus, AccountStore, FindingStore, VerifyingStore } from './account.js';
export {
  type ProofAnswer,
  type ProofQuestion,
  type Proved,
  type ProvedIdentity,
  storeRefusals,
  type StoreRefusal,
} from './proof-question.js';
export { AccountError, type AccountDefinition, createAccount } from './account-definition.js';
export { accountsFromCallback, type FindAccount } from './callback-store.js';
export { accountsInMemory } from './memory-store.js';
export { DelegatedCredentials } from './delegated-credentials.js';
export type { GroupDefinition, GroupDefinitions } from './groups.js';
export { type ContextFlags, type Identity, type KnownUser, userIdentity } from './identity.js';
export { ntHashOfPassword } from './nt-hash.js';

export {
  type AuthPolicy,
  type AuthPolicyChange,
  defaultAuthPolicy,
  type LockoutPolicy,
  type NtlmPolicy,
} from './policy.js';
export type { ServerNames } from './server-names.js';
export { policyPresets, type PolicyPreset } from './policy-presets.js';
export { type RejectionReason, rejectionReasons, wireStatusOf } from './rejection.js';

export type { IdentityRecord } from '../facts/identity.js';
export type { CheckFact, Fact, Report } from '../facts/fact.js';
export type { NtlmAuthenticateFact, NtlmDomainForm, NtlmFact, NtlmProofFailedFact } from '../facts/ntlm.js';
export type { RpcClosed, RpcFact, RpcProtection, RpcRequest, RpcRequestRefused } from '../facts/rpc.js';
export type {
  EncryptionMissing,
  FirstRequest,
  InternalError,
  LimitHit,
  NegotiateChosen,
  NegotiateRefused,
  NegotiateRequest,
  NotSmb,
  OfferedContexts,
  ProtocolViolation,
  SessionEnded,
  SignatureInvalid,
  SignatureMaterial,
  SignatureMissing,
  Smb1Negotiate,
  FileFailure,
  NetbiosSessionRequest,
  RequestRefused,
  SmbFact,
  TreeConnect,
} from '../facts/smb.js';
export type { SpnegoFact } from '../facts/spnego.js';
export { ConfigurationError, type Problem } from '../values/configuration-error.js';
export { NtStatus, ntStatusName } from '../constants/nt-status.js';
export { type Runtime, systemRuntime } from '../runtime/runtime.js';
