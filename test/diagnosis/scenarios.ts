import assert from 'node:assert/strict';
import type { AccountStatus } from '../../src/auth/account.js';
import { MemoryAway } from '../../src/auth/memory-away.js';
import { createNtlmMechanism } from '../../src/auth/ntlm/create-mechanism.js';
import { NegotiateFlags } from '../../src/auth/ntlm/negotiate-flags.js';
import { AvId } from '../../src/auth/ntlm/av-pairs.js';
import type { NtlmRejectionReason } from '../../src/auth/ntlm/rejections.js';
import type { StoreRefusal } from '../../src/auth/proof-question.js';
import { defaultAuthPolicy, type AuthPolicy, type NtlmPolicy } from '../../src/auth/policy.js';
import { encodeNegTokenResp } from '../../src/auth/spnego/index.js';
import { Writer } from '../../src/bytes/index.js';
import type { SmbAttemptReason, TreeReason } from '../../src/diagnosis/reasons.js';
import type { ServerOptions } from '../../src/server/options.js';
import { AuthLevel } from '../../src/rpc/pdu/index.js';
import {
  Command,
  decodeSmb1DialectIndex,
  encodeSmb1NegotiateRequest,
  encodeTreeConnectRequest,
  frame,
  NO_SMB1_DIALECT,
} from '../../src/smb2-codec/index.js';
import { windowsFlags } from '../support/ntlm-client.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import {
  ClientLogin,
  login,
  type LoginOptions,
  tryLogin,
  tryNegotiate,
} from '../support/smb-client-login.js';
import { answeredWith, changing } from '../session/decisions.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { ownState } from '../../src/shared-state/own-state.js';
import type { SharedState } from '../../src/shared-state/shared-state.js';
import type { Decide } from '../../src/session/exchange/outcome.js';
import { diskShare } from '../session/support.js';
import type { Fixture } from '../session/support.js';
import { loginWithNtlm } from '../rpc/support/bind-logins.js';
import { ipcSession, rpcOverSmb } from '../rpc/support/pipe-over-smb.js';

/** How a reason comes about over a real socket. */
export interface Scenario {
  readonly options?: Partial<ServerOptions>;
  readonly runtime?: () => FixedRuntime;
  /** In front of everything that leaves the server. */
  readonly decide?: Decide;
  /** The other processes of the server; default: there are none. */
  readonly shared?: () => SharedState;
  readonly act: (server: Fixture) => Promise<unknown>;
  /** Completed attempts to wait for; the last of them has the reason. Default 1. */
  readonly attempts?: number;
  /** The evidence that the explanation must give behind the sentence of the reason. */
  readonly says: RegExp;
  /** The server's own log has this error, and no other. Default: none. */
  readonly logs?: string;
}

const kerberos = '1.2.840.113554.1.2.2';
const ntlmssp = '1.3.6.1.4.1.311.2.2.10';

const auth = (change: Partial<Omit<AuthPolicy, 'ntlm'>>): Partial<ServerOptions> => ({ authPolicy: change });
const ntlm = (change: Partial<NtlmPolicy>): Partial<ServerOptions> => ({
  authPolicy: { ntlm: { ...defaultAuthPolicy.ntlm, ...change } },
});

/** One login that is refused, or not; then the client goes. */
const refused =
  (options: LoginOptions = {}) =>
  async (server: Fixture): Promise<void> => {
    const client = await server.negotiated();
    await tryLogin(client, options);
  };

/** A login whose AUTHENTICATE_MESSAGE is changed on its way. */
const altered =
  (change: (authenticate: Buffer) => Buffer, options: LoginOptions = {}) =>
  async (server: Fixture): Promise<void> => {
    const client = await server.negotiated();
    const exchange = new ClientLogin(client, options);
    const authenticate = exchange.ntlm.authenticate.bind(exchange.ntlm);
    exchange.ntlm.authenticate = (challenge) => change(authenticate(challenge));
    await exchange.first();
    await exchange.second();
  };

const withStatus = (status: AccountStatus): Scenario => ({
  options: { accounts: [{ name: 'alice', password: 'secret', status }] },
  act: refused(),
  says: /\. The client sent user “alice”, no domain from workstation “COMPUTER”\.$/,
});

const thenShare =
  (options: LoginOptions = {}) =>
  async (server: Fixture): Promise<void> => {
    const client = await server.negotiated();
    const session = await login(client, options);
    await client.treeConnect('disk', { session });
  };

