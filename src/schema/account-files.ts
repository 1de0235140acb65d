import { z } from 'zod';
import { accountFileFormats } from '../accounts/account-file.js';

const accountFile = z.strictObject({
  format: z.enum(accountFileFormats).meta({
    description:
      'json: accounts as in this file; smbpasswd: Samba’s; ntlm-user-file: DOMAIN:USER:PASSWORD, as gss-ntlmssp has it.',
  }),
  path: z.string().min(1).meta({ description: 'Relative to the configuration file.' }),
});

export const accountFilesSection = z.array(accountFile).meta({
  description: 'Files with more accounts, asked in this order; read again when they change.',
});
