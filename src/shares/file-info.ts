/** Everything known of a file or directory. Times are FILETIMEs: 100 ns units since 1601 ([MS-DTYP] 2.3.3). */
export interface FileInfo {
  /** Unique on its volume for the life of the file; 64 bits. */
  readonly fileId: bigint;
  /** A mask of {@link FileAttributes}; never 0: FILE_ATTRIBUTE_NORMAL when there is no other. */
  readonly attributes: number;
  /** Whether it is a directory. */
  readonly directory: boolean;
  /** FILETIME of its creation. */
  readonly creationTime: bigint;
  /** FILETIME of the last read. */
  readonly lastAccessTime: bigint;
  /** FILETIME of the last write of its contents. */
  readonly lastWriteTime: bigint;
  /** FILETIME of the last change of contents, name or attributes. */
  readonly changeTime: bigint;
  /** Size in bytes; 0 for a directory. */
  readonly endOfFile: bigint;
  /** Bytes reserved on the medium; 0 for a directory. */
  readonly allocationSize: bigint;
  /** Hard links to the file. */
  readonly numberOfLinks: number;
  /** Whether it is deleted when its last open closes. */
  readonly deletePending: boolean;
}

/** One entry of a directory, `.` and `..` included. */
export interface DirectoryEntry extends FileInfo {
  /** Name without path. */
  readonly name: string;
  /** A name of 8.3 form by which it can be opened as well, unless `name` has that form itself. */
  readonly shortName?: string;
}

/** Times and attributes to set; absent ones stay. Times are FILETIMEs. */
export interface BasicChanges {
  /** FILETIME; until the next change of it. */
  readonly creationTime?: bigint;
  /** FILETIME; until the next read. */
  readonly lastAccessTime?: bigint;
  /** FILETIME; until the next write. */
  readonly lastWriteTime?: bigint;
  /** Holds until the next change of the file. */
  readonly changeTime?: bigint;
  /** A mask of {@link FileAttributes}; FILE_ATTRIBUTE_NORMAL clears all others. */
  readonly attributes?: number;
}

/** Everything known of the volume behind a share ([MS-FSCC] 2.5). */
export interface VolumeInfo {
  /** Name of the volume, as Explorer shows it. */
  readonly label: string;
  /** 32 bits; the same as long as it is the same volume. */
  readonly serialNumber: number;
  /** FILETIME. */
  readonly creationTime: bigint;
  /** Such as `NTFS`, which makes clients expect case to be preserved and names of 255 units. */
  readonly fileSystemName: string;
  /** UTF-16 units of one component of a path. */
  readonly maximumComponentNameLength: number;
  /** A mask of `FileSystemAttributes` ([MS-FSCC] 2.5.1). */
  readonly attributes: number;
  /** Bytes of a sector: a power of two. */
  readonly bytesPerSector: number;
  /** Sectors that are allocated together. */
  readonly sectorsPerAllocationUnit: number;
  /** Allocation units of the whole volume. */
  readonly totalAllocationUnits: bigint;
  /** Allocation units that are free for this user. */
  readonly availableAllocationUnits: bigint;
}

/** FILE_NOTIFY_INFORMATION ([MS-FSCC] 2.7.1). */
export interface Change {
  /** A file that is renamed makes two changes: `renamed-old-name`, then `renamed-new-name`. */
  readonly action: 'added' | 'removed' | 'modified' | 'renamed-old-name' | 'renamed-new-name';
  /** Path relative to the watched directory, with backslashes. */
  readonly path: string;
}

/** A range of bytes to lock; both numbers are unsigned 64-bit ([MS-SMB2] 2.2.26.1). */
export interface LockRange {
  /** The first byte. */
  readonly offset: bigint;
  /** Bytes; 0 is a range as well. */
  readonly length: bigint;
  /** False: other opens may read and lock the range shared, and no open may write it. */
  readonly exclusive: boolean;
}
