import { z } from 'zod';
import { withFunctions } from '../values/problems.js';
import { accessLevels } from './access-level.js';
import { problemsOfRules, type AccessRules } from './access-list.js';

/** Name of a share ([MS-SMB2] 2.2.9: up to 80 characters). */
export const shareName = z
  .string()
  .regex(
    /^[^\u0000-\u001f"/\\[\]:|<>+=;,*?]{1,80}$/,
    'expected up to 80 characters, none of them a control character or one of "/\\[]:|<>+=;,*?',
  )
  .regex(/^(?![Ii][Pp][Cc]\$$)/, 'expected another name: IPC$ is always there');

export const shareComment = z.string().max(256);

/** Keeps the rules as they are: a record schema of zod would drop the rule of an account named `__proto__`. */
export const accessRules = z
  .unknown()
  .superRefine((rules, context) => {
    for (const { subject, message } of problemsOfRules(rules)) {
      context.addIssue({ code: 'custom', path: subject === undefined ? [] : [subject], message });
    }
  })
  .meta({
    type: 'object',
    propertyNames: { type: 'string', minLength: 1 },
    additionalProperties: { type: 'string', enum: accessLevels },
  }) as z.ZodType<AccessRules>;

/** The options that the constructors of shares have in common. */
export const shareProperties = {
  name: shareName,
  comment: shareComment.optional(),
  encrypt: z.boolean().optional(),
  access: accessRules,
};

/** A share that the embedder implements: every member that a request uses exists, with the right type. */
export const ownShareSchema = z.discriminatedUnion(
  'type',
  [ownShare('disk', 'volume'), ownShare('pipe', 'has')],
  { error: 'expected an object whose type is "disk" or "pipe"' },
);

function ownShare(type: 'disk' | 'pipe', ...functions: readonly string[]) {
  return z.looseObject({
    type: z.literal(type),
    name: shareName,
    comment: z.string(),
    encrypt: z.boolean(),
    ...withFunctions('accessOf', 'open', 'close', ...functions).shape,
  });
}
