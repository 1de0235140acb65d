import { z } from 'zod';
import { localSid } from '../accounts/account-schema.js';

const netbios = z
  .string()
  .regex(
    /^[^\u0000-\u0020"/\\[\]:|<>+=;,*?.]{1,15}$/,
    'expected up to 15 characters, none of them a space or one of "/\\[]:|<>+=;,*?.',
  );
const dns = z
  .string()
  .regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/, 'expected a DNS name')
  .max(255);

/** Every name there is, and the SID that accounts begin with. */
export const namesSchema = z.strictObject({
  netbiosName: netbios.meta({ default: 'SMB2AUTH' }),
  dnsName: dns.meta({ default: 'smb2auth.localdomain' }),
  netbiosDomain: netbios.meta({
    description: 'The domain the server belongs to; by default none, and its accounts are its own.',
  }),
  dnsDomain: dns.meta({ default: 'localdomain' }),
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
