import type { ServerInfo } from '../server-info.js';
import type { Operation } from '../service.js';
import { Win32Error } from '../win32-error.js';

/** Ten-thousandths of a second between ticks of the clock: what Windows reports. */
const TICK_INTERVAL = 310;

/** NetrRemoteTOD ([MS-SRVS] 3.1.4.21): TIME_OF_DAY_INFO (2.2.4.105) in UTC. */
export function remoteTod(server: ServerInfo): Operation {
  return {
    name: 'NetrRemoteTOD',
    run: (r, w) => {
      r.optionalText('ServerName');
      const now = server.now();
      const date = new Date(now);
      w.pointer(() => {
        w.u32(Math.floor(now / 1000));
        // Milliseconds from an arbitrary point: the same one.
        w.u32(Math.floor(now) % 0x100000000);
        w.u32(date.getUTCHours()).u32(date.getUTCMinutes()).u32(date.getUTCSeconds());
        w.u32(Math.floor(date.getUTCMilliseconds() / 10));
        w.u32(0).u32(TICK_INTERVAL);
        w.u32(date.getUTCDate())
          .u32(date.getUTCMonth() + 1)
          .u32(date.getUTCFullYear());
        w.u32(date.getUTCDay());
      });
      w.u32(Win32Error.NERR_Success);
    },
  };
}
