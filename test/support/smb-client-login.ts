import assert from 'node:assert/strict';
import { ntlmOid } from '../../src/auth/ntlm-token.js';
import {
  decodeNegTokenResp,
  encodeNegTokenInit,
  encodeNegTokenResp,
  mechType,
} from '../../src/auth/spnego/index.js';
import { ntStatusName, NtStatus } from '../../src/constants/nt-status.js';
import {
  Capabilities,
  Command,
  decodeEncryptionCapabilities,
  decodeNegotiateResponse,
  decodeSessionSetupResponse,
  decodeSigningCapabilities,
  Dialect,
  encodeEncryptionCapabilities,
  encodeNegotiateRequest,
  encodePreauthIntegrityCapabilities,
  encodeSessionSetupRequest,
  encodeSigningCapabilities,
  HashAlgorithm,
  type NegotiateContext,
  NegotiateContextType,
  type NegotiateRequest,
  type NegotiateResponse,
  SecurityMode,
  SessionFlags,
  SessionSetupFlags,
} from '../../src/smb2-codec/index.js';
import { NtlmClient, type NtlmClientOptions } from './ntlm-client.js';
import { type ClientSession, type Reply, type RequestOptions, type SmbClient } from './smb-client.js';
import { deriveClientKeys, hashed } from './smb-client-keys.js';

export interface NegotiateOptions extends Partial<NegotiateRequest> {
  /** Ids of ENCRYPTION_CAPABILITIES; empty: the context is not sent. */
  readonly ciphers?: readonly number[];
  /** Ids of SIGNING_CAPABILITIES; empty: the context is not sent. */
  readonly signingAlgorithms?: readonly number[];
}

const allDialects = [
  Dialect.SMB_2_0_2,
  Dialect.SMB_2_1,
  Dialect.SMB_3_0,
  Dialect.SMB_3_0_2,
  Dialect.SMB_3_1_1,
];

/** The contexts of a well-behaved 3.1.1 client. */
export function negotiateContexts(options: NegotiateOptions = {}): NegotiateContext[] {
  const { ciphers = [2, 1], signingAlgorithms = [] } = options;
  const salt = Buffer.alloc(32, 0x5a);
  const contexts: NegotiateContext[] = [
    {
      type: NegotiateContextType.PREAUTH_INTEGRITY_CAPABILITIES,
      data: encodePreauthIntegrityCapabilities({ hashAlgorithms: [HashAlgorithm.SHA_512], salt }),
    },
  ];
  if (ciphers.length > 0) {
    const data = encodeEncryptionCapabilities(ciphers);
    contexts.push({ type: NegotiateContextType.ENCRYPTION_CAPABILITIES, data });
  }
  if (signingAlgorithms.length > 0) {
    const data = encodeSigningCapabilities(signingAlgorithms);
    contexts.push({ type: NegotiateContextType.SIGNING_CAPABILITIES, data });
  }
  return contexts;
}

/** A ClientGuid for each highest dialect: one client speaks one dialect only ([MS-SMB2] 3.3.5.5.3). */
function guidOf(dialects: readonly number[]): Buffer {
  const guid = Buffer.from('0123456789abcdef0123456789abcdef', 'hex');
  guid.writeUInt16LE(Math.max(...dialects, 0), 0);
  return guid;
}

/** The NEGOTIATE request of these options. */
export function negotiateRequest(options: NegotiateOptions = {}): NegotiateRequest {
  const { dialects = allDialects } = options;
  return {
    securityMode: SecurityMode.SIGNING_ENABLED,
    capabilities: Capabilities.LARGE_MTU | Capabilities.MULTI_CHANNEL | Capabilities.ENCRYPTION,
    clientGuid: guidOf(dialects),
    dialects,
    negotiateContexts: negotiateContexts(options),
    ...options,
  };
}

