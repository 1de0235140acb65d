import type { PresetRow } from '../preset.js';

/** Devices and servers that are old, small, or read the specification in their own way. */
export const oldDevicePresets = {} as const satisfies Readonly<Record<string, PresetRow>>;
