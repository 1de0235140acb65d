import type { Attempt } from '../../diagnosis/attempt.js';
import type { Endpoint } from '../../diagnosis/recorder.js';
import { ntStatusName } from '../../nt-status.js';
import type { ServerEvents } from '../../server/options.js';
import { describeLogin } from './login.js';

/** Windows event ids, which Samba's audit log uses as well. */
const LOGON_SUCCEEDED = 4624;
const LOGON_FAILED = 4625;
const NETWORK_LOGON = 3;

/** An attempt in the form of Samba's authentication audit, so that what reads those logs reads ours. */
export function authenticationRecord(attempt: Attempt): object {
  const login = describeLogin(attempt);
  const { verdict, connection } = attempt;
  const identity = verdict?.outcome === 'accepted' ? verdict.identity : undefined;
  return {
    timestamp: new Date(attempt.startedAt).toISOString(),
    type: 'Authentication',
    Authentication: {
      version: { major: 1, minor: 2 },
      eventId: identity ? LOGON_SUCCEEDED : LOGON_FAILED,
      logonType: NETWORK_LOGON,
      status: sambaStatus(login.status),
      localAddress: sambaAddress(connection.local),
      remoteAddress: sambaAddress(connection.remote),
      serviceDescription: 'SMB2',
      authDescription: login.mechanism ?? null,
      clientDomain: login.domain,
      clientAccount: login.user,
      workstation: login.workstation,
      becameAccount: identity?.account ?? null,
      becameDomain: identity?.domain ?? null,
      becameSid: identity?.sid ?? null,
      passwordType: login.passwordType ?? null,
      duration: attempt.duration,
      dialect: login.dialect ?? null,
      diagnosis: { reason: login.reason, explanation: login.sentence },
    },
  };
}

/** A tree connect in the same form. */
export function authorizationRecord({ attempt, tree }: ServerEvents['tree']): object {
  const identity = attempt.verdict?.outcome === 'accepted' ? attempt.verdict.identity : undefined;
  return {
    timestamp: new Date().toISOString(),
    type: 'Authorization',
    Authorization: {
      version: { major: 1, minor: 1 },
      localAddress: sambaAddress(attempt.connection.local),
      remoteAddress: sambaAddress(attempt.connection.remote),
      serviceDescription: 'SMB2',
      account: identity?.account ?? null,
      domain: identity?.domain ?? null,
      sid: identity?.sid ?? null,
      share: tree.share,
      path: tree.path,
      status: sambaStatus(ntStatusName(tree.status)),
    },
  };
}

/** A request after the login whose protection failed. */
export function incidentRecord({ attempt, incident }: ServerEvents['incident']): object {
  return {
    timestamp: new Date().toISOString(),
    type: 'Incident',
    Incident: {
      remoteAddress: sambaAddress(attempt.connection.remote),
      reason: incident.kind,
      command: incident.command,
    },
  };
}

const sambaStatus = (name: string): string =>
  name.replace(/^STATUS_SUCCESS$/, 'STATUS_OK').replace(/^STATUS_/, 'NT_STATUS_');

function sambaAddress({ address, port }: Endpoint): string {
  return `ipv${address.includes(':') ? 6 : 4}:${address}:${port}`;
}