/** Sends NEGOTIATE and remembers what was agreed; the reply may be a failure. */
export async function tryNegotiate(
  client: SmbClient,
  options: NegotiateOptions = {},
  requestOptions: RequestOptions = {},
): Promise<Reply> {
  const body = negotiateRequest(options);
  const request = client.send(Command.NEGOTIATE, (w) => encodeNegotiateRequest(w, body), requestOptions);
  const reply = await client.receive();
  if (reply.status !== NtStatus.STATUS_SUCCESS) return reply;
  const response = decodeNegotiateResponse(reply.message);
  const { dialectRevision, capabilities } = response;
  const is311 = dialectRevision === Dialect.SMB_3_1_1;
  const encrypts = (capabilities & Capabilities.ENCRYPTION) !== 0;
  const [cipher = 0] = contextIds(response, 'ENCRYPTION_CAPABILITIES', decodeEncryptionCapabilities);
  const [signing = 1] = contextIds(response, 'SIGNING_CAPABILITIES', decodeSigningCapabilities);
  client.negotiation = {
    dialect: dialectRevision,
    cipher: is311 ? cipher : encrypts ? 1 : 0,
    signingAlgorithm: dialectRevision < Dialect.SMB_3_0 ? 0 : signing,
    securityMode: body.securityMode,
    capabilities: body.capabilities,
    clientGuid: body.clientGuid,
    dialects: body.dialects,
    preauthHash: hashed(hashed(Buffer.alloc(64), request), reply.message),
  };
  return reply;
}

/** NEGOTIATE that has to succeed. */
export async function negotiate(
  client: SmbClient,
  options: NegotiateOptions = {},
): Promise<NegotiateResponse> {
  const reply = await tryNegotiate(client, options);
  assert.equal(ntStatusName(reply.status), 'STATUS_SUCCESS');
  return decodeNegotiateResponse(reply.message);
}

function contextIds(
  { negotiateContexts: contexts }: NegotiateResponse,
  name: keyof typeof NegotiateContextType,
  decode: (data: Buffer) => number[],
): number[] {
  const context = contexts.find(({ type }) => type === NegotiateContextType[name]);
  return context === undefined ? [] : decode(context.data);
}

export interface LoginOptions extends NtlmClientOptions {
  /** Bare NTLMSSP, as the Linux kernel sends it. */
  readonly raw?: boolean;
  /** MechTypeList offered; by default NTLM alone. */
  readonly mechTypes?: readonly string[];
  readonly securityMode?: number;
  readonly previousSessionId?: bigint;
  /** The session to authenticate again on this connection. */
  readonly reauthenticate?: ClientSession;
  /** The session of another connection to bind this one to. */
  readonly bind?: ClientSession;
  /** For both requests, after everything else. */
  readonly request?: RequestOptions;
}

/** One login leg by leg: NTLM's NEGOTIATE out, CHALLENGE in; AUTHENTICATE out, the verdict in. */
export class ClientLogin {
  readonly ntlm: NtlmClient;
  /** The session the server named in its first answer. */
  sessionId: bigint;
  /** PreviousSessionId of the requests that follow. */
  previousSessionId: bigint;
  readonly #client: SmbClient;
  readonly #options: LoginOptions;
  /** The hash of this login so far; another one carries on a hash that is none of its own. */
  preauthHash: Buffer;
  #challenge: Buffer | undefined;

  constructor(client: SmbClient, options: LoginOptions = {}) {
    this.#client = client;
    this.#options = { user: 'alice', password: 'secret', domain: '', ...options };
    this.ntlm = new NtlmClient(this.#options);
    this.preauthHash = client.settled.preauthHash;
    this.previousSessionId = options.previousSessionId ?? 0n;
    this.sessionId = (options.reauthenticate ?? options.bind)?.id ?? 0n;
  }

  get #mechTypes(): readonly string[] {
    return this.#options.mechTypes ?? [ntlmOid];
  }

