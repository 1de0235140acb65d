/** Everything known of a file or directory. Times are FILETIMEs: 100 ns units since 1601 ([MS-DTYP] 2.3.3). */
export interface FileInfo {
  /** Unique on its volume for the life of the file; 64 bits. */
  readonly fileId: bigint;
  /** A mask of {@link FileAttributes}; never 0: FILE_ATTRIBUTE_NORMAL when there is no other. */
  readonly attributes: number;
  readonly directory: boolean;
  readonly creationTime: bigint;
  readonly lastAccessTime: bigint;
  readonly lastWriteTime: bigint;
  readonly changeTime: bigint;
  /** Size in bytes; 0 for a directory. */
  readonly endOfFile: bigint;
  /** Bytes reserved on the medium; 0 for a directory. */
  readonly allocationSize: bigint;
  readonly numberOfLinks: number;
  readonly deletePending: boolean;
}

/** One entry of a directory, `.` and `..` included. */
export interface DirectoryEntry extends FileInfo {
  /** Name without path. */
  readonly name: string;
  /** A name of 8.3 form by which it can be opened as well, unless `name` has that form itself. */
  readonly shortName?: string;
}

/** Times and attributes to set; what is absent stays. Times are FILETIMEs. */
export interface BasicChanges {
  readonly creationTime?: bigint;
  readonly lastAccessTime?: bigint;
  readonly lastWriteTime?: bigint;
  /** Holds until the next change of the file. */
  readonly changeTime?: bigint;
  /** A mask of {@link FileAttributes}; FILE_ATTRIBUTE_NORMAL clears all others. */
  readonly attributes?: number;
}

/** Everything known of the volume behind a share ([MS-FSCC] 2.5). */
export interface VolumeInfo {
  readonly label: string;
  readonly serialNumber: number;
  /** FILETIME. */
  readonly creationTime: bigint;
  /** Such as `NTFS`, which makes clients expect case to be preserved and names of 255 units. */
  readonly fileSystemName: string;
  readonly maximumComponentNameLength: number;
  /** FILE_CASE_PRESERVED_NAMES and its like ([MS-FSCC] 2.5.1). */
  readonly attributes: number;
  readonly bytesPerSector: number;
  readonly sectorsPerAllocationUnit: number;
  readonly totalAllocationUnits: bigint;
  readonly availableAllocationUnits: bigint;
}

/** FILE_NOTIFY_INFORMATION ([MS-FSCC] 2.7.1). */
export interface Change {
  readonly action: 'added' | 'removed' | 'modified' | 'renamed-old-name' | 'renamed-new-name';
  /** Path relative to the watched directory, with backslashes. */
  readonly path: string;
}

/** A range of bytes to lock; both numbers are unsigned 64-bit ([MS-SMB2] 2.2.26.1). */
export interface LockRange {
  readonly offset: bigint;
  readonly length: bigint;
  readonly exclusive: boolean;
}
