import type { ServeConfiguration } from '../../config/index.js';
import type { Tap } from '../../facts/tap.js';
import type { CheckedRuntime } from '../../runtime/runtime.js';
import { createServerParts, type ServerParts } from '../../server/create-server.js';
import type { ServerOptions } from '../../server/options.js';
import type { Inherited } from '../../server/carriers/listeners.js';
import type { SharedState } from '../../shared-state/shared-state.js';
import type { Log } from '../log.js';
import type { OpenedAccounts } from './accounts.js';
import type { RecordFile } from './record.js';

/** The parts of a server that are made before it. */
export interface ServerSurroundings {
  readonly accounts: OpenedAccounts;
  readonly tap: Tap | undefined;
  readonly record: RecordFile | undefined;
  /** Undefined: the clocks of the system. */
  readonly runtime: CheckedRuntime | undefined;
  /** Undefined: one process serves. */
  readonly shared: SharedState | undefined;
  /** The sockets that another process has bound; absent: none. */
  readonly inherited?: Inherited;
}

/** Makes the server of a configuration; it does not listen yet. */
export function prepareServer(
  configuration: ServeConfiguration,
  log: Log,
  { accounts, tap, record, runtime, shared, inherited }: ServerSurroundings,
): ServerParts {
  const { listen, credssp, http, rpc, kerberos, domain, state, names, machineSid } = configuration;
  const { groups, shares, preset, profile, policy, authPolicy, limits, diagnosis, faults } = configuration;
  const options: ServerOptions = {
    ...(listen ?? { listen }),
    ...(credssp && { credssp }),
    ...(http && { http }),
    ...(rpc && { rpc }),
    ...saying({ names, groups, policy, limits, diagnosis, faults }),
    ...(machineSid !== undefined && { machineSid }),
    accounts: {
      find: (...asked) => accounts.find(...asked),
      known: () => accounts.known(),
      trouble: () => accounts.trouble(),
    },
    shares,
    ...(preset !== undefined && { preset }),
    ...(profile !== undefined && { profile }),
    authPolicy,
    ...(kerberos && { kerberos }),
    ...(domain && { domain }),
    ...(state && { state }),
    ...(tap && { tap }),
    ...(record && { transcript: record.transcript }),
    ...(runtime && { runtime }),
    logger: log,
  };
  return createServerParts(options, undefined, shared, inherited);
}

/** The sections in which something is said. The server checks each that it is given, and that takes time. */
function saying<Sections extends Readonly<Record<string, object>>>(sections: Sections): Partial<Sections> {
  const said = Object.entries(sections).filter(([, section]) => Object.keys(section).length > 0);
  return Object.fromEntries(said) as Partial<Sections>;
}
