import assert from 'node:assert/strict';
import { accountsInMemory } from '../../../src/auth/memory-store.js';
import { NtlmAcceptor } from '../../../src/auth/ntlm/acceptor.js';
import { decodeChallengeMessage } from '../../../src/auth/ntlm/challenge-message.js';
import { createSettings } from '../../../src/auth/ntlm/settings.js';
import type { Mechanism } from '../../../src/auth/mechanism.js';
import { defaultAuthPolicy } from '../../../src/auth/policy.js';
import { ntlmOid } from '../../../src/auth/ntlm-token.js';
import { negTokenInit2 } from '../../../src/auth/spnego/index.js';
import { Writer } from '../../../src/bytes/index.js';
import type { LoginContext } from '../../../src/auth/mechanism.js';
import { AttemptRecorder } from '../../../src/diagnosis/collect-attempts.js';
import { MessageTurns } from '../../../src/server/message-turns.js';
import { ClientTable } from '../../../src/session/model/client-table.js';
import { WayOut } from '../../../src/session/exchange/carry-out.js';
import { Connection } from '../../../src/session/model/connection.js';
import { defaultLimits, defaultSessionPolicy } from '../../../src/session/model/policy.js';
import { PreauthHash } from '../../../src/protection/preauth-hash.js';
import { HeldBytes } from '../../../src/runtime/held-bytes.js';
import { receive } from '../../../src/session/intake/receive.js';
import { SequenceWindow } from '../../../src/session/model/sequence-window.js';
import type { ServerState } from '../../../src/session/model/server-state.js';
import { defaultServerProfile } from '../../../src/session/model/server-profile.js';
import { SessionTable } from '../../../src/session/model/session-table.js';
import { ShareTable } from '../../../src/session/model/share-table.js';
import {
  decodeHeader,
  Dialect,
  encodeSmb1NegotiateRequest,
  Smb1Dialect,
} from '../../../src/smb2-codec/index.js';
import { SpareBuffers } from '../../../src/runtime/spare-buffers.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { hex, type RecordedLogin, recordedLogins } from '../../protection/vectors.js';

/** Grants what the recorded server granted, whatever it was asked for. */
class RecordedWindow extends SequenceWindow {
  readonly #credits: number[];

  constructor(credits: readonly number[]) {
    super(512);
    this.#credits = [...credits];
  }

  override consume(): boolean {
    return true;
  }

  override grant(): number {
    return this.#credits.shift() ?? assert.fail('more responses than were recorded');
  }
}

/** A server that issues the recorded session id and CHALLENGEs, and for the rest is our own. */
function replayingServer(login: RecordedLogin, challenges: readonly string[]): ServerState {
  const sessionId = Buffer.alloc(8);
  sessionId.writeBigUInt64LE(BigInt(login.session_id));
  const runtime = new FixedRuntime(sessionId);
  const { user: name, password } = login.ntlm;
  const pending = challenges.map((challenge) => decodeChallengeMessage(hex(challenge)));
  const settings = {
    ...createSettings({
      accounts: accountsInMemory([{ name, password }]),
      policy: defaultAuthPolicy,
      names: { netbiosName: 'SUT311', dnsName: 'SUT311', netbiosDomain: '', dnsDomain: '' },
      runtime,
    }),
    composeChallenge: () => pending.shift() ?? assert.fail('more logins than were recorded'),
  };
  const mechanism: Mechanism = {
    name: 'NTLM',
    oids: [ntlmOid],
    createAcceptor: (context: LoginContext) => new NtlmAcceptor(settings, context),
  };
  return {
    guid: Buffer.alloc(16),
    startedAt: undefined,
    profile: defaultServerProfile,
    names: settings.names,
    policy: defaultSessionPolicy,
    authPolicy: settings.policy,
    limits: defaultLimits,
    runtime,
    turns: new MessageTurns(() => false),
    mechanisms: [mechanism],
    spares: new SpareBuffers(0),
    negTokenInit2: negTokenInit2([mechanism]),
    scripts: { scriptOf: undefined },
    offers: { alter: undefined },
    shares: new ShareTable(),
    sessions: new SessionTable(runtime),
    clients: new ClientTable(),
    recorder: new AttemptRecorder(runtime, () => {}),
    networkInterfaces: () => [],
    tap: undefined,
    onLimit: () => assert.fail('no limit is near'),
    onInternalError: (error) => {
      throw error;
    },
  };
}

