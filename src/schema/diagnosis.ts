import { z } from 'zod';

export const diagnosisSection = z
  .strictObject({
    variants: z.enum(['loopback', 'always', 'never']).meta({
      description:
        'For which peers a wrong password is tried again in mangled forms, to say in the record how it was mangled.',
      default: 'loopback',
    }),
  })
  .partial()
  .meta({ description: 'How far the server goes to explain a login.' });
