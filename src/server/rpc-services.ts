import type { AccountDirectory } from '../auth/account-directory.js';
import type { Acceptor, LoginContext } from '../auth/mechanism.js';
import { spnegoAcceptor } from '../auth/spnego/index.js';
import { withScript } from '../auth/token-script.js';
import { isKerberosOid } from '../krb5/gss/context-token.js';
import {
  AuthType,
  createLsarpc,
  createSrvsvc,
  createWkssvc,
  type RpcService,
  type StartLogin,
} from '../rpc/index.js';
import type { ServerState } from '../session/model/server-state.js';
import { serverInfo } from './server-info.js';

/** A service of RPC. */
export interface NamedService {
  /** The name of its pipe, such as `srvsvc`. */
  readonly name: string;
  readonly service: RpcService;
}

/**
 * The services that clients use: names for SIDs, the list of shares, and information about the server.
 *
 * @param accounts that clients may ask names and SIDs of
 */
export function createRpcServices(state: ServerState, accounts: AccountDirectory): readonly NamedService[] {
  const { names, profile } = state;
  const tellsOfAudit = profile.auditEvents === 'all';
  const server = serverInfo(state);
  return [
    { name: 'lsarpc', service: createLsarpc({ names, accounts, tellsOfAudit }) },
    { name: 'srvsvc', service: createSrvsvc(server) },
    { name: 'wkssvc', service: createWkssvc(server) },
  ];
}

/** Begins the logins inside binds. */
export function rpcLogins(state: ServerState): StartLogin {
  return (authType, login, connection) => {
    const scripted = connection === undefined ? login : withScript(login, state.scripts, { connection });
    return acceptorOf(state, authType, scripted);
  };
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
