import type { FaultStep } from '../../faults/fault.js';
import { type FaultPresetName, faultPresets, presetGroups, type PresetRow } from '../../faults/preset.js';
import { faultSteps, type StepRow } from '../../faults/steps.js';
import type { CaseGroup, CaseSetting, CheckedCarrier, Expectation, ScorecardCase } from '../case.js';
import { presetTrials } from './preset-trials.js';
import { stepsBeyond } from './steps-beyond.js';

/** The circumstances in which a client is tried on a preset, where they are not the usual ones. */
export interface PresetTrial {
  /** Default: signing is required where a good client refuses, so that it has the means to notice. */
  readonly setting?: CaseSetting;
  /** Default: the steps behind that of the fault. */
  readonly beyond?: readonly FaultStep[];
}

/** A case for each preset of a fault that a client of these carriers can come to. */
export function presetCases(): ScorecardCase[] {
  return presetGroups.flatMap(({ title, presets }) =>
    Object.keys(presets).flatMap((name) => caseOf(name as FaultPresetName, title)),
  );
}

const groupOf: Readonly<Record<(typeof presetGroups)[number]['title'], CaseGroup>> = {
  Attacks: 'attacks',
  'Old and odd devices': 'old',
  Overload: 'overload',
  Refusals: 'refusals',
};

const settingOf: Readonly<Partial<Record<Expectation, CaseSetting>>> = {
  refuses: { policy: { signing: 'required' } },
};

function caseOf(preset: FaultPresetName, groupTitle: keyof typeof groupOf): ScorecardCase[] {
  const row: PresetRow = faultPresets[preset];
  const carriers = carriersOf(row);
  if (carriers.length === 0) return [];
  const trial = presetTrials[preset] ?? {};
  const { goodClient: expects, imitates, mustDo, section } = row;
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
      setting: trial.setting ?? settingOf[expects] ?? {},
      faults: [{ preset }],
      ...(expects === 'refuses' && { beyond: trial.beyond ?? stepsBeyond(row.when.step) }),
    },
  ];
}

function carriersOf({ when: { step } }: PresetRow): CheckedCarrier[] {
  const { layer, carriers } = faultSteps[step] as StepRow;
  if (layer === 'kdc') return [];
  return (['smb', 'http'] as const).filter((carrier) => carriers?.includes(carrier) ?? true);
}

/** `closed-at-login` for `closedAtLogin`. */
function dashed(name: string): string {
  return name
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '-')
    .replaceAll(/(?<=[a-z])(?=\d)/g, '-')
    .toLowerCase();
}

/** `Closed at login` for `closedAtLogin`. */
function spoken(name: string): string {
  const words = dashed(name).replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
