import { Vocabulary } from '../diagnosis/vocabulary.js';
import type { Decide, Decisions } from '../session/exchange/outcome.js';
import type { Faults } from '../faults/fault-plan.js';
import { createFaults } from './create-faults.js';
import type { TestRealm } from '../realm/test-realm.js';
import type { LimitHit, ServerState } from '../session/model/server-state.js';
import type { Limits } from '../session/model/policy.js';
import { type Addresses, type Inherited, type ListenAddress, Listeners } from './carriers/listeners.js';
import { listeningsOf } from './carriers/listenings.js';
import { createDirectory } from './account-directory.js';
import { createRecorder } from './create-recorder.js';
import { createState } from './create-state.js';
import { describeClients } from './describe-clients.js';
import { warnOfIdleRules } from './idle-rules.js';
import { createIpc } from './ipc.js';
import { createRpcServices } from './rpc-services.js';
import { writerOf } from '../transcript/transcript.js';
import { withTranscript } from './keep-transcript.js';
import { MessageTurns } from './message-turns.js';
import { openMechanisms } from './open-mechanisms.js';
import { openState } from './open-state.js';
import { checkReadiness, type Readiness } from './readiness.js';
import { ownState } from '../shared-state/own-state.js';
import type { SharedState } from '../shared-state/shared-state.js';
import type { ServerEvents, ServerOptions } from './options.js';
import { resolveOptions } from './resolve-options.js';
import { type Listener, ServerEmitter } from './server-emitter.js';
import { ServedShares, type Shares } from './served-shares.js';
import { storeOf } from './account-store.js';
import { type ServerLoad, serverLoad } from './server-load.js';
import { type Clients, type WaitOptions, Waits } from './waits.js';

export type { Addresses, ListenAddress } from './carriers/listeners.js';
export type { ServerLoad } from './server-load.js';
export type { PartState, Readiness, ServerPart } from './readiness.js';

/** An SMB2/3 server. Nothing of it is shared with another one in the same process. */
export interface Server extends AsyncDisposable {
  /**
   * Opens the shares, binds the addresses and starts to accept connections. A second call returns the promise of the
   * first one; after a failure it tries again.
   *
   * @returns the address of SMB; where SMB is left out, that of the first other carrier in {@link addresses}
   * @throws Error for a share whose directory cannot be reached, and when the server was closed before
   * @throws the error of `node:net`, with its `code`, and the `carrier`, when an address cannot be bound
   */
  listen(): Promise<ListenAddress>;
  /**
   * Stops listening, drops every connection, delivers the last events and closes the shares, those of the options
   * included. May be called twice.
   */
  close(): Promise<void>;
  /**
   * Calls `listener` for each event of a name; returns a function that ends this. An error that the listener throws, or
   * rejects with, goes to the logger of the options. Without a logger it is an uncaught exception, so that an assertion
   * in a listener fails its test.
   *
   * @throws RangeError when there is no event of that name
   */
  on<Name extends keyof ServerEvents>(name: Name, listener: Listener<Name>): () => void;
  /**
   * The next event of a name, such as `attempt`: a login at its verdict. The wait begins with the call: call before the
   * client starts, and await afterwards.
   *
   * @throws WaitError once the time is over, or the server closes: says what came instead
   * @throws the reason of `signal`
   */
  next<Name extends keyof ServerEvents>(name: Name, options?: WaitOptions): Promise<ServerEvents[Name]>;
  /** Where each carrier listens; empty before {@link listen} and after {@link close}. */
  readonly addresses: Addresses;
  /**
   * The KDC of `kerberos.testRealm`: its scripted states, caches and files. It listens once the server does. Undefined
   * when the options ask for none.
   */
  readonly realm: TestRealm | undefined;
  /** The shares, which can be replaced while it serves. */
  readonly shares: Shares;
  /** The scripted faults that are in force. */
  readonly faults: Faults;
  /** How often each limit was reached so far. A limit that was never reached is absent. */
  readonly limitHits: ReadonlyMap<keyof Limits, number>;
  /** Counts the connections and sessions of this moment. */
  load(): ServerLoad;
  /**
   * Finds out whether logins can be served now: whether every carrier is listened for, the accounts and keys can be
   * read, a controller of the domain can be asked, and the store of `state` is there. It takes no longer than a second.
   * A server that closes, and one that does not listen yet, is not ready.
   */
  checkReadiness(): Promise<Readiness>;
}

/**
 * Makes a server that does not listen yet.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function createServer(options: ServerOptions): Server {
  return createDecidedServer(options, undefined);
}

/**
 * The same with a decision in front of everything that leaves it.
 *
 * @param decide undefined: nothing is decided differently
 */
export function createDecidedServer(options: ServerOptions, decide: Decide | undefined): Server {
  return createServerParts(options, decide).server;
}

/** A server, and the parts of it that a test server is made of. */
export interface ServerParts {
  readonly server: Server;
  readonly waits: Waits;
  readonly vocabulary: Vocabulary;
  readonly clients: Clients;
  /** The state of the connection with a number. */
  readonly stateOf: (connection: number) => 'to-come' | 'open' | 'over';
  readonly shares: ServedShares;
  /** Looks at the keytab at once, as it does by itself a second after a login. */
  readonly rereadKeytab: () => void;
}

/**
 * A server with its parts.
 *
 * @param decide undefined: nothing is decided differently
 * @param common what it has in common with other processes; default: it is one process alone
 * @param inherited the sockets that another process has bound; default: none
 */
