import { joinOwner } from '../../shared-state/join-owner.js';
import { openAccounts } from '../serve/accounts.js';
import { tellLimits } from '../serve/alone.js';
import { bind } from '../serve/bind.js';
import { captureTo } from '../serve/capture.js';
import { tellDomain } from '../serve/domain.js';
import { prepareServer } from '../serve/prepare-server.js';
import { rereading } from '../serve/reread.js';
import { tellMisuse } from '../serve/tell-misuse.js';
import type { Server } from '../../server/create-server.js';
import { packageVersion } from '../package-folder.js';
import { createReporter } from '../output/reporter.js';
import { ExitCode } from '../exit-code.js';
import { forwardedLog } from './forwarded-log.js';
import { type Beginning, unpacked } from './messages.js';
import { Primary } from './primary.js';
import { rereadWhenTold } from './reread-when-told.js';

/** Signals that the primary answers for all: a terminal, and a service manager, send them to each process. */
const signalsOfPrimary = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'] as const;

/** Serves as one of several processes, until the primary says stop. */
export async function work(): Promise<ExitCode> {
  const primary = openPrimary();
  if (primary === undefined) {
    process.stderr.write('worker: serve --workers starts it\n');
    return ExitCode.USAGE;
  }
  for (const signal of signalsOfPrimary) process.on(signal, () => {});
  primary.report({ kind: 'ready' });
  const beginning = await Promise.race([primary.beginning, primary.stopRequested]);
  const code = beginning === undefined ? ExitCode.OK : await serve(primary, beginning);
  if (code !== ExitCode.OK) primary.report({ kind: 'failed', code });
  await primary.leave();
  return code;
}

/** Undefined when nobody has started this process as a worker. */
function openPrimary(): Primary | undefined {
  try {
    // Without the primary nobody counts, numbers or writes anything: connections end with the process, logins included.
    return new Primary(() => process.exit(ExitCode.FAILED));
  } catch {
    return undefined;
  }
}

async function serve(primary: Primary, beginning: Beginning): Promise<ExitCode> {
  const { logLevel, lines } = beginning;
  const configuration = unpacked(beginning.configuration);
  const log = forwardedLog(logLevel, (entry) => primary.report(entry));
  const reporter = await createReporter(primary.output('lines', lines), lines.json);
  try {
    const failed = (error: unknown): void => log.error('the state that the workers share failed', { error });
    const shared = await joinOwner(primary.wire, { failed });
    const accounts = await openAccounts(configuration, log);
    const tap = captureOf(primary, beginning, log);
    const parts = prepareServer(configuration, log, {
      accounts,
      tap,
      record: undefined,
      runtime: undefined,
      shared,
      inherited: beginning.sockets,
    });
    const { server } = parts;
    reporter.watch(server);
    if (beginning.counts) await answerInquiries(primary, server, log);
    tellLimits(server, log);
    tellDomain(server, configuration, log);
    if ((await bind(server, configuration)) === undefined) return ExitCode.BIND;
    primary.report({ kind: 'listening', addresses: server.addresses });
    const fallenBehind = rereadWhenTold({
      primary,
      reread: rereading(configuration, { accounts, parts }),
      log,
    });
    const code = await Promise.race([primary.stopRequested.then(() => ExitCode.OK), fallenBehind]);
    await server.close();
    return code;
  } catch (error) {
    return tellMisuse(error);
  }
}

/** Answers for `--admin`, whose modules are loaded for it alone. */
async function answerInquiries(
  primary: Primary,
  server: Server,
  log: ReturnType<typeof forwardedLog>,
): Promise<void> {
  const { answerTo, ServerMetrics } = await import('../../admin/answer-inquiry.js');
  const metrics = new ServerMetrics(server, packageVersion());
  primary.onAsk = (inquiry) => {
    answerTo(inquiry, metrics).then(
      (answer) => primary.report({ kind: 'answer', ...answer }),
      (error: unknown) => log.error('metrics failed', { error }),
    );
  };
}

function captureOf(primary: Primary, { capture }: Beginning, log: ReturnType<typeof forwardedLog>) {
  if (capture === undefined) return undefined;
  const packets = primary.output('packets');
  const keys = capture.keys ? primary.output('keys') : undefined;
  return captureTo({ packets, keys }, capture.origin, log, true);
}
