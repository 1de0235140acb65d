import { Cipher, Command, Dialect, NegotiateContextType, SigningAlgorithm } from '../smb2-codec/index.js';
import { sessionIdText } from '../text/session-id-text.js';

/** `{A_B: 1}` → `1 → 'A_B'`. */
function reversed(table: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(table).map(([name, value]) => [value, name]));
}

/** `A_B` → `A-B` in all values. */
function dashed(names: ReadonlyMap<number, string>): ReadonlyMap<number, string> {
  return new Map([...names].map(([value, name]) => [value, name.replaceAll('_', '-')]));
}

const hex = (value: number, digits = 4): string => `0x${(value >>> 0).toString(16).padStart(digits, '0')}`;

const dialects = new Map<number, string>([
  [Dialect.SMB_2_0_2, '2.0.2'],
  [Dialect.SMB_2_1, '2.1'],
  [Dialect.SMB_3_0, '3.0'],
  [Dialect.SMB_3_0_2, '3.0.2'],
  [Dialect.SMB_3_1_1, '3.1.1'],
  [0x02ff, '2.???'],
]);
const commands = reversed(Command);
const ciphers = dashed(reversed(Cipher));
const signingAlgorithms = dashed(reversed(SigningAlgorithm));
const contextTypes = reversed(NegotiateContextType);

/** `3.1.1` for 0x0311; numbers that have no name stay numbers, here and below. */
export const dialectLabel = (dialect: number): string => dialects.get(dialect) ?? hex(dialect);
/** `TREE_CONNECT` for 3. */
export const commandLabel = (command: number): string => commands.get(command) ?? `command ${hex(command)}`;
/** `AES-128-GCM` for 2. */
export const cipherLabel = (cipher: number): string => ciphers.get(cipher) ?? hex(cipher);
/** `AES-CMAC` for 1. */
export const signingLabel = (algorithm: number): string => signingAlgorithms.get(algorithm) ?? hex(algorithm);
export const contextLabel = (type: number): string => contextTypes.get(type) ?? hex(type);
/** Describes a SessionId without a session. */
export function noSessionLabel(id: bigint): string {
  return id === 0n ? 'it names no session' : `there is no session ${sessionIdText(id)} on this connection`;
}

/** The number of repetitions as the end of a sentence; empty for the first time. */
export function timesWords(count: number): string {
  return count === 1 ? '' : ` It happened ${count} times so far.`;
}
