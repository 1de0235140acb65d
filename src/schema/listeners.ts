import type { Path } from '../values/configuration-error.js';

/** A listener of a server as it is configured. */
export interface ConfiguredListener {
  /** The protocol as people call it. */
  readonly name: 'SMB' | 'CredSSP' | 'HTTP' | 'RPC';
  /** The keys that lead to its port. */
  readonly place: Path;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

/** The part of a configuration of HTTP that says what logins are bound to. */
interface HttpBindings {
  readonly tls?: unknown;
  readonly channelBindings?: string | undefined;
}

/** A fault of listeners that are right each by itself. */
export interface ListenerFault {
  readonly place: Path;
  readonly message: string;
}

const everyAddress = new Set(['0.0.0.0', '::']);

/** Nothing to serve, and two listeners that cannot both have their port. */
export function problemsOfListeners(listeners: readonly ConfiguredListener[]): ListenerFault[] {
  if (listeners.length === 0) {
    return [
      {
        place: ['listen'],
        message: 'expected credssp, http or rpc where SMB is left out: nothing is served',
      },
    ];
  }
  return listeners.flatMap((listener, index) => {
    const other = listeners.slice(0, index).find((before) => areOnePort(before, listener));
    const message = `expected another port than ${other?.port}, which ${other?.name} has`;
    return other === undefined ? [] : [{ place: listener.place, message }];
  });
}

function areOnePort(one: ConfiguredListener, other: ConfiguredListener): boolean {
  if (one.port === 0 || one.port !== other.port) return false;
  return one.host === other.host || everyAddress.has(one.host) || everyAddress.has(other.host);
}

/** Channel bindings that are demanded of logins where there is no TLS. */
export function problemsOfBindings({ tls, channelBindings }: HttpBindings = {}): ListenerFault[] {
  if (tls !== undefined && tls !== false) return [];
  if (channelBindings === undefined || channelBindings === 'never') return [];
  return [
    {
      place: ['http', 'channelBindings'],
      message: 'expected "never", or TLS (http.tls): without it there is no channel to bind to',
    },
  ];
}
