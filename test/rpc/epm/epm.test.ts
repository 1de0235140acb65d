import assert from 'node:assert/strict';
import { guidFromText } from '../../../src/bytes/index.js';
import { NdrReader, NdrWriter } from '../../../src/ndr/index.js';
import { ContextHandles, NULL_CONTEXT_HANDLE } from '../../../src/rpc/context-handles.js';
import type { Endpoint } from '../../../src/rpc/epm/endpoint.js';
import { encodeTower, type Binding } from '../../../src/rpc/epm/tower.js';
import { createEndpointMapper, type SyntaxId } from '../../../src/rpc/index.js';
import { FaultStatus } from '../../../src/rpc/pdu/index.js';
import { SRVSVC } from '../../../src/rpc/srvsvc/srvsvc.js';
import { NDR, NDR64 } from '../../../src/rpc/syntax.js';
import { WKSSVC } from '../../../src/rpc/wkssvc/wkssvc.js';
import { refusesEveryPrefix } from '../support/codec-error.js';
import { alice, anonymous, callBy } from '../support/server-info.js';

const OK = 0;
const NOT_REGISTERED = 0x16c9a0d6;
const LOOKUP = 2;
const MAP = 3;
const FREE = 4;

const tcp: Binding = { protocol: 'ncacn_ip_tcp', port: 49152, address: Buffer.of(127, 0, 0, 1) };
const pipeOf = (name: string): Binding => ({ protocol: 'ncacn_np', pipe: `\\PIPE\\${name}`, host: 'FILES' });
const map: readonly Endpoint[] = [
  { syntax: SRVSVC, annotation: 'srvsvc', binding: tcp },
  { syntax: SRVSVC, annotation: 'srvsvc', binding: pipeOf('srvsvc') },
  { syntax: WKSSVC, annotation: 'wkssvc', binding: tcp },
  { syntax: WKSSVC, annotation: 'wkssvc', binding: pipeOf('wkssvc') },
];
const towerOf = ({ syntax, binding }: Endpoint): Buffer => encodeTower(syntax, NDR, binding);
const epm = createEndpointMapper(map);

function call(opnum: number, stub: Buffer, handles = new ContextHandles(1), caller = anonymous): Buffer {
  const reply = epm.call(opnum, stub, callBy(caller, handles));
  assert.ok(Buffer.isBuffer(reply));
  return reply;
}

/** The parameters of ept_map, of which no object is asked for. */
function mapRequest(tower: Buffer | undefined, { maximum = 4, handle = NULL_CONTEXT_HANDLE } = {}): Buffer {
  const w = new NdrWriter().pointer();
  w.pointer(tower && (() => w.u32(tower.length).u32(tower.length).bytes(tower)));
  return w.align(4).bytes(handle).u32(maximum).finish();
}

function readTowers(r: NdrReader, count: number, readElement: (tower: Buffer[]) => void): Buffer[] {
  const towers: Buffer[] = [];
  r.construct(() => {
    r.u32('max_count');
    assert.equal(r.u32('offset'), 0);
    assert.equal(r.u32('actual_count'), count);
    for (let i = 0; i < count; i++) readElement(towers);
  });
  return towers;
}

function readTower(r: NdrReader, towers: Buffer[]): void {
  r.pointer('tower', () => {
    const size = r.u32('tower_length');
    assert.equal(r.u32('tower_length'), size);
    towers.push(r.bytes(size, 'tower_octet_string'));
  });
}

function mapped(stub: Buffer): { towers: Buffer[]; status: number } {
  const r = new NdrReader(call(MAP, stub), 'ept_map');
  assert.deepEqual(r.bytes(20, 'entry_handle'), NULL_CONTEXT_HANDLE);
  const count = r.u32('num_towers');
  const towers = readTowers(r, count, (found) => readTower(r, found));
  return { towers, status: r.u32('status') };
}

describe('rpc/epm: [MS-RPCE] 2.2.1.2.5 ept_map', () => {
  const ask = (syntax: SyntaxId, binding: Binding, transfer = NDR) => encodeTower(syntax, transfer, binding);
  const anywhere: Binding = { protocol: 'ncacn_ip_tcp', port: 0, address: Buffer.alloc(4) };

  it('answers with the endpoint of the protocol that is asked for', () => {
    for (const endpoint of map) {
      const wanted = endpoint.binding.protocol === 'ncacn_ip_tcp' ? anywhere : pipeOf('');
      const { towers, status } = mapped(mapRequest(ask(endpoint.syntax, wanted)));
      assert.deepEqual([towers, status], [[towerOf(endpoint)], OK]);
    }
  });

  it('answers an older minor version, not another major or a newer minor one', () => {
    const found = (change: Partial<SyntaxId>) =>
      mapped(mapRequest(ask({ ...SRVSVC, ...change }, anywhere))).status;
    assert.equal(found({}), OK);
    for (const change of [{ major: 2 }, { minor: 1 }, { uuid: NDR.uuid }]) {
      assert.equal(found(change), NOT_REGISTERED);
    }
  });

  it('has nothing for NDR64, for no tower, for no places, and for a search that goes on', () => {
    const tower = ask(SRVSVC, anywhere);
    for (const stub of [
      mapRequest(ask(SRVSVC, anywhere, NDR64)),
      mapRequest(undefined),
      mapRequest(tower, { maximum: 0 }),
      mapRequest(tower, { handle: Buffer.alloc(20, 1) }),
    ]) {
      assert.deepEqual(mapped(stub), { towers: [], status: NOT_REGISTERED });
    }
  });

  it('refuses more than 500 places, and a stub that is cut short', () => {
    const tower = ask(SRVSVC, anywhere);
    assert.throws(() => call(MAP, mapRequest(tower, { maximum: 501 })), { name: 'CodecError' });
    refusesEveryPrefix(mapRequest(tower), (prefix) => call(MAP, prefix));
  });
});

