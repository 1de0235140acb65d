import { refuseIdleRules } from '../../config/index.js';
import type { Addresses } from '../../server/create-server.js';
import type { ServeRequest } from '../serve/alone.js';
import { bind } from '../serve/bind.js';
import { captureTo, openCapture } from '../serve/capture.js';
import { openFiles } from '../serve/accounts.js';
import { withChanges } from '../serve/reread.js';
import type { Serving } from '../serve/serving.js';
import { ExitCode } from '../exit-code.js';
import type { Hooks } from '../hooks.js';
import { bindSockets } from './bound-sockets.js';
import { makeCommonMeans } from './common-means.js';
import { Crew, type CrewOptions } from './crew.js';
import type { JointAdmin } from './joint-admin.js';
import { JointLog } from './joint-log.js';
import { JointOutputs } from './joint-outputs.js';
import type { OutputName, Report } from './messages.js';
import { openOwner } from './open-owner.js';
import { WorkerEnded, type WorkerProcess } from './worker-process.js';

/**
 * Opens the server in several processes. This one serves nobody: it has what must be one.
 *
 * @returns the exit code when it does not listen, which was said on stderr
 * @throws ConfigurationError
 */
export async function serveByWorkers(
  request: ServeRequest,
  size: number,
  { script = process.argv[1] ?? '' }: Hooks,
): Promise<Serving | ExitCode> {
  const { flags, originOf, configuration, log, lines, inherited } = request;
  // Before anything is made: an address that is taken is the usual reason why a server does not start.
  const sockets = await bind(
    { listen: () => bindSockets(configuration, inherited), close: async () => {} },
    configuration,
  );
  if (sockets === undefined) return ExitCode.BIND;
  const admin = await prepareAdmin(request, size);
  const shared = openOwner(configuration, size, log);
  const capture = openCapture(flags, originOf, log);
  // It begins the file; the packets are those of the workers.
  if (capture !== undefined) captureTo(capture, originOf('capture'), log);
  const means = await makeCommonMeans(configuration, log);
  const jointLog = new JointLog(log);
  const outputs = new JointOutputs({
    lines,
    packets: capture?.packets,
    keys: capture?.keys,
  });
  const hear = (worker: WorkerProcess, report: Report): void => {
    if (report.kind === 'log') jointLog.take(worker.number, report);
    else if (report.kind === 'answer') admin?.take(worker, report);
  };
  const write = (worker: WorkerProcess, output: OutputName, bytes: Buffer): void =>
    outputs.write(worker, output, bytes);
  const joins = ({ number, wire }: WorkerProcess): void => shared.owner.serve(number - 1, wire);
  const lost = (worker: WorkerProcess): void => {
    jointLog.forget(worker.number);
    admin?.ended(worker);
  };
  const beginning: CrewOptions['beginning'] = {
    logLevel: flags.logLevel,
    lines: {
      json: flags.json ?? lines.isTTY !== true,
      isTTY: lines.isTTY === true,
      columns: lines.columns,
    },
    capture: capture && { origin: originOf('capture'), keys: capture.keys !== undefined },
    counts: admin !== undefined,
  };
  const crew = new Crew({
    size,
    script,
    sockets,
    configuration: means.configuration,
    beginning,
    log,
    hear,
    write,
    joins,
    listens: (worker) => admin?.joined(worker),
    lost,
  });
  const onResize = (): void => crew.tell({ kind: 'resized', columns: lines.columns });
  lines.on('resize', onResize);
  const close = async (): Promise<void> => {
    outputs.open();
    const adminClosed = admin?.close();
    const stopped = crew.stop();
    // Otherwise the kernel would accept connections that nobody serves.
    sockets.close();
    await Promise.all([stopped, adminClosed]);
    lines.off('resize', onResize);
    await capture?.close();
    await means.close();
    shared.close();
  };
  let addresses: Addresses;
  try {
    addresses = await crew.start();
  } catch (error) {
    await close();
    if (!(error instanceof WorkerEnded)) throw error;
    if (!error.isExplained) log.error(error.message);
    return error.code;
  }
  const local = admin && (await admin.open());
  if (admin !== undefined && local === undefined) {
    await close();
    return ExitCode.BIND;
  }
  // The lines of the listeners come first.
  setImmediate(() => outputs.open());
  return {
    addresses,
    realm: undefined,
    local: local === undefined ? [] : [local],
    failed: crew.failed,
    reopen: () => capture?.reopen(),
    reread: async (next) => {
      // Each worker does the same; here it is found out whether that can be done.
      refuseIdleRules(next);
      await openFiles(next.accountFiles, () => {});
      const shares = await means.reopen(next.shares);
      crew.reread(withChanges(means.configuration, { ...next, shares }));
    },
    close,
    abandon: () => crew.kill(),
  };
}

/**
 * Health and metrics, whose modules are loaded for them alone; undefined: they are not asked for.
 *
 * @throws ConfigurationError
 */
async function prepareAdmin(
  { flags: { admin: flag }, originOf, log, localSockets }: ServeRequest,
  size: number,
): Promise<JointAdmin | undefined> {
  if (flag === undefined) return undefined;
  const { JointAdmin: Joint } = await import('./joint-admin.js');
  return new Joint({ flag, originOf, size, log, descriptor: localSockets.admin });
}
