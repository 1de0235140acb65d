import type { PresetRow } from '../preset.js';
import { oddNegotiations } from './odd-negotiations.js';

/** Devices and servers that are old, small, or read the specification in their own way. */
export const oldDevicePresets = {
  ...oddNegotiations,
} as const satisfies Readonly<Record<string, PresetRow>>;
