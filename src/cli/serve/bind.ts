import type { ServeConfiguration } from '../../config/index.js';
import { printable } from '../../text/printable.js';
import type { Carrier } from '../../facts/recorder.js';

/** The error of a socket that cannot be bound. */
interface BindingError extends NodeJS.ErrnoException {
  readonly address?: string;
  readonly port?: number;
  /** The listener; absent for that of a test realm. */
  readonly carrier?: Carrier;
}

/** System calls that fail when an address cannot be bound. Any other failure is a bug of the server. */
const bindingCalls = new Set(['getaddrinfo', 'bind', 'listen']);

const privileged = 'A port under 1024 needs root or the capability CAP_NET_BIND_SERVICE';

/** The protocol, and the advice on its port, by carrier. */
const carriers: Readonly<Record<Carrier, { readonly protocol: string; readonly advice: string }>> = {
  smb: {
    protocol: '',
    advice: `${privileged}, and 445 may be held by another server, such as Samba. --port 0 takes any free port.`,
  },
  credssp: {
    protocol: ' for CredSSP',
    advice: `${privileged}, and 3389 may be held by another server, such as xrdp. --credssp 0 takes any free port.`,
  },
  http: { protocol: ' for HTTP', advice: `${privileged}. --http 0 takes any free port.` },
  https: { protocol: ' for HTTPS', advice: `${privileged}. --http 0 takes any free port.` },
  rpc: {
    protocol: ' for RPC',
    advice: `${privileged}, and 135 may be held by another server, such as Samba. --rpc 0 takes any free port.`,
  },
};

const localAdvice = `${privileged}. 0 takes any free port.`;
const taken = 'Another program listens there already, perhaps a server like this one. ';
const hostAdvice = '127.0.0.1 serves this machine only, 0.0.0.0 all interfaces.';
const addressAdvice = `No interface of this machine has that address: ${hostAdvice}`;
const nameAdvice = `That name has no address. Give an address: ${hostAdvice}`;

const kdcAdvice =
  'Another program may listen there, or the port is under 1024. --kdc-port 0 takes any free port (kerberos.testRealm.port in a configuration file).';

/**
 * Undefined, after saying why on stderr, when the port of a local listener cannot be bound.
 *
 * @param parts that it serves, in words
 */
export async function bindLocal<Opened>(
  parts: string,
  open: () => Promise<Opened>,
): Promise<Opened | undefined> {
  try {
    return await open();
  } catch (error) {
    const { syscall, code, address, port } = error as BindingError;
    if (!bindingCalls.has(syscall ?? '')) throw error;
    process.stderr.write(
      `cannot listen for ${parts} on ${printable(address ?? '')} port ${port}: ${code}\n${adviceFor(syscall, code, localAdvice)}\n`,
    );
    return undefined;
  }
}

/** A server, or the sockets of several processes. */
interface Binding<Bound> {
  listen(): Promise<Bound>;
  close(): Promise<void>;
}

/** Undefined, after saying why on stderr, when an address cannot be bound. */
export async function bind<Bound>(
  server: Binding<Bound>,
  configuration: ServeConfiguration,
): Promise<Bound | undefined> {
  try {
    return await server.listen();
  } catch (error) {
    await server.close();
    const { name, syscall, code, carrier = 'smb', ...address } = error as BindingError;
    if (!bindingCalls.has(syscall ?? '')) throw error;
    // The KDC of a test realm has an address of its own, and a name that is not found has none.
    const configured = configuredAddress(configuration, carrier);
    const place = `${printable(address.address ?? configured.host)} port ${address.port ?? configured.port}`;
    if (name === 'KdcAddressError') {
      process.stderr.write(`the KDC cannot listen on ${place}: ${code}\n${kdcAdvice}\n`);
      return undefined;
    }
    const { protocol, advice } = carriers[carrier];
    process.stderr.write(
      `cannot listen${protocol} on ${place}: ${code}\n${adviceFor(syscall, code, advice)}\n`,
    );
    return undefined;
  }
}

function configuredAddress(
  { listen, credssp, http, rpc }: ServeConfiguration,
  carrier: Carrier,
): { readonly host: string; readonly port: number } {
  const options = { smb: listen, credssp, http, https: http, rpc }[carrier];
  return { host: options?.host ?? listen?.host ?? '', port: options?.port ?? 0 };
}

function adviceFor(syscall: string | undefined, code: string | undefined, ofPort: string): string {
  if (syscall === 'getaddrinfo') return nameAdvice;
  if (code === 'EADDRNOTAVAIL') return addressAdvice;
  return code === 'EADDRINUSE' ? `${taken}${ofPort}` : ofPort;
}
