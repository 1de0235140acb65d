export { NdrReader } from './ndr-reader.js';
export { NdrWriter } from './ndr-writer.js';
