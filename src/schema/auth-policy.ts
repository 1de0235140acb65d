import { z } from 'zod';
import { areDistinct, eachMechanismOnce } from '../auth/policy-rules.js';
import { type AuthPolicy, defaultAuthPolicy, mechanismNames } from '../auth/policy.js';

const { ntlm: ntlmDefaults } = defaultAuthPolicy;

const ntlm = z
  .strictObject({
    v1: z
      .enum(['refuse', 'accept'])
      .meta({ description: 'NTLMv1, with and without extended session security.', default: ntlmDefaults.v1 }),
    lm: z
      .enum(['refuse', 'accept'])
      .meta({ description: 'Logins proved by the LM or LMv2 response alone.', default: ntlmDefaults.lm }),
    mic: z
      .enum(['when-flagged', 'required'])
      .meta({ description: 'Whether every message must carry a MIC.', default: ntlmDefaults.mic }),
    require128: z.boolean().meta({
      description: 'Refuse signing or sealing with less than 128 bits.',
      default: ntlmDefaults.require128,
    }),
    targetNames: z
      .union([z.literal('any'), z.array(z.string().min(1))], { error: 'expected "any" or a list of names' })
      .meta({
        description: 'Service principal names that clients may ask for.',
        default: ntlmDefaults.targetNames,
      }),
    maxClockSkewSeconds: z.number().positive().nullable().meta({
      description: 'Largest difference between the client’s clock and ours; null: not checked.',
      default: ntlmDefaults.maxClockSkewSeconds,
    }),
    echoTargetInfo: z.boolean().meta({
      description: 'The response must repeat what our CHALLENGE said.',
      default: ntlmDefaults.echoTargetInfo,
    }),
    targetInfo: z.enum(['always', 'when-requested']).meta({
      description:
        'when-requested: the CHALLENGE names the server only to clients that ask (NTLMSSP_REQUEST_TARGET); the others have nothing to repeat.',
      default: ntlmDefaults.targetInfo,
    }),
    challengeLifetimeSeconds: z.number().positive().meta({
      description: 'Time in which a CHALLENGE must be answered.',
      default: ntlmDefaults.challengeLifetimeSeconds,
    }),
  })
  .partial()
  .meta({ description: 'Which forms of NTLM are accepted.' });

const lockout = z
  .strictObject({
    threshold: z.int().min(1).max(999),
    windowSeconds: z.number().positive(),
    durationSeconds: z.number().positive(),
  })
  .meta({
    description:
      'Locks an account after so many wrong responses; a client that repeats one wrong password counts each time.',
  });

/** The keys of an {@link AuthPolicy}, each optional. */
export const authPolicySection = z
  .strictObject({
    mechanisms: z.array(z.enum(mechanismNames)).min(1).refine(areDistinct, eachMechanismOnce).meta({
      description:
        'Mechanisms in the order in which they are offered; Kerberos only where the server has a key. ["kerberos"]: NTLM is refused with STATUS_NOT_SUPPORTED.',
      default: defaultAuthPolicy.mechanisms,
      uniqueItems: true,
    }),
    ntlm,
    guest: z.enum(['refuse', 'unknown-users']).meta({
      description: 'unknown-users: a name that does not exist is let in as guest, without a key.',
      default: defaultAuthPolicy.guest,
    }),
    anonymous: z.enum(['refuse', 'ipc', 'accept']).meta({
      description: 'ipc: anonymous logins may reach IPC$ only.',
      default: defaultAuthPolicy.anonymous,
    }),
    lockout: lockout
      .nullable()
      .meta({ description: 'null: no lock-out.', default: defaultAuthPolicy.lockout }),
  } satisfies Record<keyof AuthPolicy, z.ZodType>)
  .partial();
