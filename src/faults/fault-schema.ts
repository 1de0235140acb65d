import { z } from 'zod';
import { dialectNames } from '../protection/dialect.js';
import { faultActions } from './action.js';
import type { Fault } from './fault.js';
import { faultPresetNames, type PresetFault } from './preset.js';
import { faultSteps, type FaultStep } from './steps.js';

const schemas = Object.values(faultActions).map(({ schema }) => schema);
const actionSchema = z.discriminatedUnion('do', schemas as [(typeof schemas)[0]]);

const count = z.int().min(1);

const conditionSchema = z.strictObject({
  step: z
    .enum(Object.keys(faultSteps) as [FaultStep])
    .meta({ description: 'The step; src/faults/FAULTS.md has them all.' }),
  dialect: z.enum(dialectNames).optional().meta({ description: 'Dialect of the connection.' }),
  user: z.string().min(1).optional().meta({ description: 'Name of the account.' }),
  share: z.string().min(1).optional().meta({ description: 'Name of the share.' }),
  client: z.union([z.ipv4(), z.ipv6()]).optional().meta({ description: 'IP address of the client.' }),
  connection: count.optional().meta({ description: 'Number of the connection, from 1.' }),
  leg: count.optional().meta({ description: 'Number of the request within its login, from 1.' }),
  after: z
    .int()
    .min(0)
    .optional()
    .meta({ description: 'How many matches pass before the first one counts.' }),
  every: count.optional().meta({ description: 'Of the matches that count, each so manyth.' }),
  times: count.optional().meta({ description: 'How often it happens at most; default: always.' }),
});

const nameSchema = z
  .string()
  .regex(/^[\w.-]{1,64}$/, 'expected up to 64 letters, digits, dots, dashes and underscores')
  .optional()
  .meta({ description: 'The name in records.' });

/** One fault as data. */
export const faultSchema = z.strictObject({
  name: nameSchema,
  when: conditionSchema.meta({ description: 'When it happens.' }),
  what: z.union([actionSchema, z.array(actionSchema).min(1)]).meta({ description: 'What happens then.' }),
});

/** A preset, with conditions beside its own. */
export const presetSchema = z.strictObject({
  preset: z.enum(faultPresetNames).meta({ description: 'The preset; src/faults/FAULTS.md has them all.' }),
  name: nameSchema,
  when: conditionSchema
    .partial()
    .optional()
    .meta({ description: 'Conditions that take the place of the preset’s own, or stand beside them.' }),
});

const givenFaultSchema = z.union([faultSchema, presetSchema]) as unknown as z.ZodType<Fault | PresetFault>;

/** The faults of a configuration, or of a program. */
export const faultsSection = z
  .array(givenFaultSchema)
  .meta({ description: 'Scripted deviations for tests of clients: when, and what.' }) as unknown as z.ZodType<
  readonly (Fault | PresetFault)[]
>;
