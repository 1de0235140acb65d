import { ipAddressBytes } from '../../bytes/index.js';
import type { Endpoint as Address } from '../../facts/recorder.js';
import type { EndpointMap } from '../../rpc/index.js';
import type { NamedService } from '../rpc-services.js';

/**
 * The endpoints of the services: the port that the client came to, and their pipes.
 *
 * @param local the address and port at which the client came in
 * @param pipesOf NetBIOS name of the computer with the pipes; undefined: there are none
 */
export function endpointMapOf(
  services: readonly NamedService[],
  local: Address,
  pipesOf: string | undefined,
): EndpointMap {
  const bytes = ipAddressBytes(local.address);
  // The address of a client that came by IPv6 has no room in a tower; a client then stays with the one that it knows.
  const address = bytes.length === 4 ? bytes : Buffer.alloc(4);
  return services.flatMap(({ name, service: { syntax } }) => [
    { syntax, annotation: name, binding: { protocol: 'ncacn_ip_tcp', port: local.port, address } },
    ...(pipesOf === undefined
      ? []
      : [
          {
            syntax,
            annotation: name,
            binding: { protocol: 'ncacn_np', pipe: `\\PIPE\\${name}`, host: pipesOf } as const,
          },
        ]),
  ]);
}
