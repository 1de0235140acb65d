import type { HeldBytes } from '../runtime/held-bytes.js';
import { z } from 'zod';
import { NtStatus } from '../constants/nt-status.js';
import { insist, withFunctions } from '../values/problems.js';
import { compileRules, type AccessRules } from './access-list.js';
import type { OpenPipe, PipeInstance, PipeRead, PipeService } from './pipe-share.js';
import { Serial } from './serial.js';
import { ShareError } from './share-error.js';
import { accessRules } from './share-schema.js';
import type { PipeShare } from './share.js';

/**
 * The most instances of one pipe for one connection, which needs one or two. All clients together have no limit: with
 * one, a client could keep the others out. The bytes that an instance holds are counted for its client.
 */
const MAX_INSTANCES = 256;

/** The configuration of `IPC$`. */
export interface IpcShareOptions {
  /** The pipes, by their names. */
  readonly services: readonly PipeService[];
  /** Absent: every user whom the login policy lets in has write access, because any use of a pipe writes to it. */
  readonly access?: AccessRules;
  /** Every request to this share must arrive encrypted; default: no. */
  readonly encrypt?: boolean;
}

const optionsSchema = z.strictObject({
  services: z.array(
    z.looseObject({
      name: z.string().regex(/^[^\\]+$/, 'expected a name without \\PIPE\\'),
      ...withFunctions('open').shape,
    }),
  ),
  access: accessRules.optional(),
  encrypt: z.boolean().optional(),
} satisfies Record<keyof IpcShareOptions, z.ZodType>);

/**
 * The share named `IPC$`, whose files are the services given.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function createIpcShare(options: IpcShareOptions): PipeShare {
  insist(optionsSchema, options);
  const services = new Map(options.services.map((service) => [service.name.toLowerCase(), service]));
  const counts = new WeakMap<object, Map<PipeService, number>>();
  /** The client of an open whose caller counts no bytes. */
  const nobody = {};
  const instancesOf = (client: object): Map<PipeService, number> => {
    let instances = counts.get(client);
    if (!instances) counts.set(client, (instances = new Map()));
    return instances;
  };
  const accessOf = compileRules(options.access ?? { '*': 'write' });
  return {
    type: 'pipe',
    name: 'IPC$',
    comment: 'Remote IPC',
    encrypt: options.encrypt ?? false,
    accessOf,
    has: (name) => services.has(name.toLowerCase()),
    open: (name, identity, held, loginBegan, client) => {
      const service = services.get(name.toLowerCase());
      if (!service) throw new ShareError(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
      const instances = instancesOf(held ?? nobody);
      const open = instances.get(service) ?? 0;
      if (open >= MAX_INSTANCES) throw new ShareError(NtStatus.STATUS_INSTANCE_NOT_AVAILABLE);
      if (held?.exceeded !== undefined) throw new ShareError(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
      const instance = service.open({ identity, held, loginBegan, client });
      const pipe = new ServedPipe(service.name, instance, held, () => {
        instances.set(service, (instances.get(service) ?? 1) - 1);
      });
      instances.set(service, open + 1);
      return pipe;
    },
    close: () => Promise.resolve(),
  };
}

/** Runs the calls of a client one after the other: a client may send the next before the first is answered. */
class ServedPipe implements OpenPipe {
  readonly name: string;
  readonly #instance: PipeInstance;
  readonly #serial = new Serial();
  readonly #held: HeldBytes | undefined;
  readonly #onClose: () => void;
  #open = true;

  constructor(name: string, instance: PipeInstance, held: HeldBytes | undefined, onClose: () => void) {
    this.name = name;
    this.#instance = instance;
    this.#held = held;
    this.#onClose = onClose;
  }

  async write(message: Buffer): Promise<void> {
    await this.#holding(message, () => this.#inTurn(() => this.#instance.write(message)));
  }

  read(maximum: number): Promise<PipeRead> {
    return this.#inTurn(() => this.#take(maximum));
  }

  transceive(message: Buffer, maximum: number): Promise<PipeRead> {
    return this.#holding(message, () =>
      this.#inTurn(async () => {
        await this.#instance.write(message);
        return this.#take(maximum);
      }),
    );
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

  /** Counts the bytes of a message until it has been processed. */
  async #holding<T>(message: Buffer, task: () => Promise<T>): Promise<T> {
    const { length } = message;
    if (this.#held?.hold(length) !== undefined) throw new ShareError(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
    try {
      return await task();
    } finally {
      this.#held?.release(length);
    }
  }

  #inTurn<T>(task: () => T | Promise<T>): Promise<T> {
    return this.#serial.run(async () => {
      if (!this.#open) throw new ShareError(NtStatus.STATUS_PIPE_DISCONNECTED);
      return task();
    });
  }
}
