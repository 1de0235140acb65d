import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type ServerOptions } from '../../src/index.js';
import { createDirectoryShare, type DiskShare } from '../../src/shares/index.js';
import { SmbClient } from '../support/smb-client.js';
import type { LoginOptions, NegotiateOptions } from '../support/smb-client-login.js';
import { Line, type Tree } from './line.js';
import type { WireTrace } from './recording.js';
import { createSteadyDisk } from './steady-disk.js';
import { SteadyRuntime } from './steady-runtime.js';

/** A script of requests; a server of its own answers them. */
export interface Conversation {
  /** The recording has it too, as the name of its file. */
  readonly name: string;
  /** The requests it covers, in a line. */
  readonly about: string;
  /** Beyond the usual server. */
  readonly options?: Partial<ServerOptions>;
  readonly run: (talk: Talk) => Promise<unknown>;
}

/** The clients of one conversation. */
export class Talk {
  readonly runtime: SteadyRuntime;
  readonly lines: Line[] = [];
  readonly #port: number;

  constructor(port: number, runtime: SteadyRuntime) {
    this.#port = port;
    this.runtime = runtime;
  }

  /** A connection on which nothing has been said. */
  async connect(): Promise<Line> {
    const begin = (name: string): string => `${++this.runtime.step} ${name}`;
    const line = new Line(String(this.lines.length + 1), await SmbClient.connect(this.#port), begin);
    this.lines.push(line);
    return line;
  }

  /** A connection after a NEGOTIATE that has to succeed. */
  async negotiated(options: NegotiateOptions = {}): Promise<Line> {
    const line = await this.connect();
    await line.negotiate('NEGOTIATE', options);
    assert.ok(line.smb.negotiation, 'the NEGOTIATE failed');
    return line;
  }

  /** A connection on which somebody is logged in and at a share. */
  async tree(
    share = 'disk',
    options: { negotiate?: NegotiateOptions; login?: LoginOptions } = {},
  ): Promise<Tree> {
    const line = await this.negotiated(options.negotiate);
    const { user, response } = options.login ?? {};
    return line.tree(await line.login(user ?? response, options.login), share);
  }
}

const names = {
  netbiosName: 'SERVER',
  dnsName: 'server.example',
  netbiosDomain: 'SERVER',
  dnsDomain: 'example',
};

/** All that a status can say of an account, and two that are in order. */
const accounts: ServerOptions['accounts'] = [
  { name: 'alice', password: 'secret' },
  { name: 'bob', password: 'hunter2' },
  { name: 'disabled', password: 'secret', status: 'disabled' },
  { name: 'locked', password: 'secret', status: 'locked' },
  { name: 'expired', password: 'secret', status: 'expired' },
  { name: 'old', password: 'secret', status: 'password-expired' },
  { name: 'new', password: 'secret', status: 'must-change-password' },
  { name: 'elsewhere', password: 'secret', workstations: ['OTHER'] },
  { name: 'nightly', password: 'secret', logonHours: Buffer.alloc(21) },
];

/** A server with a directory that can be written as `disk`, and encrypted as `sealed`; bob alone comes to `private`. */
async function sharesOf(folder: string, runtime: SteadyRuntime): Promise<DiskShare[]> {
  const surroundings = { runtime, disk: createSteadyDisk(folder) };
  const share = (
    name: string,
    access: Parameters<typeof createDirectoryShare>[0]['access'],
    encrypt = false,
  ) =>
    createDirectoryShare({ name, path: folder, access, comment: `the share ${name}`, encrypt }, surroundings);
  return [
    await share('disk', { alice: 'write', bob: 'read', '*': 'read' }),
    await share('sealed', { '*': 'write' }, true),
    await share('private', { bob: 'write' }),
  ];
}

/**
 * Plays a conversation to its end. Every connection the server left open is asked for an ECHO last, so that an answer
 * too many would show.
 */
export async function play({ options, run }: Conversation): Promise<readonly WireTrace[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'smb2-wire-')));
  const errors: unknown[] = [];
  const runtime = new SteadyRuntime();
  const server = createServer({
    names,
    machineSid: 'S-1-5-21-1-2-3',
    accounts,
    shares: await sharesOf(folder, runtime),
    runtime,
    logger: { error: (message, { error }) => errors.push(message, error), warn: () => {} },
    ...options,
  });
  let lines: readonly Line[] = [];
  try {
    const { port } = await server.listen();
    const talk = new Talk(port, runtime);
    lines = talk.lines;
    await run(talk);
    for (const line of lines) {
      if (line.ended || line.smb.negotiation === undefined) continue;
      const reply = await line.step('ECHO at the end', () => line.smb.echo());
      const messageId = line.smb.nextMessageId - 1n;
      assert.ok(reply === undefined || reply.header.messageId === messageId, 'an answer was not waited for');
    }
    assert.deepEqual(errors, []);
    return lines.map(({ connection, events }) => ({ connection, events: [...events] }));
  } finally {
    for (const line of lines) line.hangUp();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
