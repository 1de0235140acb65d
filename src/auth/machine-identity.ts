/**
 * The numbers by which a client's machine tells its own logins from those of others, so that a login that comes back to
 * it is seen. They are no secret: everybody who sees the login can repeat them.
 */
export interface MachineIdentity {
  /**
   * MachineID, 32 bytes in hexadecimal: a random number that Windows makes when it starts ([MS-NLMP] 2.2.2.2, [MS-KILE]
   * 3.1.1.4). Samba's clients make one for each login.
   */
  readonly machineId: string;
  /**
   * The 32 bytes that Windows appends since its updates of August 2025 (Microsoft KB5068222), in hexadecimal. They stay
   * the same across restarts, and copies of one installation share them. Absent: an older client, or none of Windows.
   */
  readonly crossBootMachineId?: string;
}

/** Single_Host_Data ([MS-NLMP] 2.2.2.2), the value of MsvAvSingleHost. */
export interface SingleHostData {
  /** Length that the client writes down; it decides nothing here. */
  readonly size: number;
  /** 8 bytes, of use on the client's own machine alone. */
  readonly customData: Buffer;
  /** Undefined: its MachineID is zero, which names no machine. */
  readonly machine: MachineIdentity | undefined;
}

/** LSAP_TOKEN_INFO_INTEGRITY ([MS-KILE] 2.2.5), the restriction of a KERB-AD-RESTRICTION-ENTRY (2.2.6). */
export interface TokenInfoIntegrity {
  /** 0: a full token; 1: one restricted by User Account Control. */
  readonly flags: number;
  /** Integrity level of the calling process: 0x2000 medium, 0x3000 high, 0x4000 system. */
  readonly tokenIntegrityLevel: number;
  /** Undefined: its MachineID is zero, which names no machine. */
  readonly machine: MachineIdentity | undefined;
}

const MACHINE_ID_LENGTH = 32;

/**
 * Decodes the value of MsvAvSingleHost; undefined where it is too short. A server on another host must ignore it, so
 * nothing in it is a reason to refuse a login ([MS-NLMP] 2.2.2.2).
 */
export function decodeSingleHostData(value: Buffer): SingleHostData | undefined {
  if (value.length < 16 + MACHINE_ID_LENGTH) return undefined;
  return {
    size: value.readUInt32LE(0),
    customData: Buffer.from(value.subarray(8, 16)),
    machine: readMachine(value.subarray(16)),
  };
}

/**
 * Decodes an LSAP_TOKEN_INFO_INTEGRITY; undefined where it is too short. A server on another host must ignore it
 * ([MS-KILE] 3.4.5.3), so nothing in it is a reason to refuse a login.
 */
export function decodeTokenInfoIntegrity(value: Buffer): TokenInfoIntegrity | undefined {
  if (value.length < 8 + MACHINE_ID_LENGTH) return undefined;
  return {
    flags: value.readUInt32LE(0),
    tokenIntegrityLevel: value.readUInt32LE(4),
    machine: readMachine(value.subarray(8)),
  };
}

/** "Any fields after the MachineID field MUST be ignored on receipt" ([MS-NLMP] 2.2.2.2): one of them is described. */
function readMachine(bytes: Buffer): MachineIdentity | undefined {
  const machineId = readId(bytes, 0);
  const crossBootMachineId = readId(bytes, MACHINE_ID_LENGTH);
  if (machineId === undefined) return undefined;
  return { machineId, ...(crossBootMachineId !== undefined && { crossBootMachineId }) };
}

/** The id at an offset; undefined where it is not whole, or zero: clients without one may send zeros. */
function readId(bytes: Buffer, offset: number): string | undefined {
  const id = bytes.subarray(offset, offset + MACHINE_ID_LENGTH);
  return id.length < MACHINE_ID_LENGTH || id.every((byte) => byte === 0) ? undefined : id.toString('hex');
}
