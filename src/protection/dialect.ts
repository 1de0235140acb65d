import { Dialect } from '../smb2-codec/index.js';

/** The SMB2/3 dialects by the names of [MS-SMB2] 1.7, oldest first. */
export const dialectNames = ['2.0.2', '2.1', '3.0', '3.0.2', '3.1.1'] as const;

/** A dialect by its name in [MS-SMB2] 1.7, such as `3.1.1`. */
export type DialectName = (typeof dialectNames)[number];

const revisions: Record<DialectName, number> = {
  '2.0.2': Dialect.SMB_2_0_2,
  '2.1': Dialect.SMB_2_1,
  '3.0': Dialect.SMB_3_0,
  '3.0.2': Dialect.SMB_3_0_2,
  '3.1.1': Dialect.SMB_3_1_1,
};

/** The DialectRevision on the wire. */
export function dialectRevision(name: DialectName): number {
  return revisions[name];
}

/** "The SMB 3.x dialect family". */
export function isSmb3(revision: number): boolean {
  return revision >= Dialect.SMB_3_0;
}

/** The name of a DialectRevision; undefined for a number that is no dialect, such as the wildcard. */
export function dialectOf(revision: number): DialectName | undefined {
  return dialectNames.find((name) => revisions[name] === revision);
}
