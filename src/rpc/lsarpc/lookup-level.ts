/** LSAP_LOOKUP_LEVEL ([MS-LSAT] 2.2.16). */
export const LookupLevel = {
  LsapLookupWksta: 1,
  LsapLookupPDC: 2,
  LsapLookupTDL: 3,
  LsapLookupGC: 4,
  LsapLookupXForestReferral: 5,
  LsapLookupXForestResolve: 6,
  LsapLookupRODCReferralToFullDC: 7,
} as const;
export type LookupLevel = (typeof LookupLevel)[keyof typeof LookupLevel];

/** Whether a number is a level that there is. */
export function isLookupLevel(level: number): level is LookupLevel {
  return (Object.values(LookupLevel) as number[]).includes(level);
}
