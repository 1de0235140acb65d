import { requireAccount } from '../caller.js';
import { dword, text, writeInfo, type Levels } from '../levels/index.js';
import { PLATFORM_ID_NT, VERSION, type ServerInfo } from '../server-info.js';
import type { Operation } from '../service.js';
import { Win32Error } from '../win32-error.js';
import { activeUsers } from './wksta-user-enum.js';

/** The workgroup of a server that belongs to no domain, as on Windows and smbd. */
const WORKGROUP = 'WORKGROUP';

const platformId = dword<ServerInfo>(() => PLATFORM_ID_NT);
const computerName = text<ServerInfo>((server) => server.names.netbiosName);
/** Clients show it as the workgroup or domain, for which the NetBIOS name is what they expect. */
const langroup = text<ServerInfo>((server) => server.names.netbiosDomain || WORKGROUP);
const verMajor = dword<ServerInfo>(() => VERSION.major);
const verMinor = dword<ServerInfo>(() => VERSION.minor);
/** MUST be NULL ([MS-WKST] 2.2.5.2). */
const lanroot = text<ServerInfo>(() => undefined);
const loggedOnUsers = dword<ServerInfo>((server) => activeUsers(server).length);

const environment = [platformId, computerName, langroup, verMajor, verMinor];

/** WKSTA_INFO by level ([MS-WKST] 2.2.5.1 to 2.2.5.3). */
const wkstaLevels: Levels<ServerInfo> = new Map([
  [100, environment],
  [101, [...environment, lanroot]],
  [102, [...environment, lanroot, loggedOnUsers]],
]);

const declinedWkstaLevels = [502, 1013, 1018, 1046];

/** NetrWkstaGetInfo ([MS-WKST] 3.2.4.1); for accounts only (3.2.1.1). */
export function wkstaGetInfo(server: ServerInfo): Operation {
  return {
    name: 'NetrWkstaGetInfo',
    run: (r, w, call) => {
      r.optionalText('ServerName');
      const level = r.u32('Level');
      const refusal = requireAccount(call);
      const found = refusal === Win32Error.NERR_Success ? { value: server } : { error: refusal };
      writeInfo(w, level, wkstaLevels, declinedWkstaLevels, found);
    },
  };
}
