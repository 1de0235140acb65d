import { z } from 'zod';
import { accountFilesSection } from './sections/account-files.js';
import { accountsSection } from './sections/accounts.js';
import { diagnosisSection } from './sections/diagnosis.js';
import { limitsSection } from './sections/limits.js';
import { listenSection } from './sections/listen.js';
import { namesSection } from './sections/names.js';
import { policySection } from './sections/policy.js';
import { sharesSection } from './sections/shares.js';

/**
 * Everything that can be configured: the one source of what a configuration file, an environment variable and a flag
 * may say. It knows no values for what is absent: those belong to the server.
 */
export const configurationSchema = z
  .strictObject({
    $schema: z.string().meta({ description: 'For editors; ignored.' }),
    listen: listenSection,
    server: namesSection,
    accounts: accountsSection,
    accountFiles: accountFilesSection,
    shares: sharesSection,
    policy: policySection,
    limits: limitsSection,
    diagnosis: diagnosisSection,
  })
  .partial()
  .meta({ title: 'Configuration of smb2-auth-server' });

/** A configuration as it is written, each key optional. */
export type Configuration = z.infer<typeof configurationSchema>;

/** The JSON Schema of the configuration file. */
export function configurationJsonSchema(): object {
  return z.toJSONSchema(configurationSchema);
}
