import { createAdmin } from '../../admin/admin.js';
import { JointSource } from '../../admin/joint-source.js';
import {
  type CreatedLocalListener,
  createLocalListener,
  type LocalListener,
} from '../../local-http/listener.js';
import { systemRuntime } from '../../runtime/runtime.js';
import type { OriginOf } from '../flags.js';
import type { Log } from '../log.js';
import type { FurtherListener } from '../output/reporter.js';
import { packageVersion } from '../package-folder.js';
import { ServedAdmin } from '../serve/admin.js';
import { bindLocal } from '../serve/bind.js';
import type { Answer } from './messages.js';
import type { WorkerProcess } from './worker-process.js';

/** Options of a {@link JointAdmin}. */
export interface JointAdminOptions {
  /** The value of `--admin`. */
  readonly flag: string;
  readonly originOf: OriginOf;
  /** The number of workers. */
  readonly size: number;
  readonly log: Log;
  /** A socket that listens at the place of the flag already; undefined: it is bound here. */
  readonly descriptor: number | undefined;
}

/** Health and metrics of a server of several processes, served by the one that serves nobody else. */
export class JointAdmin {
  readonly #served: ServedAdmin;
  readonly #source: JointSource;
  readonly #created: CreatedLocalListener;
  #opened: LocalListener | undefined;

  /** @throws ConfigurationError for a flag that cannot be used */
  constructor({ flag, originOf, size, log, descriptor }: JointAdminOptions) {
    this.#served = new ServedAdmin(flag, originOf);
    this.#source = new JointSource(size, packageVersion(), systemRuntime);
    this.#created = createLocalListener([createAdmin(this.#source)], {
      ...this.#served.place,
      descriptor,
      runtime: systemRuntime,
      onError: (error) => log.error('admin: a request failed', { error }),
    });
  }

  /** A worker listens. */
  joined(worker: WorkerProcess): void {
    this.#source.joined(worker.number, (inquiry) => worker.send({ kind: 'ask', ...inquiry }));
  }

  /** A worker has ended. */
  ended({ number }: WorkerProcess): void {
    this.#source.ended(number);
  }

  /** @throws TypeError for an answer that no worker of ours gives */
  take({ number }: WorkerProcess, { question, readiness, metrics }: Answer): void {
    this.#source.take(number, question, readiness, metrics);
  }

  /** Opens the listener; undefined: its port cannot be bound, which was said on stderr. */
  async open(): Promise<FurtherListener | undefined> {
    this.#opened = await bindLocal('admin', () => this.#created.open());
    return this.#opened && this.#served.announce(this.#opened);
  }

  async close(): Promise<void> {
    await this.#opened?.close();
  }
}
