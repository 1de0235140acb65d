import { z } from 'zod';
import { defaultDiagnosisPolicy } from '../diagnosis/policy.js';

export const diagnosisSection = z
  .strictObject({
    variants: z.enum(['loopback', 'always', 'never']).meta({
      description:
        'For which peers a wrong password is tried again in mangled forms and an unknown name compared with those of the accounts, to say in the record how it was mangled.',
      default: defaultDiagnosisPolicy.variants,
    }),
    variantsPerSecond: z.int().min(1).meta({
      description:
        'Forms tried in a second for the logins of one address, ten seconds’ worth at once at most; a wrong password takes up to 1536.',
      default: defaultDiagnosisPolicy.variantsPerSecond,
    }),
  })
  .partial()
  .meta({ description: 'How far the server goes to explain a login.' });
