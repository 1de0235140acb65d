import { createRpcPipe, type PduScript } from '../rpc/index.js';
import type { ServerState } from '../session/model/server-state.js';
import { createIpcShare } from '../shares/ipc-share.js';
import type { PipeShare } from '../shares/share.js';
import { rpcLogins, type NamedService } from './rpc-services.js';

/** `IPC$` with a pipe for each service. */
export function createIpc(
  state: ServerState,
  services: readonly NamedService[],
  script: PduScript,
): PipeShare {
  const startLogin = rpcLogins(state);
  const now = (): number => state.runtime.now();
  return createIpcShare({
    services: services.map(({ name, service }) =>
      createRpcPipe({ name, services: [service], startLogin, now, script }),
    ),
  });
}
