import type { AttemptReason } from '../diagnosis/reasons.js';

/** Everything known about one client, an address, from all its attempts. */
export interface ClientPosture {
  readonly client: string;
  firstSeen: number;
  lastSeen: number;
  attempts: number;
  accepted: number;
  refused: number;
  unfinished: number;
  loginsWithoutTargetName: number;
  loginsWithoutSpnego: number;
  kerberosOffered: boolean;
  readonly users: Set<string>;
  readonly workstations: Set<string>;
  readonly osVersions: Set<string>;
  /** Dialects chosen. */
  readonly dialects: Set<string>;
  readonly mechanisms: Set<string>;
  readonly ntlmVersions: Set<string>;
  readonly lmResponses: Set<string>;
  readonly mics: Set<string>;
  /** `required`, `enabled` or `none` of NEGOTIATE's SecurityMode. */
  readonly signingOffered: Set<string>;
  readonly ciphersOffered: Set<string>;
  /** `none`, `signed` or `encrypted` of the first request after a login. */
  readonly protectionUsed: Set<string>;
  readonly targetNames: Set<string>;
  readonly channelBindings: Set<string>;
  readonly reasons: Set<AttemptReason>;
}
