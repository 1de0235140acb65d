import type { CheckFact } from '../../facts/fact.js';
import type { PostureColumn, Weakness } from '../mechanism-words.js';
import type { NtlmRecord } from './record.js';

/** The parts of a record that weaknesses are derived from. */
type Shown = Pick<NtlmRecord, 'version' | 'lmResponse' | 'mic' | 'targetName' | 'channelBindings'>;

/** The weaknesses of NTLM logins; the codes are stable. */
export const ntlmWeaknesses = {
  lm: {
    title: 'Sends an LM response',
    help: 'An LM response gives the password away within minutes. Set LmCompatibilityLevel to 3 or higher.',
    level: 'error',
  },
  ntlmv1: {
    title: 'Uses NTLMv1',
    help: 'An NTLMv1 response gives the NT hash away. Make the client use NTLMv2.',
    level: 'error',
  },
  'no-mic': {
    title: 'Sends no NTLM MIC',
    help: 'Without a MIC the three NTLM messages can be altered on their way, for instance to relay the login.',
    level: 'warning',
  },
  'invalid-mic': {
    title: 'Sends an NTLM MIC that does not verify',
    help: 'Either the messages were altered on their way or the client is broken.',
    level: 'error',
  },
  'no-spn': {
    title: 'Does not name the service it logs in to',
    help: 'Without MsvAvTargetName a server cannot tell a relayed login from one that is meant for it.',
    level: 'note',
  },
  'no-channel-binding': {
    title: 'Sends no channel bindings',
    help: 'Where there is no TLS, as over SMB, they are zero; a client that leaves the field out binds its logins to no TLS connection either, and they can be relayed.',
    level: 'note',
  },
  'weak-session-security': {
    title: 'Negotiates less than 128-bit session security',
    help: '40- and 56-bit keys are broken at once.',
    level: 'error',
  },
} as const satisfies Readonly<Record<string, Weakness>>;

type WeaknessCode = keyof typeof ntlmWeaknesses;

/**
 * A response of NTLMv1 or LM has no room for a MIC, a target name or channel bindings: they are missing as well. For a
 * login without a response only its session security is known.
 */
const applies: Readonly<Record<WeaknessCode, (shown: Shown, checks: readonly CheckFact[]) => boolean>> = {
  lm: ({ version, lmResponse }) => version === 'LM' || (version !== undefined && lmResponse === 'lm'),
  ntlmv1: ({ version }) => version === 'NTLMv1' || version === 'NTLMv1-ESS',
  'no-mic': (shown) =>
    isOld(shown) || (isNew(shown) && (shown.mic === 'absent' || shown.mic === 'missing-though-flagged')),
  'invalid-mic': (shown) => isNew(shown) && shown.mic === 'invalid',
  'no-spn': (shown) => isOld(shown) || (isNew(shown) && shown.targetName === undefined),
  'no-channel-binding': (shown) => isOld(shown) || (isNew(shown) && shown.channelBindings === 'absent'),
  'weak-session-security': (_, checks) =>
    checks.some(({ check, outcome }) => check === 'session-security' && outcome === 'failed'),
};

const codes = Object.keys(applies) as readonly WeaknessCode[];

/** The weaknesses of one login, in the order of the table. */
export function weaknessesOf(shown: Shown, checks: readonly CheckFact[]): readonly string[] {
  return codes.filter((code) => applies[code](shown, checks));
}

function isOld({ version }: Shown): boolean {
  return version === 'NTLMv1' || version === 'NTLMv1-ESS' || version === 'LM';
}

function isNew({ version }: Shown): boolean {
  return version === 'NTLMv2';
}

/** Fields of NTLMv2 alone: responses of other kinds have no room for them. */
const ofNew =
  (
    value: (record: NtlmRecord) => string | undefined,
  ): ((record: NtlmRecord) => readonly (string | undefined)[]) =>
  (record) =>
    isNew(record) ? [value(record)] : [];

/** The columns of NTLM logins in the posture report. */
export const ntlmColumns: readonly (Omit<PostureColumn, 'values'> & {
  values(record: NtlmRecord): readonly (string | undefined)[];
})[] = [
  { key: 'osVersions', title: 'OS version', values: ({ osVersion }) => [osVersion] },
  { key: 'ntlmVersions', title: 'NTLM', values: ({ version }) => [version] },
  { key: 'lmResponses', title: 'LM response', values: ({ lmResponse }) => [lmResponse] },
  { key: 'mics', title: 'MIC', values: ofNew(({ mic }) => mic) },
  { key: 'targetNames', title: 'Target names', values: ofNew(({ targetName }) => targetName) },
  { key: 'channelBindings', title: 'Channel bindings', values: ofNew((record) => record.channelBindings) },
];
