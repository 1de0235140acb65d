import type { CredSspReason } from './rejections.js';
import type { TsRequest } from './ts-request.js';

/** The version that we have; a greater one of the client's is treated like it ([MS-CSSP] 2.2.1). */
export const OWN_VERSION = 6;

/** The phases of a login ([MS-CSSP] 3.1.5): steps 2, 3 and 5. */
export type Phase = 'negotiating' | 'binding' | 'credentials';

/** A rule that a request breaks. */
export interface BrokenRule {
  readonly reason: CredSspReason;
  readonly detail: string;
}

/** The rules of the requests of one login, and what the first ones said for good. */
export class RequestRules {
  readonly #minVersion: number;
  #clientVersion: number | undefined;
  #nonce: Buffer | undefined;

  /** @param minVersion 2 to 6 */
  constructor(minVersion: number) {
    this.#minVersion = minVersion;
  }

  /** The version in use, the smaller of both sides'; 0 before the first request. */
  get version(): number {
    return Math.min(this.#clientVersion ?? 0, OWN_VERSION);
  }

  /** The nonce of the login; undefined: none came. */
  get nonce(): Buffer | undefined {
    return this.#nonce;
  }

  /** The rule that a request breaks; undefined: it is as it may be. */
  broken(phase: Phase, request: TsRequest): BrokenRule | undefined {
    return this.#ofVersion(request) ?? this.#ofNonce(request) ?? ofFields(phase, request);
  }

  #ofVersion({ version }: TsRequest): BrokenRule | undefined {
    const first = (this.#clientVersion ??= version);
    if (first !== version) {
      return { reason: 'credssp-version-changed', detail: `version ${version} after ${first}` };
    }
    if (version >= this.#minVersion) return undefined;
    const detail = `version ${version}, and at least ${this.#minVersion} is accepted`;
    return { reason: 'credssp-version-too-low', detail };
  }

  /** The nonce of a handshake is one: a second could belong to a proof that was made for another handshake. */
  #ofNonce({ clientNonce }: TsRequest): BrokenRule | undefined {
    if (clientNonce === undefined) return undefined;
    this.#nonce ??= Buffer.from(clientNonce);
    if (this.#nonce.equals(clientNonce)) return undefined;
    return { reason: 'credssp-nonce-changed', detail: 'clientNonce is another than in the request before' };
  }
}

/** Each phase omits the fields of the others ([MS-CSSP] 3.1.5, the notes of steps 2, 3 and 5). */
function ofFields(phase: Phase, request: TsRequest): BrokenRule | undefined {
  const detail = misplaced(phase, request);
  return detail === undefined ? undefined : { reason: 'credssp-out-of-phase', detail };
}

function misplaced(phase: Phase, request: TsRequest): string | undefined {
  const { negoTokens, pubKeyAuth, authInfo, errorCode } = request;
  if (errorCode !== undefined) return 'errorCode, which only a server sends';
  if (phase === 'credentials') {
    if (negoTokens !== undefined || pubKeyAuth !== undefined)
      return 'the key is bound, and credentials are due';
    return authInfo === undefined ? 'authInfo is missing' : undefined;
  }
  if (authInfo !== undefined) return 'authInfo, the credentials, before the key is bound';
  if (phase === 'negotiating')
    return negoTokens === undefined ? 'no negoTokens before the login is complete' : undefined;
  // A client whose mechanism has nothing more to say may send an empty token.
  if (negoTokens !== undefined && negoTokens.length > 0) return 'negoTokens after the login is complete';
  return pubKeyAuth === undefined ? 'pubKeyAuth is missing' : undefined;
}
