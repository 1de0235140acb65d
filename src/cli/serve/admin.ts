import { createAdmin, sourceOf } from '../../admin/admin.js';
import type { LocalListener } from '../../local-http/listener.js';
import type { LocalPart } from '../../local-http/local-part.js';
import type { ServerParts } from '../../server/create-server.js';
import type { OriginOf } from '../flags.js';
import type { FurtherListener } from '../output/reporter.js';
import { packageVersion } from '../package-folder.js';
import { anyPlace } from './local-place.js';
import type { LocalPlace, ServedPart } from './served-part.js';

/** Health and metrics of a server. */
export class ServedAdmin implements ServedPart {
  readonly name = 'admin';
  readonly place: LocalPlace;

  /** @throws ConfigurationError for a flag that cannot be used */
  constructor(flag: string, originOf: OriginOf) {
    this.place = anyPlace(flag, originOf);
  }

  create({ server }: ServerParts): LocalPart {
    return createAdmin(sourceOf(server, packageVersion()));
  }

  announce({ host, port, url }: LocalListener): FurtherListener {
    return { carrier: 'admin', host, port, details: {}, lines: [`Health and metrics on ${url}/metrics`] };
  }
}
