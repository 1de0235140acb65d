import type { PolicyPreset } from '../../auth/policy-presets.js';
import type { Limits, SessionPolicy } from '../model/policy.js';
import type { ServerProfile } from '../model/server-profile.js';

/** Everything that a preset can set beside the policy of its logins. */
export interface PresetValues extends ServerProfile {
  /** {@link SessionPolicy.dialects} */
  readonly dialects: SessionPolicy['dialects'];
  /** {@link SessionPolicy.ciphers} */
  readonly ciphers: SessionPolicy['ciphers'];
  /** {@link Limits.transactBytes} */
  readonly transactBytes: Limits['transactBytes'];
}

/** The value that a preset has, and where it is known from. */
export interface PresetValue<Value> {
  readonly value: Value;
  /** A section, a product note of a specification, or `smbd 4.17 as seen here`. */
  readonly source: string;
}

/** One difference between servers. A preset that is not named has the value of a server without a preset. */
export interface ProfileRow<Value> {
  /** The difference in words. */
  readonly differs: string;
  /** The presets that differ; `nas-guest` has the values of `samba`. */
  readonly presets: Partial<Record<Exclude<PolicyPreset, 'nas-guest'>, PresetValue<Value>>>;
  /** The weakness that comes with it; absent: none. */
  readonly weakens?: string;
}

/** The rows by their keys. */
export type ProfileRows = { readonly [K in keyof PresetValues]: ProfileRow<PresetValues[K]> };

const seen = 'smbd 4.17 as seen here';

function asSmbd<Value>(value: Value, source = seen): ProfileRow<Value>['presets'] {
  return { samba: { value, source } };
}

const EIGHT_MEBIBYTES = 8 * 1024 * 1024;

const aes128First: SessionPolicy['ciphers'] = ['AES-128-GCM', 'AES-128-CCM', 'AES-256-GCM', 'AES-256-CCM'];