export function createServerParts(
  options: ServerOptions,
  decide?: Decide,
  common?: SharedState,
  inherited?: Inherited,
): ServerParts {
  const plain = resolveOptions(options);
  const resolved = withTranscript(plain);
  const { authPolicy, runtime } = resolved;
  const emitter = new ServerEmitter(options.logger);
  const own = common ?? ownState({ lockout: authPolicy.lockout, runtime });
  const login = openState(plain, own, emitter, options.logger);
  const { shared } = login;
  const accounts = storeOf(resolved);
  warnOfIdleRules(resolved, accounts, options.logger);
  const shareNames = (): string[] => [...state.shares].map(({ name }) => name);
  const { kerberos, domain, mechanisms, refusedTickets } = openMechanisms(
    resolved,
    shared,
    accounts,
    emitter,
    {
      get changeOf() {
        return faults.changeOf;
      },
    },
  );
  const { realm } = kerberos;
  const vocabulary = new Vocabulary(mechanisms, (error) =>
    resolved.logger.error('the words of a mechanism failed', { error }),
  );
  const { recorder, diagnosis, knownAccounts } = createRecorder(resolved, vocabulary, accounts, emitter, {
    nextAttemptId: () => shared.nextAttemptId(),
    shareNames,
    refusedTicket: (address, connectedAt) => refusedTickets.latest(address, connectedAt),
  });
  const limitHits = new Map<keyof Limits, number>();
  // Only the socket knows the address that a host name was resolved to.
  const listeningOn = () => listeners.addresses.smb?.host ?? resolved.host;
  const turns = new MessageTurns(() => recorder.behind || diagnosis.behind);
  const onLimit = (hit: LimitHit): void => {
    limitHits.set(hit.limit, (limitHits.get(hit.limit) ?? 0) + 1);
    emitter.emit('limit', () => hit);
  };
  /** Absent while the first faults are checked. */
  let accepting: Listeners | undefined;
  const connectionState = (id: number) => accepting?.stateOf(id) ?? 'to-come';
  /** Absent while the first faults are checked. */
  let served: ServedShares | undefined;
  const faults = createFaults(resolved, mechanisms, accounts, emitter, {
    connectionState,
    shareNames: () => served?.names ?? resolved.shares.map(({ name }) => name),
  });
  const parts = { mechanisms, vocabulary, recorder, turns, listeningOn, onLimit, faults, knownAccounts };
  const state = createState(resolved, parts, shared);
  const decisions: Decisions = decide === undefined ? faults : { decide };
  const services = createRpcServices(state, createDirectory(resolved, accounts));
  const { logger } = options;
  const shares = new ServedShares({ state, options: resolved, mechanisms, accounts, logger });
  served = shares;
  const listeners = new Listeners(state, shared.counts, resolved.logger, inherited);
  accepting = listeners;
  /** Kept after the server has closed, for the messages of waits that end with it. */
  let listenedOn: ListenAddress | undefined;
  let listening: Promise<ListenAddress> | undefined;
  let closing: Promise<void> | undefined;

  const clients: Clients = {
    connected: () => listeners.connected,
    describe: (before) =>
      describeClients(
        listenedOn,
        listeners.connected - before,
        [...listeners.connections.keys()].filter(({ id }) => id > before),
      ),
  };
  const waits = new Waits(emitter, clients);

  const close = async (): Promise<void> => {
    await listening?.catch(() => {});
    listeners.stopSweep();
    const stopped = listeners.stopAccepting();
    listeners.stopConnections();
    await stopped;
    await state.sessions.closings.settle();
    recorder.flush();
    await diagnosis.settle();
    await login.close();
    await realm?.close();
    await domain?.close();
    waits.close();
    kerberos.close();
    await shares.close();
    await closeIpc(state);
    if (resolved.transcript !== undefined) writerOf(resolved.transcript).end();
  };

  const listen = async (): Promise<ListenAddress> => {
    try {
      state.shares.add(createIpc(state, services, faults));
      await shares.open();
      await login.open();
      await realm?.listen();
      await listeners.listen(
        await listeningsOf(resolved, state, {
          turns,
          decisions,
          openings: faults,
          services,
          accounts,
        }),
      );
      [listenedOn] = Object.values(listeners.addresses);
      if (listenedOn === undefined) throw new Error('no carrier is served');
      domain?.start();
      return listenedOn;
    } catch (error) {
      await realm?.stop();
      await login.close();
      await closeIpc(state);
      await shares.undo();
      listening = undefined;
      throw error;
    }
  };

  const server: Server = {
    listen: () => (closing ? Promise.reject(new Error('the server is closed')) : (listening ??= listen())),
    close: () => (closing ??= close()),
    on: (name, listener) => emitter.on(name, listener),
    next: (name, waitOptions) => waits.next(name, waitOptions),
    get addresses() {
      return listeners.addresses;
    },
    realm,
    shares,
    faults: faults.plan,
    limitHits,
    load: () => serverLoad(listeners, state.sessions),
    checkReadiness: () =>
      checkReadiness(
        {
          listeners: () => (closing ? 'the server is stopping' : listeners.trouble()),
          accounts,
          keys: kerberos.mechanism && kerberos,
          domain,
          store: login.store,
        },
        plain.runtime,
      ),
    [Symbol.asyncDispose]: () => server.close(),
  };
  return {
    server,
    waits,
    vocabulary,
    clients,
    stateOf: connectionState,
    shares,
    rereadKeytab: () => kerberos.rereadKeytab(),
  };
}

/** The share `IPC$`, which no option names. */
async function closeIpc({ shares }: ServerState): Promise<void> {
  await shares.find('IPC$')?.close();
}