const flipped = (bytes: Buffer, at: number): Buffer => {
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes;
};

/** Randomness that fails once a test says so. */
class FailingRuntime extends FixedRuntime {
  override randomBytes(length: number): Buffer {
    if (length === 8 && this.elapsed > 0) throw new Error('no randomness left');
    return super.randomBytes(length);
  }
}

/** A process of two, whose SessionIds are even. The other one is stuck. */
function besideAnother(): SharedState {
  const runtime = new FixedRuntime();
  return {
    ...ownState({ lockout: null, runtime }),
    sessions: {
      placeBits: 1,
      place: 0,
      isElsewhere: (id) => (id & 1n) === 1n,
      endElsewhere: () => Promise.reject(new Error('stuck')),
      attend: () => {},
    },
  };
}

/** A login that a store refuses in the words of a domain controller. */
function refusedByDirectory(reason: StoreRefusal): Scenario {
  return {
    options: { accounts: { verify: () => Promise.resolve({ refused: reason }) } },
    act: refused(),
    says: /The client sent user “alice”/,
  };
}

/** A server of several, whose common store does not answer. */
function withoutStore(): SharedState {
  const away = (): never => {
    throw new MemoryAway('10.0.0.7:6379 gave no answer within 1000 ms.');
  };
  return { ...ownState({ lockout: null, runtime: new FixedRuntime() }), proofs: { remember: away } };
}

