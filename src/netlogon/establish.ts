import { equalInConstantTime } from '../crypto/constant-time.js';
import { decodeEptMap, encodeEptMap, EPM, EPT_MAP, type ClientSecurity } from '../rpc/client/index.js';
import { AuthLevel, AuthType } from '../rpc/pdu/index.js';
import type { Runtime } from '../runtime/runtime.js';
import { encodeAuthMessage, isAuthResponse } from './auth-message.js';
import { AuthenticatorChain } from './authenticator.js';
import { drawChallenge, isUnpredictable, repeatsChallenge } from './challenge.js';
import type { ChannelAction } from './channel-action.js';
import * as calls from './channel-calls.js';
import type { Conversation } from './conversation.js';
import { isOfMachineAccount } from './machine-account-status.js';
import { NetlogonMessageSecurity } from './message-security.js';
import { ASKED_FLAGS, grantsRequired } from './negotiate-flags.js';
import { computeCredential, computeSessionKey } from './session-key.js';

type Actions = readonly ChannelAction[];

/** The machine account, and the controller to reach. */
export interface EstablishOptions {
  readonly domain: string;
  readonly account: string;
  /** Secret. */
  readonly ntHash: Buffer;
  readonly parties: calls.Parties;
  readonly mapperPort: number;
  readonly runtime: Pick<Runtime, 'randomBytes' | 'now'>;
}

/** The outcome of the two handshakes of a channel. */
export interface Agreement {
  /** 16 bytes. Secret. */
  readonly sessionKey: Buffer;
  /** The options that the controller has granted, of `NegotiateFlags`. */
  readonly flags: number;
  readonly chain: AuthenticatorChain;
}

/** Names the security context on the sealed connection, which has one. */
const AUTH_CONTEXT_ID = 1;

/** Leads a conversation to the open channel ([MS-NRPC] 3.1.4.1, 3.1.4.6). */
export class Establishment {
  readonly #conversation: Conversation;
  readonly #options: EstablishOptions;
  readonly #onOpen: (agreement: Agreement) => Actions;

  /** @param onOpen called when the capabilities of the controller are those that were negotiated */
  constructor(
    conversation: Conversation,
    options: EstablishOptions,
    onOpen: (agreement: Agreement) => Actions,
  ) {
    this.#conversation = conversation;
    this.#options = options;
    this.#onOpen = onOpen;
  }

