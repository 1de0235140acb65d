import { NdrReader, NdrWriter } from '../../ndr/index.js';
import { NULL_CONTEXT_HANDLE } from '../context-handles.js';
import { EptStatus } from '../epm/endpoint.js';
import { decodeTower, encodeTower, type WantedTower } from '../epm/tower.js';
import { serves } from '../presentation.js';
import { NDR, sameSyntax, type SyntaxId } from '../syntax.js';

/** The opnum of ept_map. */
export const EPT_MAP = 3;

/** Towers that are asked for: a server may listen on several ports. */
const MAX_TOWERS = 4;

/** The parameters of ept_map: where is this interface reached by TCP ([MS-RPCE] 2.2.1.2.5)? */
export function encodeEptMap(syntax: SyntaxId): Buffer {
  const anywhere = { protocol: 'ncacn_ip_tcp', port: 0, address: Buffer.alloc(4) } as const;
  const tower = encodeTower(syntax, NDR, anywhere);
  const w = new NdrWriter();
  // A pointer to the nil object.
  w.pointer(() => w.bytes(Buffer.alloc(16)));
  w.pointer(() => w.u32(tower.length).u32(tower.length).bytes(tower));
  return w.align(4).bytes(NULL_CONTEXT_HANDLE).u32(MAX_TOWERS).finish();
}

/**
 * The answer to ept_map.
 *
 * @returns the first TCP port of the interface; undefined when the status names none
 * @throws CodecError for anything else
 */
export function decodeEptMap(
  stub: Buffer,
  bigEndian: boolean,
  syntax: SyntaxId,
): { readonly status: number; readonly port: number | undefined } {
  const r = new NdrReader(stub, 'ept_map', bigEndian);
  r.bytes(NULL_CONTEXT_HANDLE.length, 'entry_handle');
  const count = r.u32('num_towers');
  const towers: WantedTower[] = [];
  r.construct(() => {
    const maximum = r.u32('towers');
    const offset = r.u32('towers');
    const actual = r.u32('towers');
    if (offset !== 0 || actual !== count || actual > maximum || actual > MAX_TOWERS) {
      r.fail('towers', `${actual} of ${count} at ${offset}`);
    }
    for (let i = 0; i < actual; i++) r.pointer('tower', () => towers.push(readTower(r)));
  });
  const status = r.u32('status');
  const found = towers.find((tower) => isReached(tower, syntax));
  return { status, port: status === EptStatus.OK ? found?.port : undefined };
}

function readTower(r: NdrReader): WantedTower {
  const size = r.u32('tower_length');
  const length = r.u32('tower_length');
  if (size !== length) r.fail('tower_length', `${size}, not ${length}`);
  return decodeTower(r.bytes(length, 'tower_octet_string'));
}

function isReached({ abstractSyntax, transferSyntax, port }: WantedTower, syntax: SyntaxId): boolean {
  return serves(abstractSyntax, syntax) && sameSyntax(transferSyntax, NDR) && port !== undefined;
}
