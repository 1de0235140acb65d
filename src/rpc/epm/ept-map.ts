import type { NdrReader, NdrWriter } from '../../ndr/index.js';
import { NULL_CONTEXT_HANDLE, readContextHandle } from '../context-handles.js';
import { serves } from '../presentation.js';
import type { Operation } from '../service.js';
import { NDR, sameSyntax } from '../syntax.js';
import { EptStatus, MAX_ELEMENTS, type Endpoint, type EndpointMap } from './endpoint.js';
import { decodeTower, encodeTower, type WantedTower } from './tower.js';

/** ept_map ([MS-RPCE] 2.2.1.2.5). All that matches is in one answer, so that no look-up goes on. */
export function eptMap(map: EndpointMap): Operation {
  return {
    name: 'ept_map',
    run: (r, w) => {
      r.pointer('obj', () => r.bytes(16, 'obj'));
      const wanted = readTowerPointer(r);
      const isFirst = readContextHandle(r, 'entry_handle').equals(NULL_CONTEXT_HANDLE);
      const maximum = r.u32('max_towers');
      if (maximum > MAX_ELEMENTS) r.fail('max_towers', `${maximum} elements`);
      const found = isFirst ? map.filter((endpoint) => matches(endpoint, wanted)).slice(0, maximum) : [];
      w.bytes(NULL_CONTEXT_HANDLE).u32(found.length);
      w.construct(() => {
        w.u32(maximum).u32(0).u32(found.length);
        for (const endpoint of found) writeTowerPointer(w, endpoint);
      });
      w.u32(found.length > 0 ? EptStatus.OK : EptStatus.NOT_REGISTERED);
    },
  };
}

/** Writes a twr_p_t: a pointer to the tower of an element. */
export function writeTowerPointer(w: NdrWriter, { syntax, binding }: Endpoint): void {
  const tower = encodeTower(syntax, NDR, binding);
  w.pointer(() => w.u32(tower.length).u32(tower.length).bytes(tower));
}

/** Reads a twr_p_t; undefined for a null pointer. */
function readTowerPointer(r: NdrReader): WantedTower | undefined {
  let wanted: WantedTower | undefined;
  r.pointer('map_tower', () => {
    const size = r.u32('tower_length');
    const length = r.u32('tower_length');
    if (size !== length) r.fail('tower_length', `${size}, not ${length}`);
    wanted = decodeTower(r.bytes(length, 'tower_octet_string'));
  });
  r.align(4, 'entry_handle');
  return wanted;
}

function matches({ syntax, binding }: Endpoint, wanted: WantedTower | undefined): boolean {
  return (
    wanted !== undefined &&
    wanted.protocol === binding.protocol &&
    sameSyntax(wanted.transferSyntax, NDR) &&
    serves(syntax, wanted.abstractSyntax)
  );
}
