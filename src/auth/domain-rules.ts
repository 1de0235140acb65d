import {
  aPositiveNumber,
  atMost,
  both,
  objectWith,
  optional,
  textOf,
  withFunctions,
} from '../values/rules.js';
import { aDnsName, netbiosForm } from './server-names.js';

/** The rule of a DomainAuthority. */
export const domainAuthorityRule = both(
  withFunctions('verify'),
  objectWith({
    name: textOf(netbiosForm),
    dnsName: aDnsName,
    timeoutSeconds: optional(both(aPositiveNumber, atMost(3600))),
  }),
);
