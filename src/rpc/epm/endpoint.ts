import type { SyntaxId } from '../syntax.js';
import type { Binding } from './tower.js';

/** One element of the endpoint map (C706 appendix O). */
export interface Endpoint {
  readonly syntax: SyntaxId;
  readonly binding: Binding;
  /** Such as `srvsvc`; at most 63 characters of ASCII. */
  readonly annotation: string;
}

/** The map as one client sees it: the address by which it came in is in each element. */
export type EndpointMap = readonly Endpoint[];

/** error_status of the endpoint mapper ([MS-RPCE] 2.2.1.2.4, 2.2.1.2.5). */
export const EptStatus = {
  OK: 0,
  CANT_PERFORM_OP: 0x16c9a0cd,
  NOT_REGISTERED: 0x16c9a0d6,
} as const;

/** The type of the handle of a look-up that goes on (ept_lookup_handle_t). */
export const LOOKUP_HANDLE = 'ept_lookup_handle_t';

/** The largest number of elements that a client may ask for ([MS-RPCE] 2.2.1.2.4, 2.2.1.2.5). */
export const MAX_ELEMENTS = 500;
