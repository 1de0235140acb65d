import { encodeNegTokenInit, encodeNegTokenResp } from '../../../src/auth/spnego/index.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { Command, encodeSessionSetupRequest, SecurityMode } from '../../../src/smb2-codec/index.js';
import { deriveClientKeys, hashed } from '../../support/smb-client-keys.js';
import type { ClientSession, Reply, SmbClient } from '../../support/smb-client.js';
import { TOY, toyKey, toyTokens } from './toy-mechanism.js';

/** The names and the word of a login. */
export interface ToyUser {
  readonly user?: string;
  readonly realm?: string;
  readonly host?: string;
  readonly word?: string;
  /** Without SPNEGO around the token. */
  readonly bare?: boolean;
}

/** One login by a toy: a whispered word, or a riddle before it. */
export class ToyClient {
  readonly #client: SmbClient;
  readonly #user: Required<ToyUser>;
  #preauthHash: Buffer;
  #sessionId = 0n;
  #begun = false;

  constructor(client: SmbClient, user: ToyUser = {}) {
    this.#client = client;
    this.#user = { user: 'alice', realm: 'TOYS', host: 'SHELF', word: 'sesame', bare: false, ...user };
    this.#preauthHash = client.settled.preauthHash;
  }

  /** Asks for the riddle. */
  ask(): Promise<Reply> {
    return this.send(toyTokens.ask);
  }

  /** Says the word. */
  say(): Promise<Reply> {
    const { user, realm, host, word } = this.#user;
    return this.send(toyTokens.word(user, realm, host, word));
  }

  /** The session of a word that was right; its final answer must be signed with the key of the toy. */
  complete(reply: Reply): ClientSession {
    const keys = deriveClientKeys(this.#client.settled, toyKey(this.#user.word), this.#preauthHash);
    const session = { id: reply.header.sessionId, keys, sessionFlags: 0, sign: true, encrypt: false };
    this.#client.verify(reply.message, keys);
    this.#client.sessions.set(session.id, session);
    return session;
  }

  /** Says the word at once, with a MIC over the list of mechanisms. */
  sayWithMic(mechListMic: Buffer): Promise<Reply> {
    const { user, realm, host, word } = this.#user;
    const mechToken = toyTokens.word(user, realm, host, word);
    return this.#send(encodeNegTokenInit({ mechTypes: [TOY], mechToken, mechListMic }));
  }

  send(token: Buffer): Promise<Reply> {
    return this.#send(this.#framed(token));
  }

  async #send(securityBuffer: Buffer): Promise<Reply> {
    this.#begun = true;
    const sent = this.#client.send(
      Command.SESSION_SETUP,
      (w) =>
        encodeSessionSetupRequest(w, {
          flags: 0,
          securityMode: SecurityMode.SIGNING_ENABLED,
          capabilities: 0,
          previousSessionId: 0n,
          securityBuffer,
        }),
      { header: { sessionId: this.#sessionId } },
    );
    this.#preauthHash = hashed(this.#preauthHash, sent);
    const reply = await this.#client.receive();
    this.#sessionId = reply.header.sessionId;
    if (reply.status === NtStatus.STATUS_MORE_PROCESSING_REQUIRED) {
      this.#preauthHash = hashed(this.#preauthHash, reply.message);
    }
    return reply;
  }

  #framed(token: Buffer): Buffer {
    if (this.#user.bare) return token;
    return this.#begun
      ? encodeNegTokenResp({ responseToken: token })
      : encodeNegTokenInit({ mechTypes: [TOY], mechToken: token });
  }
}
