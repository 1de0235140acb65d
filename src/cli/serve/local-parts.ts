import type { ChangingAccounts } from '../../auth/changing-accounts.js';
import { ConfigurationError, type ServeConfiguration } from '../../config/index.js';
import type { Tap } from '../../facts/tap.js';
import type { LocalPartName } from '../../local-http/local-part.js';
import {
  type CreatedLocalListener,
  createLocalListener,
  type LocalListener,
} from '../../local-http/listener.js';
import { type CheckedRuntime, systemRuntime } from '../../runtime/runtime.js';
import type { ServerParts } from '../../server/create-server.js';
import type { OriginOf, ServerFlags } from '../flags.js';
import type { Log } from '../log.js';
import type { FurtherListener } from '../output/reporter.js';
import type { OpenedAccounts } from './accounts.js';
import { bindLocal } from './bind.js';
import type { ServedPart } from './served-part.js';

/** Descriptors of the sockets of parts. */
export type LocalSockets = Readonly<Partial<Record<LocalPartName, number>>>;

/** Parts that share a listener, since their flags name one port. */
interface Group {
  readonly parts: readonly [ServedPart, ...ServedPart[]];
  created?: CreatedLocalListener;
  opened?: LocalListener;
}

/** All that `--control`, `--watch` and `--admin` serve on ports of this machine. */
export class LocalParts {
  readonly #groups: readonly Group[];
  readonly #parts: readonly ServedPart[];
  readonly #sockets: LocalSockets;

  /**
   * @param sockets that listen at the places of parts already
   * @throws ConfigurationError when one port has two hosts
   */
  constructor(parts: readonly ServedPart[], originOf: OriginOf, sockets: LocalSockets = {}) {
    this.#parts = parts;
    this.#sockets = sockets;
    this.#groups = groupsOf(parts, originOf);
  }

  /** The accounts of flags and variables, where a part can change them. */
  get accounts(): ChangingAccounts | undefined {
    return this.#parts.find(({ accounts }) => accounts !== undefined)?.accounts;
  }

  /** The clocks of the server, where a part moves them. */
  get runtime(): CheckedRuntime | undefined {
    return this.#parts.find(({ runtime }) => runtime !== undefined)?.runtime;
  }

  /** Sees the bytes of the server for a part that shows them. */
  get tap(): Tap | undefined {
    return this.#parts.find(({ tap }) => tap !== undefined)?.tap;
  }

  /** Watches a server from now on, and makes its parts; called once, before the server listens. */
  create(server: ServerParts, opened: OpenedAccounts, log: Log): void {
    for (const group of this.#groups) {
      const { host, port } = group.parts[0].place;
      group.created = createLocalListener(
        group.parts.map((part) => part.create(server, opened, log)),
        {
          host,
          port,
          descriptor: this.#sockets[group.parts[0].name],
          runtime: systemRuntime,
          onError: (error) => log.error(`${namesOf(group)}: a request failed`, { error }),
        },
      );
    }
  }

  /**
   * Opens the listeners, and says where they are.
   *
   * @returns undefined: a port cannot be bound, which was said on stderr
   * @throws ConfigurationError when a file cannot be written
   */
  async open(): Promise<readonly FurtherListener[] | undefined> {
    for (const group of this.#groups) {
      const { created } = group;
      if (created === undefined) throw new TypeError('no server is watched');
      const opened = await bindLocal(namesOf(group), () => created.open());
      if (opened === undefined) return undefined;
      group.opened = opened;
    }
    return this.#groups.flatMap(({ parts, opened }) =>
      opened === undefined ? [] : parts.map((part) => part.announce(opened)),
    );
  }

  /** Removes the files, and closes the listeners; requests that wait get their answers. */
  async close(): Promise<void> {
    for (const part of this.#parts) part.withdraw?.();
    await Promise.all(this.#groups.map(async ({ opened }) => opened?.close()));
  }
}

/**
 * The parts that are asked for, each of which loads its modules for its flag alone; undefined: there are none.
 *
 * @throws ConfigurationError
 */
export async function servedParts(
  flags: ServerFlags,
  originOf: OriginOf,
  configuration: ServeConfiguration,
  log: Log,
): Promise<readonly ServedPart[]> {
  const parts: ServedPart[] = [];
  if (flags.control !== undefined) {
    const { ServedControl } = await import('./control.js');
    parts.push(new ServedControl(flags, originOf, configuration));
  }
  if (flags.watch !== undefined) {
    const { ServedWatch } = await import('./watch.js');
    parts.push(new ServedWatch(flags.watch, originOf, configuration, log));
  }
  if (flags.admin !== undefined) {
    const { ServedAdmin } = await import('./admin.js');
    parts.push(new ServedAdmin(flags.admin, originOf));
  }
  return parts;
}

/** Parts whose flags name the same port share a listener, 0 and 0 too. */
function groupsOf(parts: readonly ServedPart[], originOf: OriginOf): Group[] {
  const ports = new Set(parts.map(({ place }) => place.port));
  return [...ports].map((port) => {
    const [first, ...others] = parts.filter(({ place }) => place.port === port);
    if (first === undefined) throw new TypeError('a port without a part');
    const other = others.find(({ place }) => place.host !== first.place.host);
    if (other !== undefined)
      throw new ConfigurationError([
        {
          path: originOf(other.name),
          message: `needs a port of its own: ${originOf(first.name)} is served on ${first.place.host} only`,
        },
      ]);
    return { parts: [first, ...others] };
  });
}

function namesOf({ parts }: Group): string {
  return parts.map(({ name }) => name).join(' and ');
}