/** Every difference that a preset imitates. */
export const profileRows: ProfileRows = {
  dialects: {
    differs: 'the dialects that are spoken',
    presets: {
      'windows-2012': { value: ['2.0.2', '2.1', '3.0', '3.0.2'], source: '[MS-SMB2] 1.6, note <1>' },
    },
    weakens:
      'Without 3.1.1 a NEGOTIATE that was changed on the way is noticed by FSCTL_VALIDATE_NEGOTIATE_INFO alone, and the only cipher is AES-128-CCM.',
  },
  transactBytes: {
    differs: 'MaxTransactSize, MaxReadSize and MaxWriteSize, in bytes, from dialect 2.1 up',
    presets: {
      ...asSmbd(EIGHT_MEBIBYTES),
      'windows-2025': { value: EIGHT_MEBIBYTES, source: '[MS-SMB2] 3.3.5.4, notes <283> to <285>' },
      'windows-2012': { value: EIGHT_MEBIBYTES, source: '[MS-SMB2] 3.3.5.4, notes <283> to <285>' },
    },
    weakens: 'A client that is logged in can make the server hold frames eight times as long.',
  },
  ciphers: {
    differs: 'the order of preference of ciphers',
    presets: {
      ...asSmbd(aes128First),
      'windows-2025': {
        value: aes128First,
        source: 'Microsoft’s documentation of Set-SmbServerConfiguration, EncryptionCiphers',
      },
    },
    weakens: 'A client that offers AES-256-GCM beside AES-128-CCM gets the shorter key.',
  },
  serverGuid: {
    differs: 'ServerGuid: random, or the NetBIOS name in lower case, filled up with zeros',
    presets: asSmbd('netbios-name'),
    weakens: 'NEGOTIATE tells the name of the server to everyone.',
  },
  serverStartTime: {
    differs: 'ServerStartTime: zero, or the time at which the server started',
    presets: { 'windows-2012': { value: 'start', source: '[MS-SMB2] 3.3.5.4, note <286>' } },
    weakens: 'NEGOTIATE tells everyone how long the server has been up.',
  },
  smb1Refusal: {
    differs: 'a client that offers SMB1 alone: the refusal of SMB1, or a disconnect without an answer',
    presets: {
      'windows-2025': { value: 'none', source: '[MS-SMB2] 3.3.5.3.2' },
      'windows-2012': { value: 'none', source: '[MS-SMB2] 3.3.5.3.2' },
    },
  },
  credits: {
    differs:
      'the credits that an answer grants: those asked for, or one until the login has succeeded, and afterwards those asked for beside the charge of the request',
    presets: asSmbd('after-login'),
  },
  compoundCredits: {
    differs: 'the answers of a compound that grant credits: each its own, or the last one all of them',
    presets: {
      ...asSmbd('last'),
      'windows-2025': { value: 'last', source: '[MS-SMB2] 3.3.4.1.3, note <237>' },
      'windows-2012': { value: 'last', source: '[MS-SMB2] 3.3.4.1.3, note <237>' },
    },
  },
  manyDialects: {
    differs: 'a NEGOTIATE of more than 64 dialects: served, or refused with STATUS_INVALID_PARAMETER',
    presets: {
      'windows-2025': { value: 'refused', source: '[MS-SMB2] 2.2.3, note <8>' },
      'windows-2012': { value: 'refused', source: '[MS-SMB2] 2.2.3, note <8>' },
    },
  },
  encryptionContext: {
    differs:
      'whether the ciphers of a 3.1.1 client count without SMB2_GLOBAL_CAP_ENCRYPTION among its capabilities',
    presets: asSmbd('with-capability'),
    weakens: 'A client that leaves the capability out has a connection that cannot be encrypted.',
  },
  productVersion: {
    differs: 'product version and build in VERSION of the CHALLENGE',
    presets: {
      ...asSmbd('6.1.0'),
      'windows-2025': {
        value: '10.0.26100',
        source: '[MS-NLMP] 2.2.2.10, note <32>, with the build of the product',
      },
      'windows-2012': {
        value: '6.3.9600',
        source: '[MS-NLMP] 2.2.2.10, note <32>, with the build of the product',
      },
    },
  },
  sessionIds: {
    differs: 'the random bits of a SessionId',
    presets: asSmbd('32-bit'),
    weakens:
      'The SessionId of somebody else can be guessed in 2^32 tries. It opens nothing: a session is used on its own connections, with its own keys.',
  },
  anonymousFlag: {
    differs: 'whether the answer to an anonymous login says SMB2_SESSION_FLAG_IS_NULL',
    presets: asSmbd('none'),
    weakens: 'A client is not told that its session is nobody’s, and has no key that it could trust.',
  },
  bindingOfAnotherUser: {
    differs: 'status of a binding to the session of another user',
    presets: asSmbd('STATUS_ACCESS_DENIED'),
  },
  bindingRequiresSigning: {
    differs: 'whether a binding that requires signing makes the whole session require it',
    presets: asSmbd(false),
    weakens:
      'Requests without a signature are served on a session of which a later channel demanded signing.',
  },
  requestBeforeLogin: {
    differs: 'status of a request on a session whose login is not complete',
    presets: asSmbd('STATUS_INVALID_HANDLE'),
  },
  expiredSession: {
    differs: 'the commands of an expired session beside LOGOFF and CLOSE: LOCK, or unlocking and ECHO',
    presets: asSmbd('unlock-and-echo'),
  },
  unknownSession: {
    differs:
      'the signature on the refusal of a signed request whose session is not there: that of the session’s key, or that of the request itself',
    presets: asSmbd('echoed-signature'),
    weakens:
      'The signature proves nothing: everyone on the way can write such a refusal, and a client that takes it ends its session.',
  },
  echo: {
    differs: 'an ECHO without a session: the connection ends, or it is answered',
    presets: asSmbd('always'),
    weakens:
      'Strangers get an answer to as many ECHOs as they send. The time that a connection may stay without a login is the same.',
  },
  unsignedTreeConnect: {
    differs:
      'a TREE_CONNECT of 3.1.1 that is neither signed nor encrypted: the connection ends, or STATUS_ACCESS_DENIED',
    presets: asSmbd('STATUS_ACCESS_DENIED'),
  },
  malformedPath: {
    differs: 'status of a TREE_CONNECT whose path names no share',
    presets: asSmbd('STATUS_BAD_NETWORK_NAME'),
  },
  treeIds: {
    differs: 'TreeIds: counted from 1 in each session, or random',
    presets: asSmbd('random'),
  },
  pipeAccess: {
    differs: 'the bits of MaximalAccess that TREE_CONNECT to IPC$ tells',
    presets: asSmbd(0x001f_00a9),
  },
  unlockImmediately: {
    differs: 'SMB2_LOCKFLAG_FAIL_IMMEDIATELY of an unlock: ignored, or refused with STATUS_INVALID_PARAMETER',
    presets: asSmbd('refused'),
  },
  filePosition: {
    differs: 'CurrentByteOffset of FILE_POSITION_INFORMATION: zero, or the byte behind the latest READ',
    presets: asSmbd('after-read'),
  },
  breakSessionId: {
    differs: 'SessionId of an oplock break notification: that of the session, or zero',
    presets: { 'windows-2012': { value: 'zero', source: '[MS-SMB2] 3.3.4.6, note <245>' } },
  },
  needlessAcknowledgment: {
    differs: 'status of the acknowledgment of an oplock break that there was not',
    presets: asSmbd('STATUS_INVALID_OPLOCK_PROTOCOL'),
  },
  dotDotNames: {
    differs:
      'a path with `..`: refused with STATUS_OBJECT_PATH_SYNTAX_BAD, or served without the `..` and the name before it, which need not exist; one that would leave the share is refused in any case',
    presets: asSmbd('resolved'),
  },
  objectIds: {
    differs:
      'FSCTL_CREATE_OR_GET_OBJECT_ID and FileFsObjectIdInformation: refused, or answered with an id that is made of the volume and the number of the file',
    presets: asSmbd('made-up'),
  },
  compressionState: {
    differs:
      'FSCTL_GET_COMPRESSION and FSCTL_SET_COMPRESSION of files that cannot be compressed: STATUS_INVALID_DEVICE_REQUEST, or answered as those of a file that is not compressed',
    presets: asSmbd('uncompressed'),
  },
  auditEvents: {
    differs:
      'PolicyAuditEventsInformation of lsarpc: STATUS_INVALID_PARAMETER, or each kind of event is audited, successes and failures',
    presets: asSmbd('all'),
    weakens: 'A client is told of an audit of files and accounts that there is not.',
  },
};
