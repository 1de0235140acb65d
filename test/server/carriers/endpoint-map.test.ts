import assert from 'node:assert/strict';
import { createSrvsvc } from '../../../src/rpc/index.js';
import { SRVSVC } from '../../../src/rpc/srvsvc/srvsvc.js';
import { endpointMapOf } from '../../../src/server/carriers/endpoint-map.js';
import { recordedServer } from '../../rpc/support/server-info.js';

const services = [{ name: 'srvsvc', service: createSrvsvc(recordedServer) }];
const addressOf = (address: string): Buffer | undefined => {
  const [first] = endpointMapOf(services, { address, port: 49152 }, undefined);
  return first?.binding.protocol === 'ncacn_ip_tcp' ? first.binding.address : undefined;
};

describe('server/carriers: the endpoint map of a client', () => {
  it('names the port and the address that it came to, and the pipe', () => {
    assert.deepEqual(endpointMapOf(services, { address: '192.0.2.1', port: 49152 }, 'FILES'), [
      {
        syntax: SRVSVC,
        annotation: 'srvsvc',
        binding: { protocol: 'ncacn_ip_tcp', port: 49152, address: Buffer.of(192, 0, 2, 1) },
      },
      {
        syntax: SRVSVC,
        annotation: 'srvsvc',
        binding: { protocol: 'ncacn_np', pipe: '\\PIPE\\srvsvc', host: 'FILES' },
      },
    ]);
  });

  it('has no pipes where SMB is left out', () => {
    assert.equal(endpointMapOf(services, { address: '192.0.2.1', port: 1 }, undefined).length, 1);
  });

  it('has an address of IPv4 also on a socket for both families, and none for IPv6', () => {
    assert.deepEqual(addressOf('::ffff:192.0.2.1'), Buffer.of(192, 0, 2, 1));
    assert.deepEqual(addressOf('2001:db8::1'), Buffer.alloc(4));
  });
});
