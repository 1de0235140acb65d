import { Hono } from 'hono';
import type { LocalListener } from '../../local-http/listener.js';
import type { LocalPart } from '../../local-http/local-part.js';
import type { OriginOf } from '../flags.js';
import type { FurtherListener } from '../output/reporter.js';
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

  create(): LocalPart {
    const routes = new Hono();
    routes.get('/livez', (context) => context.text('ok\n'));
    return { name: 'admin', routes, paths: ['/livez', '/readyz', '/metrics'] };
  }

  announce({ host, port, url }: LocalListener): FurtherListener {
    return { carrier: 'admin', host, port, details: {}, lines: [`Health and metrics on ${url}/metrics`] };
  }
}
