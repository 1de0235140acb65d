import { printable } from '../../text/printable.js';
import { systemErrorText } from '../../values/system-error.js';
import { ExitCode } from '../exit-code.js';
import type { HealthFlags } from '../flags.js';

/** Milliseconds in which a server must have answered. */
const PATIENCE = 2000;

/** The longest answer that is printed, in characters. */
const MOST_PRINTED = 2000;

/** An address: a port alone, or with a host before it. */
const place = /^(?:(\[[\da-f:.]+\]|[\w.-]+):)?(\d{1,5})$/i;

/**
 * Asks a server that was started with `--admin` how it is, for the health check of a container, which has no other
 * program that could ask.
 *
 * @param address the value of `--admin`: `9445`, or `10.0.0.5:9445`
 */
export async function askHealth(address: string, { ready = false }: HealthFlags): Promise<ExitCode> {
  const [, host = '127.0.0.1', port = ''] = place.exec(address) ?? [];
  if (port === '' || Number(port) > 65_535) {
    process.stderr.write('expected a port, or HOST:PORT, as --admin has it\n');
    return ExitCode.USAGE;
  }
  try {
    const answer = await fetch(`http://${host}:${port}/${ready ? 'readyz' : 'livez'}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    const text = await beginningOf(answer);
    process.stdout.write(`${text.trimEnd().split('\n').map(printable).join('\n')}\n`);
    return answer.ok ? ExitCode.OK : ExitCode.FAILED;
  } catch (error) {
    process.stderr.write(`no answer from ${host}:${port} (${causeOf(error)})\n`);
    return ExitCode.FAILED;
  }
}

/** The beginning of an answer: another program may be at the port, whose answer has no end. */
async function beginningOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length >= MOST_PRINTED) break;
  }
  return text.slice(0, MOST_PRINTED);
}

/** The cause of a request that got no answer; `fetch` has it one or two errors deep. */
function causeOf(error: unknown): string {
  const { cause, name } = error as { readonly cause?: unknown; readonly name?: string };
  return systemErrorText(cause) ?? (name === 'TimeoutError' ? `none in ${PATIENCE} ms` : 'no HTTP');
}
