import assert from 'node:assert/strict';
import { KerberosMessageSecurity } from '../../src/auth/kerberos/message-security.js';
import { createTokens } from '../../src/auth/kerberos/security-context.js';
import type { MessageSecurity } from '../../src/auth/mechanism.js';
import {
  decodeNegTokenInit,
  decodeNegTokenResp,
  encodeNegTokenInit,
  encodeNegTokenResp,
} from '../../src/auth/spnego/index.js';
import type { EncryptionKey } from '../../src/krb5/messages/encrypted-data.js';
import { type KerberosForge, keyOf, readApRep } from './kerberos-client.js';
import type { NtlmClient } from './ntlm-client.js';

/** A client's side of a mechanism, token by token. */
export interface GssClient {
  first(): Buffer;
  /** The next token; undefined: the client has nothing more to say. */
  next(token: Buffer): Buffer | undefined;
  /** Whether the client is complete, so that it protects messages. */
  readonly complete: boolean;
  messages(): MessageSecurity;
}

/** A client whose first token may come inside SPNEGO, with a MIC over the list of mechanisms. */
export interface BareClient extends GssClient {
  readonly oid: string;
  mechListMic(list: Buffer): Buffer;
  verifyMechListMic(list: Buffer, mic: Buffer): boolean;
}

/** NTLM as bare messages: complete with its AUTHENTICATE. */
export function ntlmTokens(client: NtlmClient): BareClient {
  let complete = false;
  return {
    oid: '1.3.6.1.4.1.311.2.2.10',
    first: () => client.negotiateMessage,
    next: (challenge) => {
      complete = true;
      return client.authenticate(challenge);
    },
    get complete() {
      return complete;
    },
    messages: () => client.messageSecurity(),
    mechListMic: (list) => client.mechListMic(list),
    verifyMechListMic: (list, mic) => client.verifyMechListMic(list, mic),
  };
}

/** The number in every authenticator of {@link KerberosForge}. */
const CLIENT_SEQUENCE = 0x1234n;

/** Kerberos as GSS-API has it, with mutual authentication: complete with the server's AP-REP. */
export function kerberosTokens(
  forge: KerberosForge,
  sessionKey: EncryptionKey = keyOf(18, 0x77),
  client?: string,
): BareClient {
  let tokens: ReturnType<typeof createTokens> | undefined;
  let serverSequence = 0n;
  let sent = false;
  let received = false;
  const known = () => {
    assert.ok(tokens, 'an AP-REP came');
    return tokens;
  };
  return {
    oid: '1.2.840.113554.1.2.2',
    first: () => forge.token({ sessionKey, ...(client !== undefined && { client }) }),
    next: (token) => {
      const { subkey, seqNumber = 0 } = readApRep(token, sessionKey);
      const key = subkey ?? sessionKey;
      serverSequence = BigInt(seqNumber);
      tokens = createTokens({
        etype: key.keytype,
        protocolKey: key.keyvalue,
        acceptorSubkey: subkey !== undefined,
        dceStyle: false,
        randomBytes: (length) => forge.runtime.randomBytes(length),
      });
      return undefined;
    },
    get complete() {
      return tokens !== undefined;
    },
    messages: () =>
      new KerberosMessageSecurity(known(), 'initiator', {
        own: CLIENT_SEQUENCE + (sent ? 1n : 0n),
        peer: serverSequence + (received ? 1n : 0n),
      }),
    mechListMic: (list) => {
      sent = true;
      return known().mic({ sender: 'initiator', sequence: CLIENT_SEQUENCE }, [list]);
    },
    verifyMechListMic: (list, mic) => {
      received = true;
      return known().verifiesMic({ sender: 'acceptor', sequence: serverSequence }, [list], mic);
    },
  };
}

/**
 * A mechanism inside SPNEGO.
 *
 * @param decoys mechanisms offered before it, so that both sides owe a mechListMIC
 */
export function spnegoTokens(inner: BareClient, decoys: readonly string[] = []): GssClient {
  const mechTypes = [...decoys, inner.oid];
  const optimistic = decoys.length === 0;
  const init = encodeNegTokenInit({
    mechTypes,
    ...(optimistic && { mechToken: inner.first() }),
  });
  const list = Buffer.from(decodeNegTokenInit(init).mechTypeList);
  let began = optimistic;
  let micSent = false;
  let complete = false;
  return {
    first: () => init,
    next: (token) => {
      const { negState, responseToken, mechListMic } = decodeNegTokenResp(token);
      assert.notEqual(negState, 'reject');
      const answer = responseToken && inner.next(responseToken);
      if (mechListMic !== undefined) assert.ok(inner.verifyMechListMic(list, mechListMic), 'mechListMIC');
      if (negState === 'accept-completed') {
        complete = true;
        return undefined;
      }
      if (!began) {
        began = true;
        return encodeNegTokenResp({ responseToken: inner.first() });
      }
      // NTLM makes its MIC with its last message, Kerberos once it has the AP-REP.
      const mic = inner.complete && !micSent ? inner.mechListMic(list) : undefined;
      micSent ||= mic !== undefined;
      return encodeNegTokenResp({
        ...(answer && { responseToken: answer }),
        ...(mic && { mechListMic: mic }),
      });
    },
    get complete() {
      return complete;
    },
    messages: () => inner.messages(),
  };
}
