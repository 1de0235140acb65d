import { encodeUtf16 } from '../../bytes/index.js';
import type { NdrReader, NdrWriter } from '../../ndr/index.js';
import { requireAccount } from '../caller.js';
import type { Operation } from '../service.js';
import { Win32Error } from '../win32-error.js';

/** The drive that the paths of shares are said to be on, as by smbd: no client could reach another. */
const DRIVES = ['C:'] as const;

/** Octets of the shortest DISK_INFO in NDR: an offset and a count. */
const SHORTEST_DISK = 8;

/** NetrServerDiskEnum ([MS-SRVS] 3.1.4.19). */
export const diskEnum: Operation = {
  name: 'NetrServerDiskEnum',
  run: (r, w, call) => {
    r.optionalText('ServerName');
    const level = r.u32('Level');
    skipContainer(r);
    r.u32('PreferedMaximumLength');
    const resumes = r.pointer('ResumeHandle', () => r.u32('ResumeHandle'));
    const refusal = requireAccount(call);
    const isFound = refusal === Win32Error.NERR_Success && level === 0;
    const drives = isFound ? DRIVES : [];
    writeContainer(w, isFound ? [...drives, ''] : []);
    w.u32(drives.length);
    w.pointer(resumes ? () => w.u32(0) : undefined);
    w.u32(refusal === Win32Error.NERR_Success && !isFound ? Win32Error.ERROR_INVALID_LEVEL : refusal);
  },
};

/** DISK_ENUM_CONTAINER: "The server MUST ignore any values that are passed in this parameter". */
function skipContainer(r: NdrReader): void {
  r.construct(() => {
    const count = r.u32('EntriesRead');
    r.pointer('Buffer', () => {
      r.conformance(count, SHORTEST_DISK, 'Buffer');
      if (r.u32('Buffer') !== 0 || r.u32('Buffer') !== count) r.fail('Buffer', 'not all of it');
      for (let i = 0; i < count; i++) {
        r.u32('Disk');
        r.characters(r.u32('Disk'), 'Disk');
      }
    });
  });
}

/** "EntriesRead MUST be set to 1 plus the value set for TotalEntries": an empty DISK_INFO ends the list. */
function writeContainer(w: NdrWriter, disks: readonly string[]): void {
  w.construct(() => {
    w.u32(disks.length);
    w.pointer(disks.length === 0 ? undefined : () => writeDisks(w, disks));
  });
}

/** An array that is conformant and varying, of strings that vary ([MS-SRVS] 2.2.4.91). */
function writeDisks(w: NdrWriter, disks: readonly string[]): void {
  w.u32(disks.length).u32(0).u32(disks.length);
  for (const disk of disks) {
    const units = encodeUtf16(`${disk}\0`);
    w.u32(0)
      .u32(units.length / 2)
      .bytes(units);
  }
}
