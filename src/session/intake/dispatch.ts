import { CodecError } from '../../bytes/index.js';
import { NtStatus } from '../../constants/nt-status.js';
import { ShareError } from '../../shares/share-error.js';
import { Command, HeaderFlags } from '../../smb2-codec/index.js';
import { commandRules } from './commands.js';
import type { Connection } from '../model/connection.js';
import { failure, refuseRequest, type Request, type Response, type Result } from '../exchange/request.js';
import type { Established } from '../model/session.js';
import type { Signing } from '../../protection/signing.js';
import { verifyAnySession, verifySession, verifySignature, verifyTree } from '../exchange/verify.js';

/** Verifies the signature of a request that carries or owes one; `signer` also signs its answer. */
export function signatureOf(request: Request): { signer?: Signing; status?: NtStatus } {
  const { connection, header, message, sessionId } = request;
  // "If the decryption … succeeds, the server MUST skip the processing in this section" (3.3.5.2.4).
  if (request.encrypted) return {};
  if (header.command === Command.NEGOTIATE) {
    const signed = (header.flags & HeaderFlags.SIGNED) !== 0;
    return signed ? { status: NtStatus.STATUS_INVALID_PARAMETER } : {};
  }
  const verified = verifySignature(connection, header, message, sessionId);
  const signer = verified.ok ? verified.value : verified.signer;
  return { ...(signer && { signer }), ...(!verified.ok && { status: verified.status }) };
}

/** Finds what the command needs, and hands the request to its handler (`commands.ts`). */
export function dispatch(request: Request): Result {
  const rule = commandRules.get(request.header.command);
  if (rule === undefined) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  switch (rule.needs) {
    case 'connection':
      return rule.handle(request);
    case 'any-session': {
      const found = verifyAnySession(request);
      if (!found.ok) return refuseRequest(request, found.status);
      const session = found.value;
      if (session.established !== undefined) reportFirstUse(request, session.established);
      return rule.handle(request, session);
    }
    case 'session': {
      const found = verifySession(request, { whenExpired: false });
      if (!found.ok) return refuseRequest(request, found.status);
      const { established } = found.value;
      reportFirstUse(request, established);
      return rule.handle(request, established);
    }
    case 'tree': {
      const found = verifySession(request, rule);
      if (!found.ok) return refuseRequest(request, found.status);
      const { session, established } = found.value;
      const tree = verifyTree(request, established);
      if (!tree.ok) return failure(tree.status);
      reportFirstUse(request, established);
      return rule.handle(request, established, tree.value, session);
    }
  }
}

function reportFirstUse(request: Request, established: Established): void {
  if (established.used) return;
  established.used = true;
  const protection = request.encrypted ? 'encrypted' : request.signer === undefined ? 'none' : 'signed';
  established.recorder.report({ kind: 'first-request', command: request.header.command, protection });
}

/**
 * The one place where exceptions become statuses. An error of a decoder or a share is the client's business; anything
 * else is a bug of ours, and ends this connection only.
 */
export function responseTo(connection: Connection, error: unknown): Response {
  if (error instanceof CodecError) {
    const status = NtStatus.STATUS_INVALID_PARAMETER;
    connection.recorder.report({
      kind: 'protocol-violation',
      code: 'malformed-request',
      section: '[MS-SMB2] 3.3.5.2.6',
      detail: error.message,
      status,
    });
    return failure(status);
  }
  if (error instanceof ShareError) return failure(error.status);
  connection.fail(error, 'serving a request');
  return failure(NtStatus.STATUS_INTERNAL_ERROR);
}
