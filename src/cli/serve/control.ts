import { accountsThatChange, type ChangingAccounts } from '../../auth/changing-accounts.js';
import { ConfigurationError, type ServeConfiguration } from '../../config/index.js';
import { type Control, createControl } from '../../control/control.js';
import { createControlClock, type ControlClock } from '../../control/control-clock.js';
import { Records } from '../../control/records.js';
import type { LocalListener } from '../../local-http/listener.js';
import type { LocalPart } from '../../local-http/local-part.js';
import { type CheckedRuntime, systemRuntime } from '../../runtime/runtime.js';
import type { ServerParts } from '../../server/create-server.js';
import type { OriginOf, ServerFlags } from '../flags.js';
import type { Log } from '../log.js';
import type { FurtherListener } from '../output/reporter.js';
import { packageVersion, readPackageFile } from '../package-folder.js';
import type { OpenedAccounts } from './accounts.js';
import { type AnnouncedFile, announce, openAnnouncedFile } from './announced-file.js';
import { loopbackPlace } from './local-place.js';
import type { LocalPlace, ServedPart } from './served-part.js';

/** In the package, beside the sources that it is made of. */
const documentFile = 'src/control/openapi.json';

/** Its owner alone may read the token. */
const OWNER_ALONE = 0o600;

/** The control API of a server. */
export class ServedControl implements ServedPart {
  readonly name = 'control';
  readonly place: LocalPlace;
  readonly accounts: ChangingAccounts;
  readonly #file: AnnouncedFile;
  readonly #originOf: OriginOf;
  readonly #configuration: ServeConfiguration;
  readonly #clock: ControlClock = createControlClock();
  readonly #records = new Records(systemRuntime);
  #control: Control | undefined;

  /** @throws ConfigurationError for a flag that cannot be used */
  constructor(flags: ServerFlags, originOf: OriginOf, configuration: ServeConfiguration) {
    this.place = loopbackPlace(flags.control ?? '', 'control', originOf);
    this.#file = openAnnouncedFile(pathOf(flags, originOf), 'controlFile', originOf, OWNER_ALONE);
    this.#originOf = originOf;
    this.#configuration = configuration;
    this.accounts = accountsThatChange(configuration.accounts);
  }

  get runtime(): CheckedRuntime {
    return this.#clock.runtime;
  }

  create({ server, clients }: ServerParts, opened: OpenedAccounts, log: Log): LocalPart {
    this.#records.watch(server);
    const { accounts, faults } = this.#configuration;
    const controlled = {
      server,
      accounts: this.accounts,
      sourceOf: async (name: string) => ((await opened.isOfFile(name)) ? 'a file' : undefined),
      clock: this.#clock.clock,
      records: this.#records,
      describeClients: () => clients.describe(0),
      get shares() {
        return Array.from(server.shares, ({ name }) => name);
      },
      version: packageVersion(),
      start: { accounts, faults },
    };
    this.#control = createControl(controlled, {
      runtime: systemRuntime,
      document: () => readPackageFile(documentFile).toString(),
      onError: (error: unknown) => log.error('the control API failed', { error }),
    });
    return this.#control;
  }

  /** Writes the file with the address and the token. */
  announce({ host, port, url }: LocalListener): FurtherListener {
    if (this.#control === undefined) throw new TypeError('no server is watched');
    const { token } = this.#control;
    announce(this.#file, JSON.stringify({ url, token }), 'controlFile', this.#originOf);
    return {
      carrier: 'control',
      host,
      port,
      details: { file: this.#file.path },
      lines: [`Control API on ${url}; its token is in ${this.#file.path}`],
    };
  }

  withdraw(): void {
    this.#file.remove();
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
