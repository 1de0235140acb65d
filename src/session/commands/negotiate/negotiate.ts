import { fileTimeFromUnixMs, Writer } from '../../../bytes/index.js';
import type { OfferedContexts } from '../../../facts/smb.js';
import { NtStatus } from '../../../constants/nt-status.js';
import {
  Capabilities,
  decodeNegotiateRequest,
  decodeSmb1NegotiateRequest,
  Dialect,
  encodeNegotiateResponse,
  encodeSmb1NegotiateResponse,
  frame,
  Cipher,
  NO_SMB1_DIALECT,
  SecurityMode,
  SigningAlgorithm,
  Smb1Dialect,
  type NegotiateContext,
  type NegotiateRequest,
} from '../../../smb2-codec/index.js';
import type { Connection, Negotiated } from '../../model/connection.js';
import { dialectRevision, isSmb3 } from '../../../protection/dialect.js';
import {
  firstIds,
  ContextError,
  chooseFromContexts,
  MAX_RECORDED,
  responseContexts,
  type Chosen,
} from './negotiate-contexts.js';
import { PreauthHash } from '../../../protection/preauth-hash.js';
import type { Request, Response } from '../../exchange/request.js';
import type { ServerState } from '../../model/server-state.js';

/** Characters of a dialect string that are recorded: the longest one there is has 29. */
const MAX_DIALECT_NAME = 32;

/** A copy: what is cut from a message's text keeps all of it in memory. */
function beginningOfName(name: string): string {
  return Buffer.from(name.slice(0, MAX_DIALECT_NAME), 'latin1').toString('latin1');
}

/** MaxTransactSize where requests cost one credit whatever their size ([MS-SMB2] note <278>). */
const SINGLE_CREDIT_TRANSACT_SIZE = 65536;

/**
 * SMB_COM_NEGOTIATE ([MS-SMB2] 3.3.5.3): the client offers SMB2 among the dialect strings of SMB1.
 *
 * @returns undefined when the connection was dropped
 */
export function handleSmb1Negotiate(connection: Connection, message: Buffer): Response | undefined {
  const { server } = connection;
  const { dialects } = decodeSmb1NegotiateRequest(message);
  const revisions = server.policy.dialects.map(dialectRevision);
  const speaksLater = revisions.some((revision) => revision > Dialect.SMB_2_0_2);
  const answered =
    speaksLater && dialects.includes(Smb1Dialect.SMB_2_WILDCARD)
      ? Dialect.WILDCARD
      : revisions.includes(Dialect.SMB_2_0_2) && dialects.includes(Smb1Dialect.SMB_2_002)
        ? Dialect.SMB_2_0_2
        : undefined;
  const recorded = dialects.slice(0, MAX_RECORDED).map(beginningOfName);
  connection.recorder.report({ kind: 'smb1-negotiate', dialects: recorded, answered });
  if (answered === undefined) {
    // "the server MUST disconnect the connection … without sending a response" (3.3.5.3.2). smbd first sends what SMB1
    // has for it ([MS-CIFS] 3.3.5.42), and so do we: to silence Linux says "Host is down", to this "not supported".
    connection.send(frame(noSmb1Dialect(message)));
    connection.disconnect('refused');
    return undefined;
  }
  if (answered === Dialect.WILDCARD) {
    connection.negotiation = { at: 'multi-protocol' };
    const multiCredit = true;
    return negotiateResponse(server, {
      dialect: Dialect.WILDCARD,
      capabilities: Capabilities.LARGE_MTU,
      maxTransactSize: transactSize(server, multiCredit),
    });
  }
  const result: Negotiated = {
    dialect: Dialect.SMB_2_0_2,
    clientGuid: Buffer.alloc(16),
    clientCapabilities: 0,
    clientSecurityMode: 0,
    // smbclient remembers such a start as a NEGOTIATE of 2.0.2 alone, all else zero, and asks us to confirm that.
    clientDialects: Uint16Array.of(Dialect.SMB_2_0_2),
    serverCapabilities: 0,
    serverSecurityMode: securityMode(server),
    cipherId: 0,
    signingAlgorithm: SigningAlgorithm.HMAC_SHA256,
    preauth: undefined,
    multiCredit: false,
    maxTransactSize: SINGLE_CREDIT_TRANSACT_SIZE,
  };
  finish(connection, result);
  return negotiateResponse(server, {
    dialect: result.dialect,
    capabilities: result.serverCapabilities,
    maxTransactSize: result.maxTransactSize,
  });
}

function noSmb1Dialect(request: Buffer): Buffer {
  const w = new Writer(64);
  encodeSmb1NegotiateResponse(w, { requestHeader: request, dialectIndex: NO_SMB1_DIALECT });
  return w.finish();
}

/** SMB2 NEGOTIATE ([MS-SMB2] 3.3.5.4). */
export function handleNegotiate(request: Request): Response | undefined {
  const { connection, message } = request;
  const { server } = connection;
  if (connection.negotiation.at === 'done') {
    connection.disconnect('protocol-violation', {
      kind: 'protocol-violation',
      code: 'second-negotiate',
      section: '[MS-SMB2] 3.3.5.4',
    });
    return undefined;
  }
  const body = decodeNegotiateRequest(message);
  const dialect = greatestCommonDialect(server, body.dialects);
  if (dialect === undefined) {
    // "If the DialectCount … is 0, the server MUST fail the request with STATUS_INVALID_PARAMETER."
    const status =
      body.dialects.length === 0 ? NtStatus.STATUS_INVALID_PARAMETER : NtStatus.STATUS_NOT_SUPPORTED;
    return refuse(connection, body, {
      why: 'no-common-dialect',
      status,
      detail:
        body.dialects.length === 0 ? 'DialectCount is 0' : 'none of the dialects offered is spoken here',
    });
  }
  let chosen: Chosen;
  try {
    chosen = chooseFromContexts(dialect, body, server.policy);
  } catch (error) {
    if (!(error instanceof ContextError)) throw error;
    return refuse(connection, body, { why: 'context-invalid', status: error.status, detail: error.message });
  }
  reportRequest(connection, body, chosen.offered);
  return accept(request, body, dialect, chosen);
}