interface LookUpOptions {
  readonly inquiry?: number;
  readonly syntax?: SyntaxId;
  readonly versions?: number;
  readonly handle?: Buffer;
  readonly maximum?: number;
}

function lookUpRequest(options: LookUpOptions): Buffer {
  const { inquiry = 0, syntax, versions = 1, handle = NULL_CONTEXT_HANDLE, maximum = 500 } = options;
  const w = new NdrWriter().u32(inquiry).pointer();
  w.pointer(syntax && (() => w.bytes(guidFromText(syntax.uuid)).u16(syntax.major).u16(syntax.minor)));
  return w.u32(versions).bytes(handle).u32(maximum).finish();
}

function lookedUp(reply: Buffer) {
  const r = new NdrReader(reply, 'ept_lookup');
  const handle = r.bytes(20, 'entry_handle');
  const annotations: string[] = [];
  const towers = readTowers(r, r.u32('num_ents'), (found) => {
    assert.deepEqual(r.bytes(16, 'object'), Buffer.alloc(16));
    readTower(r, found);
    assert.equal(r.u32('annotation_offset'), 0);
    annotations.push(r.bytes(r.u32('annotation_length'), 'annotation').toString('latin1'));
    r.align(4, 'annotation');
  });
  return { handle, towers, annotations, status: r.u32('status') };
}

describe('rpc/epm: [MS-RPCE] 2.2.1.2.4 ept_lookup', () => {
  const lookUp = (options: LookUpOptions, handles = new ContextHandles(1), caller = anonymous) =>
    lookedUp(call(LOOKUP, lookUpRequest(options), handles, caller));

  it('lists everything', () => {
    const { handle, towers, annotations, status } = lookUp({});
    assert.deepEqual(towers, map.map(towerOf));
    assert.deepEqual(annotations, ['srvsvc\0', 'srvsvc\0', 'wkssvc\0', 'wkssvc\0']);
    assert.deepEqual([handle, status], [NULL_CONTEXT_HANDLE, OK]);
  });

  it('lists the interfaces that are asked for, by the rule for their versions', () => {
    const found = (inquiry: number, versions: number, change: Partial<SyntaxId> = {}) =>
      lookUp({ inquiry, versions, syntax: { ...SRVSVC, ...change } }).towers.length;
    for (const versions of [1, 2, 3, 4, 5]) assert.equal(found(1, versions), 2);
    const newer = { minor: 1 };
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((versions) => found(3, versions, newer)),
      [2, 0, 0, 2, 2],
    );
    const other = { major: 4 };
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((versions) => found(1, versions, other)),
      [2, 0, 0, 0, 2],
    );
    assert.deepEqual([found(1, 0), found(4, 1), found(2, 1)], [0, 0, 4]);
    assert.equal(lookUp({ inquiry: 1 }).status, NOT_REGISTERED);
  });

  it('goes on by a handle until all is told', () => {
    const handles = new ContextHandles(1);
    const first = lookUp({ maximum: 3 }, handles);
    assert.notDeepEqual(first.handle, NULL_CONTEXT_HANDLE);
    const second = lookUp({ maximum: 3, handle: first.handle }, handles);
    assert.deepEqual([...first.towers, ...second.towers], map.map(towerOf));
    assert.deepEqual([second.handle, second.status, handles.size], [NULL_CONTEXT_HANDLE, OK, 0]);
  });

  it('is given up with ept_lookup_handle_free', () => {
    const handles = new ContextHandles(1);
    const { handle } = lookUp({ maximum: 1 }, handles);
    const freed = call(FREE, handle, handles);
    assert.deepEqual(freed, Buffer.concat([NULL_CONTEXT_HANDLE, Buffer.alloc(4)]));
    assert.equal(handles.size, 0);
    assert.deepEqual(call(FREE, NULL_CONTEXT_HANDLE, handles), freed);
  });

  it('a handle that there is not, or of another user, is a fault', () => {
    const handles = new ContextHandles(1);
    const { handle } = lookUp({ maximum: 1 }, handles);
    const context = callBy(alice, handles);
    assert.equal(epm.call(LOOKUP, lookUpRequest({ handle }), context), FaultStatus.CONTEXT_MISMATCH);
    assert.equal(epm.call(FREE, handle, context), FaultStatus.CONTEXT_MISMATCH);
    assert.equal(
      epm.call(FREE, Buffer.alloc(20, 9), callBy(anonymous, handles)),
      FaultStatus.CONTEXT_MISMATCH,
    );
    assert.equal(handles.size, 1);
  });

  it('a client that leaves all its look-ups open gets no more handles, and what fits', () => {
    const handles = new ContextHandles(1);
    for (let i = 0; i < 256; i++) lookUp({ maximum: 1 }, handles);
    const { handle, towers } = lookUp({ maximum: 1 }, handles);
    assert.deepEqual([handle, towers.length], [NULL_CONTEXT_HANDLE, 1]);
  });

  it('refuses more than 500 places, and a stub that is cut short', () => {
    assert.throws(() => lookUp({ maximum: 501 }), { name: 'CodecError' });
    refusesEveryPrefix(lookUpRequest({ syntax: SRVSVC }), (prefix) => call(LOOKUP, prefix));
    refusesEveryPrefix(NULL_CONTEXT_HANDLE, (prefix) => call(FREE, prefix));
  });
});

describe('rpc/epm: nobody registers over the network', () => {
  it('ept_insert and ept_delete are no operations here', () => {
    for (const opnum of [0, 1, 5, 6]) {
      assert.equal(epm.call(opnum, Buffer.alloc(100), callBy(anonymous)), undefined);
    }
  });
});
