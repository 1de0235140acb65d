import { frozen } from '../../values/frozen.js';

/**
 * The answers of a server where the specification leaves room, or where a well-known server leaves the specification.
 * It decides how the server speaks, and never who is let in.
 */
export interface ServerProfile {
  /** ServerGuid: 16 random bytes, or the NetBIOS name in lower case, filled up with zeros. */
  readonly serverGuid: 'random' | 'netbios-name';
  /** ServerStartTime of NEGOTIATE: zero, or the time at which the server was made. */
  readonly serverStartTime: 'zero' | 'start';
  /** A client that speaks SMB1 alone: it gets the refusal of SMB1 ([MS-CIFS] 3.3.5.42), or no answer. */
  readonly smb1Refusal: 'answer' | 'none';
  /**
   * Credits that an answer grants. `as-asked`: those that the request asks for. `after-login`: one until the login has
   * succeeded, and afterwards those that are asked for beside the charge of the request, which is given back.
   */
  readonly credits: 'as-asked' | 'after-login';
  /** Which answers of a compound grant its credits. */
  readonly compoundCredits: 'each' | 'last';
  /** A NEGOTIATE of more than 64 dialects: served, or refused with STATUS_INVALID_PARAMETER. */
  readonly manyDialects: 'served' | 'refused';
  /** 3.1.1: ENCRYPTION_CAPABILITIES alone, or only together with SMB2_GLOBAL_CAP_ENCRYPTION of the client. */
  readonly encryptionContext: 'alone' | 'with-capability';
  /** Product version and build in VERSION of the CHALLENGE: `MAJOR.MINOR.BUILD` ([MS-NLMP] 2.2.2.10). */
  readonly productVersion: string;
  /** SessionId: 64 random bits, or 32. */
  readonly sessionIds: '64-bit' | '32-bit';
  /** SessionFlags of an anonymous login: SMB2_SESSION_FLAG_IS_NULL, or none. */
  readonly anonymousFlag: 'is-null' | 'none';
  /** A binding to the session of another user. */
  readonly bindingOfAnotherUser: 'STATUS_NOT_SUPPORTED' | 'STATUS_ACCESS_DENIED';
  /** Whether a binding that requires signing makes the whole session require it. */
  readonly bindingRequiresSigning: boolean;
  /** A request on a session whose login is not complete. */
  readonly requestBeforeLogin: 'SEC_E_UNSUPPORTED_FUNCTION' | 'STATUS_INVALID_HANDLE';
  /** The commands beside LOGOFF and CLOSE that an expired session still has. */
  readonly expiredSession: 'lock' | 'unlock-and-echo';
  /**
   * The signature on the refusal of a signed request whose session is not there: made with the key of the session if it
   * was one, or that of the request itself.
   */
  readonly unknownSession: 'signed' | 'echoed-signature';
  /** ECHO: with a session alone, else the connection ends, or always. */
  readonly echo: 'with-session' | 'always';
  /** 3.1.1: a TREE_CONNECT of a user that is neither signed nor encrypted. */
  readonly unsignedTreeConnect: 'disconnect' | 'STATUS_ACCESS_DENIED';
  /** TREE_CONNECT with a path that names no share. */
  readonly malformedPath: 'STATUS_INVALID_PARAMETER' | 'STATUS_BAD_NETWORK_NAME';
  /** TreeId: counted from 1 in each session, or random. */
  readonly treeIds: 'counted' | 'random';
  /** The bits of MaximalAccess that TREE_CONNECT names for a pipe share; the access itself stays. */
  readonly pipeAccess: number;
  /** SMB2_LOCKFLAG_FAIL_IMMEDIATELY of an unlock. */
  readonly unlockImmediately: 'ignored' | 'refused';
  /** CurrentByteOffset of FILE_POSITION_INFORMATION: zero, or the byte behind the latest READ. */
  readonly filePosition: 'zero' | 'after-read';
  /** SessionId of an oplock break notification. */
  readonly breakSessionId: 'of-the-session' | 'zero';
  /** An acknowledgment of an oplock break that there was not. */
  readonly needlessAcknowledgment: 'STATUS_INVALID_DEVICE_STATE' | 'STATUS_INVALID_OPLOCK_PROTOCOL';
  /** A path with `..`: refused ([MS-FSCC] 2.1.5.1), or without the `..` and the name before it, by its text alone. */
  readonly dotDotNames: 'refused' | 'resolved';
  /** Object ids of files and volumes ([MS-FSCC] 2.3.1, 2.5.6): none, or made of the volume and the file's number. */
  readonly objectIds: 'none' | 'made-up';
  /** FSCTL_GET_COMPRESSION and FSCTL_SET_COMPRESSION of files that cannot be compressed: refused, or answered so. */
  readonly compressionState: 'refused' | 'uncompressed';
  /** PolicyAuditEventsInformation of lsarpc ([MS-LSAD] 2.2.4.4): none, or each kind of event audited. */
  readonly auditEvents: 'none' | 'all';
}

/** The server as it is without a preset. */
export const defaultServerProfile: ServerProfile = frozen({
  serverGuid: 'random',
  serverStartTime: 'zero',
  smb1Refusal: 'answer',
  credits: 'as-asked',
  compoundCredits: 'each',
  manyDialects: 'served',
  encryptionContext: 'alone',
  productVersion: '6.1.0',
  sessionIds: '64-bit',
  anonymousFlag: 'is-null',
  bindingOfAnotherUser: 'STATUS_NOT_SUPPORTED',
  bindingRequiresSigning: true,
  requestBeforeLogin: 'SEC_E_UNSUPPORTED_FUNCTION',
  expiredSession: 'lock',
  unknownSession: 'signed',
  echo: 'with-session',
  unsignedTreeConnect: 'disconnect',
  malformedPath: 'STATUS_INVALID_PARAMETER',
  treeIds: 'counted',
  pipeAccess: 0xffff_ffff,
  unlockImmediately: 'ignored',
  filePosition: 'zero',
  breakSessionId: 'of-the-session',
  needlessAcknowledgment: 'STATUS_INVALID_DEVICE_STATE',
  dotDotNames: 'refused',
  objectIds: 'none',
  compressionState: 'refused',
  auditEvents: 'none',
});
