import type { ServeConfiguration } from '../../config/index.js';
import type { Tap } from '../../facts/tap.js';
import type { LocalListener } from '../../local-http/listener.js';
import type { LocalPart } from '../../local-http/local-part.js';
import { systemRuntime } from '../../runtime/runtime.js';
import type { ServerParts } from '../../server/create-server.js';
import { Watch } from '../../watch/watch.js';
import type { OriginOf } from '../flags.js';
import type { FurtherListener } from '../output/reporter.js';
import { packageVersion } from '../package-folder.js';
import { loopbackPlace } from './local-place.js';
import type { LocalPlace, ServedPart } from './served-part.js';

/** The live page of a server. */
export class ServedWatch implements ServedPart {
  readonly name = 'watch';
  readonly place: LocalPlace;
  readonly #watch: Watch;

  /** @throws ConfigurationError for a flag that cannot be used */
  constructor(flag: string, originOf: OriginOf, configuration: ServeConfiguration) {
    this.place = loopbackPlace(flag, 'watch', originOf);
    const { names, shares } = configuration;
    this.#watch = new Watch({
      runtime: systemRuntime,
      version: packageVersion(),
      names,
      shares: shares.map(({ name }) => name),
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
