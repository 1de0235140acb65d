import { AccountError } from '../../auth/account-definition.js';
import { type Configuration, ConfigurationError, type ServeConfiguration } from '../../config/index.js';
import { printable } from '../../text/printable.js';
import { systemRuntime } from '../../runtime/runtime.js';
import { createServer, type ListenAddress, type Server } from '../../server/create-server.js';
import { systemErrorText } from '../../values/system-error.js';
import type { Invocation, OriginOf, ServerFlags } from '../flags.js';
import { ExitCode } from '../exit-code.js';
import { createLog, type Log } from '../log.js';
import { createReporter, type Reporter } from '../output/reporter.js';
import { openAccounts } from './accounts.js';
import { AnsweredSignals } from './answer-signals.js';
import { bind } from './bind.js';
import { type CaptureFiles, openCapture } from './capture.js';
import { carrierListeners } from './carrier-listeners.js';
import { configure, readTimeout } from './configure.js';
import { kdcListener } from './kdc-listener.js';
import { PortFile } from './port-file.js';
import { openRecord, type RecordFile } from './record.js';
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
    const portFile = openPortFile(flags.portFile, originOf);
    const configuration = configure(flags, invocation, plan.defaults);
    const seconds = flags.timeout === undefined ? undefined : readTimeout(flags.timeout, originOf);
    const reporter = plan.reporter ?? createReporter(process.stdout, flags.json ?? !process.stdout.isTTY);
    using stop = new Stop({
      output: process.stdout,
      timeoutSeconds: seconds,
      onHangUp,
      withParent: hooks.stopWithParent ?? isRunByNpx(process.env),
    });
    const capture = openCapture(flags, originOf, log);
    const record = openRecord(flags, originOf, log);
    const server = await prepareServer(configuration, log, capture, record);
    reporter.watch(server);
    plan.watch?.(server);
    tellDetails(server, configuration, log);
    const address = await bind(server, configuration);
    if (address === undefined) return ExitCode.BIND;
    await announcePort(server, address, portFile, originOf);
    const { smb } = server.addresses;
    if (smb !== undefined) reporter.listening(smb);
    for (const listener of carrierListeners(server.addresses, configuration))
      reporter.alsoListening(listener);
    const kdc = kdcListener(server.realm, smb, configuration);
    if (kdc !== undefined) reporter.alsoListening(kdc);
    if (smb !== undefined) plan.listening?.(smb, configuration);
    hooks.onListening?.({
      ...address,
      addresses: server.addresses,
      accounts: configuration.accountNames,
      shares: configuration.shares.map(({ name }) => name),
    });
    log.info(`stopping: ${await stop.requested}`);
    portFile?.remove();
    systemRuntime.after(PATIENCE_MILLISECONDS, () => process.exit(plan.finish?.() ?? ExitCode.OK));
    await server.close();
    await capture?.close();
    record?.close();
    return plan.finish?.() ?? ExitCode.OK;
  } catch (error) {
    if (!(error instanceof ConfigurationError || error instanceof AccountError)) throw error;
    process.stderr.write(`${error.message.split('\n').map(printable).join('\n')}\n`);
    return ExitCode.USAGE;
  }
}

async function prepareServer(
  configuration: ServeConfiguration,
  log: Log,
  capture: CaptureFiles | undefined,
  record: RecordFile | undefined,
): Promise<Server> {
  const { listen, credssp, http, rpc, kerberos, names, machineSid } = configuration;
  const { groups, shares, preset, profile, policy, authPolicy, limits, diagnosis, faults } = configuration;
  const accounts = await openAccounts(configuration, log);
  return createServer({
    ...(listen ?? { listen }),
    ...(credssp && { credssp }),
    ...(http && { http }),
    ...(rpc && { rpc }),
    names,
    ...(machineSid !== undefined && { machineSid }),
    accounts,
    groups,
    shares,
    ...(preset !== undefined && { preset }),
    ...(profile !== undefined && { profile }),
    policy,
    authPolicy,
    limits,
    diagnosis,
    faults,
    ...(kerberos && { kerberos }),
    ...(capture && { tap: capture.tap }),
    ...(record && { transcript: record.transcript }),
    logger: log,
  });
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

function openPortFile(path: string | undefined, originOf: OriginOf): PortFile | undefined {
  try {
    return path === undefined ? undefined : new PortFile(path);
  } catch (error) {
    throw unwritablePortFile(error, originOf);
  }
}

async function announcePort(
  server: Server,
  { port }: ListenAddress,
  portFile: PortFile | undefined,
  originOf: OriginOf,
): Promise<void> {
  try {
    portFile?.announce(port);
  } catch (error) {
    await server.close();
    throw unwritablePortFile(error, originOf);
  }
}

function unwritablePortFile(error: unknown, originOf: OriginOf): ConfigurationError {
  return new ConfigurationError([
    { path: originOf('portFile'), message: `cannot be written (${systemErrorText(error)})` },
  ]);
}
