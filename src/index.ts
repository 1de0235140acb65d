/**
 * An SMB2/3 server that authenticates clients and says why each login passed or failed.
 *
 * ```ts
 * import { createServer } from 'smb2-auth-server';
 *
 * await using server = createServer({ accounts: [{ name: 'alice', password: 'secret' }] });
 * const { port } = await server.listen();
 * ```
 */
export { startServer } from './testing/start-server.js';
export type { TestServer } from './testing/test-server.js';
export type { TestServerOptions, UserDefinition } from './testing/options.js';
export type { AttemptFilter, AttemptQuery } from './testing/attempt-filter.js';
export type { ExpectOptions } from './testing/expectations.js';
export type { Duration, TestClock } from './testing/clock.js';
export { type Addresses, createServer, type ListenAddress, type Server } from './server/create-server.js';
export type { ServerLoad } from './server/server-load.js';
export type { PartState, Readiness, ServerPart } from './server/readiness.js';
export type { Shares } from './server/served-shares.js';
export type { Fingerprints } from './server/carriers/listeners.js';
export type { Listener } from './server/server-emitter.js';
export type { DiagnosisPolicy, FaultEvent, Logger, ServerEvents, ServerOptions } from './server/options.js';
export type {
  CarrierListenerOptions,
  ChannelBindingsMode,
  CredSspListenerOptions,
  CredSspVersion,
  HttpListenerOptions,
  HttpScheme,
  RpcListenerOptions,
} from './server/carrier-options.js';
export type { KeyKind, TlsOptions } from './server/tls/options.js';
export type { DomainEvent, DomainOptions } from './domain/index.js';
export type { KerberosOptions } from './server/kerberos-options.js';
export type { RecordStreamOptions, StateOptions } from './valkey/options.js';
export type { MechanismChoice, MechanismSurroundings } from './server/mechanisms.js';
export { WaitError, type WaitOptions } from './server/waits.js';
export type { ShareDefinition } from './server/share-definition.js';
export { ConfigurationError, type Problem } from './values/configuration-error.js';

export type {
  Account,
  AccountStatus,
  AccountStore,
  FindingStore,
  NtlmAllowance,
  VerifyingStore,
} from './auth/account.js';
export type { GroupDefinition, GroupDefinitions } from './auth/group-definitions.js';
export { AccountError, type AccountDefinition } from './auth/account-definition.js';
export {
  type AccountChange,
  accountsThatChange,
  type ChangingAccounts,
  type ListedAccount,
} from './auth/changing-accounts.js';
export {
  type AuthPolicy,
  type AuthPolicyChange,
  defaultAuthPolicy,
  type LockoutPolicy,
  type MechanismName,
  type NtlmPolicy,
} from './auth/policy.js';
export { defaultKerberosPolicy, type KerberosPolicy } from './auth/kerberos/policy.js';
export type { ServicePassword } from './auth/kerberos/password-keys.js';
export type { EncryptionTypeName } from './krb5/encryption/index.js';
export type { ServerNames } from './auth/server-names.js';
export { type PolicyPreset, policyPresets } from './auth/policy-presets.js';
export { defaultServerProfile, type ServerProfile } from './session/model/server-profile.js';
export type {
  Acceptor,
  LoginCarrier,
  LoginContext,
  Mechanism,
  MechanismRefusal,
  SecurityContext,
  Step,
} from './auth/mechanism.js';
export type { MachineIdentity } from './auth/machine-identity.js';
export type { LoginFacts, MechanismWords, ProofRecord } from './auth/mechanism-words.js';
export type { KerberosRecord } from './auth/kerberos/record.js';
export type { NtlmRecord } from './auth/ntlm/record.js';
export type { RejectionReason } from './auth/rejection.js';

