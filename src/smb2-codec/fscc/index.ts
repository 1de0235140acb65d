/**
 * Information classes of [MS-FSCC] 2.4, 2.5 and 2.7: what QUERY_INFO, SET_INFO, QUERY_DIRECTORY and CHANGE_NOTIFY
 * carry in their buffers. Decoders take the buffer; encoders of one structure write to a writer, encoders of a list
 * fill a buffer of at most a given length.
 */
export { FileAttributes, FileSystemAttributes } from '../../constants/smb2-flags.js';

export * from './classes.js';
export * from './directory-information.js';
export * from './file-information.js';
export * from './file-query-information.js';
export * from './file-set-information.js';
export * from './fs-information.js';
export * from './full-ea-information.js';
export * from './notify-information.js';
export * from './pipe-information.js';
export * from './stream-information.js';

// The functions of these files are for the codec itself.
export { type PackedEntries } from './entry-list.js';
export { type EncodedInformation } from './fields.js';
