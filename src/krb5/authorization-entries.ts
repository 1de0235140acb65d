import { CodecError } from '../bytes/index.js';
import { decode } from '../der/structure.js';
import {
  authorizationData,
  type AuthorizationData,
  AuthorizationDataType,
} from './messages/authorization-data.js';

/** One entry of authorization data, out of its containers. */
export interface AuthorizationEntry {
  readonly adType: number;
  readonly adData: Buffer;
  /** Whether a service that does not know the entry may go on: it lies in AD-IF-RELEVANT (RFC 4120 5.2.6.1). */
  readonly isIfRelevant: boolean;
}

/** Windows and Samba nest one level deep. */
const MAX_DEPTH = 4;

/** More entries than any ticket has, with all of its containers. */
const MAX_ENTRIES = 128;

/**
 * The entries of authorization data, those in AD-IF-RELEVANT containers in place of the containers. Other containers
 * stay closed.
 *
 * @throws CodecError for a container that holds no authorization data, and for more depth or entries than tickets have
 */
export function authorizationEntries(data: AuthorizationData | undefined): AuthorizationEntry[] {
  const entries: AuthorizationEntry[] = [];
  collect(data ?? [], 0, entries);
  return entries;
}

function collect(data: AuthorizationData, depth: number, into: AuthorizationEntry[]): void {
  for (const { adType, adData } of data) {
    if (into.length === MAX_ENTRIES || depth === MAX_DEPTH) {
      throw new CodecError('out-of-range', 'AuthorizationData', 'ad-data', 0, 'more than any ticket has');
    }
    if (adType === AuthorizationDataType.IF_RELEVANT) {
      collect(decode(authorizationData, adData, 'AD-IF-RELEVANT'), depth + 1, into);
    } else into.push({ adType, adData, isIfRelevant: depth > 0 });
  }
}
