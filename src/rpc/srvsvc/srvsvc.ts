import type { ServerInfo } from '../server-info.js';
import { createService, type RpcService } from '../service.js';
import type { SyntaxId } from '../syntax.js';
import { connectionEnum } from './connection-enum.js';
import { diskEnum } from './disk-enum.js';
import { fileEnum } from './file-enum.js';
import { nameValidate } from './name-validate.js';
import { remoteTod } from './remote-tod.js';
import { serverGetInfo } from './server-get-info.js';
import { sessionEnum } from './session-enum.js';
import { shareEnum, shareEnumSticky, shareGetInfo } from './shares.js';

/** [MS-SRVS] 1.9, 2.1. */
export const SRVSVC: SyntaxId = { uuid: '4b324fc8-1670-01d3-1278-5a47bf6ee188', major: 3, minor: 0 };

/** The Server Service: what is shared here, with whom ([MS-SRVS] 3.1.4). */
export function createSrvsvc(server: ServerInfo): RpcService {
  return createService(
    SRVSVC,
    new Map([
      [8, connectionEnum(server)],
      [9, fileEnum(server)],
      [12, sessionEnum(server)],
      [15, shareEnum(server)],
      [16, shareGetInfo(server)],
      [21, serverGetInfo(server)],
      [23, diskEnum],
      [28, remoteTod(server)],
      [33, nameValidate],
      [36, shareEnumSticky(server)],
    ]),
  );
}
