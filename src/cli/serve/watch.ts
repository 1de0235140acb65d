import type { ServeConfiguration } from '../../config/index.js';
import type { Tap } from '../../facts/tap.js';
import type { LocalListener } from '../../local-http/listener.js';
import { Catalogue } from '../../posture/catalogue.js';
import type { LocalPart } from '../../local-http/local-part.js';
import { systemRuntime } from '../../runtime/runtime.js';
import type { ServerParts } from '../../server/create-server.js';
import { defaultMechanismWords } from '../../server/default-words.js';
import type { PageFile } from '../../watch/routes.js';
import { Watch } from '../../watch/watch.js';
import type { OriginOf } from '../flags.js';
import type { Log } from '../log.js';
import type { FurtherListener } from '../output/reporter.js';
import { packageVersion, readPackageFile } from '../package-folder.js';
import { loopbackPlace } from './local-place.js';
import type { LocalPlace, ServedPart } from './served-part.js';

/** The build makes it of `src/watch/page/`. */
const pageFolder = 'build/src/watch/page/';

/** The live page of a server. */
export class ServedWatch implements ServedPart {
  readonly name = 'watch';
  readonly place: LocalPlace;
  readonly #watch: Watch;

  /** @throws ConfigurationError for a flag that cannot be used */
  constructor(flag: string, originOf: OriginOf, configuration: ServeConfiguration, log: Log) {
    this.place = loopbackPlace(flag, 'watch', originOf);
    const { names } = configuration;
    this.#watch = new Watch({
      runtime: systemRuntime,
      version: packageVersion(),
      names,
      catalogue: new Catalogue(defaultMechanismWords),
      file: readPageFile,
      onError: (error) => log.error('the live page failed', { error }),
    });
  }

  get tap(): Tap {
    return this.#watch.tap;
  }

  create({ server }: ServerParts): LocalPart {
    this.#watch.observe(server);
    return this.#watch;
  }

  announce({ host, port, url }: LocalListener): FurtherListener {
    const page = `${url}/watch/#${this.#watch.token}`;
    return { carrier: 'watch', host, port, details: { url: page }, lines: [`Watch on ${page}`] };
  }
}

/** Undefined: the page was not built. */
function readPageFile(name: PageFile): Buffer | undefined {
  try {
    return readPackageFile(`${pageFolder}${name}`);
  } catch {
    return undefined;
  }
}
