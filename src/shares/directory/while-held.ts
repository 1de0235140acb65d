import type { HeldBytes } from '../../runtime/held-bytes.js';
import { NtStatus } from '../../constants/nt-status.js';
import { ShareError } from '../share-error.js';

/**
 * Counts bytes as held while an operation runs.
 *
 * @throws ShareError STATUS_INSUFFICIENT_RESOURCES where no more may be held
 */
export async function whileHeld<T>(
  held: HeldBytes | undefined,
  bytes: number,
  operation: () => Promise<T>,
): Promise<T> {
  if (held?.hold(bytes) !== undefined) throw new ShareError(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
  try {
    return await operation();
  } finally {
    held?.release(bytes);
  }
}
