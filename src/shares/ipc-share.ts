import { NtStatus } from '../nt-status.js';
import { accessOf, type AccessRules } from './access-list.js';
import type { OpenPipe, PipeInstance, PipeRead, PipeService } from './pipe-share.js';
import { Serial } from './serial.js';
import { ShareError } from './share-error.js';
import type { PipeShare } from './share.js';

/**
 * Instances of one pipe, of all clients together. Each may hold answers that nobody reads, and a client needs one or two:
 * without a bound, a session with all the opens it may have would hold gigabytes.
 */
const MAX_INSTANCES = 1024;

export interface IpcShareOptions {
  readonly services: readonly PipeService[];
  /** Absent: everybody whom the login policy lets in, for a pipe is written to be used at all. */
  readonly access?: AccessRules;
  readonly encrypt?: boolean;
}

/** The share named `IPC$`, whose files are the services given. */
export function createIpcShare(options: IpcShareOptions): PipeShare {
  const services = new Map(options.services.map((service) => [service.name.toLowerCase(), service]));
  const instances = new Map<PipeService, number>();
  const rules = options.access ?? { '*': 'write' };
  return {
    type: 'pipe',
    name: 'IPC$',
    comment: 'Remote IPC',
    encrypt: options.encrypt ?? false,
    accessOf: (identity) => accessOf(identity, rules),
    has: (name) => services.has(name.toLowerCase()),
    open: (name, identity, held) => {
      const service = services.get(name.toLowerCase());
      if (!service) throw new ShareError(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
      const open = instances.get(service) ?? 0;
      if (open >= MAX_INSTANCES) throw new ShareError(NtStatus.STATUS_INSTANCE_NOT_AVAILABLE);
      const pipe = new ServedPipe(service.name, service.open({ identity, held }), () => {
        instances.set(service, (instances.get(service) ?? 1) - 1);
      });
      instances.set(service, open + 1);
      return pipe;
    },
    close: () => Promise.resolve(),
  };
}

/** Lines up the calls of a client that does not wait for one before it sends the next. */
class ServedPipe implements OpenPipe {
  readonly name: string;
  readonly #instance: PipeInstance;
  readonly #serial = new Serial();
  readonly #onClose: () => void;
  #open = true;

  constructor(name: string, instance: PipeInstance, onClose: () => void) {
    this.name = name;
    this.#instance = instance;
    this.#onClose = onClose;
  }

  async write(message: Buffer): Promise<void> {
    await this.#inTurn(() => this.#instance.write(message));
  }

  read(maximum: number): Promise<PipeRead> {
    return this.#inTurn(() => this.#take(maximum));
  }

  transceive(message: Buffer, maximum: number): Promise<PipeRead> {
    return this.#inTurn(async () => {
      await this.#instance.write(message);
      return this.#take(maximum);
    });
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#onClose();
    this.#instance.close();
  }

  async #take(maximum: number): Promise<PipeRead> {
    const read = await this.#instance.read(maximum);
    if (!read) throw new ShareError(NtStatus.STATUS_PIPE_EMPTY);
    return read;
  }

  #inTurn<T>(task: () => T | Promise<T>): Promise<T> {
    return this.#serial.run(async () => {
      if (!this.#open) throw new ShareError(NtStatus.STATUS_PIPE_DISCONNECTED);
      return task();
    });
  }
}
