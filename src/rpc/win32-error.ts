/** NET_API_STATUS values that srvsvc and wkssvc return ([MS-SRVS] 2.2.2.10, [MS-ERREF] 2.2). */
export const Win32Error = {
  NERR_Success: 0,
  ERROR_ACCESS_DENIED: 5,
  ERROR_INVALID_PARAMETER: 87,
  ERROR_INVALID_NAME: 123,
  ERROR_INVALID_LEVEL: 124,
  ERROR_MORE_DATA: 234,
  NERR_BufTooSmall: 2123,
  NERR_UserNotFound: 2221,
  NERR_NetNameNotFound: 2310,
  NERR_ClientNameNotFound: 2312,
  NERR_InvalidComputer: 2351,
} as const;
export type Win32Error = (typeof Win32Error)[keyof typeof Win32Error];
