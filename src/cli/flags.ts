import type { PolicyPreset } from '../auth/policy-presets.js';
import type { Hooks } from './hooks.js';
import type { LogLevel } from './log.js';

/** The flags of every command that serves, as commander hands them over. */
export interface ServerFlags {
  readonly config?: string;
  readonly host?: string;
  readonly port?: string;
  readonly portFile?: string;
  readonly workers?: string;
  readonly user?: readonly string[];
  readonly share?: readonly string[];
  readonly preset?: string;
  readonly acceptNtlmv1?: true;
  readonly acceptGuest?: true;
  readonly keytab?: string;
  readonly testRealm?: string;
  readonly realmDir?: string;
  readonly ccache?: readonly string[];
  readonly kdcPort?: string;
  readonly credssp?: string;
  readonly http?: string;
  readonly rpc?: string;
  readonly tls?: true;
  readonly tlsCertificate?: string;
  readonly tlsKey?: string;
  /** False with `--no-smb`. */
  readonly smb: boolean;
  readonly json?: boolean;
  readonly capture?: string;
  /** A file, or true for one beside the capture. */
  readonly captureKeys?: string | true;
  /** The file of the transcript. */
  readonly record?: string;
  readonly recordSecrets?: true;
  readonly logLevel: LogLevel;
  /** The file in place of stdout. */
  readonly output?: string;
  /** The file in place of stderr, for the log alone. */
  readonly logFile?: string;
  readonly timeout?: string;
  /** The port of the live page. */
  readonly watch?: string;
  /** The port of health and metrics, perhaps behind a host and a colon. */
  readonly admin?: string;
  readonly once?: true;
  readonly exitAfter?: string;
  readonly readyFd?: string;
  /** `serve` alone has it. */
  readonly control?: string;
  /** `serve` alone has it. */
  readonly controlFile?: string;
}

/** The flags of `audit`. */
export interface AuditFlags extends ServerFlags {
  readonly report?: string;
  readonly format?: string;
  readonly failOn?: string;
  readonly expectClients?: string;
}

/** The flags of `inspect`. */
export interface InspectFlags {
  readonly json?: boolean;
  readonly password?: string;
  readonly keytab?: string;
  readonly reveal?: boolean;
}

/** The flags of `health`. */
export interface HealthFlags {
  readonly ready?: boolean;
}

/** The flags of `explain`. */
export interface ExplainFlags {
  readonly json?: true;
}

/** The flags of `replay`. */
export interface ReplayFlags {
  readonly as: 'client' | 'server';
  readonly to?: string;
  readonly port?: string;
  readonly portFile?: string;
  readonly user?: readonly string[];
  readonly keytab?: string;
  readonly connection?: readonly string[];
  readonly realTime?: true;
  readonly json?: true;
}

/** The flags of `check-client`. */
export interface CheckClientFlags {
  readonly only?: string;
  readonly list?: true;
  readonly carrier?: string;
  readonly timeout?: string;
  readonly jobs?: string;
  readonly crashWords?: string;
  readonly report?: readonly string[];
  readonly baseline?: string;
  readonly json?: true;
  readonly testRealm?: string;
  readonly config?: string;
  readonly preset?: PolicyPreset;
  readonly acceptNtlmv1?: true;
}

/** How an option was given, for error messages. */
export type OriginOf = (name: keyof AuditFlags | keyof CheckClientFlags) => string;

/** The surroundings of one run of a command, besides its flags. */
export interface Invocation {
  readonly originOf: OriginOf;
  /** The variables of the flags of all commands: none of them is a key of the configuration. */
  readonly flagVariables: readonly string[];
  readonly hooks: Hooks;
}
