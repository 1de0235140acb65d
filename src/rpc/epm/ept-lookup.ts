import { guidToText } from '../../bytes/index.js';
import type { NdrReader, NdrWriter } from '../../ndr/index.js';
import { NULL_CONTEXT_HANDLE, readContextHandle } from '../context-handles.js';
import { FaultStatus } from '../pdu/index.js';
import { serves } from '../presentation.js';
import type { CallContext, Operation } from '../service.js';
import { sameSyntax, type SyntaxId } from '../syntax.js';
import { EptStatus, LOOKUP_HANDLE, MAX_ELEMENTS, type Endpoint, type EndpointMap } from './endpoint.js';
import { writeTowerPointer } from './ept-map.js';

/** inquiry_type: the conditions of a look-up (C706 appendix O, rpc_c_ep_…). */
const Inquiry = { ALL: 0, BY_INTERFACE: 1, BY_OBJECT: 2, BY_BOTH: 3 } as const;

/** vers_option: which versions of an interface are meant (rpc_c_vers_…). */
const Versions = { ALL: 1, COMPATIBLE: 2, EXACT: 3, MAJOR_ONLY: 4, UP_TO: 5 } as const;

/** The elements that a look-up has not returned yet. */
interface LookUp {
  rest: readonly Endpoint[];
}

/** ept_lookup ([MS-RPCE] 2.2.1.2.4). */
export function eptLookup(map: EndpointMap): Operation {
  return {
    name: 'ept_lookup',
    run: (r, w, call) => {
      const inquiry = readInquiry(r);
      const handle = readContextHandle(r, 'entry_handle');
      const maximum = r.u32('max_ents');
      if (maximum > MAX_ELEMENTS) r.fail('max_ents', `${maximum} elements`);
      const isFirst = handle.equals(NULL_CONTEXT_HANDLE);
      const lookUp = isFirst ? { rest: map.filter(inquiry) } : openLookUp(handle, call);
      if (!lookUp) return FaultStatus.CONTEXT_MISMATCH;
      const found = lookUp.rest.slice(0, maximum);
      lookUp.rest = lookUp.rest.slice(maximum);
      writeAnswer(w, nextHandle(lookUp, handle, call), maximum, found);
      return undefined;
    },
  };
}

/** ept_lookup_handle_free (C706 appendix O). */
export const eptLookupHandleFree: Operation = {
  name: 'ept_lookup_handle_free',
  run: (r, w, { handles, caller }) => {
    const handle = readContextHandle(r, 'entry_handle');
    if (!handle.equals(NULL_CONTEXT_HANDLE) && !handles.close(LOOKUP_HANDLE, caller, handle)) {
      return FaultStatus.CONTEXT_MISMATCH;
    }
    w.bytes(NULL_CONTEXT_HANDLE).u32(EptStatus.OK);
    return undefined;
  },
};

/** Reads the conditions of a look-up. */
function readInquiry(r: NdrReader): (endpoint: Endpoint) => boolean {
  const inquiry = r.u32('inquiry_type');
  r.pointer('object', () => r.bytes(16, 'object'));
  let wanted: SyntaxId | undefined;
  r.pointer('interface_id', () => {
    const uuid = guidToText(r.bytes(16, 'Uuid'));
    wanted = { uuid, major: r.u16('VersMajor'), minor: r.u16('VersMinor') };
  });
  const versions = r.u32('vers_option');
  switch (inquiry) {
    case Inquiry.ALL:
    // Nothing here is registered for one object only, so that every object has it ([MS-RPCE] 2.2.1.2.4).
    case Inquiry.BY_OBJECT:
      return () => true;
    case Inquiry.BY_INTERFACE:
    case Inquiry.BY_BOTH:
      return ({ syntax }) => wanted !== undefined && isMeant(syntax, wanted, versions);
    default:
      return () => false;
  }
}

function isMeant(syntax: SyntaxId, wanted: SyntaxId, versions: number): boolean {
  if (syntax.uuid !== wanted.uuid) return false;
  switch (versions) {
    case Versions.ALL:
      return true;
    case Versions.COMPATIBLE:
      return serves(syntax, wanted);
    case Versions.EXACT:
      return sameSyntax(syntax, wanted);
    case Versions.MAJOR_ONLY:
      return syntax.major === wanted.major;
    case Versions.UP_TO:
      return syntax.major < wanted.major || (syntax.major === wanted.major && syntax.minor <= wanted.minor);
    default:
      return false;
  }
}

function openLookUp(handle: Buffer, { handles, caller }: CallContext): LookUp | undefined {
  return handles.find(LOOKUP_HANDLE, caller, handle) as LookUp | undefined;
}

/** The handle by which the look-up goes on; null when all is told, or when the connection has too many. */
function nextHandle(lookUp: LookUp, handle: Buffer, { handles, caller }: CallContext): Buffer {
  const isFirst = handle.equals(NULL_CONTEXT_HANDLE);
  if (lookUp.rest.length > 0) {
    return isFirst ? (handles.open(LOOKUP_HANDLE, caller, lookUp) ?? NULL_CONTEXT_HANDLE) : handle;
  }
  if (!isFirst) handles.close(LOOKUP_HANDLE, caller, handle);
  return NULL_CONTEXT_HANDLE;
}

function writeAnswer(w: NdrWriter, handle: Buffer, maximum: number, found: readonly Endpoint[]): void {
  w.bytes(handle).u32(found.length);
  w.construct(() => {
    w.u32(maximum).u32(0).u32(found.length);
    for (const endpoint of found) {
      w.bytes(Buffer.alloc(16));
      writeTowerPointer(w, endpoint);
      const annotation = Buffer.from(`${endpoint.annotation}\0`, 'latin1');
      w.u32(0).u32(annotation.length).bytes(annotation).align(4);
    }
  });
  w.u32(found.length > 0 ? EptStatus.OK : EptStatus.NOT_REGISTERED);
}
