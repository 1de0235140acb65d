import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { python } from '../../support/impacket.js';
import { makeTickets } from '../../support/made-tickets.js';
import { run } from '../../support/run.js';

/** One end of a context of MIT's. */
export interface GssEnd {
  readonly etype: number;
  /** The protocol key, in hexadecimal digits. */
  readonly key: string;
  readonly acceptorSubkey: boolean;
  /** The number of its next message, and of the other end's. */
  readonly sends: number;
  readonly expects: number;
}

/** A process that holds both ends of a context of MIT's GSS-API. */
export interface GssPeer {
  /** Both ends as they are at present. */
  ends(): Promise<Record<'initiator' | 'acceptor', GssEnd>>;
  /** The bytes of the result, or the name of the error. */
  call(
    end: 'initiator' | 'acceptor',
    operation: 'getMic' | 'verifyMic' | 'wrap' | 'unwrap' | 'wrapIov' | 'unwrapIov',
    ...parts: readonly (Buffer | undefined)[]
  ): Promise<Buffer[] | string>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Skips the suite where python3-gssapi is missing; under CI=true that is a failure. */
export async function requireGssApi(context: Mocha.Context): Promise<void> {
  const found = await run(python, ['-c', 'import gssapi.raw.ext_dce']).catch(() => undefined);
  if (found?.code === 0) return;
  if (process.env['CI'] === 'true') throw new Error(`${python} has no gssapi (python3-gssapi)`);
  context.skip();
}

/** Starts a context under an encryption type. Ticket, cache and keytab are made here, so that no KDC is asked. */
export async function startGssPeer(etype: number, options: readonly 'dce'[] = []): Promise<GssPeer> {
  const folder = mkdtempSync(join(tmpdir(), 'gss-peer-'));
  const env = makeTickets(folder, { etype, services: ['cifs/files.example.test'] });
  const script = fileURLToPath(new URL('../../../../test/auth/kerberos/gss-peer.py', import.meta.url));
  const child = spawn(python, [script, 'cifs@files.example.test', ...options], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done === true) throw new Error(`the peer has ended: ${stderr}`);
    return JSON.parse(line.value);
  };
  await next();
  // MIT tells the number that it expected at first.
  const taken = { initiator: 0, acceptor: 0 };
  return {
    ends: async () => {
      child.stdin.write('{"operation":"ends"}\n');
      const { initiator, acceptor } = (await next()) as Record<keyof typeof taken, GssEnd>;
      return {
        initiator: { ...initiator, expects: initiator.expects + taken.initiator },
        acceptor: { ...acceptor, expects: acceptor.expects + taken.acceptor },
      };
    },
    call: async (end, operation, ...parts) => {
      const call = { end, operation, arguments: parts.map((part) => part?.toString('hex') ?? null) };
      child.stdin.write(`${JSON.stringify(call)}\n`);
      const { results, error } = (await next()) as { results?: string[]; error?: string };
      if (results === undefined) return error ?? 'no error';
      if (/^(verify|unwrap)/.test(operation)) taken[end] += 1;
      return results.map((part) => Buffer.from(part, 'hex'));
    },
    [Symbol.asyncDispose]: async () => {
      await ended(child);
      rmSync(folder, { recursive: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.stdin?.end();
  await exit;
}
