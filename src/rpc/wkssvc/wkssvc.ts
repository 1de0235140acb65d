import type { ServerInfo } from '../server-info.js';
import { createService, type RpcService } from '../service.js';
import type { SyntaxId } from '../syntax.js';
import { wkstaGetInfo } from './wksta-get-info.js';
import { wkstaUserEnum } from './wksta-user-enum.js';

/** [MS-WKST] 1.9, 2.1. */
export const WKSSVC: SyntaxId = { uuid: '6bffd098-a112-3610-9833-46c3f87e345a', major: 1, minor: 0 };

/** The Workstation Service: what this computer is and who is on it ([MS-WKST] 3.2.4). */
export function createWkssvc(server: ServerInfo): RpcService {
  return createService(
    WKSSVC,
    new Map([
      [0, wkstaGetInfo(server)],
      [2, wkstaUserEnum(server)],
    ]),
  );
}
