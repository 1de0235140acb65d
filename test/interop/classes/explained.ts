import type { Explanation } from './differences.js';

/** Every difference that is left, and why. One that no longer occurs does not belong here. */
export const explained: readonly Explanation[] = [
  {
    paths: ['*/*/changeTime'],
    why: 'smbd has no time of the last change and repeats that of the last write; ours is the medium’s own.',
  },
  {
    paths: ['*/*/creationTime', '*/Fs VOLUME/volumeCreationTime'],
    why: 'smbd takes the oldest of the other times for it; ours is the medium’s own.',
  },
  {
    paths: ['file/*/fileAttributes', 'listing/*/fileAttributes'],
    why: 'A new file has FILE_ATTRIBUTE_ARCHIVE, as on Windows; smbd takes it from a permission bit.',
  },
  {
    paths: ['*/MODE/value', '*/ALL/mode'],
    why: 'smbd puts the attributes there; these bits are of CreateOptions ([MS-FSCC] 2.4.31).',
  },
  {
    paths: ['file/ALTERNATE_NAME/value', 'directory/ALTERNATE_NAME/value', 'listing/*/shortName'],
    why: 'Each server generates its own 8.3 names; smbd lists none for a name that is legal, and keeps the case.',
  },
  {
    paths: ['*/NAME/status'],
    why: 'Local only ([MS-FSCC] 2.4), and not in the list of [MS-SMB2] 2.2.37.',
  },
  {
    paths: ['*/DISPOSITION/status', '*/ALLOCATION/status', '*/END_OF_FILE/status'],
    why: 'Classes for SET_INFO, invalid on Windows as well ([MS-SMB2] note <415>).',
  },
  {
    paths: ['*/PIPE_REMOTE/status', 'file/PIPE/status', 'directory/PIPE/status', 'root/PIPE/status'],
    why: 'A file has no pipe’s data: "the server MUST fail the request with STATUS_NOT_SUPPORTED" (3.3.5.20.1).',
  },
  {
    paths: ['file/PIPE_LOCAL/status', 'directory/PIPE_LOCAL/status', 'root/PIPE_LOCAL/status'],
    why: 'As for PIPE.',
  },
  {
    paths: ['*/QUOTA/status', '*/DISPOSITION_EX/status', '*/RENAME_EX/status', '*/ID_EXTD_DIRECTORY/status'],
    why: 'Documented and not in the list of 2.2.37: STATUS_NOT_SUPPORTED (3.3.5.20.1); listings have the last one.',
  },
  {
    paths: ['file/ID/status', 'directory/ID/status', 'root/ID/status'],
    why: 'smbd does not have the class.',
  },
  {
    paths: ['pipe/PIPE/status', 'pipe/PIPE_LOCAL/status'],
    why: 'smbd does not have the classes.',
  },
  { paths: ['pipe/STANDARD/rooms'], why: 'smbd does not look at the room.' },
  {
    paths: ['*/Fs VOLUME/volumeSerialNumber', '*/*/QFid'],
    why: 'Each server makes its own number of a volume; smbd has two, ours are the same.',
  },
  {
    paths: ['*/Fs LABEL/status'],
    why: 'Documented and not in the list of 2.2.37: STATUS_NOT_SUPPORTED (3.3.5.20.2).',
  },
  {
    paths: [
      '*/*/totalAllocationUnits',
      '*/*/callerAvailableAllocationUnits',
      '*/*/actualAvailableAllocationUnits',
      '*/*/sectorsPerAllocationUnit',
    ],
    why: 'smbd counts in KiB, we in the blocks of the medium.',
  },
  {
    paths: ['*/Fs ATTRIBUTE/fileSystemAttributes'],
    why: 'We say what we do: no quotas, no sparse files, no object ids, no stored access lists, no names by case.',
  },
  {
    paths: ['*/Fs CONTROL/rooms', '*/Fs CONTROL/defaultQuotaThreshold', '*/Fs CONTROL/defaultQuotaLimit'],
    why: 'No limit is all ones ([MS-FSCC] 2.5.2); smbd gives half a structure where there is no room for it.',
  },
  {
    paths: ['*/Fs OBJECT_ID/status', '*/FSCTL CREATE_OR_GET_OBJECT_ID/status'],
    why: 'Volumes without object ids, and they say so in FileSystemAttributes.',
  },
  {
    paths: ['*/security OWNER/control', '*/security OWNER/owner'],
    why: 'The asker owns the file, with the SID of our account; smbd adds SE_DACL_PROTECTED.',
  },
  {
    paths: [
      '*/security GROUP/length',
      '*/security GROUP/rooms',
      '*/security GROUP/control',
      '*/security GROUP/group',
    ],
    why: 'We know no groups of Unix.',
  },
  {
    paths: [
      '*/security DACL/length',
      '*/security DACL/rooms',
      '*/security DACL/control',
      '*/security DACL/dacl',
    ],
    why: 'Access is decided by the share for the asker, and of others nothing is said.',
  },
  {
    paths: [
      '*/security all/length',
      '*/security all/rooms',
      '*/security all/control',
      '*/security all/owner',
      '*/security all/group',
      '*/security all/dacl',
    ],
    why: 'The parts above.',
  },
  {
    paths: ['listing/*/rooms'],
    why: 'smbd takes eight bytes more than an entry needs, and has one status where no name ([MS-FSA]: overflow) fits.',
  },
  {
    paths: ['file/CREATE, RqLs/contexts', 'file/CREATE, RqLs/RqLs', 'file/CREATE, RqLs/offset of contexts'],
    why: 'We offer no leases, and NEGOTIATE does not promise them.',
  },
  { paths: ['file/CREATE, RqLs/length'], why: 'The same.' },
  {
    paths: ['*/CREATE, TWrp/status'],
    why: 'There are no snapshots, so there is nothing of that time, as on Windows; smbd opens what is there now.',
  },
  {
    paths: ['*/FSCTL DFS_GET_REFERRALS/status'],
    why: '"If … IsDfsCapable is FALSE … STATUS_FS_DRIVER_REQUIRED" (3.3.5.15.2).',
  },
  {
    paths: [
      '*/FSCTL GET_REPARSE_POINT/status',
      '*/FSCTL SET_SPARSE/status',
      '*/FSCTL QUERY_ALLOCATED_RANGES/status',
      '*/FSCTL GET_COMPRESSION/status',
      '*/FSCTL SET_COMPRESSION/status',
    ],
    why: 'The volume has none of these and does not claim to, which is STATUS_INVALID_DEVICE_REQUEST.',
  },
  { paths: ['*/FSCTL PIPE_TRANSCEIVE/status'], why: 'As on Windows (note <385>).' },
  {
    paths: ['*/FSCTL SRV_REQUEST_RESUME_KEY/rooms'],
    why: 'Too small a room: "the server MUST return the status STATUS_INVALID_PARAMETER" (3.3.5.15.5).',
  },
  {
    paths: ['*/FSCTL SRV_READ_HASH/status', '*/FSCTL LMR_REQUEST_RESILIENCY/status'],
    why: 'STATUS_NOT_SUPPORTED of servers that have neither (3.3.5.15.7, 3.3.5.15.9).',
  },
  {
    paths: ['connection/VALIDATE_NEGOTIATE_INFO/capabilities', 'connection/VALIDATE_NEGOTIATE_INFO/guid'],
    why: 'Each server’s own, as in its NEGOTIATE response: smbd has DFS and leases.',
  },
];
