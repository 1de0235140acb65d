export { enumerate } from './enumerate.js';
export { writeInfo } from './get-info.js';
export { dword, octets, text, type Level, type Levels } from './members.js';
