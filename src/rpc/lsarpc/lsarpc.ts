import { NtStatus } from '../../constants/nt-status.js';
import { FaultStatus } from '../pdu/index.js';
import { createService, type Operation, type RpcService } from '../service.js';
import type { SyntaxId } from '../syntax.js';
import { getUserName } from './get-user-name.js';
import { lookupNames, lookupNames2, lookupNames3 } from './lookup-names.js';
import { lookupSids, lookupSids2 } from './lookup-sids.js';
import type { LsaPolicy } from './lsa-policy.js';
import { writeFailure } from './mapped.js';
import { close, openPolicy1, openPolicy2 } from './policy-handle.js';
import { queryInformationPolicy, queryInformationPolicy2 } from './policy-information.js';

/** [MS-LSAT] 1.9, 2.1. */
export const LSARPC: SyntaxId = { uuid: '12345778-1234-abcd-ef00-0123456789ab', major: 0, minor: 0 };

/**
 * The Local Security Authority: names for SIDs and SIDs for names ([MS-LSAT] 3.1.4), with what clients ask of the
 * policy before that ([MS-LSAD] 3.1.4).
 */
export function createLsarpc(policy: LsaPolicy): RpcService {
  return createService(
    LSARPC,
    new Map([
      [0, close],
      [6, openPolicy1(policy)],
      [7, queryInformationPolicy(policy)],
      [14, lookupNames(policy)],
      [15, lookupSids(policy)],
      [44, openPolicy2(policy)],
      [45, getUserName],
      [46, queryInformationPolicy2(policy)],
      [57, lookupSids2(policy)],
      [58, lookupNames2(policy)],
      [68, lookupNames3(policy)],
      [76, overTcpAlone('LsarLookupSids3')],
      [77, overTcpAlone('LsarLookupNames4')],
    ]),
  );
}

/**
 * "RPC clients MUST use RPC over TCP/IP"; Windows answers others with ERROR_ACCESS_DENIED ([MS-LSAT] 2.1, note <3>).
 * "The RPC server MUST return STATUS_INVALID_SERVER_STATE if it is not a domain controller" (3.1.4.5, 3.1.4.9).
 */
function overTcpAlone(name: string): Operation {
  return {
    name,
    run: (_, w, { transport }) => {
      if (transport !== 'tcp') return FaultStatus.ACCESS_DENIED;
      writeFailure(w, NtStatus.STATUS_INVALID_SERVER_STATE);
      return undefined;
    },
  };
}
