import type { AccountDefinition } from '../auth/account-definition.js';
import type { AccountStore } from '../auth/account.js';
import type { GroupDefinitions } from '../auth/group-definitions.js';
import { machineSidOf } from '../auth/identity.js';
import { completeAuthPolicy, type AuthPolicy } from '../auth/policy.js';
import type { ServerNames } from '../auth/server-names.js';
import type { DomainOptions } from '../domain/index.js';
import { defaultDiagnosisPolicy } from '../diagnosis/policy.js';
import type { Fault } from '../faults/fault.js';
import type { PresetFault } from '../faults/preset.js';
import type { Carrier } from '../facts/recorder.js';
import type { Tap } from '../facts/tap.js';
import type { Transcript } from '../transcript/transcript.js';
import type { StateOptions } from '../valkey/options.js';
import { filled } from '../values/filled.js';
import { checkedRuntime, systemRuntime, type CheckedRuntime } from '../runtime/runtime.js';
import type { Limits, SessionPolicy } from '../session/model/policy.js';
import type { ServerProfile } from '../session/model/server-profile.js';
import { presetOf } from '../session/profiles/preset.js';
import { defaultListen, defaultNames } from '../schema/defaults.js';
import { namesOfMember } from '../schema/domain-names.js';
import type { Share } from '../shares/share.js';
import { checkOptions } from './check-options.js';
import {
  type ResolvedCredSsp,
  type ResolvedHttp,
  type ResolvedRpc,
  resolveCarriers,
} from './resolve-carriers.js';
import type { DiagnosisPolicy, Logger, ServerOptions } from './options.js';
import type { KerberosOptions } from './kerberos-options.js';
import type { MechanismChoice } from './mechanisms.js';
import type { ShareDefinition } from './share-definition.js';

/** The options with every default filled in. */
export interface ResolvedOptions {
  readonly host: string;
  readonly port: number;
  /** Balancers in front of SMB. */
  readonly proxyProtocol: readonly string[];
  /** Whether SMB is served; without it, `host` and `port` mean nothing. */
  readonly servesSmb: boolean;
  /** Undefined: CredSSP is not served. */
  readonly credssp: ResolvedCredSsp | undefined;
  /** Undefined: HTTP is not served. */
  readonly http: ResolvedHttp | undefined;
  /** Undefined: RPC over TCP is not served. */
  readonly rpc: ResolvedRpc | undefined;
  readonly names: ServerNames;
  readonly machineSid: string;
  readonly accounts: AccountStore | readonly AccountDefinition[];
  readonly groups: GroupDefinitions;
  readonly shares: readonly (Share | ShareDefinition)[];
  readonly policy: SessionPolicy;
  readonly authPolicy: AuthPolicy;
  readonly profile: ServerProfile;
  readonly kerberos: KerberosOptions | undefined;
  readonly domain: DomainOptions | undefined;
  /** Undefined: the memory of logins is in this server. */
  readonly state: StateOptions | undefined;
  readonly limits: Limits;
  readonly diagnosis: DiagnosisPolicy;
  readonly mechanisms: MechanismChoice | undefined;
  readonly faults: readonly (Fault | PresetFault)[];
  readonly tap: Tap | undefined;
  readonly transcript: Transcript | undefined;
  readonly runtime: CheckedRuntime;
  readonly logger: Logger;
}

const silent: Logger = { error: () => {}, warn: () => {} };

/** Guards a logger of the embedder: if it throws, or rejects as an async function, the caller goes on. */
function guarded(logger: Logger): Logger {
  const attempt = (tell: () => unknown): void => {
    try {
      void Promise.resolve(tell()).catch(() => {});
    } catch {
      // The error of a logger cannot be logged.
    }
  };
  return {
    error: (message, details) => attempt(() => logger.error(message, details)),
    warn: (message) => attempt(() => logger.warn(message)),
  };
}

/** @throws ConfigurationError with a line for each option that cannot be used */
export function resolveOptions(options: ServerOptions): ResolvedOptions {
  checkOptions(options);
  const { domain } = options;
  const names = filled(domain === undefined ? defaultNames : namesOfMember(domain), options.names);
  const preset = presetOf(options.preset);
  return {
    host: options.host ?? defaultListen.host,
    port: options.port ?? 0,
    proxyProtocol: options.proxyProtocol ?? [],
    servesSmb: options.listen !== null,
    ...resolveCarriers(options, options.host ?? defaultListen.host),
    names,
    machineSid: options.machineSid ?? machineSidOf(names.netbiosName),
    accounts: options.accounts,
    groups: options.groups ?? {},
    shares: options.shares ?? [],
    policy: filled(preset.policy, options.policy),
    authPolicy: completeAuthPolicy(options.authPolicy, preset.authPolicy),
    profile: filled(preset.profile, options.profile),
    kerberos: options.kerberos,
    domain,
    state: options.state,
    limits: filled(preset.limits, options.limits),
    diagnosis: filled(defaultDiagnosisPolicy, options.diagnosis),
    mechanisms: options.mechanisms,
    faults: options.faults ?? [],
    tap: options.tap,
    transcript: options.transcript,
    runtime: checkedRuntime(options.runtime ?? systemRuntime),
    logger: options.logger === undefined ? silent : guarded(options.logger),
  };
}

/** The carriers that these options open. */
export function carriersOf({ servesSmb, credssp, http, rpc }: ResolvedOptions): Carrier[] {
  return [
    ...(servesSmb ? (['smb'] as const) : []),
    ...(credssp ? (['credssp'] as const) : []),
    ...(http ? ([http.tls === undefined ? 'http' : 'https'] as const) : []),
    ...(rpc ? (['rpc'] as const) : []),
  ];
}