  /** Asks the endpoint mapper for the port of Netlogon. */
  begin(): Actions {
    const destination = { connection: 'mapper', port: this.#options.mapperPort, syntax: EPM } as const;
    const call = { step: 'ept_map', opnum: EPT_MAP, stub: encodeEptMap(calls.NETLOGON) };
    return this.#conversation.connect(destination, () =>
      this.#conversation.call(call, ({ stub, bigEndian }) => {
        const { status, port } = decodeEptMap(stub, bigEndian, calls.NETLOGON);
        if (port !== undefined) return this.#logIn(port);
        if (status !== 0) return this.#refused(call.step, status);
        const detail = 'the endpoint mapper names no TCP port of Netlogon';
        return this.#conversation.fail({ kind: 'malformed', detail });
      }),
    );
  }

  #logIn(port: number): Actions {
    const destination = { connection: 'login', port, syntax: calls.NETLOGON } as const;
    return this.#conversation.connect(destination, () => this.#challenge(port));
  }

  /** [MS-NRPC] 3.4.5.2.1 */
  #challenge(port: number): Actions {
    const { parties, runtime } = this.#options;
    const clientChallenge = drawChallenge(runtime);
    const stub = calls.encodeReqChallenge(parties, clientChallenge);
    const call = { step: 'NetrServerReqChallenge', opnum: calls.Opnum.SERVER_REQ_CHALLENGE, stub };
    return this.#conversation.call(call, (answer) => {
      const { serverChallenge, status } = calls.decodeReqChallenge(answer);
      if (status !== 0) return this.#refused(call.step, status);
      if (!isUnpredictable(serverChallenge) || repeatsChallenge(serverChallenge, clientChallenge)) {
        return this.#conversation.fail({ kind: 'impostor', detail: 'the server challenge is not random' });
      }
      return this.#authenticate(port, clientChallenge, serverChallenge);
    });
  }

  /** [MS-NRPC] 3.4.5.2.2 */
  #authenticate(port: number, clientChallenge: Buffer, serverChallenge: Buffer): Actions {
    const { account, ntHash, parties } = this.#options;
    const sessionKey = computeSessionKey(ntHash, clientChallenge, serverChallenge);
    const credential = computeCredential(clientChallenge, sessionKey);
    const stub = calls.encodeAuthenticate3(parties, { account, credential, flags: ASKED_FLAGS });
    const call = { step: 'NetrServerAuthenticate3', opnum: calls.Opnum.SERVER_AUTHENTICATE_3, stub };
    return this.#conversation.call(call, (answer) => {
      const { serverCredential, flags, status } = calls.decodeAuthenticate3(answer);
      if (isOfMachineAccount(status)) {
        return this.#conversation.fail({ kind: 'machine-account-refused', status });
      }
      if (status !== 0) return this.#refused(call.step, status);
      if (!grantsRequired(flags)) {
        return this.#downgraded('the controller does not grant AES and secure RPC');
      }
      // 3.1.4.1: the client MUST compare the server's credential.
      if (!equalInConstantTime(serverCredential, computeCredential(serverChallenge, sessionKey))) {
        return this.#conversation.fail({ kind: 'impostor', detail: 'the server credential is wrong' });
      }
      return this.#seal(port, { sessionKey, flags, chain: new AuthenticatorChain(sessionKey, credential) });
    });
  }

  /** [MS-NRPC] 3.1.4.6: a secure bind, at privacy level. */
  #seal(port: number, agreement: Agreement): Actions {
    const { domain, parties, runtime } = this.#options;
    const security: ClientSecurity = {
      terms: { type: AuthType.NETLOGON, level: AuthLevel.PKT_PRIVACY, contextId: AUTH_CONTEXT_ID },
      token: encodeAuthMessage(domain, parties.computer),
      complete: (token) =>
        isAuthResponse(token) ? new NetlogonMessageSecurity(agreement.sessionKey, runtime) : undefined,
    };
    const destination = { connection: 'sealed', port, syntax: calls.NETLOGON, security } as const;
    return this.#conversation.connect(destination, () => this.#compareCapabilities(agreement));
  }

  /** [MS-NRPC] 3.4.5.2.11: the flags of the clear handshake, now under the key. */
  #compareCapabilities(agreement: Agreement): Actions {
    const { parties, runtime } = this.#options;
    const stub = calls.encodeGetCapabilities(parties, agreement.chain.next(runtime.now()));
    const call = { step: 'NetrLogonGetCapabilities', opnum: calls.Opnum.LOGON_GET_CAPABILITIES, stub };
    return this.#conversation.call(call, (answer) => {
      const { returned, flags, status } = calls.decodeGetCapabilities(answer);
      if (status !== 0) return this.#refused(call.step, status);
      // 3.1.4.5: the client MUST validate the returned authenticator.
      if (!agreement.chain.confirms(returned)) {
        return this.#conversation.fail({ kind: 'impostor', detail: 'the return authenticator is wrong' });
      }
      if (flags !== agreement.flags) {
        return this.#downgraded('the capabilities are not those that were negotiated');
      }
      return this.#onOpen(agreement);
    });
  }

  #refused(step: string, status: number): Actions {
    return this.#conversation.fail({ kind: 'refused', step, status });
  }

  #downgraded(detail: string): Actions {
    return this.#conversation.fail({ kind: 'downgraded', detail });
  }
}
