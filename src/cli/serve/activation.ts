import { ConfigurationError, type ServeConfiguration } from '../../config/index.js';
import { quoted } from '../../text/printable.js';
import type { Carrier } from '../../facts/recorder.js';
import type { Inherited } from '../../server/carriers/listeners.js';
import type { OriginOf, ServerFlags } from '../flags.js';
import type { Log } from '../log.js';
import type { LocalPartName } from '../../local-http/local-part.js';
import { listeningSocket, type SocketAddress } from './listening-socket.js';
import type { LocalSockets } from './local-parts.js';
import { LOOPBACK } from './local-place.js';
import { hostAndPort } from '../../text/host-and-port.js';
import type { GivenSockets } from './service-variables.js';

/** The first descriptor that systemd hands over (SD_LISTEN_FDS_START of sd_listen_fds(3)). */
const FIRST = 3;

/** More than a unit of ours has. */
const MOST_SOCKETS = 64;

const carriers: readonly Carrier[] = ['smb', 'credssp', 'http', 'https', 'rpc'];

/** The parts of ports of this machine, each of which has one socket. */
const localNames = ['control', 'watch', 'admin'] as const satisfies readonly LocalPartName[];

/** The flags that say the port of a carrier. */
const portFlags = {
  smb: 'port',
  credssp: 'credssp',
  http: 'http',
  https: 'http',
  rpc: 'rpc',
  control: 'control',
  watch: 'watch',
  admin: 'admin',
} as const;

/** A configuration that listens on sockets which systemd has opened. */
export interface Activated {
  readonly configuration: ServeConfiguration;
  readonly inherited: Inherited;
  /** The flags, with the places of sockets for parts of ports of this machine. */
  readonly flags: ServerFlags;
  readonly localSockets: LocalSockets;
}

/** A socket, and what is to be served on it. */
interface NamedSocket extends SocketAddress {
  readonly name: Carrier | LocalPartName;
  readonly descriptor: number;
}

/**
 * Takes sockets of systemd (sd_listen_fds(3)): each is of the carrier that its `FileDescriptorName=` names, and of SMB
 * where the unit names none. A carrier with a socket is served, and on no other address; one without listens where the
 * configuration says.
 *
 * @param given undefined: there are none
 * @throws ConfigurationError for a descriptor that is no listening socket of TCP, a name of no carrier, and a flag that
 * says another port for the same carrier
 */
export function activate(
  configuration: ServeConfiguration,
  given: GivenSockets | undefined,
  { flags, originOf, log }: { readonly flags: ServerFlags; readonly originOf: OriginOf; readonly log: Log },
): Activated {
  if (given === undefined) return { configuration, inherited: {}, flags, localSockets: {} };
  const sockets = namedSockets(given);
  refuseOtherPorts(sockets, flags, originOf);
  refuseStrangers(sockets);
  for (const { name, host, port, descriptor } of sockets) {
    log.info(
      `${name} is served on a socket of systemd: ${hostAndPort(host, port)}, descriptor ${descriptor}`,
    );
  }
  const inherited: Partial<Record<Carrier, number[]>> = {};
  const localSockets: Partial<Record<LocalPartName, number>> = {};
  let places: Partial<ServerFlags> = {};
  for (const { name, host, port, descriptor } of sockets) {
    if (isCarrier(name)) (inherited[name] ??= []).push(descriptor);
    else {
      localSockets[name] = descriptor;
      places = { ...places, [name]: name === 'admin' ? hostAndPort(host, port) : String(port) };
    }
  }
  return {
    configuration: withSockets(configuration, sockets),
    inherited,
    flags: { ...flags, ...places },
    localSockets,
  };
}

