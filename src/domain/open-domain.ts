import { checkedRuntime } from '../runtime/runtime.js';
import { DomainMember } from './domain-member.js';
import { openMachineSecret } from './machine-secret.js';
import type { DomainOptions, DomainSurroundings, OpenedDomain } from './options.js';

/**
 * Opens a domain: its secret is read. Nothing is connected before {@link OpenedDomain.start} or the first login.
 *
 * @param options already checked
 * @throws ConfigurationError for a file that cannot be read, and a keytab without the machine account's rc4-hmac key
 */
export function openDomain(options: DomainOptions, surroundings: DomainSurroundings): OpenedDomain {
  const runtime = checkedRuntime(surroundings.runtime);
  const account = `${options.machineAccount.replace(/\$$/, '')}$`;
  const secret = openMachineSecret(options, account, options.dnsName.toUpperCase(), runtime);
  const onState = surroundings.onState.bind(surroundings);
  const member = new DomainMember({ options, account, secret, runtime, onState });
  const { name, dnsName, timeoutSeconds } = member;
  return {
    name,
    dnsName,
    timeoutSeconds,
    machineKeys: secret.keys,
    verify: (question) => member.verify(question),
    trouble: () => member.trouble(),
    start: () => member.start(),
    close: () => member.close(),
  };
}
