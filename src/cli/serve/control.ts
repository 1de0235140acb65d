import { readFileSync } from 'node:fs';
import { accountsThatChange, type ChangingAccounts } from '../../auth/changing-accounts.js';
import { ConfigurationError, type ServeConfiguration } from '../../config/index.js';
import { type Control, createControl, type CreatedControl } from '../../control/listener.js';
import { createControlClock, type ControlClock } from '../../control/control-clock.js';
import { Records } from '../../control/records.js';
import { type CheckedRuntime, systemRuntime } from '../../runtime/runtime.js';
import type { ServerParts } from '../../server/create-server.js';
import type { OriginOf, ServerFlags } from '../flags.js';
import type { Log } from '../log.js';
import type { FurtherListener } from '../output/reporter.js';
import { packageFolder, packageVersion } from '../package-folder.js';
import type { OpenedAccounts } from './accounts.js';
import { type AnnouncedFile, announce, openAnnouncedFile } from './announced-file.js';
import { bindControl } from './bind.js';

/** In the package, beside the sources that it is made of. */
const documentFile = new URL('src/control/openapi.json', packageFolder);

/** Its owner alone may read the token. */
const OWNER_ALONE = 0o600;

/** The control API of a server, from before the server is made until after its end. */
export class ServedControl {
  readonly #port: number;
  readonly #file: AnnouncedFile;
  readonly #originOf: OriginOf;
  readonly #configuration: ServeConfiguration;
  readonly #clock: ControlClock = createControlClock();
  readonly #records = new Records(systemRuntime);
  /** The accounts of flags and variables. */
  readonly accounts: ChangingAccounts;
  #created: CreatedControl | undefined;
  #control: Control | undefined;

  /** @throws ConfigurationError for a flag that cannot be used */
  constructor(flags: ServerFlags, originOf: OriginOf, configuration: ServeConfiguration) {
    this.#port = readPort(flags.control ?? '', originOf);
    this.#file = openAnnouncedFile(pathOf(flags, originOf), 'controlFile', originOf, OWNER_ALONE);
    this.#originOf = originOf;
    this.#configuration = configuration;
    this.accounts = accountsThatChange(configuration.accounts);
  }

  /** The clocks of the server. */
  get runtime(): CheckedRuntime {
    return this.#clock.runtime;
  }

  /** Retains what a server reports from now on, and creates its API. */
  watch({ server, clients }: ServerParts, opened: OpenedAccounts, log: Log): void {
    this.#records.watch(server);
    const { accounts, shares, faults } = this.#configuration;
    const controlled = {
      server,
      accounts: this.accounts,
      sourceOf: async (name: string) => ((await opened.isOfFile(name)) ? 'a file' : undefined),
      clock: this.#clock.clock,
      records: this.#records,
      describeClients: () => clients.describe(0),
      shares: shares.map(({ name }) => name),
      version: packageVersion(),
      start: { accounts, faults },
    };
    this.#created = createControl(controlled, {
      port: this.#port,
      runtime: systemRuntime,
      document: () => readFileSync(documentFile, 'utf8'),
      onError: (error: unknown) => log.error('the control API failed', { error }),
    });
  }

  /**
   * Opens the API of the server that is watched, and writes the file.
   *
   * @returns undefined: the port cannot be bound, which was said on stderr
   * @throws ConfigurationError when the file cannot be written
   */
  async open(): Promise<FurtherListener | undefined> {
    const created = this.#created;
    if (created === undefined) throw new TypeError('no server is watched');
    this.#control = await bindControl(() => created.open());
    if (this.#control === undefined) return undefined;
    const { host, port, url, token } = this.#control;
    announce(this.#file, JSON.stringify({ url, token }), 'controlFile', this.#originOf);
    return {
      carrier: 'control',
      host,
      port,
      details: { file: this.#file.path },
      lines: [`Control API on ${url}; its token is in ${this.#file.path}`],
    };
  }

  /** Removes the file and closes the API; requests that wait get their answers. */
  async close(): Promise<void> {
    this.#file.remove();
    await this.#control?.close();
  }
}

function pathOf({ controlFile, portFile }: ServerFlags, originOf: OriginOf): string {
  if (controlFile !== undefined) return controlFile;
  if (portFile !== undefined) return `${portFile}.control`;
  throw new ConfigurationError([
    {
      path: originOf('control'),
      message: 'needs --control-file FILE, where its address and its token are written',
    },
  ]);
}

function readPort(text: string, originOf: OriginOf): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port >= 0 && port <= 65_535) return port;
  throw new ConfigurationError([
    {
      path: originOf('control'),
      message: 'expected a port alone, 0 to 65535: it is served on 127.0.0.1 only',
    },
  ]);
}
