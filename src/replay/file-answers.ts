import { Command, decodeHeader, ProtocolId, protocolId, splitCompound } from '../smb2-codec/index.js';
import { differenceOf, type Leniency } from './difference.js';

/** Fields with which a file system answers: nothing that is recorded makes them the same again. */
const ofFiles: Readonly<Partial<Record<number, Leniency>>> = {
  [Command.CREATE]: names('Data', 'Length'),
  [Command.CLOSE]: names(),
  [Command.QUERY_DIRECTORY]: names('Data', 'Buffer', 'OutputBuffer'),
  [Command.QUERY_INFO]: names('Data', 'Buffer', 'OutputBuffer'),
};

function names(...more: readonly string[]): Leniency {
  return new Set([
    'CreationTime',
    'LastAccessTime',
    'LastWriteTime',
    'ChangeTime',
    'AllocationSize',
    'Signature',
    ...more,
  ]);
}

/** Whether two answers differ only in fields that a file system gives. */
export function differenceOfFiles(expected: Buffer, got: Buffer): boolean {
  if (protocolId(expected) !== ProtocolId.SMB2 || protocolId(got) !== ProtocolId.SMB2) return false;
  const [wanted, there] = [splitCompound(expected), splitCompound(got)];
  if (wanted.length !== there.length) return false;
  return wanted.every((message, index) => {
    const other = there[index];
    if (other === undefined) return false;
    const lenient = ofFiles[decodeHeader(message).command];
    // A chained answer's signature changes with nothing but its own bytes.
    return lenient === undefined
      ? message.equals(other)
      : differenceOf(message, other, lenient) === undefined;
  });
}