function namedSockets({ count, names }: GivenSockets): NamedSocket[] {
  if (!(count >= 1 && count <= MOST_SOCKETS)) throw unusable('LISTEN_FDS', `expected 1 to ${MOST_SOCKETS}`);
  return Array.from({ length: count }, (_, index) => {
    const descriptor = FIRST + index;
    const name = nameOf(names[index], descriptor);
    const socket = listeningSocket(descriptor);
    if (typeof socket !== 'string') return { ...socket, name, descriptor };
    throw unusable(`descriptor ${descriptor}`, `${socket}: expected a socket of TCP that listens`);
  });
}

/** systemd names a socket after its unit where the unit says nothing, and `unknown` where it has none. */
function nameOf(name = '', descriptor: number): NamedSocket['name'] {
  if (name === '' || name === 'unknown' || name.endsWith('.socket')) return 'smb';
  const all = [...carriers, ...localNames];
  const meant = all.find((known) => known === name);
  if (meant !== undefined) return meant;
  throw unusable(
    `descriptor ${descriptor}`,
    `is named ${quoted(name)}: expected FileDescriptorName= to be one of ${all.join(', ')}`,
  );
}

/** A carrier has one address: of two, it would be unknown which one was meant. */
function refuseOtherPorts(sockets: readonly NamedSocket[], flags: ServerFlags, originOf: OriginOf): void {
  const served = new Set(sockets.map(({ name }) => name));
  const problems = [...served].flatMap((name) => {
    const flag = portFlags[name];
    const message = `cannot be with a socket of systemd for ${name}: leave one of them out`;
    return flags[flag] === undefined ? [] : [{ path: originOf(flag), message }];
  });
  if (served.has('smb') && !flags.smb)
    problems.push({ path: originOf('smb'), message: 'cannot be with a socket of systemd for smb' });
  if (served.has('http') && served.has('https'))
    problems.push({ path: 'LISTEN_FDNAMES', message: 'expected http or https: a server has one of them' });
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/** The page and the control API are for this machine alone, whatever a unit says, and each part has one place. */
function refuseStrangers(sockets: readonly NamedSocket[]): void {
  const local = sockets.filter(({ name }) => !isCarrier(name));
  for (const { name, host, descriptor } of local) {
    if (name !== 'admin' && host !== LOOPBACK)
      throw unusable(
        `descriptor ${descriptor}`,
        `${name} is served on ${LOOPBACK} only, and this is ${host}`,
      );
    if (local.some((other) => other.name === name && other.descriptor !== descriptor))
      throw unusable('LISTEN_FDNAMES', `expected one socket for ${name}`);
  }
}

function isCarrier(name: NamedSocket['name']): name is Carrier {
  return !localNames.some((local) => local === name);
}

/** The configuration with the addresses of the sockets; a port of the configuration file gives way. */
function withSockets(configuration: ServeConfiguration, sockets: readonly NamedSocket[]): ServeConfiguration {
  const placeOf = (wanted: Carrier): SocketAddress | undefined => {
    const socket = sockets.find(({ name }) => name === wanted);
    return socket && { host: socket.host, port: socket.port };
  };
  const { listen, credssp, http, rpc } = configuration;
  const [smb, secure, plain] = [placeOf('smb'), placeOf('https'), placeOf('http')];
  const speaksTls = http?.tls !== undefined && http.tls !== false;
  if (plain !== undefined && speaksTls) {
    throw unusable(
      'LISTEN_FDNAMES',
      'expected https in place of http: the configuration says that it speaks TLS',
    );
  }
  const tls = speaksTls ? {} : { tls: {} };
  const web = plain ?? (secure && { ...secure, ...tls });
  const [rdp, mapper] = [placeOf('credssp'), placeOf('rpc')];
  return {
    ...configuration,
    listen: smb === undefined ? listen : { ...listen, ...smb },
    ...(rdp && { credssp: { ...credssp, ...rdp } }),
    ...(web && { http: { ...http, ...web } }),
    ...(mapper && { rpc: { ...rpc, ...mapper } }),
  };
}

function unusable(path: string, message: string): ConfigurationError {
  return new ConfigurationError([{ path, message }]);
}
