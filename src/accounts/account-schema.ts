import { z } from 'zod';
import { accountStatuses, ntlmAllowances } from '../auth/account.js';
import type { AccountDefinition } from '../auth/account-definition.js';
import { NtStatus, type NtStatusName } from '../constants/nt-status.js';
import { momentForm, momentOf } from '../auth/moment.js';
import {
  accountNameForm,
  emptyPassword,
  expectedFailure,
  groupNameForm,
  hasNumbersOf32Bits,
  hexadecimalForm,
  isFailureStatus,
  localSidForm,
} from '../auth/account-rules.js';

/** Every key of an account in the configuration's form; the compiler names a key of programs that is not here. */
export const accountFields = z.strictObject({
  name: z
    .string()
    .min(1)
    .regex(accountNameForm.pattern, accountNameForm.expected)
    .describe('User name, without a domain; comparison ignores case.'),
  password: z
    .string()
    .min(1, emptyPassword)
    .optional()
    .describe('The password itself; not empty, since nobody logs in with an empty one, as on Windows.'),
  passwordFile: z
    .string()
    .min(1)
    .optional()
    .describe('A file that holds the password and at most one line end, relative to this file.'),
  ntHash: hexadecimal(16).optional().describe('MD4 of the UTF-16LE password, as in smbpasswd.'),
  groups: z
    .array(z.string().regex(groupNameForm.pattern, groupNameForm.expected))
    .optional()
    .describe('Groups, named as @group where access is granted.'),
  status: z.enum(accountStatuses).optional().describe('Refused with its own NTSTATUS unless enabled.'),
  sid: localSid(4).optional().describe('Default: derived from the machine SID and the name.'),
  workstations: z.array(z.string()).optional().describe('NetBIOS names it may log in from; default: any.'),
  logonHours: hexadecimal(21)
    .optional()
    .describe('One bit an hour from Sunday 00:00 UTC; default: any time.'),
  ntlm: z
    .enum(ntlmAllowances)
    .optional()
    .describe('refuse: Kerberos alone, as for a member of Protected Users; default: accept.'),
  expiresAt: z
    .string()
    .refine((text) => momentOf(text) !== undefined, momentForm.expected)
    .optional()
    .describe('From then on refused as expired: 2026-12-31, or 2026-12-31T18:00:00Z; default: never.'),
  passwordExpiresAt: z
    .string()
    .refine((text) => momentOf(text) !== undefined, momentForm.expected)
    .optional()
    .describe('From then on refused as password-expired; default: never.'),
  ntStatus: z
    .union([z.enum(Object.keys(NtStatus) as [NtStatusName]), z.int().min(0).max(0xffff_ffff)])
    .refine(isFailureStatus, expectedFailure)
    .optional()
    .describe('Refused with this NTSTATUS, a failure, where nothing else refuses; default: none.'),
} satisfies Record<keyof AccountDefinition | 'passwordFile', z.ZodType>);

/** An account in the configuration's form. */
export const accountSchema = accountFields.refine(
  ({ password, passwordFile, ntHash }) =>
    [password, passwordFile, ntHash].filter((value) => value !== undefined).length === 1,
  'needs one of password, passwordFile and ntHash',
);

/** Everything {@link accountSchema} accepts. */
export type ConfiguredAccount = z.infer<typeof accountSchema>;

/** {@link localSidForm} as a schema. */
export function localSid(numbers: number): z.ZodString {
  const { pattern, expected } = localSidForm(numbers);
  return z.string().regex(pattern, expected).refine(hasNumbersOf32Bits, expected);
}

function hexadecimal(bytes: number): z.ZodString {
  const { pattern, expected } = hexadecimalForm(bytes);
  return z.string().regex(pattern, expected);
}
