import type { ClaimRecord } from './attempt-record.js';

/** `DOMAIN\\user`, or the user alone where no domain was named. */
export function qualifiedName({ user, domain }: Pick<ClaimRecord, 'user' | 'domain'>): string {
  return domain === '' ? user : `${domain}\\${user}`;
}
