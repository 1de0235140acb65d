import { guidFromText, guidToText, Reader, Writer } from '../../bytes/index.js';
import type { SyntaxId } from '../syntax.js';

/** Protocol identifiers of floors (C706 appendix I). */
const Protocol = {
  TCP: 0x07,
  IP: 0x09,
  CONNECTION_ORIENTED: 0x0b,
  UUID: 0x0d,
  NAMED_PIPE: 0x0f,
  NETBIOS: 0x11,
} as const;

/** Floors of a tower: two syntaxes, RPC, and at most three of the protocol below; those of HTTP have five. */
const MAX_FLOORS = 8;

/** Bytes of a UUID floor: its identifier, the UUID, and the major version. */
const UUID_FLOOR = 19;

/** How an interface is reached: a protocol sequence with its address. */
export type Binding =
  | {
      readonly protocol: 'ncacn_ip_tcp';
      readonly port: number;
      /** Four bytes; a tower has no room for IPv6. */
      readonly address: Buffer;
    }
  | {
      readonly protocol: 'ncacn_np';
      /** Such as `\PIPE\srvsvc`. */
      readonly pipe: string;
      /** NetBIOS name of the computer. */
      readonly host: string;
    };

/** The parts of a tower that a client asks by. */
export interface WantedTower {
  readonly abstractSyntax: SyntaxId;
  readonly transferSyntax: SyntaxId;
  /** Undefined: one that is not known here. */
  readonly protocol: Binding['protocol'] | undefined;
  /** The TCP port in the answer of an endpoint mapper; undefined: the tower has none, or zero for any. */
  readonly port?: number;
}

interface Floor {
  readonly left: Buffer;
  readonly right: Buffer;
}

/**
 * Reads a protocol tower (C706 appendix L).
 *
 * @throws CodecError for anything else
 */
export function decodeTower(octets: Buffer): WantedTower {
  const r = new Reader(octets, 'twr_t');
  const count = r.u16('floor_count');
  if (count < 3 || count > MAX_FLOORS) r.fail('malformed', 'floor_count', `${count} floors`);
  const floors: Floor[] = [];
  for (let i = 0; i < count; i++) {
    const left = r.bytes(r.u16('lhs_byte_count'), 'lhs');
    const right = r.bytes(r.u16('rhs_byte_count'), 'rhs');
    if (left.length === 0) r.fail('malformed', 'lhs_byte_count', 'a floor without a protocol');
    floors.push({ left, right });
  }
  const [abstract, transfer, rpc, below] = floors;
  const connectionOriented = rpc?.left[0] === Protocol.CONNECTION_ORIENTED;
  const protocol = connectionOriented ? sequenceOf(below?.left[0]) : undefined;
  const port =
    protocol === 'ncacn_ip_tcp' && below?.right.length === 2 ? below.right.readUInt16BE() : undefined;
  return {
    abstractSyntax: syntaxOf(abstract, r),
    transferSyntax: syntaxOf(transfer, r),
    protocol,
    ...(port !== undefined && port !== 0 && { port }),
  };
}

/** Writes the tower of an interface (C706 appendix L). */
export function encodeTower(abstractSyntax: SyntaxId, transferSyntax: SyntaxId, binding: Binding): Buffer {
  const rpc: Floor = { left: Buffer.of(Protocol.CONNECTION_ORIENTED), right: Buffer.alloc(2) };
  const floors = [floorOf(abstractSyntax), floorOf(transferSyntax), rpc, ...floorsBelow(binding)];
  const w = new Writer().u16(floors.length);
  for (const { left, right } of floors) w.u16(left.length).bytes(left).u16(right.length).bytes(right);
  return w.finish();
}

function floorsBelow(binding: Binding): Floor[] {
  switch (binding.protocol) {
    case 'ncacn_ip_tcp':
      return [
        // The one number here that is big-endian.
        { left: Buffer.of(Protocol.TCP), right: Buffer.of(binding.port >> 8, binding.port & 0xff) },
        { left: Buffer.of(Protocol.IP), right: binding.address },
      ];
    case 'ncacn_np':
      return [
        { left: Buffer.of(Protocol.NAMED_PIPE), right: Buffer.from(`${binding.pipe}\0`, 'latin1') },
        { left: Buffer.of(Protocol.NETBIOS), right: Buffer.from(`${binding.host}\0`, 'latin1') },
      ];
  }
}

function sequenceOf(protocol: number | undefined): Binding['protocol'] | undefined {
  if (protocol === Protocol.TCP) return 'ncacn_ip_tcp';
  return protocol === Protocol.NAMED_PIPE ? 'ncacn_np' : undefined;
}

function syntaxOf(floor: Floor | undefined, r: Reader): SyntaxId {
  if (floor?.left.length !== UUID_FLOOR || floor.left[0] !== Protocol.UUID || floor.right.length !== 2) {
    return r.fail('malformed', 'floor', 'no UUID and version');
  }
  const uuid = guidToText(floor.left.subarray(1, 17));
  return { uuid, major: floor.left.readUInt16LE(17), minor: floor.right.readUInt16LE() };
}

function floorOf({ uuid, major, minor }: SyntaxId): Floor {
  return {
    left: new Writer().u8(Protocol.UUID).bytes(guidFromText(uuid)).u16(major).finish(),
    right: new Writer().u16(minor).finish(),
  };
}
