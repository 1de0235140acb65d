import type { Configuration, ServeConfiguration } from '../../config/index.js';
import { systemRuntime } from '../../runtime/runtime.js';
import type { Addresses, ListenAddress, Server, ServerParts } from '../../server/create-server.js';
import type { Invocation, ServerFlags } from '../flags.js';
import { ExitCode } from '../exit-code.js';
import type { Log } from '../log.js';
import { createReporter, type Reporter } from '../output/reporter.js';
import { activate } from './activation.js';
import { AnsweredSignals } from './answer-signals.js';
import { type AttemptsWanted, readAttemptsWanted } from './attempts-wanted.js';
import { carrierListeners } from './carrier-listeners.js';
import { checkCompanions, checkDistinctFiles } from './companions.js';
import { configure, readTimeout } from './configure.js';
import { askedDomain } from './domain.js';
import { kdcListener } from './kdc-listener.js';
import { announce, openAnnouncedFile } from './announced-file.js';
import { HangUps } from './hang-ups.js';
import { type Alone, numberOfWorkers } from '../workers/number-of-workers.js';
import { Notifications } from './notifications.js';
import { type Lines, Outputs } from './outputs.js';
import { refusePipes } from './refuse-pipes.js';
import { openReadyDescriptor } from './ready-descriptor.js';
import { hostAndPort } from '../../text/host-and-port.js';
import { takeServiceVariables } from './service-variables.js';
import type { Serving } from './serving.js';
import { tellMisuse } from './tell-misuse.js';
import { hasTerminal, isRunByNpx, Stop } from './stop.js';

/** A server that has not closed this long after it was asked to is ended. */
const PATIENCE_MILLISECONDS = 1500;

/** The parts of a command besides serving. */
export interface ServePlan {
  /** Makes the reporter that replaces the usual one. */
  readonly reporter?: (lines: Lines) => Promise<Reporter>;
  /** Called before anything else; checks the options that only this command has. May throw a ConfigurationError. */
  readonly prepare?: () => void;
  /** Replaces the usual defaults; any configured value goes before it. */
  readonly defaults?: Configuration;
  readonly watch?: (server: Server) => void;
  /** Why the command serves in one process; absent: it need not. */
  readonly alone?: Alone;
  /** Called on SIGUSR1; reports the findings so far. */
  readonly report?: (lines: Lines) => void;
  /** Called when the server listens for SMB and the lines of its listeners are printed. */
  readonly listening?: (address: ListenAddress, configuration: ServeConfiguration, lines: Lines) => void;
  /** Called when the server has closed and delivered every event; returns the exit code. */
  readonly finish?: (lines: Lines) => ExitCode;
}

