import type { FaultPresetName } from '../../faults/preset.js';
import type { PresetTrial } from './of-presets.js';

/** The presets on which a client is tried in other than the usual circumstances. */
export const presetTrials: Readonly<Partial<Record<FaultPresetName, PresetTrial>>> = {};