function accept(request: Request, body: NegotiateRequest, dialect: number, chosen: Chosen): Response {
  const { connection, message } = request;
  const { server } = connection;
  const multiCredit = dialect !== Dialect.SMB_2_0_2;
  const cipherId = cipherFor(server, dialect, body, chosen);
  const serverCapabilities =
    (multiCredit ? Capabilities.LARGE_MTU : 0) |
    (isSmb3(dialect) ? body.capabilities & Capabilities.MULTI_CHANNEL : 0) |
    // In 3.1.1 the cipher context says it, and the bit stays clear on the wire.
    (isSmb3(dialect) && dialect !== Dialect.SMB_3_1_1 && cipherId !== 0 ? Capabilities.ENCRYPTION : 0);
  const result: Negotiated = {
    dialect,
    clientGuid: Buffer.from(body.clientGuid),
    clientCapabilities: body.capabilities,
    clientSecurityMode: body.securityMode,
    clientDialects: Uint16Array.from(body.dialects),
    serverCapabilities,
    serverSecurityMode: securityMode(server),
    cipherId,
    signingAlgorithm: chosen.signingAlgorithm,
    preauth: dialect === Dialect.SMB_3_1_1 ? new PreauthHash().after(message) : undefined,
    multiCredit,
    maxTransactSize: transactSize(server, multiCredit),
  };
  finish(connection, result, chosen.hashAlgorithm);
  return {
    ...negotiateResponse(server, {
      dialect,
      capabilities: serverCapabilities,
      maxTransactSize: result.maxTransactSize,
      contexts: responseContexts(dialect, chosen, cipherId, server.runtime),
    }),
    afterEncoding: (sent) => {
      result.preauth = result.preauth?.after(sent);
    },
  };
}

function finish(connection: Connection, result: Negotiated, hashAlgorithm = 0): void {
  connection.negotiation = { at: 'done', result };
  const { dialect, cipherId, signingAlgorithm } = result;
  const { signing, encryption } = connection.server.policy;
  connection.recorder.report({
    kind: 'negotiate-chosen',
    dialect,
    ...(dialect === Dialect.SMB_3_1_1 && { hashAlgorithm }),
    ...(isSmb3(dialect) && { cipher: cipherId }),
    signingAlgorithm,
    signing,
    encryption,
  });
}

function reportRequest(connection: Connection, body: NegotiateRequest, contexts: OfferedContexts): void {
  connection.recorder.report({
    kind: 'negotiate-request',
    dialects: firstIds(body.dialects),
    clientGuid: Buffer.from(body.clientGuid),
    capabilities: body.capabilities,
    securityMode: body.securityMode,
    contexts,
  });
}

function refuse(
  connection: Connection,
  body: NegotiateRequest,
  refusal: { why: 'no-common-dialect' | 'context-invalid'; status: NtStatus; detail: string },
): Response {
  reportRequest(connection, body, { types: firstIds(body.negotiateContexts.map(({ type }) => type)) });
  connection.recorder.report({ kind: 'negotiate-refused', section: '[MS-SMB2] 3.3.5.4', ...refusal });
  return { status: refusal.status };
}

function greatestCommonDialect(server: ServerState, offered: readonly number[]): number | undefined {
  return server.policy.dialects
    .map(dialectRevision)
    .filter((revision) => offered.includes(revision))
    .sort((a, b) => b - a)[0];
}

/** Connection.CipherId, which under 3.0 and 3.0.2 is implied by the capability bit of both sides. */
function cipherFor(server: ServerState, dialect: number, body: NegotiateRequest, chosen: Chosen): number {
  if (server.policy.encryption === 'off' || !isSmb3(dialect)) return 0;
  if (dialect === Dialect.SMB_3_1_1) return chosen.cipher;
  return (body.capabilities & Capabilities.ENCRYPTION) === 0 ? 0 : Cipher.AES_128_CCM;
}

/** SIGNING_ENABLED is always set; RequireMessageSigning adds SIGNING_REQUIRED ([MS-SMB2] 3.3.5.4). */
function securityMode(server: ServerState): number {
  const required = server.policy.signing === 'required' ? SecurityMode.SIGNING_REQUIRED : 0;
  return SecurityMode.SIGNING_ENABLED | required;
}

function transactSize(server: ServerState, multiCredit: boolean): number {
  return multiCredit ? server.limits.transactBytes : SINGLE_CREDIT_TRANSACT_SIZE;
}

function negotiateResponse(
  server: ServerState,
  values: {
    readonly dialect: number;
    readonly capabilities: number;
    readonly maxTransactSize: number;
    readonly contexts?: readonly NegotiateContext[];
  },
): Response {
  const { maxTransactSize } = values;
  return {
    status: NtStatus.STATUS_SUCCESS,
    write: (w: Writer) =>
      encodeNegotiateResponse(w, {
        securityMode: securityMode(server),
        dialectRevision: values.dialect,
        serverGuid: server.guid,
        capabilities: values.capabilities,
        maxTransactSize,
        maxReadSize: maxTransactSize,
        maxWriteSize: maxTransactSize,
        systemTime: fileTimeFromUnixMs(server.runtime.now()),
        serverStartTime: 0n,
        securityBuffer: server.negTokenInit2,
        negotiateContexts: values.contexts ?? [],
      }),
  };
}