/** Replays a login on a connection of its own; every SESSION_SETUP response must be the recorded one. */
async function replay(
  server: ServerState,
  { messages, preauth_integrity }: RecordedLogin,
): Promise<Connection> {
  const sent: Buffer[] = [];
  let wake = () => {};
  const endpoint = { address: '127.0.0.1', port: 445 };
  const endpoints = { remote: endpoint, local: endpoint };
  const sink = {
    send: (frame: Buffer) => {
      sent.push(frame.subarray(4));
      wake();
    },
    end: () => assert.fail('disconnected'),
  };
  const source = { limitFrames: () => {}, unread: false, proceed: () => {} };
  const connection = new Connection(
    1,
    server,
    endpoints,
    { source, wayOut: new WayOut(sink) },
    new HeldBytes('heldBytesPerConnection', 1024 * 1024),
  );
  const ask = async (request: Buffer): Promise<Buffer> => {
    receive(connection, Buffer.from(request));
    while (sent.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return sent.shift()!;
  };

  const request = hex(messages.negotiate_request);
  if (decodeHeader(request).messageId === 1n) await ask(multiProtocolNegotiate());
  const response = await ask(request);
  const { negotiated } = connection;
  assert.equal(negotiated.dialect, Dialect.SMB_3_1_1);
  const ours = new PreauthHash().after(request).after(response);
  assert.deepEqual(negotiated.preauth?.value, ours.value, 'hashed as received and as sent');
  // Our NEGOTIATE response has another GUID and salt and cannot be the recorded one: the hash goes on as if it were.
  // From here on every byte is our own.
  negotiated.preauth = new PreauthHash().after(request).after(hex(messages.negotiate_response));
  assert.equal(negotiated.preauth.value.toString('hex'), preauth_integrity.steps[1]?.hash_after);

  const first = hex(messages.session_setup_response_1);
  const second = hex(messages.session_setup_response_2);
  const window = new RecordedWindow([first, second].map((message) => decodeHeader(message).credits));
  Object.defineProperty(connection, 'window', { value: window });
  assert.equal((await ask(hex(messages.session_setup_request_1))).toString('hex'), first.toString('hex'));
  assert.equal((await ask(hex(messages.session_setup_request_2))).toString('hex'), second.toString('hex'));
  return connection;
}

/** With what the recorded clients came before the NEGOTIATE whose MessageId is 1. */
function multiProtocolNegotiate(): Buffer {
  const w = new Writer();
  encodeSmb1NegotiateRequest(w, { dialects: [Smb1Dialect.SMB_2_WILDCARD] });
  return w.finish();
}

describe('session: the recorded Windows logins of 3.1.1, replayed', () => {
  const first = ['master channel', 'AES-128-GCM', 'AES-128-CCM'] as const;
  for (const name of first) {
    it(`${name}: the same CHALLENGE leads to the same responses, MICs, signature and keys`, async () => {
      const login = recordedLogins[name];
      const server = replayingServer(login, [login.ntlm.challenge_message]);
      const connection = await replay(server, login);
      const established = connection.sessions.get(BigInt(login.session_id))?.established;
      assert.ok(established);
      const { keys, identity } = established;
      assert.equal(identity.account, login.ntlm.user);
      assert.equal(keys.sessionKey.toString('hex'), login.ntlm.exported_session_key);
      assert.equal(keys.signingKey.toString('hex'), login.keys.signing_key.hex);
      assert.equal(keys.applicationKey.toString('hex'), login.keys.application_key.hex);
      assert.equal(keys.decryptionKey?.toString('hex'), login.keys.client_encryption_key.hex);
      assert.equal(keys.encryptionKey?.toString('hex'), login.keys.client_decryption_key.hex);
    });
  }

  it('second channel: the recorded binding joins the recorded session, signed by its keys', async () => {
    const [master, second] = [recordedLogins['master channel'], recordedLogins['second channel']];
    const challenges = [master, second].map(({ ntlm }) => ntlm.challenge_message);
    const server = replayingServer(master, challenges);
    const connection = await replay(server, master);
    const bound = await replay(server, second);
    const session = connection.sessions.get(BigInt(master.session_id));
    assert.ok(session?.established);
    assert.equal(bound.sessions.get(session.id), session);
    assert.equal(session.established.channels.size, 2);
    assert.equal(session.established.keys.signingKey.toString('hex'), master.keys.signing_key.hex);
    const signed = hex(second.messages.session_setup_response_2);
    assert.ok(session.established.channels.get(bound)?.verify(signed), 'with Channel.SigningKey');
  });
});
