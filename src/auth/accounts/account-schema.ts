import { z } from 'zod';
import { isBytes } from '../../realm.js';
import { accountStatuses } from './account.js';

const accountFields = z.strictObject({
  name: z
    .string()
    .min(1)
    .regex(/^[^@\\]*$/, 'must be a name without its domain, which clients add as they like')
    .describe('User name, without a domain; comparison ignores case.'),
  password: z.string().min(1).optional().describe('The password itself.'),
  passwordFile: z
    .string()
    .min(1)
    .optional()
    .describe('A file that holds the password and at most one line end, relative to this file.'),
  ntHash: hexadecimal(16).optional().describe('MD4 of the UTF-16LE password, as in smbpasswd.'),
  groups: z.array(z.string()).optional().describe('Groups, named as @group where access is granted.'),
  status: z.enum(accountStatuses).optional().describe('Refused with its own NTSTATUS unless enabled.'),
  sid: localSid(4).optional().describe('Default: derived from the machine SID and the name.'),
  workstations: z.array(z.string()).optional().describe('NetBIOS names it may log in from; default: any.'),
  logonHours: hexadecimal(21)
    .optional()
    .describe('One bit an hour from Sunday 00:00 UTC; default: any time.'),
});

/** An account in the configuration's form. */
export const accountSchema = accountFields.refine(
  ({ password, passwordFile, ntHash }) =>
    [password, passwordFile, ntHash].filter((value) => value !== undefined).length === 1,
  'needs one of password, passwordFile and ntHash',
);

/** An account in a program's form, which reads no files and may have bytes at hand. */
export const accountDefinitionSchema = accountFields
  .omit({ passwordFile: true })
  .extend({ ntHash: bytesOrHexadecimal(16), logonHours: bytesOrHexadecimal(21) })
  .refine(
    ({ password, ntHash }) => password !== undefined || ntHash !== undefined,
    'needs a password or an ntHash',
  );

/** What {@link accountSchema} accepts. */
export type ConfiguredAccount = z.infer<typeof accountSchema>;

/** `S-1-5-21-…` with so many 32-bit numbers behind it: three name a machine, four an account of it. */
export function localSid(numbers: number): z.ZodString {
  const form = `expected S-1-5-21 and ${numbers} numbers below 4294967296, separated by hyphens`;
  return z
    .string()
    .regex(new RegExp(`^S-1-5-21(-\\d{1,10}){${numbers}}$`), form)
    .refine((sid) => sid.split('-').every((part) => part === 'S' || Number(part) < 2 ** 32), form);
}

function hexadecimal(bytes: number): z.ZodString {
  return z
    .string()
    .regex(new RegExp(`^[0-9A-Fa-f]{${bytes * 2}}$`), `must be ${bytes * 2} hexadecimal digits`);
}

function bytesOrHexadecimal(bytes: number) {
  return z
    .custom<Uint8Array | string>(
      (value) => (isBytes(value) ? value.length === bytes : hexadecimal(bytes).safeParse(value).success),
      `must be ${bytes} bytes or ${bytes * 2} hexadecimal digits`,
    )
    .optional();
}
