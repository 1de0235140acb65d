import { z } from 'zod';
import { faultsSection } from '../faults/fault-schema.js';
import { carrierConfigurationSections } from '../schema/carriers.js';
import { domainConfigurationSection } from '../schema/domain.js';
import { groupsSection } from '../schema/groups.js';
import { kerberosConfigurationSection } from '../schema/kerberos.js';
import { limitsSection } from '../schema/limits.js';
import {
  accountFilesSection,
  accountsSection,
  diagnosisSection,
  listenSection,
  workersSection,
} from '../schema/sections.js';
import { namesSection } from '../schema/names.js';
import { policySection } from '../schema/policy-section.js';
import { profileSection } from '../schema/profile.js';
import { stateConfigurationSection } from '../schema/state.js';
import { sharesSection } from '../schema/shares.js';
import { keysToCheck } from '../values/problems.js';

/**
 * Everything that can be configured by a configuration file, an environment variable or a flag. The schemas set no
 * defaults: those belong to the server. Each is asked for when something is said there.
 */
const sections = {
  $schema: () => z.string().meta({ description: 'For editors; ignored.' }),
  listen: () =>
    listenSection
      .nullable()
      .meta({ description: 'Where SMB is listened for; null: SMB is not served, but other carriers are.' }),
  credssp: () => carrierConfigurationSections.credssp,
  http: () => carrierConfigurationSections.http,
  rpc: () => carrierConfigurationSections.rpc,
  workers: () => workersSection,
  server: () => namesSection,
  accounts: () => accountsSection,
  accountFiles: () => accountFilesSection,
  groups: () => groupsSection,
  shares: () => sharesSection,
  policy: () => policySection,
  profile: () => profileSection,
  kerberos: () => kerberosConfigurationSection,
  domain: () => domainConfigurationSection,
  state: () => stateConfigurationSection,
  limits: () => limitsSection,
  diagnosis: () => diagnosisSection,
  faults: () => faultsSection,
};

type SectionName = keyof typeof sections;
type Shape = { readonly [Name in SectionName]: ReturnType<(typeof sections)[Name]> };

const sectionNames = Object.keys(sections) as SectionName[];

/**
 * The schema of a configuration, each key optional. With a value, it has the sections in which that says something.
 */
export function configurationSchema(value?: unknown) {
  const names = value === undefined ? sectionNames : keysToCheck(value, sectionNames);
  const shape = Object.fromEntries(names.map((name) => [name, sections[name]()])) as Shape;
  return z.strictObject(shape).partial().meta({ title: 'Configuration of smb2-auth-server' });
}

/** A configuration as it is written, each key optional. */
export type Configuration = z.infer<ReturnType<typeof configurationSchema>>;

/** The JSON Schema of the configuration file. */
export function configurationJsonSchema(): object {
  return z.toJSONSchema(configurationSchema());
}
