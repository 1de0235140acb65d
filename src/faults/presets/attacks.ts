import type { PresetRow } from '../preset.js';
import { negotiateAttacks } from './negotiate-attacks.js';
import { tokenAttacks } from './token-attacks.js';

/** Attacks by somebody between client and server, or by a false server. */
export const attackPresets = {
  ...negotiateAttacks,
  ...tokenAttacks,
} as const satisfies Readonly<Record<string, PresetRow>>;
