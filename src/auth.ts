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
  LoginCarrier,
  LoginContext,
  Mechanism,
  MechanismRefusal,
  MessageSecurity,
  SecurityContext,
  Step,
  Surroundings,
} from './auth/mechanism.js';
export type {
  ChannelBindingsMode,
  ExtendedProtection,
  MistakenBindings,
} from './auth/extended-protection.js';
export type {
  AnsweredLogin,
  ApRepChange,
  ChallengeChange,
  HintChange,
  KerberosReplyChange,
  ProvedClient,
  SpnegoAnswerChange,
  TokenScript,
} from './auth/token-script.js';
export { unwrapToken, wrapToken } from './auth/wrap-token.js';
export { createNtlmAcceptor, createNtlmMechanism, type NtlmOptions } from './auth/ntlm/create-mechanism.js';
export {
  createNtlmDatagramAcceptor,
  createNtlmDatagramMechanism,
  type DatagramSecurity,
  type NtlmDatagramAcceptor,
  type NtlmDatagramContext,
  type NtlmDatagramMechanism,
  type NtlmDatagramStep,
} from './auth/ntlm/create-datagram.js';
export { createKerberosMechanism, type KerberosMechanismOptions } from './auth/kerberos/create-mechanism.js';
export type { DelegatedTicket, KerberosCredentials } from './auth/kerberos/delegation.js';
export type {
  ApReqFact,
  AuthenticatorFact,
  HeldKey,
  KerberosFact,
  PacFact,
  TicketFact,
} from './auth/kerberos/facts.js';
export { keysFromPassword, type ServicePassword } from './auth/kerberos/password-keys.js';
export { defaultKerberosPolicy, type KerberosPolicy } from './auth/kerberos/policy.js';
export type { KerberosRecord } from './auth/kerberos/record.js';
export type { KerberosRejectionReason } from './auth/kerberos/rejections.js';
export type { ReplayMemory } from './auth/kerberos/replay-memory.js';
export { joinServiceKeys, type ServiceKey, type ServiceKeys } from './auth/kerberos/service-keys.js';
export type { EncryptionTypeName } from './krb5/encryption/index.js';
export { createSpnegoAcceptor, negTokenInit2, type SpnegoOptions } from './auth/spnego/index.js';
export {
  createCredSspAcceptor,
  type CredSspAcceptor,
  type CredSspOptions,
  type CredSspPolicy,
  type CredSspStep,
  passwordVerifier,
  type PasswordVerdict,
  type NamedUser,
  RequestAssembly,
  type VerifyPassword,
} from './credssp/index.js';

export type {
  Account,
  AccountStatus,
  AccountStore,
  FindingStore,
  NtlmAllowance,
  VerifyingStore,
} from './auth/account.js';
export {
  type ProofAnswer,
  type ProofQuestion,
  type Proved,
  type ProvedIdentity,
  storeRefusals,
  type StoreRefusal,
} from './auth/proof-question.js';
export { AccountError, type AccountDefinition, createAccount } from './auth/account-definition.js';
export { accountsFromCallback, type FindAccount } from './auth/callback-store.js';
export { accountsInMemory } from './auth/memory-store.js';
export type { DomainAnswer, DomainAuthority, DomainProof, DomainRefusal } from './auth/domain-authority.js';
export { refusalOfStatus } from './auth/refusal-of-status.js';
export { DelegatedCredentials } from './auth/delegated-credentials.js';
export type { FailedStore } from './auth/failed-store.js';
export type { GroupDefinition, GroupDefinitions } from './auth/group-definitions.js';
export { type ContextFlags, type Identity, type KnownUser, userIdentity } from './auth/identity.js';
export type { MachineIdentity } from './auth/machine-identity.js';
export { ntHashOfPassword } from './auth/nt-hash.js';

export {
  type AuthPolicy,
  type AuthPolicyChange,
  defaultAuthPolicy,
  type LockoutPolicy,
  type MechanismName,
  type NtlmPolicy,
} from './auth/policy.js';
export type { ServerNames } from './auth/server-names.js';
export { policyPresets, type PolicyPreset } from './auth/policy-presets.js';
export type {
  FailedProof,
  LoginFacts,
  MechanismWords,
  Miscomputation,
  MistakenKey,
  PostureColumn,
  Progress,
  ProofRecord,
  ReasonInOwnTerms,
  TriedSecret,
  Weakness,
} from './auth/mechanism-words.js';
export { commonRejections, type Rejection, type RejectionReason, type Rejections } from './auth/rejection.js';
export { type NtlmRejectionReason, rejectionReasons, wireStatusOf } from './auth/ntlm/rejections.js';
export type { NtlmRecord } from './auth/ntlm/record.js';
export type { ReasonText, SmbClientShows, Symptoms } from './text/reason-text.js';

export type { DomainUserRecord, IdentityRecord } from './facts/identity.js';
export type { CheckFact, Fact, Report } from './facts/fact.js';
export type { FaultFact } from './facts/fault.js';
export type {
  NtlmAuthenticateFact,
  NtlmDomainForm,
  NtlmFact,
  NtlmProofFailedFact,
} from './auth/ntlm/facts.js';
export type {
  AccountFact,
  AccountStoreFailed,
  AuthorityFact,
  ClaimFact,
  DomainNamed,
  LoginFact,
  LoginMemoryFailed,
  MechanismFact,
} from './facts/login.js';
export type { Endpoint } from './facts/recorder.js';
export type {
  EncryptionMissing,
  FirstRequest,
  InternalError,
  LimitHit,
  NegotiateChosen,
  NegotiateRefused,
  NegotiateRequest,
  OtherProtocol,
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
} from './facts/smb.js';
export type {
  RpcBind,
  RpcCallAnonymous,
  RpcClosed,
  RpcFact,
  RpcProtection,
  RpcRequest,
  RpcRequestRefused,
  RpcUnauthenticated,
} from './facts/rpc.js';
export type { SpnegoFact } from './facts/spnego.js';
export type { ProxyFact, ProxyHeaderRefused } from './facts/proxy.js';
export type { TlsEstablished, TlsFact, TlsFailed } from './facts/tls.js';
export type {
  CredSspCredentials,
  CredSspFact,
  CredSspFault,
  CredSspRequest,
  RdpNegotiationAnswer,
  RdpNegotiationRequest,
} from './facts/credssp.js';
export type { HttpAnswered, HttpFact, HttpRefused, HttpRequestReceived } from './facts/http.js';
export { ConfigurationError, type Problem } from './values/configuration-error.js';
export { NtStatus, ntStatusName, type NtStatusName } from './constants/nt-status.js';
export { type CheckedRuntime, type Runtime, systemRuntime, type TimerOptions } from './runtime/runtime.js';
