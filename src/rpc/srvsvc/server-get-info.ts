import { requireAccount } from '../caller.js';
import { dword, text, writeInfo, type Levels } from '../levels/index.js';
import { PLATFORM_ID_NT, VERSION, type ServerInfo } from '../server-info.js';
import type { CallContext, Operation } from '../service.js';
import { Win32Error } from '../win32-error.js';

/** SV_TYPE_WORKSTATION, _SERVER, _NT and _SERVER_NT ([MS-SRVS] 2.2.2.7). */
const SERVER_TYPE = 0x00009003;

/** SV_NODISC: idle sessions are not cut off by this service ([MS-SRVS] 2.2.4.43). */
const NO_DISCONNECT = 0xffffffff;

/** Characters of a ServerName, the terminator included ([MS-SRVS] 3.1.4.17). */
const MAX_SERVER_NAME = 1024;

interface ServerDescription {
  readonly name: string;
  readonly comment: string;
}

const platformId = dword<ServerDescription>(() => PLATFORM_ID_NT);
const name = text<ServerDescription>((answer) => answer.name);
const versionMajor = dword<ServerDescription>(() => VERSION.major);
const versionMinor = dword<ServerDescription>(() => VERSION.minor);
const type = dword<ServerDescription>(() => SERVER_TYPE);
const comment = text<ServerDescription>((answer) => answer.comment);
const users = dword<ServerDescription>(() => 0xffffffff);
const disc = dword<ServerDescription>(() => NO_DISCONNECT);
const hidden = dword<ServerDescription>(() => 0);
const announceSeconds = dword<ServerDescription>(() => 240);
const announceDelta = dword<ServerDescription>(() => 3000);
const licenses = dword<ServerDescription>(() => 0);
const userPath = text<ServerDescription>(() => 'c:\\');

const software = [platformId, name, versionMajor, versionMinor, type, comment];

/** SERVER_INFO by level ([MS-SRVS] 2.2.4.40 to 2.2.4.42). */
const serverLevels: Levels<ServerDescription> = new Map([
  [100, [platformId, name]],
  [101, software],
  [102, [...software, users, disc, hidden, announceSeconds, announceDelta, licenses, userPath]],
]);

const declinedServerLevels = [103, 502, 503];

/** NetrServerGetInfo ([MS-SRVS] 3.1.4.17). */
export function serverGetInfo(server: ServerInfo): Operation {
  return {
    name: 'NetrServerGetInfo',
    run: (r, w, call) => {
      const serverName = r.optionalText('ServerName');
      const level = r.u32('Level');
      writeInfo(w, level, serverLevels, declinedServerLevels, describe(server, serverName, level, call));
    },
  };
}

function describe(server: ServerInfo, serverName: string | undefined, level: number, call: CallContext) {
  if (serverName !== undefined && serverName.length >= MAX_SERVER_NAME) {
    return { error: Win32Error.ERROR_INVALID_PARAMETER };
  }
  const refusal = level === 102 ? requireAccount(call) : Win32Error.NERR_Success;
  if (refusal !== Win32Error.NERR_Success) return { error: refusal };
  // The name that the client used, if it gave one.
  const asked = serverName?.replace(/^\\+/, '') ?? '';
  return { value: { name: asked === '' ? server.names.netbiosName : asked, comment: server.comment } };
}
