import { lookup } from 'node:dns/promises';
import { closeSync } from 'node:fs';
import net from 'node:net';
import { getSystemErrorName } from 'node:util';
import type { ServeConfiguration } from '../../config/index.js';
import type { Carrier } from '../../facts/recorder.js';
import { defaultCredSsp, defaultHttp, defaultListen, defaultRpc } from '../../schema/defaults.js';
import type { Inherited } from '../../server/carriers/listeners.js';

/** A socket that has its address and listens once a worker says so. */
export interface BoundSocket {
  close(): void;
}

/** A socket that another program has bound, and that this process has inherited. */
class GivenSocket implements BoundSocket {
  readonly descriptor: number;

  constructor(descriptor: number) {
    this.descriptor = descriptor;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

/** The socket as `child_process` takes it among the descriptors of a child. */
export function inheritable(socket: BoundSocket): unknown {
  return socket instanceof GivenSocket ? socket.descriptor : socket;
}

/** The handle of Node.js that has the address. */
interface TcpHandle extends BoundSocket {
  /** @returns 0, or the number of an error, that of the binding included */
  getsockname(name: object): number;
}

/**
 * `node:cluster` binds its sockets with this function, which has no documented name. A server of `node:net` is none
 * for it: it accepts connections as soon as it is bound, and the primary is to serve nobody.
 */
const { _createServerHandle: createServerHandle } = net as unknown as {
  _createServerHandle(this: void, address: string, port: number, addressType: number): TcpHandle | number;
};

/** The first descriptor of a worker behind those for input, output, errors and the channel. */
const FIRST_DESCRIPTOR = 4;

/** The sockets on which all workers accept. They stay bound as long as the primary lives, whoever else ends. */
export class BoundSockets {
  /** In the order of their descriptors in a worker, from 4 on. */
  readonly handles: readonly BoundSocket[];
  /** The descriptors of each carrier in a worker. */
  readonly inherited: Inherited;

  constructor(bound: readonly (readonly [Carrier, BoundSocket])[]) {
    this.handles = bound.map(([, handle]) => handle);
    const inherited: Partial<Record<Carrier, number[]>> = {};
    for (const [index, [carrier]] of bound.entries()) {
      (inherited[carrier] ??= []).push(FIRST_DESCRIPTOR + index);
    }
    this.inherited = inherited;
  }

  close(): void {
    for (const handle of this.handles) handle.close();
  }
}

/**
 * Binds the address of each carrier of a configuration.
 *
 * @param given sockets that are bound already, in the place of the carrier's address
 * @throws an error like that of `node:net`, with `carrier` added, when one cannot be bound; none is then
 */
export async function bindSockets(
  configuration: ServeConfiguration,
  given: Inherited = {},
): Promise<BoundSockets> {
  const bound: (readonly [Carrier, BoundSocket])[] = [];
  try {
    for (const { carrier, host, port } of addressesOf(configuration)) {
      const sockets = given[carrier]?.map((descriptor) => new GivenSocket(descriptor));
      for (const socket of sockets ?? [await bind(carrier, host, port)]) bound.push([carrier, socket]);
    }
  } catch (error) {
    for (const [, handle] of bound) handle.close();
    throw error;
  }
  return new BoundSockets(bound);
}

/** The addresses that the server of a configuration listens at. */
function addressesOf({ listen, credssp, http, rpc }: ServeConfiguration) {
  const host = listen?.host ?? defaultListen.host;
  const secure = http?.tls !== undefined && http.tls !== false;
  const all = [
    { carrier: 'smb' as const, options: listen, defaultPort: defaultListen.port },
    { carrier: 'credssp' as const, options: credssp, defaultPort: defaultCredSsp.port },
    {
      carrier: secure ? ('https' as const) : ('http' as const),
      options: http,
      defaultPort: defaultHttp.port,
    },
    { carrier: 'rpc' as const, options: rpc, defaultPort: defaultRpc.port },
  ];
  return all.flatMap(({ carrier, options, defaultPort }) =>
    options ? [{ carrier, host: options.host ?? host, port: options.port ?? defaultPort }] : [],
  );
}

async function bind(carrier: Carrier, host: string, port: number): Promise<BoundSocket> {
  try {
    const { address, family } = await lookup(host);
    const handle = createServerHandle(address, port, family);
    if (typeof handle === 'number') throw bindingError(handle, address, port);
    // A port that is taken is told here.
    const failure = handle.getsockname({});
    if (failure === 0) return handle;
    handle.close();
    throw bindingError(failure, address, port);
  } catch (error) {
    throw Object.assign(error as Error, { carrier });
  }
}

function bindingError(number: number, address: string, port: number): Error {
  const code = getSystemErrorName(number);
  const error = new Error(`listen ${code}: ${address}:${port}`);
  return Object.assign(error, { code, errno: number, syscall: 'listen', address, port });
}
