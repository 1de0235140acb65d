import { createOwner, type OwnerOptions, type StateOwner } from '../../src/shared-state/create-owner.js';
import { joinOwner, type JoinOptions } from '../../src/shared-state/join-owner.js';
import type { SharedState } from '../../src/shared-state/shared-state.js';
import { completeAuthPolicy } from '../../src/auth/policy.js';
import type { ServerOptions } from '../../src/server/options.js';
import { defaultLimits } from '../../src/session/model/policy.js';
import { type Fixture, serve } from '../session/support.js';
import { FixedRuntime } from './fixed-runtime.js';
import { wirePair, type WirePair } from './wire-pair.js';

/** A server that has its state from an owner, as a worker process has. */
export interface WorkerServer {
  readonly fixture: Fixture;
  readonly wire: WirePair;
  readonly shared: SharedState;
}

/** Servers with one owner. */
export interface WorkerServers extends AsyncDisposable {
  readonly owner: StateOwner;
  readonly workers: readonly [WorkerServer, WorkerServer];
  /** Begins a server at a place that is free. */
  start(place: number, join?: JoinOptions): Promise<WorkerServer>;
}

/** How the servers and their owner are made. */
export interface WorkerOptions {
  readonly server?: Omit<Partial<ServerOptions>, 'runtime'>;
  readonly owner?: Partial<OwnerOptions>;
  readonly join?: JoinOptions;
  /** The runtime of each server; default: a fixed one with randomness of its own. */
  readonly runtime?: () => FixedRuntime;
}

/** Starts two servers that share the state of one owner. */
export async function workerServers(options: WorkerOptions = {}): Promise<WorkerServers> {
  const { server = {}, runtime = unlikeOthers() } = options;
  const { lockout } = completeAuthPolicy(server.authPolicy);
  const owner = createOwner({
    processes: 2,
    lockout,
    limits: { ...defaultLimits, ...server.limits },
    runtime: new FixedRuntime(),
    ...options.owner,
  });
  const started: WorkerServer[] = [];
  const start = async (place: number, join = options.join): Promise<WorkerServer> => {
    const wire = wirePair();
    owner.serve(place, wire.owner);
    const shared = await joinOwner(wire.worker, join);
    const fixture = await serve(server, runtime(), undefined, shared);
    const worker = { fixture, wire, shared };
    started.push(worker);
    return worker;
  };
  return {
    owner,
    workers: [await start(0), await start(1)],
    start,
    [Symbol.asyncDispose]: async () => {
      for (const { fixture } of started) await fixture[Symbol.asyncDispose]();
      for (const { wire } of started) wire.cut();
    },
  };
}

/** Runtimes whose draws differ: two servers with one challenge would refuse each other's logins as replayed. */
function unlikeOthers(): () => FixedRuntime {
  let made = 0;
  return () => {
    const runtime = new FixedRuntime();
    for (let draw = 0; draw < made * 256; draw++) runtime.randomBytes(1);
    made++;
    return runtime;
  };
}
