import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { cliPath } from '../support/start-cli.js';

/** Milliseconds that a command may take. */
const PATIENCE = 30_000;

/** Network and processes of its own, so that a page has every port for itself, and leaves nothing behind. */
const isolation = ['--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];

/**
 * Reads commands from descriptor 4, and says on 3 how each ended; the servers of a page write to 5. The machine has the
 * address that examples have.
 */
const loop = `ip link set lo up
ip link add eth0 type veth peer name eth1 2>&- || ip link add eth0 type dummy
ip address add 192.0.2.2/24 dev eth0
for name in eth0 eth1; do ip link set $name up 2>&-; done
while IFS= read -r -d '' command <&4; do
  eval "$command" </dev/null 3>&- 4<&-
  printf '%d\\n' "$?" >&3
done`;

/** Programs that stand in front of others: a reader has a terminal, where lines are readable, and sudo. */
const stands: Readonly<Record<string, string>> = {
  'smb2-auth-server': `
case "$1" in serve | audit | diagnose)
  case " $* " in *' --json '* | *' --help '*) ;; *) command=$1; shift; set -- "$command" --no-json "$@" ;; esac ;;
esac
exec '${process.execPath}' '${cliPath}' "$@"`,
  npx: 'exec "$@"',
  sudo: 'exec "$@"',
  npm: `
cd '${resolve('.')}'
[ "$1" = start ] || exit 1
shift
[ "$1" != -- ] || shift
exec '${process.execPath}' scripts/start.mjs "$@"`,
};

/** Whether this machine lets a process have a network of its own. */
export function canIsolate(): boolean {
  return spawnSync('unshare', [...asRoot, ...isolation, 'ip', 'link', 'set', 'lo', 'up']).status === 0;
}

/** A shell in a folder of its own, in which the blocks of a section run one after the other. */
export class Shell implements AsyncDisposable {
  readonly #folder: string;
  readonly #process: ChildProcess;
  readonly #statuses: AsyncIterator<string>;
  /** Characters of the commands' output that were given out. */
  #read = 0;

  /** @param folder that the shell begins in */
  constructor(folder: string) {
    this.#folder = folder;
    const bin = join(folder, '.bin');
    mkdirSync(bin);
    for (const [name, text] of Object.entries(stands))
      writeFileSync(join(bin, name), `#!/bin/sh${text.startsWith('\n') ? '' : '\n'}${text}\n`, {
        mode: 0o755,
      });
    const [output, background] = ['.output', '.background'].map((name) => openSync(join(folder, name), 'a'));
    assert.ok(output !== undefined && background !== undefined);
    const inherited = Object.entries(process.env).filter(([name]) => !/^(SMB2_AUTH_|npm_|CI$)/.test(name));
    this.#process = spawn('unshare', [...asRoot, ...isolation, 'bash', '-c', loop], {
      cwd: folder,
      env: {
        ...Object.fromEntries(inherited),
        PATH: `${resolve(bin)}${delimiter}${process.env['PATH']}`,
        HOME: resolve(folder),
        LC_ALL: 'C.UTF-8',
        TZ: 'UTC',
      },
      stdio: ['ignore', output, output, 'pipe', 'pipe', background],
    });
    for (const descriptor of [output, background]) closeSync(descriptor);
    const statuses = createInterface(this.#process.stdio[3] as Readable);
    this.#statuses = statuses[Symbol.asyncIterator]();
  }

  /**
   * Runs a command, and what stands in front of an ampersand in the background.
   *
   * @returns its exit code, and the lines that it wrote
   */
  async run(command: string): Promise<{ code: number; lines: string[] }> {
    // Output that is redirected stays so.
    const apart = command.replaceAll(/([^&]*) &(?= |$)/gm, (whole, started: string) =>
      / >/.test(started) ? whole : `${started} >&5 2>&5 &`,
    );
    (this.#process.stdio[4] as Writable).write(`${apart}\0`);
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), PATIENCE);
    const { value, done } = await this.#statuses.next();
    clearTimeout(timer);
    const text = readFileSync(join(this.#folder, '.output'), 'utf8');
    const lines = linesOf(text.slice(this.#read));
    this.#read = text.length;
    assert.ok(done !== true, `not within ${PATIENCE} ms: ${command}\n${lines.join('\n')}`);
    return { code: Number(value), lines };
  }

  /** Every line so far of what runs in the background. */
  background(): string[] {
    return linesOf(readFileSync(join(this.#folder, '.background'), 'utf8'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, 'exit');
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill('SIGKILL');
    await ended;
  }
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
