/** Dialect revision numbers ([MS-SMB2] 2.2.3, 2.2.4). */
export const Dialect = {
  SMB_2_0_2: 0x0202,
  SMB_2_1: 0x0210,
  SMB_3_0: 0x0300,
  SMB_3_0_2: 0x0302,
  SMB_3_1_1: 0x0311,
  /** Answer to the SMB1 dialect string "SMB 2.???": a second NEGOTIATE follows. */
  WILDCARD: 0x02ff,
} as const;

/** `SMB2_NEGOTIATE_SIGNING_…` of NEGOTIATE and SESSION_SETUP ([MS-SMB2] 2.2.3, 2.2.5). */
export const SecurityMode = {
  SIGNING_ENABLED: 0x0001,
  SIGNING_REQUIRED: 0x0002,
} as const;

/** `SMB2_GLOBAL_CAP_…` ([MS-SMB2] 2.2.3, 2.2.4). */
export const Capabilities = {
  DFS: 0x00000001,
  LEASING: 0x00000002,
  LARGE_MTU: 0x00000004,
  MULTI_CHANNEL: 0x00000008,
  PERSISTENT_HANDLES: 0x00000010,
  DIRECTORY_LEASING: 0x00000020,
  ENCRYPTION: 0x00000040,
  NOTIFICATIONS: 0x00000080,
} as const;