export { type FaultPresetName, faults, type FaultPresets, type PresetFault } from './faults/preset.js';
export { type ActiveFault, type Faults } from './faults/fault-plan.js';
export type {
  AnswerAction,
  DropAnswerAction,
  ExpireSessionAction,
  SessionFlagsAction,
  SessionFlagWord,
  StatusAction,
  UnsignedSuccessAction,
} from './faults/actions/answer.js';
export type { CreditsAction, HeaderAction, HeaderFaultAction, IdChange } from './faults/actions/header.js';
export type {
  DuplicateAction,
  OplockBreakAction,
  OrderAction,
  PendingAction,
  ReorderAction,
} from './faults/actions/order.js';
export type {
  EncryptedAction,
  PlaintextAction,
  ProtectionAction,
  SignatureAction,
  SignatureFault,
} from './faults/actions/protection.js';
export type { FaultConnection } from './facts/fault.js';
export type {
  BindNakAction,
  CarrierAction,
  CredSspVersionAction,
  ErrorCodeAction,
  HttpFieldsAction,
  HttpSchemesAction,
  HttpStatusAction,
  PublicKeyAction,
  RdpFailureAction,
  RdpProtocolAction,
  RpcFaultAction,
  RpcVerifierAction,
  TlsAlertAction,
} from './faults/actions/carriers.js';
export type { DropAction, KdcAction } from './faults/actions/kdc.js';
export type {
  DelayAction,
  DeliveryAction,
  DripAction,
  EndAction,
  GarbageAction,
  OversizeAction,
  SplitAction,
  TruncateAction,
} from './faults/actions/delivery.js';
export type {
  CapabilityName,
  ContextFault,
  NegotiateAction,
  NegotiateAnswerAction,
  NegotiateContextName,
  OfferAction,
  SecurityModeName,
  ValidateAnswerAction,
} from './faults/actions/negotiate.js';
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
export type {
  ApRepAction,
  AvPairName,
  ChallengeAction,
  HintAction,
  KrbErrorAction,
  MechanismAction,
  MechListMicAction,
  NegStateAction,
  NtlmFlagName,
  OfferedMechanism,
  ResponseTokenAction,
  TokenAction,
} from './faults/actions/token.js';
export type { Fault, FaultAction, FaultCondition, FaultStep } from './faults/fault.js';
export type { CheckRecord } from './diagnosis/checks.js';
export type { VariantPolicy } from './diagnosis/policy.js';
export type {
  AttemptRecord,
  AuthorityRecord,
  ClaimRecord,
  CredentialsRecord,
  CredSspLoginRecord,
  Diagnosis,
  FailureRecord,
  FaultRecord,
  IncidentRecord,
  LaterRecord,
  HttpLoginRecord,
  HttpRequestRecord,
  LoginRecord,
  NegotiationRecord,
  PipeLoginRecord,
  ProtectionRecord,
  RdpNegotiationRecord,
  RpcLoginRecord,
  SmbLoginRecord,
  TlsRecord,
  TokensRecord,
  TreeRecord,
} from './diagnosis/attempt-record.js';
export type { DomainUserRecord, IdentityRecord } from './facts/identity.js';
export type {
  Carrier,
  ConnectionEnd,
  ConnectionInfo,
  ConnectionRecorder,
  CredSspLoginInfo,
  DropReason,
  Endpoint,
  HttpLoginInfo,
  LoginInfo,
  LoginRecorder,
  LoginVerdict,
  PipeLoginInfo,
  Recorder,
  RpcLoginInfo,
  SessionRejection,
  SmbLoginInfo,
} from './facts/recorder.js';
export type { ConnectionTap, Tap } from './facts/tap.js';
export { Capture, type CaptureOptions } from './capture/capture.js';
export { Transcript, type TranscriptOptions, type Versions } from './transcript/transcript.js';
export {
  ansiColours,
  attemptParagraph,
  type Colours,
  failureParagraph,
  incidentParagraph,
  kdcParagraph,
  noColours,
  type ParagraphOptions,
  treeParagraph,
} from './diagnosis/output/paragraph.js';
export {
  authenticationRecord,
  authorizationRecord,
  failureRecord,
  incidentRecord,
} from './diagnosis/output/samba-audit.js';
export {
  type AttemptReason,
  type CarrierReason,
  type CarrierReasonText,
  type CarrierSymptoms,
  type ClientShows,
  type CredSspReason,
  type FailureReason,
  type HttpClientShows,
  type HttpReason,
  type IncidentReason,
  type MechanismReason,
  type RdpClientShows,
  type RdpReason,
  type Reason,
  type ReasonText,
  reasons,
  type RpcClientShows,
  type RpcReason,
  type SmbAttemptReason,
  type SmbClientShows,
  type Symptoms,
  type TlsReason,
  type TreeReason,
} from './diagnosis/reasons.js';

export type { DialectName } from './protection/dialect.js';
export type { CipherName } from './protection/encryption.js';
export type { SigningAlgorithmName } from './protection/signing.js';
export {
  defaultLimits,
  defaultSessionPolicy,
  type Limits,
  type SessionPolicy,
} from './session/model/policy.js';
export type { LimitHit } from './session/model/server-state.js';

export type { AccessLevel } from './shares/access-level.js';
export type { AccessRules } from './shares/access-list.js';
export type { DiskShare, PipeShare, Share } from './shares/share.js';

export { NtStatus, ntStatusName, type NtStatusName } from './constants/nt-status.js';
export { type CheckedRuntime, type Runtime, systemRuntime, type TimerOptions } from './runtime/runtime.js';
