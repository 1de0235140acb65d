import { z } from 'zod';
import { problemsOfGroups, type GroupDefinitions } from '../auth/group-definitions.js';

/** Groups as they are: a schema of records would leave out the group named `__proto__`. */
export const groupsSection = z
  .unknown()
  .superRefine((groups, context) => {
    for (const { place, message } of problemsOfGroups(groups)) {
      context.addIssue({ code: 'custom', path: [...place], message });
    }
  })
  .meta({
    description:
      'Groups by name, for @name in the access rules of shares. Accounts may name groups that are not here, too.',
    type: 'object',
    propertyNames: { type: 'string', minLength: 1 },
    additionalProperties: {
      type: 'object',
      properties: {
        sid: { type: 'string', description: 'Default: derived from the machine SID and the name.' },
        members: {
          type: 'array',
          items: { type: 'string', minLength: 1 },
          description:
            'Names of accounts, groups as @name, SIDs of users and groups of a directory, in a domain its users such as ADLAB\\alice, and with Kerberos principals such as alice@EXAMPLE.COM.',
        },
      },
      additionalProperties: false,
    },
  }) as z.ZodType<GroupDefinitions>;
