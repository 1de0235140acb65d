export { enumerate, MAX_EXAMINED } from './enumerate.js';
export { writeInfo } from './get-info.js';
export { dword, octets, text, type Level, type Levels } from './members.js';
