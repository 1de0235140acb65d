import { NtStatus } from '../../constants/nt-status.js';
import {
  CtlCode,
  decodeIoctlRequest,
  decodeValidateNegotiateInfoRequest,
  Dialect,
  encodeNetworkInterfaceInfo,
  encodeValidateNegotiateInfoResponse,
  IoctlFlags,
  NO_FILE_ID,
  type IoctlRequest,
} from '../../smb2-codec/index.js';
import type { Connection } from '../model/connection.js';
import { chargeCovers } from '../exchange/credit-charge.js';
import { type DropOutcome, violation } from '../exchange/outcome.js';
import { dialectRevision, isSmb3 } from '../../protection/dialect.js';
import {
  bufferTooSmall,
  failure,
  type Request,
  type HandlerResult,
  type Result,
} from '../exchange/request.js';
import type { Established } from '../model/session.js';
import type { Tree } from '../model/tree-table.js';
import { handleFileIoctl } from './files/file-ioctl.js';
import { ioctlResponse } from './ioctl-response.js';

/** Size of a VALIDATE_NEGOTIATE_INFO Response ([MS-SMB2] 2.2.32.6). */
const VALIDATE_NEGOTIATE_INFO_LENGTH = 24;

/** The codes that concern no open; their FileId must be all ones ([MS-SMB2] 3.3.5.15). */
const withoutFile: ReadonlySet<number> = new Set([
  CtlCode.DFS_GET_REFERRALS,
  CtlCode.DFS_GET_REFERRALS_EX,
  CtlCode.QUERY_NETWORK_INTERFACE_INFO,
  CtlCode.VALIDATE_NEGOTIATE_INFO,
  CtlCode.PIPE_WAIT,
]);

/**
 * IOCTL ([MS-SMB2] 3.3.5.15): codes of the connection are answered here, the others by the open or share that they
 * name.
 */
export function handleIoctl(request: Request, established: Established, tree: Tree): Result {
  const { connection } = request;
  const body = decodeIoctlRequest(request.message);
  if (body.flags !== IoctlFlags.IS_FSCTL) return failure(NtStatus.STATUS_NOT_SUPPORTED);
  if (withoutFile.has(body.ctlCode) && !isNoFileId(body)) {
    return failure(NtStatus.STATUS_INVALID_PARAMETER);
  }
  const { maxTransactSize } = connection.negotiated;
  const { input, maxInputResponse, maxOutputResponse } = body;
  if (Math.max(input.length, maxInputResponse, maxOutputResponse) > maxTransactSize) {
    return failure(NtStatus.STATUS_INVALID_PARAMETER);
  }
  if (!chargeCovers(request, Math.max(input.length, maxInputResponse + maxOutputResponse))) {
    return failure(NtStatus.STATUS_INVALID_PARAMETER);
  }
  switch (body.ctlCode) {
    case CtlCode.VALIDATE_NEGOTIATE_INFO:
      return validateNegotiateInfo(connection, body);
    case CtlCode.QUERY_NETWORK_INTERFACE_INFO:
      return queryNetworkInterfaceInfo(connection, body);
    case CtlCode.DFS_GET_REFERRALS:
    case CtlCode.DFS_GET_REFERRALS_EX:
      // IsDfsCapable is FALSE (3.3.5.15.2).
      return failure(NtStatus.STATUS_FS_DRIVER_REQUIRED);
    default:
      return handleFileIoctl(request, body, established, tree);
  }
}

/**
 * Repeats the negotiation inside the protection of a session. If the client's values differ, a third party changed the
 * negotiation, and the connection is dropped ([MS-SMB2] 3.3.5.15.12).
 */
function validateNegotiateInfo(connection: Connection, body: IoctlRequest): HandlerResult | DropOutcome {
  const { negotiated, server } = connection;
  // The section "applies only to servers that implement the SMB 3.x dialect family"; in 2.x a signed error is enough
  // for clients.
  if (!server.policy.dialects.some((name) => isSmb3(dialectRevision(name)))) {
    return failure(NtStatus.STATUS_NOT_SUPPORTED);
  }
  const mismatch = mismatchOf(connection, body);
  if (mismatch !== undefined) {
    return violation('negotiate-info-mismatch', '[MS-SMB2] 3.3.5.15.12', mismatch);
  }
  const output = encodeValidateNegotiateInfoResponse({
    capabilities: negotiated.serverCapabilities,
    guid: negotiated.serverGuid,
    securityMode: negotiated.serverSecurityMode,
    dialect: negotiated.dialect,
  });
  return ioctlResponse(body, output);
}

function mismatchOf({ negotiated }: Connection, body: IoctlRequest): string | undefined {
  if (negotiated.dialect === Dialect.SMB_3_1_1) return 'sent under 3.1.1';
  if (body.maxOutputResponse < VALIDATE_NEGOTIATE_INFO_LENGTH) return 'MaxOutputResponse';
  const { capabilities, dialects, guid, securityMode } = decodeValidateNegotiateInfoRequest(body.input);
  const { clientDialects } = negotiated;
  if (dialects.length !== clientDialects.length || dialects.some((d, i) => d !== clientDialects[i])) {
    return 'Dialects';
  }
  if (!guid.equals(negotiated.clientGuid)) return 'Guid';
  if (securityMode !== negotiated.clientSecurityMode) return 'SecurityMode';
  return capabilities === negotiated.clientCapabilities ? undefined : 'Capabilities';
}

/** 3.3.5.15.11. */
function queryNetworkInterfaceInfo(connection: Connection, body: IoctlRequest): HandlerResult {
  if (!isSmb3(connection.negotiated.dialect)) return failure(NtStatus.STATUS_NOT_SUPPORTED);
  const output = encodeNetworkInterfaceInfo(connection.server.networkInterfaces());
  if (output.length > body.maxOutputResponse) return bufferTooSmall(output.length, connection);
  return ioctlResponse(body, output);
}

function isNoFileId(body: IoctlRequest): boolean {
  return body.fileId.persistent === NO_FILE_ID.persistent && body.fileId.volatile === NO_FILE_ID.volatile;
}
