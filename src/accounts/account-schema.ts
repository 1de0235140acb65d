import { z } from 'zod';
import { sidFromText } from '../bytes/index.js';
import { isBytes } from '../values/realm.js';
import { type Account, accountStatuses } from '../auth/account.js';

const accountFields = z.strictObject({
  name: z
    .string()
    .min(1)
    .regex(/^[^@\\]*$/, 'must be a name without its domain, which clients add as they like')
    .describe('User name, without a domain; comparison ignores case.'),
  password: z
    .string()
    .min(1, 'expected at least 1 character: nobody logs in with an empty password, as on Windows')
    .optional()
    .describe('The password itself; not empty, since nobody logs in with an empty one, as on Windows.'),
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

/**
 * An account as a store gives it. Other keys beside these are a store's own affair; but one of them that is missing or
 * of another kind would let in somebody whom the store means to keep out.
 */
export const foundAccountSchema = z.looseObject({
  name: z.string().min(1),
  ntHash: bufferOf(16),
  password: z.string().optional(),
  sid: z.string().refine(isSid, 'expected a SID such as S-1-5-21-1-2-3-1000').optional(),
  groups: z.array(z.string()),
  status: z.enum(accountStatuses),
  workstations: z.array(z.string()).optional(),
  logonHours: bufferOf(21).optional(),
} satisfies Record<keyof Account, z.ZodType>);

/** Everything {@link accountSchema} accepts. */
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

function bufferOf(bytes: number) {
  return z.custom<Buffer>((value) => Buffer.isBuffer(value) && value.length === bytes, {
    error: `expected a Buffer of ${bytes} bytes`,
  });
}

function isSid(text: string): boolean {
  try {
    return sidFromText(text).length > 0;
  } catch {
    return false;
  }
}
