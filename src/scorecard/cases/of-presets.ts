import { type FaultAction, type FaultActionName, faultActions } from '../../faults/action.js';
import type { FaultCondition, FaultStep } from '../../faults/fault.js';
import { type FaultPresetName, faultPresets, presetGroups, type PresetRow } from '../../faults/preset.js';
import { faultSteps, type StepRow } from '../../faults/steps.js';
import type { CaseGroup, CaseSetting, CheckedCarrier, Expectation, ScorecardCase, Variant } from '../case.js';
import { presetTrials } from './preset-trials.js';
import { stepsBeyond } from './steps-beyond.js';

/** The circumstances in which a client is tried on a preset, where they are not the usual ones. */
export interface PresetTrial {
  /** Default: signing is required where a good client refuses, so that it has the means to notice. */
  readonly setting?: CaseSetting;
  /** The variant without which the fault changes nothing; default: none. */
  readonly variant?: Variant;
  /** Default: what the preset says. */
  readonly expects?: Expectation;
  /** Default: the steps behind that of the fault. */
  readonly beyond?: readonly FaultStep[];
  /** Conditions beside the preset's own, or in their place. */
  readonly when?: Partial<FaultCondition>;
  /** A login that is proved with NTLMv2 all the same is as good as none. */
  readonly unlessNtlmV2?: true;
  /** The scheme of HTTP that the client must not use; default: none. */
  readonly forbiddenScheme?: string;
  /** A client that has a cipher must encrypt its work. */
  readonly mustEncrypt?: true;
  /** Default: where an action changes a signature. */
  readonly needsSignature?: true;
}

/**
 * A case for each preset of a fault that a client of some carrier can come to.
 *
 * @param kerberos whether there are tickets
 */
export function presetCases({ kerberos }: { readonly kerberos: boolean }): ScorecardCase[] {
  return presetGroups.flatMap(({ title, presets }) =>
    (Object.keys(presets) as FaultPresetName[])
      .filter((name) => kerberos || !isOfKerberos(faultPresets[name]))
      .flatMap((name) => caseOf(name, title)),
  );
}

function isOfKerberos({ when: { step } }: PresetRow): boolean {
  return (faultSteps[step] as StepRow).mechanism === 'Kerberos';
}

const groupOf: Readonly<Record<(typeof presetGroups)[number]['title'], CaseGroup>> = {
  Attacks: 'attacks',
  'Old and odd devices': 'old',
  Overload: 'overload',
  Refusals: 'refusals',
};

function caseOf(preset: FaultPresetName, groupTitle: keyof typeof groupOf): ScorecardCase[] {
  const row: PresetRow = faultPresets[preset];
  const carriers = carriersOf(row);
  if (carriers.length === 0) return [];
  const trial = presetTrials[preset] ?? {};
  const { goodClient, imitates, mustDo, section } = row;
  const expects = trial.expects ?? goodClient;
  const group = groupOf[groupTitle];
  return [
    {
      id: `${group}/${dashed(preset)}`,
      group,
      title: spoken(preset),
      expects,
      section,
      imitates,
      why: mustDo,
      carriers,
      setting: trial.setting ?? settingFor(row, expects),
      ...(trial.variant && { variant: trial.variant }),
      faults: [{ preset, ...(trial.when && { when: trial.when }) }],
      ...(expects === 'refuses' && { beyond: trial.beyond ?? stepsBeyond(row.when.step) }),
      ...(trial.unlessNtlmV2 && { unlessNtlmV2: true }),
      ...(trial.forbiddenScheme !== undefined && { forbiddenScheme: trial.forbiddenScheme }),
      ...(trial.mustEncrypt && { mustEncrypt: true }),
      ...((trial.needsSignature ?? actionsOf(row).includes('signature')) && { needsSignature: true }),
    },
  ];
}

/** The usual server of a preset: one under which a good client has the means to notice. */
function settingFor(row: PresetRow, expects: Expectation): CaseSetting {
  const ofKerberos = isOfKerberos(row) ? { kerberos: true as const } : {};
  if (actionsOf(row).some((name) => faultActions[name].needs === 'encrypted'))
    return { ...ofKerberos, policy: { encryption: 'required' } };
  return expects === 'refuses' ? { ...ofKerberos, policy: { signing: 'required' } } : ofKerberos;
}

function actionsOf({ what }: PresetRow): FaultActionName[] {
  const actions = Array.isArray(what) ? (what as readonly FaultAction[]) : [what as FaultAction];
  return actions.map(({ do: name }) => name);
}

function carriersOf({ when: { step } }: PresetRow): CheckedCarrier[] {
  const { layer, carriers } = faultSteps[step] as StepRow;
  // A KDC and pipes are not what a client is tried on.
  // Only the answer to NEGOTIATE has a hint.
  if (step === 'spnego-hint') return ['smb'];
  if (layer === 'kdc' || layer === 'rpc' || layer === 'tls') return [];
  return (['smb', 'http'] as const).filter((carrier) => carriers?.includes(carrier) ?? true);
}

/** `closed-at-login` for `closedAtLogin`. */
function dashed(name: string): string {
  return name
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '-')
    .replaceAll(/(?<=[a-z])(?=\d)/g, '-')
    .toLowerCase();
}

/** `Closed at login` for `closedAtLogin`, `Weak NTLM` for `weakNtlm`. */
function spoken(name: string): string {
  const words = dashed(name)
    .replaceAll('-', ' ')
    .replaceAll(/\b(?:ntlm|mic|rpc|tls|kdc|http|smb|ap)\b/g, (word) => word.toUpperCase());
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
