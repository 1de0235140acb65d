import { AccountError } from '../../auth/account-definition.js';
import { type Configuration, ConfigurationError, type ServeConfiguration } from '../../config/index.js';
import { printable } from '../../text/printable.js';
import { systemRuntime } from '../../runtime/runtime.js';
import type { ListenAddress, Server } from '../../server/create-server.js';
import type { Invocation, OriginOf, ServerFlags } from '../flags.js';
import { ExitCode } from '../exit-code.js';
import { createLog, type Log } from '../log.js';
import { createReporter, type FurtherListener, type Reporter } from '../output/reporter.js';
import { openAccounts } from './accounts.js';
import { AnsweredSignals } from './answer-signals.js';
import { bind } from './bind.js';
import { openCapture } from './capture.js';
import { carrierListeners } from './carrier-listeners.js';
import { configure, readTimeout } from './configure.js';
import type { ServedControl } from './control.js';
import { kdcListener } from './kdc-listener.js';
import { prepareServer } from './prepare-server.js';
import { announce, openAnnouncedFile } from './announced-file.js';
import { openRecord } from './record.js';
import { hasTerminal, isRunByNpx, Stop } from './stop.js';

/** A server that has not closed this long after it was asked to is ended. */
const PATIENCE_MILLISECONDS = 1500;

/** The parts of a command besides serving. */
export interface ServePlan {
  /** Replaces the usual reporter. */
  readonly reporter?: Reporter;
  /** Called before anything else; checks the options that only this command has. May throw a ConfigurationError. */
  readonly prepare?: () => void;
  /** Replaces the usual defaults; any configured value goes before it. */
  readonly defaults?: Configuration;
  readonly watch?: (server: Server) => void;
  /** Called on SIGUSR1; reports the findings so far. */
  readonly report?: () => void;
  /** Called when the server listens for SMB and the lines of its listeners are printed. */
  readonly listening?: (address: ListenAddress, configuration: ServeConfiguration) => void;
  /** Called when the server has closed and delivered every event; returns the exit code. */
  readonly finish?: () => ExitCode;
}

/** Serves until a signal, the timeout, or the end of our output's reader. */
export async function serve(
  flags: ServerFlags,
  invocation: Invocation,
  plan: ServePlan = {},
): Promise<ExitCode> {
  const { originOf, hooks } = invocation;
  try {
    const log = createLog(flags.logLevel, process.stderr);
    const onHangUp = hasTerminal();
    using _ = new AnsweredSignals(log, plan.report, onHangUp);
    plan.prepare?.();
    const { portFile: path } = flags;
    const portFile = path === undefined ? undefined : openAnnouncedFile(path, 'portFile', originOf);
    const configuration = configure(flags, invocation, plan.defaults);
    const control = await prepareControl(flags, originOf, configuration);
    const seconds = flags.timeout === undefined ? undefined : readTimeout(flags.timeout, originOf);
    const reporter =
      plan.reporter ?? (await createReporter(process.stdout, flags.json ?? !process.stdout.isTTY));
    using stop = new Stop({
      output: process.stdout,
      timeoutSeconds: seconds,
      onHangUp,
      withParent: hooks.stopWithParent ?? isRunByNpx(process.env),
    });
    const capture = openCapture(flags, originOf, log);
    const record = openRecord(flags, originOf, log);
    const accounts = await openAccounts(configuration, log, control?.accounts);
    const parts = prepareServer(configuration, log, {
      accounts,
      capture,
      record,
      runtime: control?.runtime,
    });
    const { server } = parts;
    reporter.watch(server);
    control?.watch(parts);
    plan.watch?.(server);
    tellDetails(server, configuration, log);
    const address = await bind(server, configuration);
    if (address === undefined) return ExitCode.BIND;
    const closeAll = async (): Promise<void> => {
      portFile?.remove();
      await control?.close();
      await server.close();
    };
    let controlListener: FurtherListener | undefined;
    try {
      controlListener = await control?.open(parts, accounts, log);
      if (portFile !== undefined) announce(portFile, String(address.port), 'portFile', originOf);
    } catch (error) {
      await closeAll();
      throw error;
    }
    if (control !== undefined && controlListener === undefined) {
      await closeAll();
      return ExitCode.BIND;
    }
    const { smb } = server.addresses;
    if (smb !== undefined) reporter.listening(smb);
    for (const listener of carrierListeners(server.addresses, configuration))
      reporter.alsoListening(listener);
    const kdc = kdcListener(server.realm, smb, configuration);
    if (kdc !== undefined) reporter.alsoListening(kdc);
    if (controlListener !== undefined) reporter.alsoListening(controlListener);
    if (smb !== undefined) plan.listening?.(smb, configuration);
    hooks.onListening?.({
      ...address,
      addresses: server.addresses,
      accounts: configuration.accountNames,
      shares: configuration.shares.map(({ name }) => name),
    });
    log.info(`stopping: ${await stop.requested}`);
    systemRuntime.after(PATIENCE_MILLISECONDS, () => process.exit(plan.finish?.() ?? ExitCode.OK));
    await closeAll();
    await capture?.close();
    record?.close();
    return plan.finish?.() ?? ExitCode.OK;
  } catch (error) {
    if (!(error instanceof ConfigurationError || error instanceof AccountError)) throw error;
    process.stderr.write(`${error.message.split('\n').map(printable).join('\n')}\n`);
    return ExitCode.USAGE;
  }
}

/** Logs, at level debug, the configuration in force and each limit that a client reaches. */
function tellDetails(server: Server, configuration: ServeConfiguration, log: Log): void {
  const { accountNames, accountFiles, shares, policy, authPolicy, limits } = configuration;
  log.debug(
    `accounts: ${accountNames.join(', ')}; files: ${accountFiles.map(({ path }) => path).join(', ')}`,
  );
  log.debug(`shares: ${shares.map(({ name }) => name).join(', ')}`);
  log.debug(`policy: ${JSON.stringify({ ...policy, ...authPolicy })}`);
  log.debug(`limits that were changed: ${JSON.stringify(limits)}`);
  server.on('limit', ({ limit, value, remote: { address, port } }) =>
    log.debug(`limits.${limit} = ${value} was reached by ${address} port ${port}`),
  );
}

/**
 * The control API, whose modules are loaded for it alone; undefined: none is asked for.
 *
 * @throws ConfigurationError
 */
async function prepareControl(
  flags: ServerFlags,
  originOf: OriginOf,
  configuration: ServeConfiguration,
): Promise<ServedControl | undefined> {
  if (flags.control === undefined) {
    if (flags.controlFile === undefined) return undefined;
    throw new ConfigurationError([{ path: originOf('controlFile'), message: 'needs --control' }]);
  }
  const { ServedControl } = await import('./control.js');
  return new ServedControl(flags, originOf, configuration);
}
