import { z } from 'zod';
import { distinctNames } from './distinct-names.js';

const shareName = z
  .string()
  .regex(
    /^[^\u0000-\u001f"/\\[\]:|<>+=;,*?]{1,80}$/,
    'expected up to 80 characters, none of them a control character or one of "/\\[]:|<>+=;,*?',
  )
  .regex(/^(?![Ii][Pp][Cc]\$$)/, 'expected another name: IPC$ is always there');

const oneKind = 'expected either path or temporary';

/** A share in the configuration's form. */
export const shareSchema = z
  .strictObject({
    name: shareName,
    path: z
      .string()
      .min(1)
      .meta({ description: 'An existing directory; relative to the configuration file.' })
      .optional(),
    temporary: z
      .literal(true)
      .meta({ description: 'A directory made for the server’s life and removed when it ends.' })
      .optional(),
    comment: z
      .string()
      .max(256)
      .meta({ description: 'Shown by clients that list shares.', default: '' })
      .optional(),
    encrypt: z
      .boolean()
      .meta({ description: 'Every request to the share must be encrypted.', default: false })
      .optional(),
    access: z
      .record(z.string().min(1), z.enum(['none', 'read', 'write']))
      .meta({
        description: 'By account name, @group, guest, anonymous, or * for everybody.',
        default: { '*': 'write' },
      })
      .optional(),
  })
  .refine(({ path, temporary }) => (path === undefined) !== (temporary === undefined), { error: oneKind })
  .meta({ oneOf: [{ required: ['path'] }, { required: ['temporary'] }] });

export const sharesSection = z
  .array(shareSchema)
  .superRefine(distinctNames)
  .meta({ description: 'What clients may connect to. Names ignore case.' });
