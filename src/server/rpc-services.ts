import type { AccountDirectory } from '../auth/account-directory.js';
import type { Acceptor, LoginContext } from '../auth/mechanism.js';
import { spnegoAcceptor } from '../auth/spnego/index.js';
import { isKerberosOid } from '../krb5/gss/context-token.js';
import {
  AuthType,
  createLsarpc,
  createSrvsvc,
  createWkssvc,
  Stype,
  type ServerInfo,
  type SessionDescription,
  type ShareDescription,
  type RpcService,
  type StartLogin,
} from '../rpc/index.js';
import type { ServerState } from '../session/model/server-state.js';
import type { Established, Session } from '../session/model/session.js';
import type { Share } from '../shares/share.js';

/** SHI1005_FLAGS_ENCRYPT_DATA ([MS-SRVS] 2.2.4.29). */
const ENCRYPT_DATA = 0x00008000;

/** A service of RPC. */
export interface NamedService {
  /** Of its pipe, such as `srvsvc`. */
  readonly name: string;
  readonly service: RpcService;
}

/**
 * The services that clients use: names for SIDs, the list of shares, and information about the server.
 *
 * @param accounts that clients may ask names and SIDs of
 */
export function createRpcServices(state: ServerState, accounts: AccountDirectory): readonly NamedService[] {
  const server = serverInfo(state);
  return [
    { name: 'lsarpc', service: createLsarpc({ names: state.names, accounts }) },
    { name: 'srvsvc', service: createSrvsvc(server) },
    { name: 'wkssvc', service: createWkssvc(server) },
  ];
}

/** Begins the logins inside binds. */
export function rpcLogins(state: ServerState): StartLogin {
  return (authType, login) => acceptorOf(state, authType, login);
}

/** Logins inside a bind are decided and recorded like any other. */
function acceptorOf(
  { mechanisms }: ServerState,
  authType: number,
  login: LoginContext,
): Acceptor | undefined {
  switch (authType) {
    case AuthType.SPNEGO:
    // A bare NTLM token is accepted by the same acceptor, and answered bare.
    case AuthType.NTLM:
      return spnegoAcceptor(mechanisms, login);
    case AuthType.KERBEROS: {
      const kerberos = mechanisms.filter(({ oids }) => oids.some(isKerberosOid));
      return kerberos.length > 0 ? spnegoAcceptor(kerberos, login) : undefined;
    }
    default:
      return undefined;
  }
}

function serverInfo(state: ServerState): ServerInfo {
  return {
    names: state.names,
    comment: 'smb2-auth-server',
    shares: () => [...state.shares].map((share) => describeShare(share, state)),
    sessions: (from) => describeSessions(state, from),
    now: () => state.runtime.now(),
  };
}

function describeShare(share: Share, { shares }: ServerState): ShareDescription {
  return {
    name: share.name,
    type: share.type === 'pipe' ? (Stype.STYPE_IPC | Stype.STYPE_SPECIAL) >>> 0 : Stype.STYPE_DISKTREE,
    comment: share.comment,
    currentUses: shares.currentUses(share),
    flags: share.encrypt ? ENCRYPT_DATA : 0,
  };
}

/** Describes the sessions with a user logged in; sessions still in their first login are left out. */
function* describeSessions(state: ServerState, from: number): Iterable<SessionDescription> {
  let position = 0;
  for (const session of state.sessions) {
    const { established } = session;
    if (established !== undefined && position++ >= from) yield describeSession(session, established, state);
  }
}

function describeSession(
  session: Session,
  established: Established,
  { runtime }: ServerState,
): SessionDescription {
  const { account, domain, kind } = established.identity;
  const [channel] = established.channels.keys();
  const secondsSince = (moment: number) => Math.trunc((runtime.monotonic() - moment) / 1000);
  return {
    client: channel?.remote.address ?? '',
    user: account,
    domain,
    guest: kind === 'guest',
    openCount: established.opens.size,
    activeSeconds: secondsSince(session.startedAt),
    idleSeconds: secondsSince(session.usedAt),
  };
}
