import type { CheckFact } from '../../facts/fact.js';
import type { LoginFacts, ProofRecord } from '../mechanism-words.js';
import { ntlmEvidence } from './evidence.js';
import type { NtlmAuthenticateFact } from './facts.js';
import { ntlmName } from './message-fields.js';
import { ntlmFlagNames } from './negotiate-flags.js';
import { weaknessesOf } from './weaknesses.js';

/** The record of an NTLM exchange. Holds no password, hash or key. */
export interface NtlmRecord extends ProofRecord {
  /** `NTLM`. */
  readonly mechanism: typeof ntlmName;
  /** The kind of response; undefined: none came. */
  readonly version: 'NTLMv2' | 'NTLMv1' | 'NTLMv1-ESS' | 'LM' | 'anonymous' | undefined;
  /** `10.0 build 22621`; undefined without a VERSION structure. */
  readonly osVersion: string | undefined;
  /** Names of the flags of the NEGOTIATE_MESSAGE ([MS-NLMP] 2.2.2.5), such as `SIGN`. */
  readonly flagsAsked: readonly string[];
  /** Names of the flags of the CHALLENGE_MESSAGE; empty: none was sent. */
  readonly flagsGranted: readonly string[];
  /** The contents of the LM response, in a word; undefined: no AUTHENTICATE_MESSAGE came. */
  readonly lmResponse: NtlmAuthenticateFact['lmResponse'] | undefined;
  /**
   * The MIC of the AUTHENTICATE_MESSAGE. `unverified`: the login ended before the check; undefined: no such message
   * came.
   */
  readonly mic: 'valid' | 'invalid' | 'absent' | 'missing-though-flagged' | 'unverified' | undefined;
  /** MsvAvTargetName as sent, such as `cifs/files`; undefined: none was sent. */
  readonly targetName: string | undefined;
  /** MsvAvChannelBindings. `zero`: the client says that it has none; undefined: no NTLMv2 response came. */
  readonly channelBindings: 'absent' | 'zero' | 'present' | undefined;
  /** The client's clock minus the server's, in milliseconds; undefined: no NTLMv2 response came. */
  readonly skewMilliseconds: number | undefined;
  /** The form in which the domain was hashed; undefined unless the password was right. */
  readonly domainForm: string | undefined;
}

const versions = {
  ntlmv2: 'NTLMv2',
  ntlmv1: 'NTLMv1',
  'ntlmv1-ess': 'NTLMv1-ESS',
  lm: 'LM',
  anonymous: 'anonymous',
  none: undefined,
} as const satisfies Record<NtlmAuthenticateFact['response'], NtlmRecord['version']>;

/** Samba's names for the kinds of response. */
const passwordTypes = {
  ntlmv2: 'NTLMv2',
  ntlmv1: 'NTLMv1',
  'ntlmv1-ess': 'NTLMv1',
  lm: 'LANMan',
  anonymous: 'No-Password',
  none: undefined,
} as const satisfies Record<NtlmAuthenticateFact['response'], string | undefined>;

/** The record of an NTLM exchange, complete or not; undefined: no NTLM message came. */
export function recordNtlm(login: LoginFacts): NtlmRecord | undefined {
  const { negotiate, challenge, authenticate, proof } = ntlmEvidence(login);
  if (negotiate === undefined) return undefined;
  const version = authenticate?.version ?? negotiate.version;
  const os = version && osVersion(version);
  const mic = authenticate && micOf(authenticate.mic, login.checks);
  const shown = {
    version: authenticate && versions[authenticate.response],
    lmResponse: authenticate?.lmResponse,
    mic,
    targetName: authenticate?.ntlmv2?.targetName,
    channelBindings: authenticate?.ntlmv2?.channelBindings,
  };
  const machine = authenticate?.ntlmv2?.machine;
  const remarks: string[] = [];
  if (mic !== undefined) remarks.push(`MIC ${mic}`);
  if (os !== undefined) remarks.push(`OS ${os}`);
  const record: NtlmRecord = {
    mechanism: ntlmName,
    version: shown.version,
    osVersion: os,
    flagsAsked: ntlmFlagNames(negotiate.flags),
    flagsGranted: ntlmFlagNames(challenge?.flags ?? 0),
    lmResponse: shown.lmResponse,
    mic,
    targetName: shown.targetName,
    channelBindings: shown.channelBindings,
    skewMilliseconds: authenticate?.ntlmv2?.skewMilliseconds,
    domainForm: proof?.domainForm,
    remarks,
    weaknesses: weaknessesOf(shown, login.checks),
    passwordType: authenticate && passwordTypes[authenticate.response],
  };
  return machine === undefined ? record : Object.assign(record, { machine });
}

/** ProductMajorVersion, ProductMinorVersion, ProductBuild ([MS-NLMP] 2.2.2.10). */
function osVersion(version: Buffer): string {
  return version.length < 4
    ? version.toString('hex')
    : `${version.readUInt8(0)}.${version.readUInt8(1)} build ${version.readUInt16LE(2)}`;
}

function micOf(
  sent: NtlmAuthenticateFact['mic'],
  checks: readonly CheckFact[],
): NonNullable<NtlmRecord['mic']> {
  if (sent === 'unannounced') return 'absent';
  if (sent === 'missing-though-flagged') return sent;
  const check = checks.find(({ check: name }) => name === 'ntlm-mic');
  if (check === undefined) return 'unverified';
  return check.outcome === 'passed' ? 'valid' : 'invalid';
}
