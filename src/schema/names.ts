import { z } from 'zod';
import { localSid } from '../accounts/account-schema.js';
import { dnsForm, longestDnsName, netbiosForm } from '../auth/server-names.js';
import { defaultNames } from './defaults.js';

const netbios = z.string().regex(netbiosForm.pattern, netbiosForm.expected);
const dns = z.string().regex(dnsForm.pattern, dnsForm.expected).max(longestDnsName);

/** Every name there is, and the SID that accounts begin with. */
const namesSchema = z.strictObject({
  netbiosName: netbios.meta({ default: defaultNames.netbiosName }),
  dnsName: dns.meta({ default: defaultNames.dnsName }),
  netbiosDomain: netbios.meta({
    description: 'The domain the server belongs to; by default none, and its accounts are its own.',
  }),
  dnsDomain: dns.meta({ default: defaultNames.dnsDomain }),
  dnsTree: dns.meta({
    description: 'The DNS name of the forest the domain belongs to (MsvAvDnsTreeName); by default none.',
  }),
  machineSid: localSid(3).meta({
    description:
      'What the SIDs of accounts begin with that have none of their own; by default derived from netbiosName.',
  }),
});

/** The keys there are, each optional. */
export const namesSection = namesSchema
  .partial()
  .meta({ description: 'What the server calls itself ([MS-NLMP] 2.2.2.1).' });
