import type { Attempt } from '../../diagnosis/attempt.js';
import { printable } from '../../diagnosis/printable.js';
import { NtStatus, ntStatusName } from '../../nt-status.js';
import type { ListenAddress } from '../../server/create-server.js';
import type { ServerEvents } from '../../server/options.js';
import { describeLogin } from './login.js';

/** One line for people: time, verdict, who, from where, and why. */
export function readableAttempt(attempt: Attempt): string {
  const { outcome, user, domain, dialect, passwordType, reason, sentence, status } = describeLogin(attempt);
  const { remote } = attempt.connection;
  const facts = [dialect && `SMB ${dialect}`, passwordType].filter(Boolean).join(', ');
  const line = `${outcome ?? 'no login'} ${nameOf(user, domain)} from ${endpoint(remote)}`;
  if (outcome === 'accepted') return stamped(`${line} (${facts})`);
  return stamped(`${line}: ${sentence} [${reason}${outcome === 'refused' ? `, ${status}` : ''}]`);
}

/** One line for a tree connect. */
export function readableTree({ attempt, tree }: ServerEvents['tree']): string {
  const who = attempt.verdict?.outcome === 'accepted' ? attempt.verdict.identity.account : '';
  return tree.status === NtStatus.STATUS_SUCCESS
    ? stamped(`granted ${tree.path} to ${nameOf(who, '')}`)
    : stamped(`refused ${tree.path} to ${nameOf(who, '')} [${ntStatusName(tree.status)}]`);
}

/** One line for a request whose protection failed. */
export function readableIncident({ attempt, incident }: ServerEvents['incident']): string {
  return stamped(`refused a request from ${endpoint(attempt.connection.remote)} [${incident.kind}]`);
}

export function readableAddress(address: ListenAddress): string {
  return `Listening on ${endpoint({ address: address.host, port: address.port })}`;
}

function nameOf(user: string, domain: string): string {
  if (user === '') return 'anonymous';
  return domain === '' ? user : `${domain}\\${user}`;
}

function endpoint({ address, port }: { address: string; port: number }): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function stamped(text: string): string {
  return printable(`${new Date().toTimeString().slice(0, 8)} ${text}`);
}
