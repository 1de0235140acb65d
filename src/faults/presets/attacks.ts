import type { PresetRow } from '../preset.js';

/** Attacks by somebody between client and server, or by a false server. */
export const attackPresets = {} as const satisfies Readonly<Record<string, PresetRow>>;
