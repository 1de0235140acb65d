import type { ServeConfiguration } from '../../config/index.js';
import type { Server } from '../../server/create-server.js';
import type { Log } from '../log.js';
import type { AskedDomain } from '../output/reporter.js';

/** Logs each change of the way to the controllers of the server's domain, in words. */
export function tellDomain(server: Server, { domain }: ServeConfiguration, log: Log): void {
  if (domain === undefined) return;
  server.on('domain', ({ state, because }) => {
    const told = `domain ${domain.name}: ${because}`;
    if (state === 'open') log.info(told);
    else if (state === 'lost') log.warn(told);
    else log.error(told);
  });
}

/** The domain that decides logins; undefined: the server is a member of none. */
export function askedDomain({ domain }: ServeConfiguration): AskedDomain | undefined {
  if (domain === undefined) return undefined;
  const { name, dnsName, machineAccount, controllers } = domain;
  const asked = controllers?.join(', then ') ?? `the controllers that DNS names for ${dnsName}`;
  return {
    details: { name, dnsName, machineAccount, ...(controllers && { controllers }) },
    line: `Logins of the domain ${name} are decided by ${asked}`,
  };
}
