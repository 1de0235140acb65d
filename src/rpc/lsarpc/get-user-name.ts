import type { Identity } from '../../auth/identity.js';
import { NtStatus } from '../../constants/nt-status.js';
import { unicodeString, type NdrReader } from '../../ndr/index.js';
import type { Operation } from '../service.js';
import { predefinedBySid } from './predefined-principals.js';

/**
 * LsarGetUserName (opnum 45, [MS-LSAT] 3.1.4.4). It needs no handle: it tells every caller his own name, and nothing
 * else.
 */
export const getUserName: Operation = {
  name: 'LsarGetUserName',
  run: (r, w, { caller }) => {
    r.optionalText('SystemName');
    // "On input, this parameter MUST be ignored".
    r.pointer('UserName', () => skipText(r));
    const wantsDomain = r.pointer('DomainName', () => r.pointer('DomainName', () => skipText(r)));
    const { account, domain } = nameOf(caller);
    w.pointer(() => unicodeString.write(w, account));
    w.pointer(wantsDomain ? () => w.pointer(() => unicodeString.write(w, domain)) : undefined);
    w.u32(NtStatus.STATUS_SUCCESS);
  },
};

function skipText(r: NdrReader): void {
  unicodeString.read(r, 'RPC_UNICODE_STRING', () => {});
}

/** "The server MUST use the ANONYMOUS SID" for a caller without a token, and gives its name. */
function nameOf({ account, domain, sid }: Identity): Pick<Identity, 'account' | 'domain'> {
  const row = account === '' ? predefinedBySid(sid) : undefined;
  return row ? { account: row.name, domain: row.domain.name } : { account, domain };
}
