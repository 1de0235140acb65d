import { upperCaseUtf16 } from '../../bytes/index.js';
import { requireAccount } from '../caller.js';
import { enumerate, MAX_EXAMINED, text, type Levels } from '../levels/index.js';
import type { ServerInfo } from '../server-info.js';
import type { Operation } from '../service.js';

/** A user with a session. */
interface ActiveUser {
  readonly user: string;
  readonly domain: string;
  readonly logonServer: string;
}

const username = text<ActiveUser>((active) => active.user);
const logonDomain = text<ActiveUser>((active) => active.domain);
const otherDomains = text<ActiveUser>(() => '');
const logonServer = text<ActiveUser>((active) => active.logonServer);

/** WKSTA_USER_INFO by level ([MS-WKST] 2.2.5.9, 2.2.5.10). */
const userLevels: Levels<ActiveUser> = new Map([
  [0, [username]],
  [1, [username, logonDomain, otherDomains, logonServer]],
]);

/** NetrWkstaUserEnum ([MS-WKST] 3.2.4.3). */
export function wkstaUserEnum(server: ServerInfo): Operation {
  return {
    name: 'NetrWkstaUserEnum',
    run: (r, w, call) => {
      r.optionalText('ServerName');
      enumerate(r, w, {
        levels: userLevels,
        allows: () => requireAccount(call),
        entries: (from) => activeUsers(server).slice(from),
      });
    },
  };
}

/** Each account with a session, once, among the sessions that one call examines. */
export function activeUsers(server: ServerInfo): readonly ActiveUser[] {
  const users = new Map<string, ActiveUser>();
  let examined = 0;
  for (const { user, domain } of server.sessions(0)) {
    if (++examined > MAX_EXAMINED) break;
    if (user === '') continue;
    const key = upperCaseUtf16(`${domain}\\${user}`);
    if (!users.has(key)) users.set(key, { user, domain, logonServer: server.names.netbiosName });
  }
  return [...users.values()];
}
