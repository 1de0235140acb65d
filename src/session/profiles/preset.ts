import { type PolicyPreset, policyPresets } from '../../auth/policy-presets.js';
import { type AuthPolicy, defaultAuthPolicy } from '../../auth/policy.js';
import { defaultLimits, defaultSessionPolicy, type Limits, type SessionPolicy } from '../model/policy.js';
import { defaultServerProfile, type ServerProfile } from '../model/server-profile.js';
import { type PresetValues, profileRows } from './rows.js';

/** A whole server to start from; whatever is set beside a preset changes it. */
export interface ServerPreset {
  readonly authPolicy: AuthPolicy;
  readonly policy: SessionPolicy;
  readonly limits: Limits;
  readonly profile: ServerProfile;
}

/** The values without a preset. */
export const houseValues: PresetValues = {
  ...defaultServerProfile,
  dialects: defaultSessionPolicy.dialects,
  ciphers: defaultSessionPolicy.ciphers,
  transactBytes: defaultLimits.transactBytes,
};

/** The server that a preset names. @param name undefined: the server without a preset */
export function presetOf(name: PolicyPreset | undefined): ServerPreset {
  const { dialects, ciphers, transactBytes, ...profile } = valuesOf(name);
  return {
    authPolicy: name === undefined ? defaultAuthPolicy : policyPresets[name],
    policy: { ...defaultSessionPolicy, dialects, ciphers },
    limits: { ...defaultLimits, transactBytes },
    profile,
  };
}

/** The value of each row for a preset. */
export function valuesOf(name: PolicyPreset | undefined): PresetValues {
  const values: Partial<Record<string, unknown>> = { ...houseValues };
  const likeness = name === 'nas-guest' ? 'samba' : name;
  for (const [key, { presets }] of Object.entries(profileRows)) {
    const own = likeness === undefined ? undefined : presets[likeness];
    if (own !== undefined) values[key] = own.value;
  }
  return values as unknown as PresetValues;
}