  /** Sends the first leg. */
  sendFirst(change: RequestOptions = {}): void {
    const { negotiateMessage } = this.ntlm;
    this.sendToken(
      this.#options.raw
        ? negotiateMessage
        : encodeNegTokenInit({ mechTypes: this.#mechTypes, mechToken: negotiateMessage }),
      change,
    );
  }

  /** The answer to a leg, counted into the hash; it need not bring a CHALLENGE. */
  async receiveLeg(): Promise<Reply> {
    const reply = await this.#client.receive();
    if (reply.status !== NtStatus.STATUS_MORE_PROCESSING_REQUIRED) return reply;
    const { bind } = this.#options;
    if (bind !== undefined) this.#client.verify(reply.message, bind.keys);
    this.preauthHash = hashed(this.preauthHash, reply.message);
    this.sessionId = reply.header.sessionId;
    return reply;
  }

  /** Takes the CHALLENGE out of the answer to the first leg. */
  async receiveChallenge(): Promise<Reply> {
    const reply = await this.receiveLeg();
    if (reply.status !== NtStatus.STATUS_MORE_PROCESSING_REQUIRED) return reply;
    const { securityBuffer } = decodeSessionSetupResponse(reply.message);
    this.#challenge = this.#options.raw ? securityBuffer : decodeNegTokenResp(securityBuffer).responseToken;
    return reply;
  }

  /** Sends NTLM's NEGOTIATE after a negotiation that began with another mechanism's token. */
  sendFirstLater(): void {
    this.sendToken(encodeNegTokenResp({ responseToken: this.ntlm.negotiateMessage }));
  }

  async first(change: RequestOptions = {}): Promise<Reply> {
    this.sendFirst(change);
    return this.receiveChallenge();
  }

  /** Sends the second leg. */
  sendSecond(change: RequestOptions = {}): void {
    assert.ok(this.#challenge, 'there was no challenge');
    const responseToken = this.ntlm.authenticate(this.#challenge);
    if (this.#options.raw) {
      this.sendToken(responseToken, change);
      return;
    }
    const anonymous = this.#options.response === 'anonymous';
    const mechTypes = Buffer.concat(this.#mechTypes.map((oid) => mechType(oid).der));
    const list = Buffer.concat([Buffer.of(0x30, mechTypes.length), mechTypes]);
    const mechListMic = anonymous ? undefined : this.ntlm.mechListMic(list);
    this.sendToken(encodeNegTokenResp({ responseToken, mechListMic }), change);
  }

  async second(change: RequestOptions = {}): Promise<Reply> {
    this.sendSecond(change);
    return this.#client.receive();
  }

  /** Sends any token as the next leg. */
  sendToken(securityBuffer: Buffer, change: RequestOptions = {}): void {
    const { bind, reauthenticate, securityMode, request } = this.#options;
    // A binding is signed with the key of the session it wants to join, and never encrypted.
    const protection = bind === undefined ? {} : { sign: true, encrypt: false };
    const options = { session: bind ?? reauthenticate, ...protection, ...request, ...change };
    const header = { sessionId: this.sessionId, ...request?.header, ...change.header };
    const sent = this.#client.send(
      Command.SESSION_SETUP,
      (w) =>
        encodeSessionSetupRequest(w, {
          flags: bind === undefined ? 0 : SessionSetupFlags.BINDING,
          securityMode: securityMode ?? SecurityMode.SIGNING_ENABLED,
          capabilities: 0,
          previousSessionId: this.previousSessionId,
          securityBuffer,
        }),
      { ...options, header },
    );
    this.preauthHash = hashed(this.preauthHash, sent);
  }

  /** Makes the session of a successful final answer, after verifying that it is signed as it must be. */
  complete(reply: Reply): ClientSession {
    const client = this.#client;
    const { bind, reauthenticate } = this.#options;
    assert.equal(ntStatusName(reply.status), 'STATUS_SUCCESS');
    const { sessionFlags } = decodeSessionSetupResponse(reply.message);
    if (reauthenticate !== undefined) return reauthenticate;
    const user = (sessionFlags & (SessionFlags.IS_GUEST | SessionFlags.IS_NULL)) === 0;
    const { dialect, cipher, signingAlgorithm } = client.settled;
    const settled = { dialect, cipher: user ? cipher : 0, signingAlgorithm };
    const derived = deriveClientKeys(settled, this.ntlm.sessionKey, this.preauthHash);
    const session: ClientSession = {
      id: reply.header.sessionId,
      keys: bind === undefined ? derived : { ...bind.keys, signing: derived.signing, signingAlgorithm },
      sessionFlags,
      sign: user,
      // The answer to a binding does not say it again.
      encrypt: bind?.encrypt ?? (sessionFlags & SessionFlags.ENCRYPT_DATA) !== 0,
    };
    // "the server MUST sign the final session setup response" of a user ([MS-SMB2] 3.3.5.5.3).
    if (user) client.verify(reply.message, session.keys);
    client.sessions.set(session.id, session);
    return session;
  }
}

/** A whole login that has to succeed. */
export async function login(client: SmbClient, options: LoginOptions = {}): Promise<ClientSession> {
  const exchange = new ClientLogin(client, options);
  const first = await exchange.first();
  assert.equal(ntStatusName(first.status), 'STATUS_MORE_PROCESSING_REQUIRED');
  return exchange.complete(await exchange.second());
}

/** A whole login that may be refused; the last answer. */
export async function tryLogin(client: SmbClient, options: LoginOptions = {}): Promise<Reply> {
  const exchange = new ClientLogin(client, options);
  const first = await exchange.first();
  if (first.status !== NtStatus.STATUS_MORE_PROCESSING_REQUIRED) return first;
  return exchange.second();
}
