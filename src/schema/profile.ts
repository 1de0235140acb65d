import { z } from 'zod';
import { productVersionForm } from '../auth/server-names.js';
import { defaultServerProfile, type ServerProfile } from '../session/model/server-profile.js';
import { profileRows } from '../session/profiles/rows.js';

/** The values of each key; those of words begin with the one of a server without a preset. */
const values = {
  serverGuid: z.enum(['random', 'netbios-name']),
  serverStartTime: z.enum(['zero', 'start']),
  smb1Refusal: z.enum(['answer', 'none']),
  credits: z.enum(['as-asked', 'after-login']),
  compoundCredits: z.enum(['each', 'last']),
  manyDialects: z.enum(['served', 'refused']),
  encryptionContext: z.enum(['alone', 'with-capability']),
  productVersion: z.string().regex(productVersionForm.pattern, { error: productVersionForm.expected }),
  sessionIds: z.enum(['64-bit', '32-bit']),
  anonymousFlag: z.enum(['is-null', 'none']),
  bindingOfAnotherUser: z.enum(['STATUS_NOT_SUPPORTED', 'STATUS_ACCESS_DENIED']),
  bindingRequiresSigning: z.boolean(),
  requestBeforeLogin: z.enum(['SEC_E_UNSUPPORTED_FUNCTION', 'STATUS_INVALID_HANDLE']),
  expiredSession: z.enum(['lock', 'unlock-and-echo']),
  unknownSession: z.enum(['signed', 'echoed-signature']),
  echo: z.enum(['with-session', 'always']),
  unsignedTreeConnect: z.enum(['disconnect', 'STATUS_ACCESS_DENIED']),
  malformedPath: z.enum(['STATUS_INVALID_PARAMETER', 'STATUS_BAD_NETWORK_NAME']),
  treeIds: z.enum(['counted', 'random']),
  pipeAccess: z.int().min(0).max(0xffff_ffff),
  unlockImmediately: z.enum(['ignored', 'refused']),
  filePosition: z.enum(['zero', 'after-read']),
  breakSessionId: z.enum(['of-the-session', 'zero']),
  needlessAcknowledgment: z.enum(['STATUS_INVALID_DEVICE_STATE', 'STATUS_INVALID_OPLOCK_PROTOCOL']),
  dotDotNames: z.enum(['refused', 'resolved']),
  objectIds: z.enum(['none', 'made-up']),
  compressionState: z.enum(['refused', 'uncompressed']),
  auditEvents: z.enum(['none', 'all']),
} satisfies { [K in keyof ServerProfile]: z.ZodType<ServerProfile[K]> };

/** The keys of a {@link ServerProfile}, each optional. */
export const profileSection = z
  .strictObject(
    Object.fromEntries(
      Object.entries(values).map(([key, schema]) => {
        const name = key as keyof ServerProfile;
        return [
          key,
          schema.meta({
            description: described(profileRows[name].differs),
            default: defaultServerProfile[name],
          }),
        ];
      }),
    ) as typeof values,
  )
  .partial()
  .meta({ description: 'Single answers of a preset; src/session/profiles/PROFILES.md has them all.' });

function described(differs: string): string {
  return `${differs.charAt(0).toUpperCase()}${differs.slice(1)}.`;
}
