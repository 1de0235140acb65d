import { z } from 'zod';
import { accessRules, shareComment, shareName } from '../shares/share-schema.js';
import { distinctNames } from './distinct-names.js';

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
    comment: shareComment.meta({ description: 'Shown by clients that list shares.', default: '' }).optional(),
    encrypt: z
      .boolean()
      .meta({ description: 'Every request to the share must be encrypted.', default: false })
      .optional(),
    access: accessRules
      .meta({
        ...accessRules.meta(),
        description:
          'By account name, @group, SID of a user or group, guest, anonymous, or * for everybody; in a domain also by its user, such as ADLAB\\alice; with Kerberos also by principal, such as alice@EXAMPLE.COM, which has case and goes first.',
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