/** Every reason of a login, those of NTLM alone included. */
export const scenarios: Readonly<Record<SmbAttemptReason | NtlmRejectionReason, Scenario>> = {
  accepted: { act: thenShare(), says: /It is “SMB2AUTH\\alice”.*NTLMv2, over SMB 3\.1\.1/ },
  guest: {
    options: auth({ guest: 'unknown-users' }),
    act: thenShare({ user: 'nobody' }),
    says: /user “nobody”.*Nothing was proved, over SMB 3\.1\.1\.$/,
  },
  'guest-signed': {
    options: auth({ guest: 'unknown-users' }),
    act: async (server) => {
      const client = await server.negotiated();
      const session = await login(client, { user: 'nobody' });
      const write = (w: Writer) => encodeTreeConnectRequest(w, { flags: 0, path: '\\\\server\\disk' });
      client.send(Command.TREE_CONNECT, write, { session, sign: true });
    },
    says: /user “nobody”.*It is the TREE_CONNECT/,
  },
  'guest-refused': {
    act: refused({ user: 'Guest', password: '' }),
    says: /user “Guest”.*policy\.guest is "refuse"/,
  },
  'session-not-found': {
    act: async (server) => {
      const client = await server.negotiated();
      await client.treeConnect('disk', { header: { sessionId: 0x1234n } });
      client.close();
    },
    says: /Its TREE_CONNECT was refused: there is no session 0000000000001234 on this connection/,
  },
  anonymous: {
    options: auth({ anonymous: 'accept' }),
    act: thenShare({ response: 'anonymous' }),
    says: /anonymously\. Nothing was proved, over SMB 3\.1\.1\.$/,
  },
  'unknown-account': {
    act: refused({ user: 'mallory\u001b[2J', domain: 'AzureAD' }),
    says: /user “mallory\\u\{1b\}\[2J”, domain “AzureAD”.*own desktop/,
  },
  'wrong-password': { act: refused({ password: 'wrong' }), says: /None of \d+ usual ways/ },
  'mangled-password': { act: refused({ password: 'secret\n' }), says: /with a line feed at the end/ },
  'domain-variant': {
    act: refused({ domain: 'ELSEWHERE', hashedDomain: 'SMB2AUTH' }),
    says: /with this server’s own name as the domain/,
  },
  'user-case-variant': {
    options: { accounts: [{ name: 'strauß', password: 'secret' }] },
    act: refused({ user: 'strauß', hashedUser: 'STRAUSS' }),
    says: /where ß becomes SS/,
  },
  'response-miscomputed': {
    options: ntlm({ v1: 'accept' }),
    act: refused({
      response: 'ntlmv1',
      editMessage: (message) => ({ ...message, ntChallengeResponse: Buffer.alloc(24, 'sameblok') }),
    }),
    says: /three blocks of the response are the same/,
  },
  'ntlmv1-refused': { act: refused({ response: 'ntlmv1' }), says: /NTLMv1 with extended session security/ },
  'lm-refused': { act: refused({ response: 'lm' }), says: /user “alice”.*Its response is LM\.$/ },
  'anonymous-refused': {
    act: refused({ response: 'anonymous' }),
    says: /^The client sent no user name and no password, and anonymous logins are refused\.$/,
  },
  'empty-password-refused': {
    options: { accounts: [{ name: 'alice', ntHash: '31d6cfe0d16ae931b73c59d7e0c089c0' }] },
    act: refused({ password: '' }),
    says: /The client sent user “alice”, no domain from workstation “COMPUTER”\.$/,
  },
  'account-disabled': withStatus('disabled'),
  'account-locked': withStatus('locked'),
  'account-expired': withStatus('expired'),
  'password-expired': withStatus('password-expired'),
  'password-must-change': withStatus('must-change-password'),
  'smart-card-required': withStatus('smart-card-required'),
  'interdomain-trust-account': withStatus('interdomain-trust-account'),
  'workstation-trust-account': withStatus('workstation-trust-account'),
  'server-trust-account': withStatus('server-trust-account'),
  'account-refused': {
    options: { accounts: [{ name: 'alice', password: 'secret', ntStatus: 'STATUS_ACCOUNT_RESTRICTION' }] },
    act: refused(),
    says: /The client sent user “alice”.* It was told STATUS_ACCOUNT_RESTRICTION\.$/,
  },
  'workstation-not-allowed': {
    options: { accounts: [{ name: 'alice', password: 'secret', workstations: ['DESK'] }] },
    act: refused({ workstation: 'LAPTOP' }),
    says: /workstation it names is “LAPTOP”/,
  },
  'outside-logon-hours': {
    options: { accounts: [{ name: 'alice', password: 'secret', logonHours: '00'.repeat(21) }] },
    act: refused(),
    says: /at this hour\. The client sent user “alice”/,
  },
  'weak-session-security': {
    act: refused({ flags: (windowsFlags & ~NegotiateFlags.ENCRYPTION_128) >>> 0 }),
    says: /128-bit/,
  },
  'session-key-invalid': {
    act: refused({ editMessage: (message) => ({ ...message, encryptedRandomSessionKey: Buffer.alloc(15) }) }),
    says: /15 bytes/,
  },
  'ntlm-mic-missing': {
    options: ntlm({ mic: 'required' }),
    act: refused({ mic: false }),
    says: /user “alice”.*It announces none, though it repeats MsvAvTimestamp/,
  },
  'ntlm-mic-invalid': {
    act: altered((bytes) => flipped(bytes, 72)),
    says: /user “alice”.*Check ntlm-mic: it covers other bytes, or is made with another key\.$/,
  },
  'target-info-altered': {
    act: refused({ editAvPairs: (pairs) => pairs.filter(({ id }) => id !== AvId.MsvAvDnsDomainName) }),
    says: /no domain from workstation “COMPUTER”.*AvId 4 missing\. That is MsvAvDnsDomainName\./,
  },
  'channel-binding-mismatch': {
    // Channel bindings belong to carriers with TLS: the mechanism of this server is told of a channel that SMB has not.
    options: {
      mechanisms: ({ accounts, authPolicy: policy, names, runtime }) => [
        createNtlmMechanism({
          accounts,
          policy,
          names,
          runtime,
          channelBindings: Buffer.from('tls-unique:1'),
        }),
      ],
    },
    act: refused(),
    says: /user “alice”.*Check channel-bindings: the client sends zero: .* does not tell its security library which/,
  },
  'target-name-mismatch': {
    options: ntlm({ targetNames: ['cifs/files.example'] }),
    act: refused({ targetName: 'cifs/other.example' }),
    says: /asked for “cifs\/other\.example”/,
  },
  'clock-skew': {
    options: ntlm({ maxClockSkewSeconds: 300 }),
    act: refused({ timeStamp: 0n }),
    says: /13348756800 seconds, 423 years, behind ours/,
  },
  'challenge-expired': {
    act: async (server) => {
      const exchange = new ClientLogin(await server.negotiated());
      await exchange.first();
      server.runtime.advance(61_000);
      await exchange.second();
    },
    options: { limits: { authenticationSeconds: 1000 } },
    says: /answered after 61 seconds/,
  },
  replayed: {
    runtime: () => new FixedRuntime(Buffer.alloc(8, 7)),
    attempts: 2,
    act: async (server) => {
      const first = await server.negotiated();
      await login(first);
      first.close();
      await server.records(1);
      await tryLogin(await server.negotiated());
    },
    says: /accepted before\. The client sent user “alice”.*Check replay: its NTProofStr was accepted before\.$/,
  },
  'mech-list-mic-invalid': {
    act: async (server) => {
      const exchange = new ClientLogin(await server.negotiated());
      exchange.ntlm.mechListMic = () => Buffer.alloc(16, 1);
      await exchange.first();
      await exchange.second();
    },
    says: /user “alice”.*Check mech-list-mic: invalid\.$/,
  },
  'no-common-mechanism': { act: refused({ mechTypes: [kerberos] }), says: /offers Kerberos/ },
  'ntlm-refused': {
    options: { accounts: [{ name: 'alice', password: 'secret', ntlm: 'refuse' }] },
    act: refused(),
    says: /user “alice”.*Check ntlm-allowed: the password is right, and the account’s ntlm is "refuse"\.$/,
  },
  'ntlm-malformed': { act: altered((bytes) => bytes.subarray(0, 40)), says: /AUTHENTICATE_MESSAGE/ },
  'spnego-malformed': {
    act: async (server) => {
      const client = await server.negotiated();
      new ClientLogin(client).sendToken(Buffer.from('6004a0020000', 'hex'));
      await client.receive();
    },
    says: /Check spnego-token: InitialContextToken\.thisMech at byte 2/,
  },
  'out-of-sequence': {
    act: async (server) => {
      const client = await server.negotiated();
      new ClientLogin(client, { raw: true }).sendToken(Buffer.from('NTLMSSP\0\u0003\0\0\0', 'latin1'));
      await client.receive();
    },
    says: /Check ntlm-sequence: message 3 came, and message 1 was due\.$/,
  },
  'ended-by-client': {
    act: async (server) => {
      const client = await server.negotiated();
      const exchange = new ClientLogin(client);
      await exchange.first();
      exchange.sendToken(encodeNegTokenResp({ negState: 'reject' }));
      await client.receive();
    },
    says: /Check spnego-sequence: it refuses our answer\.$/,
  },
  'store-failed': {
    options: { accounts: { find: () => Promise.reject(new Error('the disk is gone')) } },
    act: refused(),
    says: /so nobody can log in\. The client sent user “alice”/,
    logs: 'the account store failed',
  },
  'shared-state-away': {
    shared: withoutStore,
    act: refused(),
    says: /“alice”.* 10\.0\.0\.7:6379 gave no answer within 1000 ms\.$/,
  },
  'no-logon-server': {
    options: {
      accounts: { verify: () => new Promise<never>(() => {}), timeoutSeconds: 0.02 },
    },
    act: refused(),
    says: /alice/,
    logs: 'the account store failed',
  },
  'machine-account-refused': refusedByDirectory('machine-account-refused'),
  'controller-not-trusted': refusedByDirectory('controller-not-trusted'),
  'ntlm-blocked': refusedByDirectory('ntlm-blocked'),
  'authentication-firewall': refusedByDirectory('authentication-firewall'),
  'logon-type-not-granted': refusedByDirectory('logon-type-not-granted'),
  'domain-trust-failed': refusedByDirectory('domain-trust-failed'),
  'controller-clock-skew': refusedByDirectory('controller-clock-skew'),
  'controller-logon-failure': refusedByDirectory('controller-logon-failure'),
  'controller-refused': refusedByDirectory('controller-refused'),
  'encryption-required': {
    options: { policy: { encryption: 'required' } },
    act: async (server) => tryLogin(await server.negotiated({ dialects: [0x0210] })),
    says: /chose 2\.1/,
  },
  'binding-refused': {
    attempts: 2,
    act: async (server) => {
      const first = await server.negotiated();
      const session = await login(first);
      await first.treeConnect('disk', { session });
      await server.records(1);
      await tryLogin(await server.negotiated(), { bind: session, user: 'bob', password: 'hunter2' });
    },
    says: /the server refused\. The client sent user “bob”/,
  },
  'session-elsewhere': {
    attempts: 2,
    shared: besideAnother,
    act: async (server) => {
      const first = await server.negotiated();
      const session = await login(first);
      await first.treeConnect('disk', { session });
      await server.records(1);
      await tryLogin(await server.negotiated(), { bind: { ...session, id: session.id | 1n } });
    },
    says: /came to another worker process of the server\.$/,
  },
  'previous-session-kept': {
    shared: besideAnother,
    act: refused({ previousSessionId: 0x1357n }),
    says: /did not end it in time\. The client sent user “alice”/,
    logs: 'internal error while ending a session of another process',
  },
  'answered-otherwise': {
    decide: changing(Command.SESSION_SETUP, (proposed, { leg }) =>
      leg === 2 ? answeredWith(proposed, NtStatus.STATUS_ACCOUNT_RESTRICTION) : proposed,
    ),
    act: refused(),
    says: /It was told STATUS_ACCOUNT_RESTRICTION\./,
  },
  'dialect-changed': {
    attempts: 2,
    act: async (server) => {
      const clientGuid = Buffer.alloc(16, 0x5a);
      const first = await server.negotiated({ clientGuid });
      const session = await login(first);
      await first.treeConnect('disk', { session });
      await server.records(1);
      await tryLogin(await server.negotiated({ dialects: [0x0302], clientGuid }));
    },
    says: /in another dialect\. The client sent user “alice”.*The server chose 3\.0\.2/,
  },
  'guest-refused-by-client': {
    options: auth({ guest: 'unknown-users' }),
    act: async (server) => {
      const client = await server.negotiated();
      await login(client, { user: 'nobody' });
      client.close();
    },
    says: /user “nobody”.*The server chose 3\.1\.1.*Our answer carried no mechListMIC\.$/,
  },
  'left-after-success': {
    act: async (server) => {
      const client = await server.negotiated();
      await login(client);
      client.close();
    },
    says: /carried a mechListMIC/,
  },
  'signature-invalid': {
    act: async (server) => {
      const client = await server.negotiated();
      const session = await login(client);
      const keys = {
        ...session.keys,
        signing: client.sessions.get(session.id)?.keys.signing ?? Buffer.alloc(16),
      };
      await client.treeConnect('disk', { session: { ...session, keys }, sign: 'wrong' });
    },
    says: /It is the TREE_CONNECT \(AES-CMAC, SMB 3\.1\.1\)\. None of \d+ known mistakes/,
  },
  'rpc-signature-invalid': {
    act: async (server) => {
      const { rpc, close } = await rpcOverSmb(await ipcSession(await server.negotiated(), {}));
      await loginWithNtlm(rpc, AuthLevel.PKT_INTEGRITY, { user: 'bob', password: 'hunter2' });
      rpc.login = undefined;
      await rpc.request(15, Buffer.alloc(0));
      await close();
    },
    attempts: 2,
    says: /It is “SMB2AUTH\\bob”\. It is the request with opnum 15: it carries no signature\. It came in an RPC bind on pipe “srvsvc”, in the session of “SMB2AUTH\\alice”\.$/,
  },
  'signature-missing': {
    options: { policy: { signing: 'required' } },
    act: async (server) => {
      const client = await server.negotiated({ dialects: [0x0210] });
      const session = await login(client);
      await client.treeConnect('disk', { session, sign: false });
    },
    says: /required by the server/,
  },
  'not-smb': {
    act: async (server) => {
      const client = await server.connect();
      client.sendRaw(Buffer.from('GET / HTTP/1.1\r\nHost: files\r\n\r\n'));
      await client.expectDisconnect();
    },
    says: /speaks HTTP; the first bytes are “GET \/ HTTP/,
  },
  'proxy-header-refused': {
    options: { proxyProtocol: ['127.0.0.0/8'] },
    act: async (server) => {
      const client = await server.connect();
      client.sendRaw(Buffer.from('GET / HTTP/1.1\r\nHost: files\r\n\r\n'));
      await client.expectDisconnect();
    },
    says: /speaks HTTP; the first bytes are “GET \/ HTTP/,
  },
  'smb1-only': {
    act: async (server) => {
      const client = await server.connect();
      const request = new Writer();
      encodeSmb1NegotiateRequest(request, { dialects: ['NT LM 0.12'] });
      client.sendRaw(frame(request.finish()));
      assert.equal(decodeSmb1DialectIndex(await client.receivePayload()), NO_SMB1_DIALECT);
      await client.expectDisconnect();
    },
    says: /It offers “NT LM 0\.12”/,
  },
  'no-common-dialect': {
    options: { policy: { dialects: ['3.1.1'] } },
    act: async (server) => {
      const client = await server.connect();
      await tryNegotiate(client, { dialects: [0x0202, 0x0210] });
      client.close();
    },
    says: /It offers 2\.0\.2, 2\.1\. None of the dialects offered is spoken here \(\[MS-SMB2\] 3\.3\.5\.4\)\.$/,
  },
  'negotiate-context-invalid': {
    act: async (server) => {
      const client = await server.connect();
      await tryNegotiate(client, { negotiateContexts: [] });
      client.close();
    },
    says: /PREAUTH_INTEGRITY_CAPABILITIES is missing \(\[MS-SMB2\] 3\.3\.5\.4\)\.$/,
  },
  'request-malformed': {
    act: async (server) => {
      const client = await server.connect();
      client.send(Command.NEGOTIATE, (w) => w.u16(36).u16(9));
      await client.receive();
      client.close();
    },
    says: /Rule malformed-request of \[MS-SMB2\] 3\.3\.5\.2\.6: SMB2 NEGOTIATE Request\.SecurityMode/,
  },
  'left-without-a-word': {
    act: async (server) => (await server.connect()).close(),
    says: /Nothing that could be read had come\.$/,
  },
  'left-after-negotiate': {
    act: async (server) => (await server.negotiated()).close(),
    says: /The server chose 3\.1\.1, signing enabled with AES-CMAC/,
  },
  'left-before-challenge': {
    act: async (server) => {
      const client = await server.negotiated();
      const exchange = new ClientLogin(client, { mechTypes: [kerberos, ntlmssp] });
      exchange.sendFirst();
      await exchange.receiveLeg();
      client.close();
    },
    says: /It offers Kerberos, NTLM; the server chose NTLM/,
  },
  'left-after-challenge': {
    act: async (server) => {
      const client = await server.negotiated();
      await new ClientLogin(client, { flags: (windowsFlags | NegotiateFlags.DATAGRAM) >>> 0 }).first();
      client.close();
    },
    says: /not granted: DATAGRAM/,
  },
  'timed-out': {
    act: async (server) => {
      const client = await server.negotiated();
      await new ClientLogin(client).first();
      server.runtime.advance(46_000);
      await client.expectDisconnect();
    },
    says: /authenticationSeconds = 45.*sent its CHALLENGE/,
  },
  'limit-reached': {
    options: { limits: { connections: 1 } },
    act: async (server) => {
      await server.negotiated();
      await (await server.connect()).expectDisconnect();
    },
    says: /connections = 1/,
  },
  'protocol-violation': {
    act: async (server) => {
      const client = await server.negotiated();
      client.send(Command.NEGOTIATE, (w) => w.u16(36).zero(34));
      await client.expectDisconnect();
    },
    says: /Rule second-negotiate of \[MS-SMB2\]/,
  },
  'internal-error': {
    runtime: () => new FailingRuntime(),
    act: async (server) => {
      const client = await server.negotiated();
      server.runtime.advance(1);
      new ClientLogin(client).sendFirst();
      await client.expectDisconnect();
    },
    says: /closed the connection\. NEGOTIATE was done\.$/,
    logs: 'internal error while serving a request',
  },
  'server-stopped': {
    act: async (server) => {
      await new ClientLogin(await server.negotiated()).first();
      await server.close();
    },
    says: /sent its CHALLENGE/,
  },
};

/** The result of a TREE_CONNECT. */
export const treeScenarios: Readonly<Record<TreeReason, Scenario>> = {
  granted: { act: thenShare(), says: /granted\. “disk”, disk\.$/ },
  'share-not-found': {
    act: async (server) => {
      const client = await server.negotiated();
      await client.treeConnect('nowhere', { session: await login(client) });
    },
    says: /nowhere”: STATUS_BAD_NETWORK_NAME/,
  },
  'share-path-has-folder': {
    act: async (server) => {
      const client = await server.negotiated();
      await client.treeConnect('\\\\server\\disk\\scans\\2026', { session: await login(client) });
    },
    says: /BAD_NETWORK_NAME\. Share “disk”, folder “scans\\2026”\. There is a share “disk”\.$/,
  },
  'share-access-denied': {
    options: { shares: [diskShare({ accessOf: () => 'none' })] },
    act: thenShare(),
    says: /“\\\\server\\disk”: STATUS_ACCESS_DENIED\.$/,
  },
  'share-encryption-required': {
    options: { shares: [diskShare({ encrypt: true })] },
    act: async (server) => {
      const client = await server.negotiated({ dialects: [0x0210] });
      await client.treeConnect('disk', { session: await login(client) });
    },
    says: /requires encryption, and this session cannot/,
  },
  'tree-connect-failed': {
    options: { limits: { treesPerSession: 0 } },
    act: thenShare(),
    says: /STATUS_INSUFFICIENT_RESOURCES/,
  },
};
