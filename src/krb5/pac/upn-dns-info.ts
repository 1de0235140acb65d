import { decodeUtf16, encodeUtf16, Reader, sidFromText, sidToText, Writer } from '../../bytes/index.js';

/** Bits of Flags ([MS-PAC] 2.10). */
const Flags = { UPN_CONSTRUCTED: 0x1, EXTENDED: 0x2 } as const;

/** UPN_DNS_INFO ([MS-PAC] 2.10). */
export interface UpnDnsInfo {
  /** User principal name, such as `alice@example.test`. */
  readonly upn: string;
  /** DNS name of the account's domain. */
  readonly dnsDomainName: string;
  /** The account has no UPN of its own; this one is made of its name and domain. */
  readonly isUpnConstructed: boolean;
  /** Absent in the PACs of older domain controllers. */
  readonly account?: {
    readonly samName: string;
    /** Text of the SID. */
    readonly sid: string;
  };
}

/** @throws CodecError when a name or the SID lies outside the data or is none */
export function decodeUpnDnsInfo(data: Buffer): UpnDnsInfo {
  const r = new Reader(data, 'UPN_DNS_INFO');
  const upn = readName(r, 'Upn');
  const dnsDomainName = readName(r, 'DnsDomainName');
  const flags = r.u32('Flags');
  const isUpnConstructed = (flags & Flags.UPN_CONSTRUCTED) !== 0;
  if ((flags & Flags.EXTENDED) === 0) return { upn, dnsDomainName, isUpnConstructed };
  const samName = readName(r, 'SamName');
  const sid = readSlice(r, 'Sid');
  if (sid.length < 8 || sid.length !== 8 + 4 * (sid[1] ?? 0))
    r.fail('malformed', 'SidLength', `${sid.length}`);
  return { upn, dnsDomainName, isUpnConstructed, account: { samName, sid: sidToText(sid) } };
}

function readName(r: Reader, field: string): string {
  return decodeUtf16(readSlice(r, field), r.structure, field);
}

function readSlice(r: Reader, field: string): Buffer {
  const length = r.u16(`${field}Length`);
  const offset = r.u16(`${field}Offset`);
  return r.slice(offset, length, field);
}

/** Each name and the SID begin on a boundary of 8 bytes, as Samba and Windows have it. */
export function encodeUpnDnsInfo(info: UpnDnsInfo): Buffer {
  const { upn, dnsDomainName, isUpnConstructed, account } = info;
  const w = new Writer(256);
  const targets: Buffer[] = [];
  let end = account === undefined ? 16 : 24;
  const describe = (target: Buffer): void => {
    w.u16(target.length).u16(end);
    targets.push(target);
    end += target.length + (-target.length & 7);
  };
  describe(encodeUtf16(upn));
  describe(encodeUtf16(dnsDomainName));
  w.u32((isUpnConstructed ? Flags.UPN_CONSTRUCTED : 0) | (account === undefined ? 0 : Flags.EXTENDED));
  if (account !== undefined) {
    describe(encodeUtf16(account.samName));
    describe(sidFromText(account.sid));
  }
  for (const target of targets) w.align(8).bytes(target);
  return w.align(8).finish();
}
