import assert from 'node:assert/strict';
import type { MessageSecurity } from '../../src/auth/mechanism.js';
import { unwrapToken, wrapToken } from '../../src/auth/wrap-token.js';
import { type KeyBinding, clientBinding, serverBinding } from '../../src/credssp/key-binding.js';
import { decodeTsRequest, encodeTsRequest, type TsRequest } from '../../src/credssp/ts-request.js';
import { der, DerTag } from '../../src/der/der.js';
import { encode } from '../../src/der/structure.js';
import { int32 } from '../../src/der/types.js';
import type { GssClient } from './gss-clients.js';

/** The parts of a login that a test changes. */
export interface CredSspClientOptions {
  /** Default 6. */
  readonly version?: number;
  /** The content of SubjectPublicKey as the client saw it. */
  readonly subjectPublicKey: Buffer;
  /** 32 bytes; null: none is sent. */
  readonly nonce?: Buffer | null;
  /** Whether the nonce goes with each request, as FreeRDP has it, or with pubKeyAuth alone. Default: with each. */
  readonly nonceAlways?: boolean;
  /** Whether pubKeyAuth goes with the last token where the client is complete with it. Default: yes. */
  readonly together?: boolean;
  /** Bytes in place of the proof of the key, encrypted. */
  readonly proof?: (binding: KeyBinding) => Buffer;
  /** Changes each request before it is encoded. */
  readonly edit?: (request: TsRequest, number: number) => TsRequest;
}

/** Answers a TSRequest with another, undefined where the server says nothing more. */
export type Exchange = (request: Buffer) => Promise<Buffer | undefined>;

/** A CredSSP client to script logins with ([MS-CSSP] 3.1.5). */
export class CredSspClient {
  readonly options: CredSspClientOptions;
  readonly #gss: GssClient;
  #messages: MessageSecurity | undefined;
  #requests = 0;
  /** Every answer of the server, decoded. */
  readonly answers: TsRequest[] = [];

  constructor(gss: GssClient, options: CredSspClientOptions) {
    this.#gss = gss;
    this.options = options;
  }

  get messages(): MessageSecurity {
    this.#messages ??= this.#gss.messages();
    return this.#messages;
  }

  get nonce(): Buffer | undefined {
    const { nonce = Buffer.alloc(32, 0x6e) } = this.options;
    return nonce ?? undefined;
  }

  get #version(): number {
    return this.options.version ?? 6;
  }

  /** The binding for the version of both sides. */
  get binding(): KeyBinding {
    const version = Math.min(this.#version, 6);
    return { version, subjectPublicKey: this.options.subjectPublicKey, nonce: this.nonce };
  }

  /** Logs in up to the server's proof of the key, which must be right. The server's errorCode, if any. */
  async bind(exchange: Exchange): Promise<number | undefined> {
    let token: Buffer | undefined = this.#gss.first();
    while (token !== undefined) {
      const together = this.#gss.complete && this.options.together !== false;
      const request: Partial<TsRequest> = {
        negoTokens: token,
        ...(together && { pubKeyAuth: this.proof() }),
      };
      const answer = await this.#send(exchange, request);
      if (answer?.errorCode !== undefined) return answer.errorCode;
      if (together) return this.#check(answer);
      if (answer?.negoTokens === undefined) {
        assert.ok(this.#gss.complete, 'the server has no more to say');
        break;
      }
      token = this.#gss.next(answer.negoTokens);
    }
    const answer = await this.#send(exchange, { pubKeyAuth: this.proof() });
    return answer?.errorCode ?? this.#check(answer);
  }

  /** The encrypted proof that the client saw the server's key. */
  proof(): Buffer {
    const { binding } = this;
    const plain = this.options.proof?.(binding) ?? clientBinding(binding) ?? Buffer.alloc(32);
    return wrapToken(this.messages, plain);
  }

  /** A request with these fields, and the nonce where it is due. */
  request(parts: Partial<TsRequest>): Buffer {
    const { nonceAlways = true, edit } = this.options;
    const nonce = nonceAlways || parts.pubKeyAuth !== undefined ? this.nonce : undefined;
    const request = { version: this.#version, ...parts, ...(nonce && { clientNonce: nonce }) };
    return encodeTsRequest(edit?.(request, this.#requests++) ?? request);
  }

  /** A request with these credentials, encrypted. */
  credentials(plain: Buffer): Buffer {
    return this.request({ authInfo: wrapToken(this.messages, plain) });
  }

  async #send(exchange: Exchange, parts: Partial<TsRequest>): Promise<TsRequest | undefined> {
    const answer = await exchange(this.request(parts));
    const decoded = answer && decodeTsRequest(answer);
    if (decoded) this.answers.push(decoded);
    return decoded;
  }

  #check(answer: TsRequest | undefined): undefined {
    const expected = serverBinding(this.binding);
    assert.ok(answer?.pubKeyAuth, 'the server proves its key');
    assert.deepEqual(unwrapToken(this.messages, answer.pubKeyAuth), expected);
  }
}

/** A SEQUENCE of fields under their tags; undefined: the field is left out. */
export function fields(...contents: readonly (Buffer | undefined)[]): Buffer {
  return der(DerTag.SEQUENCE, ...contents.map((content, number) => content && der(0xa0 | number, content)));
}

export function octets(content: Buffer | string): Buffer {
  return der(DerTag.OCTET_STRING, typeof content === 'string' ? Buffer.from(content, 'utf16le') : content);
}

export function integer(value: number): Buffer {
  return encode(int32, value);
}

/** TSCredentials of a type around the structure of that type. */
export function tsCredentials(type: number, inner: Buffer): Buffer {
  return fields(integer(type), octets(inner));
}

/** TSCredentials with a password. */
export function passwordCredentials(user = 'User', password = 'Password', domain = 'Domain'): Buffer {
  return tsCredentials(1, fields(octets(domain), octets(user), octets(password)));
}
