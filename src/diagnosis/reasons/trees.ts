import { accessDenied, noError } from '../../text/client-shows.js';
import type { ReasonText, TreeReason } from './reason.js';

/** Answers to a TREE_CONNECT. Users often report these refusals as failed logins. */
export const trees = {
  granted: {
    sentence: 'The share was granted.',
    advice: 'Nothing to do.',
    ...noError,
    section: '[MS-SMB2] 3.3.5.7',
  },
  'share-not-found': {
    sentence: 'The login succeeded; there is no such share.',
    advice:
      'Correct the share in the client: behind the server’s name or address comes the name of the share, as in \\\\server\\share, and in a device perhaps in a field of its own. smbclient -L lists those there are. Or add a share of that name (--share NAME).',
    clientShows: {
      windows: 'error 67, “The network name cannot be found”',
      linux: 'mount error(2): No such file or directory; dmesg: BAD_NETWORK_NAME',
      smbclient: 'tree connect failed: NT_STATUS_BAD_NETWORK_NAME',
      macos: '“The share does not exist on the server”',
    },
    symptoms: {
      windows: [67],
      linux: [2],
      status: ['STATUS_BAD_NETWORK_NAME'],
      macos: ['The share does not exist on the server'],
    },
    section: '[MS-SMB2] 3.3.5.7',
  },
  'share-path-has-folder': {
    sentence:
      'The login succeeded; the path has a folder behind the share, and only a share can be connected to.',
    advice:
      'Enter the share alone, and the folder where the client has a place for it: a device in its field for folder or path, Linux as prefixpath= or behind the mount point, smbclient with -D. Or make the folder a share of its own.',
    clientShows: {
      windows: 'error 67, “The network name cannot be found”',
      linux: 'mount error(2): No such file or directory; dmesg: BAD_NETWORK_NAME',
      smbclient: 'tree connect failed: NT_STATUS_BAD_NETWORK_NAME',
      macos: '“The share does not exist on the server”',
    },
    symptoms: {
      windows: [67],
      linux: [2],
      status: ['STATUS_BAD_NETWORK_NAME'],
      macos: ['The share does not exist on the server'],
    },
    section: '[MS-SMB2] 2.2.9, 3.3.5.7',
  },
  'share-access-denied': {
    sentence: 'The login succeeded; this user may not use the share.',
    advice:
      'Give the user, one of its groups as @group, or * "read" or "write" in the share’s access, where a user of a domain is DOMAIN\\NAME and its groups are SIDs; * is everybody who can log in. Anonymous users reach IPC$ alone unless policy.anonymous is "accept", and then whoever can reach the port gets what * does.',
    clientShows: { ...accessDenied.clientShows, smbclient: 'tree connect failed: NT_STATUS_ACCESS_DENIED' },
    symptoms: accessDenied.symptoms,
    section: '[MS-SMB2] 3.3.5.7',
  },
  'share-encryption-required': {
    sentence: 'The login succeeded; the share requires encryption, and this session cannot encrypt.',
    advice:
      'Encryption needs dialect 3.0 or later, a cipher in common, and a user: guest and anonymous sessions have no key. On the client: smbclient -m SMB3, Linux vers=3.1.1,seal. For a device that cannot encrypt, leave "encrypt" out of the share: what it holds can then be read by whoever is in between.',
    clientShows: { ...accessDenied.clientShows, smbclient: 'tree connect failed: NT_STATUS_ACCESS_DENIED' },
    symptoms: accessDenied.symptoms,
    section: '[MS-SMB2] 3.3.5.7',
  },
  'tree-connect-failed': {
    sentence: 'The login succeeded; the share could not be connected.',
    advice:
      'The NTSTATUS in the evidence says why: STATUS_INSUFFICIENT_RESOURCES is limits.treesPerSession, and each more costs memory; STATUS_INVALID_PARAMETER is a path that is not \\\\host\\share; STATUS_ACCESS_DENIED is a share of your own program whose accessOf gave no level: the log has what it gave.',
    clientShows: {
      windows: 'the error that belongs to the NTSTATUS',
      linux: 'mount error of the NTSTATUS',
      smbclient: 'tree connect failed: the NTSTATUS',
      macos: '“There was a problem connecting to the server”',
    },
    symptoms: { macos: ['There was a problem connecting to the server'] },
    section: '[MS-SMB2] 3.3.5.7',
  },
} as const satisfies Record<TreeReason, ReasonText>;