/** Serves until a signal, the timeout, or the end of our output's reader. */
export async function serve(
  flags: ServerFlags,
  invocation: Invocation,
  plan: ServePlan = {},
): Promise<ExitCode> {
  const { originOf, hooks } = invocation;
  try {
    checkDistinctFiles(flags, originOf);
    const service = takeServiceVariables(process.env, process.pid);
    const outputs = new Outputs(flags, originOf);
    const { lines, log } = outputs;
    const stopsOnHangUp = hasTerminal();
    using notifications = new Notifications(service, log);
    const hangUps = new HangUps({
      outputs,
      log,
      configure: () => {
        refusePipes(flags, originOf);
        return configure(flags, invocation, plan.defaults);
      },
      onBegin: () => notifications.rereading(),
      onEnd: () => notifications.reread(),
    });
    using _ = new AnsweredSignals(
      log,
      plan.report && (() => plan.report?.(lines)),
      stopsOnHangUp ? undefined : () => hangUps.answer(),
    );
    plan.prepare?.();
    const ready = openReadyDescriptor(flags, originOf);
    const wanted = readAttemptsWanted(flags, originOf);
    const { portFile: path } = flags;
    const portFile = path === undefined ? undefined : openAnnouncedFile(path, 'portFile', originOf);
    const activation = { flags, originOf, log };
    const configured = configure(flags, invocation, plan.defaults);
    const activated = activate(configured, service.sockets, activation);
    const { configuration } = activated;
    checkCompanions(activated.flags, originOf);
    const seconds = flags.timeout === undefined ? undefined : readTimeout(flags.timeout, originOf);
    const reporter =
      (await plan.reporter?.(lines)) ?? (await createReporter(lines, flags.json ?? lines.isTTY !== true));
    using stop = new Stop({
      output: lines,
      timeoutSeconds: seconds,
      onHangUp: stopsOnHangUp,
      withParent: hooks.stopWithParent ?? isRunByNpx(process.env),
    });
    // A line about the domain comes while others log in, who would wait until the log is open.
    if (configuration.domain !== undefined) await log.open();
    tellDetails(configuration, log);
    const watch = (parts: ServerParts): void => {
      plan.watch?.(parts.server);
      wanted?.watch(parts);
    };
    const request = { ...activated, originOf, log, reporter, lines, watch };
    const size = numberOfWorkers(activated.flags, originOf, configuration, plan.alone);
    const serving =
      size === 1
        ? await (await import('./alone.js')).serveAlone(request)
        : await (await import('../workers/serve-by-workers.js')).serveByWorkers(request, size, hooks);
    if (typeof serving === 'number') return serving;
    const closeAll = async (): Promise<void> => {
      portFile?.remove();
      await serving.close();
    };
    const [address] = Object.values(serving.addresses);
    if (address === undefined) throw new Error('no carrier is served');
    try {
      if (portFile !== undefined) announce(portFile, String(address.port), 'portFile', originOf);
    } catch (error) {
      await closeAll();
      throw error;
    }
    tellListeners(serving, configuration, reporter);
    const { smb } = serving.addresses;
    if (smb !== undefined) plan.listening?.(smb, configuration, lines);
    const { accountNames: accounts, shares } = configuration;
    const { addresses } = serving;
    hooks.onListening?.({ ...address, addresses, accounts, shares: shares.map(({ name }) => name) });
    ready?.tell(log);
    notifications.listening(statusOf(addresses));
    hangUps.serving(serving, configured);
    const { why, code } = await firstReason(stop, serving, wanted);
    hangUps.stopping();
    const told = notifications.stopping();
    log.info(`stopping: ${why}`);
    const end = (): ExitCode =>
      (plan.finish?.(lines) ?? ExitCode.OK) || code || (wanted?.code ?? ExitCode.OK);
    systemRuntime.after(PATIENCE_MILLISECONDS, () => {
      serving.abandon();
      process.exit(end());
    });
    await Promise.all([closeAll(), told]);
    return end();
  } catch (error) {
    return tellMisuse(error);
  }
}

/** Waits for the first reason to stop, in words, with the exit code that it brings. */
function firstReason(
  { requested }: Stop,
  { failed }: Serving,
  wanted: AttemptsWanted | undefined,
): Promise<{ readonly why: string; readonly code: ExitCode }> {
  const withCode = async (reason: Promise<string>, code: ExitCode) => ({ why: await reason, code });
  return Promise.race([
    withCode(requested, ExitCode.OK),
    withCode(failed, ExitCode.FAILED),
    ...(wanted === undefined ? [] : [withCode(wanted.reached, ExitCode.OK)]),
  ]);
}

/** The places where it listens, for `systemctl status`. */
function statusOf(addresses: Addresses): string {
  const places = Object.entries(addresses).map(
    ([carrier, { host, port }]) => `${carrier} ${hostAndPort(host, port)}`,
  );
  return `Listening: ${places.join(', ')}`;
}

/** Prints a line for each listener, that of SMB first, and for the domain that is asked. */
function tellListeners(serving: Serving, configuration: ServeConfiguration, reporter: Reporter): void {
  const { smb } = serving.addresses;
  if (smb !== undefined) reporter.listening(smb);
  for (const listener of carrierListeners(serving.addresses, configuration)) reporter.alsoListening(listener);
  const kdc = kdcListener(serving.realm, smb, configuration);
  if (kdc !== undefined) reporter.alsoListening(kdc);
  for (const listener of serving.local) reporter.alsoListening(listener);
  const domain = askedDomain(configuration);
  if (domain !== undefined) reporter.asksDomain(domain);
}

/** Logs, at level debug, the configuration in force. */
function tellDetails(configuration: ServeConfiguration, log: Log): void {
  const { accountNames, accountFiles, shares, policy, authPolicy, limits } = configuration;
  log.debug(
    `accounts: ${accountNames.join(', ')}; files: ${accountFiles.map(({ path }) => path).join(', ')}`,
  );
  log.debug(`shares: ${shares.map(({ name }) => name).join(', ')}`);
  log.debug(`policy: ${JSON.stringify({ ...policy, ...authPolicy })}`);
  log.debug(`limits that were changed: ${JSON.stringify(limits)}`);
}
