import { decodeSingleHostData } from '../auth/machine-identity.js';
import { AvId, type AvPair } from '../auth/ntlm/av-pairs.js';
import { unixMsFromFileTime } from '../bytes/index.js';
import { type Section, SectionBuilder } from './section.js';

const avNames = new Map<number, string>(Object.entries(AvId).map(([name, id]) => [id, name]));
/** The name of an AvId; of an unknown one, its number. */
export const avName = (id: number): string => avNames.get(id) ?? `AvId ${id}`;

/** AV pairs ([MS-NLMP] 2.2.2.1) as a section with a field for each. */
export function describeAvPairs(title: string, pairs: readonly AvPair[]): Section {
  const found = new SectionBuilder(title);
  for (const { id, value } of pairs) found.field(avName(id), avValue(id, value));
  return found.build();
}

function avValue(id: number, value: Buffer): string | Buffer {
  switch (id) {
    case AvId.MsvAvFlags:
      return `0x${value.readUInt32LE(0).toString(16).padStart(8, '0')}`;
    case AvId.MsvAvTimestamp:
      return fileTimeText(value.readBigUInt64LE(0));
    case AvId.MsvAvSingleHost:
      return singleHostText(value) ?? value;
    case AvId.MsvAvChannelBindings:
      return value;
    default:
      return avNames.has(id) ? value.toString('utf16le') : value;
  }
}

function singleHostText(value: Buffer): string | undefined {
  const data = decodeSingleHostData(value);
  if (data === undefined) return undefined;
  const { machineId = 'none', crossBootMachineId } = data.machine ?? {};
  const always = crossBootMachineId === undefined ? '' : `, across restarts ${crossBootMachineId}`;
  return `MachineID ${machineId}${always}, CustomData ${data.customData.toString('hex')}`;
}

/** A FILETIME as ISO 8601 has it; of a time beyond any date, its number. */
export function fileTimeText(fileTime: bigint): string {
  const date = new Date(unixMsFromFileTime(fileTime));
  return Number.isNaN(date.getTime()) ? `FILETIME ${fileTime}` : date.toISOString();
}
