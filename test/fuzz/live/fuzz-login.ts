import { ntlmOid } from '../../../src/auth/ntlm-token.js';
import {
  decodeNegTokenResp,
  encodeNegTokenInit,
  encodeNegTokenResp,
  mechType,
} from '../../../src/auth/spnego/index.js';
import {
  Command,
  decodeSessionSetupResponse,
  encodeSessionSetupRequest,
  SessionFlags,
  SessionSetupFlags,
} from '../../../src/smb2-codec/index.js';
import { NtlmClient, type NtlmClientOptions } from '../../support/ntlm-client.js';
import type { ClientSession, RequestOptions } from '../../support/smb-client.js';
import { deriveClientKeys, hashed } from '../../support/smb-client-keys.js';
import type { FuzzClient } from './fuzz-client.js';

const MORE_PROCESSING_REQUIRED = 0xc0000016;

/** The parts of a login that are changed. */
export interface FuzzLoginOptions {
  readonly ntlm: NtlmClientOptions;
  readonly raw: boolean;
  readonly mechTypes: readonly string[];
  readonly bind?: ClientSession | undefined;
  readonly reauthenticate?: ClientSession | undefined;
  readonly previousSessionId: bigint;
  readonly flags: number;
  readonly securityMode: number;
  /** Changes a token that is on its way. */
  readonly edit: (token: Buffer) => Buffer;
  /** Changes a request once its body is there. */
  readonly request: () => RequestOptions;
}

/** A login leg by leg that goes on whatever the server answers. */
export class FuzzLogin {
  readonly client: FuzzClient;
  readonly options: FuzzLoginOptions;
  sessionId: bigint;
  /** The token that was sent last, to be sent again. */
  latest: Buffer = Buffer.alloc(0);
  readonly #ntlm: NtlmClient;
  #hash: Buffer;
  #challenge: Buffer | undefined;

  constructor(client: FuzzClient, options: FuzzLoginOptions) {
    this.client = client;
    this.options = options;
    this.#ntlm = new NtlmClient(options.ntlm);
    this.#hash = client.smb.negotiation?.preauthHash ?? Buffer.alloc(64);
    this.sessionId = (options.reauthenticate ?? options.bind)?.id ?? 0n;
  }

  get challenged(): boolean {
    return this.#challenge !== undefined;
  }

  async first(): Promise<void> {
    const { raw, mechTypes } = this.options;
    const mechToken = this.#ntlm.negotiateMessage;
    await this.send(raw ? mechToken : encodeNegTokenInit({ mechTypes, mechToken }));
  }

  /** The session that the second leg opened; undefined: none. */
  async second(): Promise<ClientSession | undefined> {
    if (this.#challenge === undefined) return undefined;
    const responseToken = this.#answerTo(this.#challenge);
    if (responseToken === undefined) return undefined;
    const { raw, mechTypes, ntlm } = this.options;
    if (raw) return this.send(responseToken);
    const types = Buffer.concat(mechTypes.map((oid) => mechType(oid).der));
    const list = Buffer.concat([Buffer.of(0x30, types.length), types]);
    const mechListMic = ntlm.response === 'anonymous' ? undefined : this.#ntlm.mechListMic(list);
    return this.send(encodeNegTokenResp({ responseToken, mechListMic }));
  }

  #answerTo(challenge: Buffer): Buffer | undefined {
    try {
      return this.#ntlm.authenticate(challenge);
    } catch {
      // A changed token may have led to an answer of another mechanism.
      return undefined;
    }
  }

  /** Sends a token as the next leg, and takes what the answer brings. */
  async send(token: Buffer): Promise<ClientSession | undefined> {
    const { bind, reauthenticate, previousSessionId, securityMode, flags, edit, request } = this.options;
    this.latest = edit(token);
    const session = bind ?? reauthenticate;
    const change = request();
    const protection = bind === undefined ? {} : { sign: true, encrypt: false };
    const sent = this.client.send(
      Command.SESSION_SETUP,
      (w) =>
        encodeSessionSetupRequest(w, {
          flags: (bind === undefined ? 0 : SessionSetupFlags.BINDING) | flags,
          securityMode,
          capabilities: 0,
          previousSessionId,
          securityBuffer: this.latest,
        }),
      {
        ...(session && { session }),
        ...protection,
        ...change,
        header: { sessionId: this.sessionId, ...change.header },
      },
    );
    this.#hash = hashed(this.#hash, sent);
    const answer = await this.client.answerTo(Command.SESSION_SETUP);
    return answer && this.#take(answer);
  }

  #take(answer: Buffer): ClientSession | undefined {
    const status = answer.readUInt32LE(8);
    try {
      const { securityBuffer, sessionFlags } = decodeSessionSetupResponse(answer);
      if (status === MORE_PROCESSING_REQUIRED) {
        this.#hash = hashed(this.#hash, answer);
        this.sessionId = answer.readBigUInt64LE(40);
        this.#challenge = this.options.raw
          ? securityBuffer
          : decodeNegTokenResp(securityBuffer).responseToken;
        return undefined;
      }
      return status === 0 ? this.#session(answer.readBigUInt64LE(40), sessionFlags) : undefined;
    } catch {
      // A failure has another body, and an answer without a token is one, too.
      return undefined;
    }
  }

  #session(id: bigint, sessionFlags: number): ClientSession {
    const { bind, reauthenticate } = this.options;
    if (reauthenticate !== undefined) return reauthenticate;
    const isUser = (sessionFlags & (SessionFlags.IS_GUEST | SessionFlags.IS_NULL)) === 0;
    const { dialect, cipher, signingAlgorithm } = this.client.smb.settled;
    const settled = { dialect, cipher: isUser ? cipher : 0, signingAlgorithm };
    const keys = deriveClientKeys(settled, this.#ntlm.sessionKey, this.#hash);
    return {
      id,
      keys: bind === undefined ? keys : { ...bind.keys, signing: keys.signing, signingAlgorithm },
      sessionFlags,
      sign: isUser,
      encrypt: bind?.encrypt ?? (sessionFlags & SessionFlags.ENCRYPT_DATA) !== 0,
    };
  }
}

export const NTLM_ONLY = [ntlmOid] as const;
