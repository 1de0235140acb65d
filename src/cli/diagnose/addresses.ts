import type { networkInterfaces } from 'node:os';

/** An address of this machine that a device may reach. */
export interface MachineAddress {
  readonly address: string;
  readonly interface: string;
  /** A device is hardly ever on the other side of anything but a network. */
  readonly kind: 'network' | 'tunnel' | 'virtual' | 'self-assigned';
}

const kinds: readonly MachineAddress['kind'][] = ['network', 'tunnel', 'virtual', 'self-assigned'];

/** Bridges and cables between this machine and its own containers and virtual machines. */
const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|incus|cni|cali|flannel|podman|vEthernet)/;
const tunnel = /^(tun|tap|wg|utun|ppp|tailscale|zt)/;

/**
 * The addresses at which a server can be reached from another machine, the likeliest first.
 *
 * @param listening as the socket tells it: `0.0.0.0` is every address of IPv4, `::` every one of both families
 * @param interfaces of this machine
 */
export function reachableAddresses(
  listening: string,
  interfaces: ReturnType<typeof networkInterfaces>,
): MachineAddress[] {
  const all = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ internal, family, address }) => !internal && listensOn(listening, family, address))
      .map(({ address }) => ({ address, interface: name, kind: kindOf(name, address) })),
  );
  const rank = ({ kind, address }: MachineAddress): number =>
    kinds.indexOf(kind) * 2 + (address.includes(':') ? 1 : 0);
  return all.sort((a, b) => rank(a) - rank(b));
}

function listensOn(listening: string, family: string, address: string): boolean {
  if (listening !== '0.0.0.0' && listening !== '::') return address === listening;
  // A link-local address means nothing without the number that its interface has on the device.
  return !address.startsWith('fe80:') && (listening === '::' || family === 'IPv4');
}

function kindOf(name: string, address: string): MachineAddress['kind'] {
  if (address.startsWith('169.254.')) return 'self-assigned';
  if (virtual.test(name)) return 'virtual';
  return tunnel.test(name) ? 'tunnel' : 'network';
}
