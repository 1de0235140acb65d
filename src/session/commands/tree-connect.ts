import { truncatedCopy } from '../../bytes/index.js';
import { NtStatus } from '../../constants/nt-status.js';
import type { Share } from '../../shares/share.js';
import {
  decodeTreeConnectRequest,
  decodeTreeDisconnectRequest,
  Dialect,
  encodeTreeConnectResponse,
  encodeTreeDisconnectResponse,
  ShareFlags,
  ShareType,
} from '../../smb2-codec/index.js';
import { hitLimit } from '../model/limit.js';
import { drop, type DropOutcome } from '../exchange/outcome.js';
import { Answer, failure, type Proposal, type Request, type HandlerResult } from '../exchange/request.js';
import type { Established } from '../model/session.js';
import { accessTo } from './share-access.js';
import type { Tree } from '../model/tree-table.js';

const shareTypes = {
  disk: ShareType.SMB2_SHARE_TYPE_DISK,
  pipe: ShareType.SMB2_SHARE_TYPE_PIPE,
} as const satisfies Record<Share['type'], number>;

/** TREE_CONNECT ([MS-SMB2] 3.3.5.7). */
export function handleTreeConnect(request: Request, established: Established): HandlerResult | DropOutcome {
  const { connection, encrypted, signer } = request;
  const { dialect, cipherId } = connection.negotiated;
  const { identity, recorder } = established;
  // "… and the request is not signed or not encrypted": read as neither of the two, because no client does both.
  if (dialect === Dialect.SMB_3_1_1 && identity.kind === 'user' && signer === undefined && !encrypted) {
    recorder.report({ kind: 'signature-missing', command: request.header.command, requiredBy: 'dialect' });
    const { unsignedTreeConnect } = connection.server.profile;
    return unsignedTreeConnect === 'disconnect'
      ? drop('protocol-violation')
      : failure(NtStatus[unsignedTreeConnect]);
  }
  const { path: asked } = decodeTreeConnectRequest(request.message);
  const parts = partsOf(asked);
  const path = truncatedCopy(asked, MAX_RECORDED_PATH);
  const reportRefusal = (status: NtStatus, why?: 'encryption-required' | 'share-failed'): void =>
    recorder.report({ kind: 'tree-connect', path, ...(parts ?? { share: '' }), status, ...(why && { why }) });
  const refuse = (...refusal: Parameters<typeof reportRefusal>): HandlerResult => {
    reportRefusal(...refusal);
    const answer = failure(refusal[0]);
    answer.share = parts?.share;
    return answer;
  };
  if (parts === undefined) return refuse(NtStatus[connection.server.profile.malformedPath]);
  const { share: name, folder } = parts;
  const { limits, shares } = connection.server;
  // A path with a folder behind the share finds no share, as on Windows and smbd.
  const share = folder === undefined ? shares.find(name) : undefined;
  if (share === undefined) return refuse(NtStatus.STATUS_BAD_NETWORK_NAME);
  // Share.EncryptData with RejectUnencryptedAccess, and a connection or user that cannot encrypt.
  if (share.encrypt && (cipherId === 0 || established.cipher === undefined)) {
    return refuse(NtStatus.STATUS_ACCESS_DENIED, 'encryption-required');
  }
  const { maximalAccess, failed } = accessTo(share, identity, connection.server);
  if (maximalAccess === 0) return refuse(NtStatus.STATUS_ACCESS_DENIED, failed && 'share-failed');
  if (established.trees.size >= limits.treesPerSession) {
    hitLimit(connection, 'treesPerSession', recorder.report);
    return refuse(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
  }

  const tree = established.trees.add(share, maximalAccess, connection.server.runtime.monotonic());
  const proposal: Proposal = {
    commit: () => {
      recorder.report({
        kind: 'tree-connect',
        path,
        share: name,
        status: NtStatus.STATUS_SUCCESS,
        granted: { treeId: tree.id, type: share.type, maximalAccess, encrypted: share.encrypt },
      });
      return undefined;
    },
    withdraw: (instead) => {
      removeTree(established, tree);
      if (instead !== undefined) reportRefusal(instead);
    },
  };
  const answer = new Answer(NtStatus.STATUS_SUCCESS, (w) =>
    encodeTreeConnectResponse(w, {
      shareType: shareTypes[share.type],
      shareFlags: share.encrypt ? ShareFlags.ENCRYPT_DATA : 0,
      capabilities: 0,
      maximalAccess:
        share.type === 'pipe' ? (maximalAccess & connection.server.profile.pipeAccess) >>> 0 : maximalAccess,
    }),
  );
  answer.treeId = tree.id;
  answer.share = name;
  answer.proposal = proposal;
  return answer;
}

/** TREE_DISCONNECT ([MS-SMB2] 3.3.5.8). */
export function handleTreeDisconnect(request: Request, established: Established, tree: Tree): HandlerResult {
  decodeTreeDisconnectRequest(request.message);
  removeTree(established, tree);
  const answer = new Answer(NtStatus.STATUS_SUCCESS, encodeTreeDisconnectResponse);
  answer.share = tree.share.name;
  return answer;
}

function removeTree({ opens, trees }: Established, tree: Tree): void {
  opens.closeTree(tree.id);
  trees.remove(tree);
}

interface PathParts {
  readonly share: string;
  readonly folder?: string;
}

/**
 * The share of `\\host\share` ([MS-SMB2] 2.2.9, [MS-DTYP] 2.2.57), and a folder that was typed behind it with either
 * separator; undefined for any other form. The host is not checked: it is the name that the client knows the server by.
 */
function partsOf(path: string): PathParts | undefined {
  const separator = path.indexOf('\\', 2);
  if (!path.startsWith('\\\\') || separator <= 2 || separator - 2 > MAX_HOST) return undefined;
  const behind = path.slice(separator + 1);
  const end = behind.search(/[\\/]/);
  const share = end < 0 ? behind : behind.slice(0, end);
  if (share.length === 0 || share.length > MAX_SHARE_NAME) return undefined;
  return end < 0 ? { share } : { share, folder: truncatedCopy(behind.slice(end + 1), MAX_RECORDED_PATH) };
}

/** The longest path that is recorded, in UTF-16 units; a path that names a share is shorter. */
const MAX_RECORDED_PATH = 512;

/** "The server component of the path MUST be less than 256 characters" ([MS-SMB2] 2.2.9). */
const MAX_HOST = 255;

/** "The share component of the path MUST be less than or equal to 80 characters" ([MS-SMB2] 2.2.9). */
const MAX_SHARE_NAME = 80;
