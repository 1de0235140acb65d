import { frozen } from '../values/frozen.js';
import type { Fault, FaultAction, FaultCondition } from './fault.js';
import { attackPresets } from './presets/attacks.js';
import { oldDevicePresets } from './presets/old-devices.js';
import { overloadPresets } from './presets/overload.js';
import { refusalPresets } from './presets/refusals.js';

/** A ready-made fault: the attack, device or state that it imitates, and the conduct of a good client. */
export interface PresetRow {
  /** The attack, device or state that it imitates, as a sentence. */
  readonly imitates: string;
  /**
   * `refuses`: the client must not go on, and an attack succeeds where it does; `bears`: it must get on all the same;
   * `fails-cleanly`: it must end with an error that says the cause, neither hang nor try for ever.
   */
  readonly goodClient: 'refuses' | 'bears' | 'fails-cleanly';
  /** The conduct of a good client, as a sentence that says how it notices. */
  readonly mustDo: string;
  /** The section of the rule. */
  readonly section: string;
  /** When it happens, unless more is said. */
  readonly when: FaultCondition;
  /** The effects. */
  readonly what: FaultAction | readonly FaultAction[];
}

/** The groups of presets in the order of the documentation. */
export const presetGroups = [
  { title: 'Attacks', presets: attackPresets },
  { title: 'Old and odd devices', presets: oldDevicePresets },
  { title: 'Overload', presets: overloadPresets },
  { title: 'Refusals', presets: refusalPresets },
] as const satisfies readonly { title: string; presets: Readonly<Record<string, PresetRow>> }[];

/** Every preset by name. */
export const faultPresets = frozen({
  ...attackPresets,
  ...oldDevicePresets,
  ...overloadPresets,
  ...refusalPresets,
});

/** Name of one of the presets. */
export type FaultPresetName = keyof typeof faultPresets;

/** The names of all presets. */
export const faultPresetNames = Object.keys(faultPresets) as [FaultPresetName, ...FaultPresetName[]];

/** A preset as data: what it is, and conditions beside its own. */
export interface PresetFault {
  /** The preset, by its name in `src/faults/FAULTS.md`. */
  readonly preset: FaultPresetName;
  /** The name in records; default: that of the preset. */
  readonly name?: string;
  /** Conditions that take the place of the preset's own, or stand beside them. */
  readonly when?: Partial<FaultCondition>;
}

/** The fault that a preset stands for. */
export function faultOfPreset({ preset, name = preset, when }: PresetFault): Fault {
  const row: PresetRow = faultPresets[preset];
  return { name, when: { ...row.when, ...when }, what: row.what };
}

/** A function for each preset, which makes its fault. */
export type FaultPresets = {
  readonly [Name in FaultPresetName]: (when?: Partial<FaultCondition>) => Fault;
};

/**
 * Ready-made faults, each a function that takes further conditions.
 *
 * ```ts
 * createServer({ …, faults: [faults.noLogonServers({ user: 'alice', times: 1 })] });
 * ```
 */
export const faults: FaultPresets = Object.freeze(
  Object.fromEntries(
    faultPresetNames.map((preset) => [
      preset,
      (when?: Partial<FaultCondition>) => faultOfPreset({ preset, ...(when && { when }) }),
    ]),
  ) as FaultPresets,
);
