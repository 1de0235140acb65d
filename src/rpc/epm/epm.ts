import { createService, type RpcService } from '../service.js';
import type { SyntaxId } from '../syntax.js';
import type { EndpointMap } from './endpoint.js';
import { eptLookup, eptLookupHandleFree } from './ept-lookup.js';
import { eptMap } from './ept-map.js';

/** The endpoint mapper (C706 appendix O; [MS-RPCE] 2.2.1.2). */
export const EPM: SyntaxId = { uuid: 'e1af8308-5d1f-11c9-91a4-08002b14a0fa', major: 3, minor: 0 };

/** Tells clients where interfaces are reached. It registers none for clients: that is for the server itself. */
export function createEndpointMapper(map: EndpointMap): RpcService {
  return createService(
    EPM,
    new Map([
      [2, eptLookup(map)],
      [3, eptMap(map)],
      [4, eptLookupHandleFree],
    ]),
  );
}
