import { guidFromText } from '../../bytes/index.js';
import { FaultStatus } from '../pdu/index.js';
import { createService, type Operation, type RpcService } from '../service.js';
import type { SyntaxId } from '../syntax.js';

/** The remote management interface that each endpoint has (C706 appendix Q; [MS-RPCE] 2.2.1.3). */
export const MGMT: SyntaxId = { uuid: 'afa8bd80-7d8a-11c9-bef4-08002b102989', major: 1, minor: 0 };

/** error_status of a success. */
const OK = 0;

/** @param syntaxes the interfaces of the endpoint */
export function createManagement(syntaxes: readonly SyntaxId[]): RpcService {
  return createService(
    MGMT,
    new Map([
      [0, inquireInterfaces(syntaxes)],
      [2, isServerListening],
      [3, stopServerListening],
    ]),
  );
}

/** rpc__mgmt_inq_if_ids: rpc_if_id_vector_t with a pointer to each rpc_if_id_t. */
function inquireInterfaces(syntaxes: readonly SyntaxId[]): Operation {
  return {
    name: 'rpc__mgmt_inq_if_ids',
    run: (_, w) => {
      w.pointer(() => {
        w.u32(syntaxes.length).u32(syntaxes.length);
        for (const { uuid, major, minor } of syntaxes) {
          w.pointer(() => w.align(4).bytes(guidFromText(uuid)).u16(major).u16(minor));
        }
      });
      w.u32(OK);
    },
  };
}

const isServerListening: Operation = {
  name: 'rpc__mgmt_is_server_listening',
  run: (_, w) => {
    w.u32(OK).u32(1);
  },
};

const stopServerListening: Operation = {
  name: 'rpc__mgmt_stop_server_listening',
  run: () => FaultStatus.ACCESS_DENIED,
};
