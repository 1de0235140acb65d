import { z } from 'zod';
import { addressFromText, isIpAddress } from '../auth/controller-address.js';
import { dnsForm, longestDnsName, netbiosForm } from '../auth/server-names.js';
import { areDistinct } from '../auth/policy-rules.js';

const machineAccount = z
  .string()
  .regex(
    /^[^\u0000-\u0020"/\\[\]:|<>+=;,*?.@$]{1,15}\$?$/,
    'expected the name of a machine account, such as FILES$',
  );

const expectedController = 'expected a name or an address, and perhaps a port, such as dc1.ad.example.com';
const expectedDnsServer = 'expected an address, and perhaps a port, such as 192.0.2.53';

/** Names or addresses, each with a port behind a colon where it is another than usual. */
const hosts = (isOne: (text: string) => boolean, expected: string) =>
  z.array(z.string().refine(isOne, expected)).min(1).refine(areDistinct, 'expected each once');

const isController = (text: string): boolean => addressFromText(text) !== undefined;

function isDnsServer(text: string): boolean {
  const address = addressFromText(text);
  return address !== undefined && isIpAddress(address.host);
}

const joinShape = {
  name: z
    .string()
    .regex(netbiosForm.pattern, netbiosForm.expected)
    .meta({ description: 'NetBIOS name of the domain, such as ADLAB.' }),
  dnsName: z.string().regex(dnsForm.pattern, dnsForm.expected).max(longestDnsName).meta({
    description: 'DNS name of the domain, such as ad.example.com; its Kerberos realm is that in upper case.',
  }),
  machineAccount: machineAccount.meta({
    description: 'The account of this server in the domain, such as FILES$; the server is called FILES then.',
  }),
};

const settingsShape = {
  machinePasswordFile: z.string().min(1).meta({
    description:
      'A file that holds the password of the machine account and at most one line end; relative to the configuration file.',
  }),
  keytab: z.string().min(1).meta({
    description:
      'An MIT keytab with the keys of the machine account, rc4-hmac among them, in place of its password; relative to the configuration file.',
  }),
  controllers: hosts(isController, expectedController).meta({
    description:
      'Domain controllers in the order in which they are asked; a port is that of the endpoint mapper. Default: those that DNS names (_ldap._tcp.dc._msdcs of the domain).',
  }),
  timeoutSeconds: z.number().positive().max(3600).meta({
    description: 'Time in which a login has its answer, however many controllers are tried.',
    default: 8,
  }),
  idleSeconds: z.number().min(1).max(86_400).meta({
    description: 'Time without a login after which the channel to the controller is closed.',
    default: 600,
  }),
  allowMachineAccounts: z.boolean().meta({
    description: 'Whether machine accounts of the domain may log in as users.',
    default: false,
  }),
  dnsServers: hosts(isDnsServer, expectedDnsServer).meta({
    description: 'Servers that are asked for the controllers of the domain. Default: those of the system.',
  }),
};

const secrets = ['machinePassword', 'machinePasswordFile', 'keytab'] as const;

/** The domain that the server is a member of, as a program says it. */
export const domainSection = z
  .strictObject({
    ...joinShape,
    ...z.object(settingsShape).partial().shape,
    machinePassword: z.string().min(1).optional(),
  })
  .refine((section) => secrets.filter((key) => section[key] !== undefined).length === 1, {
    error: `expected one of ${secrets.join(', ')}: the controllers know this server by its machine account`,
  });

/** The same as the configuration says it: a source need not say all of it, and none says the password itself. */
export const domainConfigurationSection = z
  .strictObject({ ...joinShape, ...settingsShape })
  .partial()
  .meta({
    description:
      'The Active Directory domain that this server is a member of: its controllers decide the logins of its users. The server does not join it: the machine account is there already.',
  });

/** A value of {@link domainConfigurationSection}. */
export type DomainConfiguration = z.infer<typeof domainConfigurationSection>;
