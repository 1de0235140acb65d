import { z } from 'zod';
import { accountSchema } from '../accounts/account-schema.js';
import { distinctNames } from './distinct-names.js';

/** The rule of the accounts' schema that JSON Schema does not get from a refinement. */
const oneSecret = ['password', 'passwordFile', 'ntHash'].map((key) => ({ required: [key] }));

export const accountsSection = z
  .array(accountSchema.meta({ oneOf: oneSecret }))
  .superRefine(distinctNames)
  .meta({ description: 'Who may log in.' });
