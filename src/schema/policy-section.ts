import { z } from 'zod';
import { policyPresets, type PolicyPreset } from '../auth/policy-presets.js';
import { authPolicySection } from './auth-policy.js';
import { cipherNames } from '../protection/encryption.js';
import { signingAlgorithmNames } from '../protection/signing.js';
import { dialectNames } from '../protection/dialect.js';
import { defaultSessionPolicy, type SessionPolicy } from '../session/model/policy.js';

/** The keys of a {@link SessionPolicy}, each optional. */
export const sessionPolicySection = z
  .strictObject({
    dialects: z
      .array(z.enum(dialectNames))
      .min(1)
      .meta({ description: 'Dialects the server speaks.', default: defaultSessionPolicy.dialects }),
    signing: z
      .enum(['enabled', 'required'])
      .meta({ description: 'Whether clients must sign.', default: defaultSessionPolicy.signing }),
    encryption: z.enum(['off', 'enabled', 'required']).meta({
      description: 'enabled: when client or share asks; required: nobody else gets in.',
      default: defaultSessionPolicy.encryption,
    }),
    ciphers: z.array(z.enum(cipherNames)).min(1).meta({
      description: 'Ciphers of SMB 3.x in the order of preference.',
      default: defaultSessionPolicy.ciphers,
    }),
    signingAlgorithms: z.array(z.enum(signingAlgorithmNames)).min(1).meta({
      description: 'Signing algorithms of 3.1.1 in the order of preference.',
      default: defaultSessionPolicy.signingAlgorithms,
    }),
    sessionLifetimeSeconds: z.number().positive().nullable().meta({
      description: 'After which a session must authenticate anew; null: never.',
      default: defaultSessionPolicy.sessionLifetimeSeconds,
    }),
  } satisfies Record<keyof SessionPolicy, z.ZodType>)
  .partial();

/** Name of a preset. */
export const presetSchema = z.enum(Object.keys(policyPresets) as [PolicyPreset, ...PolicyPreset[]]).meta({
  description:
    'The server to be like: its logins, and its answers where servers differ; the other keys change it. windows-2025: Windows Server 2025, not as a domain controller; windows-2012: Windows Server 2012 R2, whose logins are those of 2008 R2 to 2022; samba: Samba 4.17 without options; nas-guest: Samba with map to guest = bad user; legacy-printer: our own choice for old scanners, with NTLMv1, which gives the NT hash away.',
});

export const policySection = z
  .strictObject({
    preset: presetSchema.optional(),
    ...sessionPolicySection.shape,
    ...authPolicySection.shape,
  })
  .meta({ description: 'What is demanded of clients.' });
