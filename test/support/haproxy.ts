import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.js';

export const haproxyPath = '/usr/sbin/haproxy';

/** A real haproxy in front of servers on 127.0.0.1. */
export class HaProxy implements AsyncDisposable {
  readonly #folder: string;
  readonly #process: ChildProcess;
  #log = '';

  private constructor(folder: string, child: ChildProcess) {
    this.#folder = folder;
    this.#process = child;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#log += text));
  }

  /** @param sections `frontend` and `backend` of its configuration; all are TCP */
  static async start(sections: string): Promise<HaProxy> {
    const folder = mkdtempSync(join(tmpdir(), 'smb2-auth-haproxy-'));
    writeFileSync(join(folder, 'haproxy.cfg'), `${commonOf(folder)}\n${sections}\n`);
    const args = ['-db', '-f', join(folder, 'haproxy.cfg')];
    const haproxy = new HaProxy(folder, spawn(haproxyPath, args, { stdio: ['ignore', 'ignore', 'pipe'] }));
    await until('haproxy answers', async () => {
      if (haproxy.#process.exitCode !== null) throw new Error(`haproxy has ended\n${haproxy.#log}`);
      return (await haproxy.#ask('show info').catch(() => '')).includes('Version');
    });
    return haproxy;
  }

  /** How often each server was checked, and whether it is up, by `backend/server`. */
  async checks(): Promise<ReadonlyMap<string, { readonly isUp: boolean; readonly status: string }>> {
    const [head = '', ...lines] = (await this.#ask('show stat')).trim().split('\n');
    const names = head.replace(/^# /, '').split(',');
    const rows = lines.map((row) => {
      const cells = row.split(',');
      return new Map(names.map((name, index) => [name, cells[index] ?? '']));
    });
    return new Map(
      rows
        .filter((row) => !['FRONTEND', 'BACKEND'].includes(row.get('svname') ?? ''))
        .map((row) => [
          `${row.get('pxname')}/${row.get('svname')}`,
          { isUp: row.get('status') === 'UP', status: row.get('check_status') ?? '' },
        ]),
    );
  }

  async #ask(command: string): Promise<string> {
    const socket = connect(join(this.#folder, 'stats'));
    await once(socket, 'connect');
    socket.end(`${command}\n`);
    let answer = '';
    for await (const chunk of socket.setEncoding('utf8')) answer += String(chunk);
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, 'close');
    this.#process.kill('SIGKILL');
    await ended;
    rmSync(this.#folder, { recursive: true });
  }
}

function commonOf(folder: string): string {
  return `global
  stats socket ${join(folder, 'stats')} level user
  maxconn 200
  nbthread 1
defaults
  mode tcp
  timeout connect 5s
  timeout client 1m
  timeout server 1m
  timeout check 5s`;
}
