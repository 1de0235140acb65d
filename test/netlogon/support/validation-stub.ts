import { createCipheriv } from 'node:crypto';
import type { Stub } from './stub.js';

/** The judgement of a logon; without a status it is let in. */
export interface Judged {
  readonly status?: number;
  readonly authoritative?: boolean;
  readonly groups?: readonly number[];
  readonly extraSids?: readonly { readonly sid: Buffer; readonly attributes: number }[];
  readonly userId?: number;
  readonly primaryGroup?: number;
  readonly userFlags?: number;
  readonly sessionKey?: Buffer;
  readonly domainSid?: Buffer;
  readonly account?: string;
  readonly domain?: string;
  readonly dnsDomain?: string;
  readonly upn?: string;
  /** The level that the answer has in place of the one that was asked for. */
  readonly level?: number;
  /** Nothing is in place of the information, as for a level that is not known. */
  readonly emptyArm?: boolean;
  readonly info?: 'null';
}

/** S-1-5-21-1-2-3 */
export const DOMAIN_SID = Buffer.from('010400000000000515000000010000000200000003000000', 'hex');
export const SESSION_KEY = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
const EXTRA_SIDS = 0x20;

/** The answer to a logon call behind its return authenticator ([MS-NRPC] 3.5.4.5.1). */
export function logonAnswer(w: Stub, level: number, user: string, judged: Judged, key: Buffer): Buffer {
  const { status = 0, authoritative = true, info, emptyArm = false } = judged;
  w.u16(judged.level ?? level).align(4);
  const isNull = status !== 0 || info === 'null';
  if (!emptyArm) w.u32(isNull ? 0 : 0x20000);
  if (!isNull) writeInfo(w, level, user, judged, key);
  return w
    .u8(authoritative ? 1 : 0)
    .u32(0)
    .u32(status)
    .finish();
}

function writeInfo(w: Stub, level: number, user: string, judged: Judged, key: Buffer): void {
  const { groups = [513], extraSids = [], domainSid = DOMAIN_SID, sessionKey = SESSION_KEY } = judged;
  const { userId = 1103, primaryGroup = 513, userFlags = extraSids.length > 0 ? EXTRA_SIDS : 0 } = judged;
  const keyOf = (plain: Buffer) =>
    level === 6 ? plain : createCipheriv('aes-128-cfb8', key, Buffer.alloc(16)).update(plain);
  for (let i = 0; i < 12; i++) w.u32(0);
  for (const text of [judged.account ?? user, 'Full Name', '', '', '', '']) w.string(text);
  w.u16(1).u16(0).u32(userId).u32(primaryGroup).u32(groups.length);
  w.pointer(() => {
    w.u32(groups.length);
    for (const group of groups) w.u32(group).u32(7);
  });
  w.u32(userFlags)
    .bytes(keyOf(sessionKey))
    .string('DC1')
    .string(judged.domain ?? 'ADLAB');
  w.pointer(() => writeSid(w, domainSid));
  w.bytes(keyOf(sessionKey.subarray(0, 8))).u32(0x10);
  for (let i = 0; i < 7; i++) w.u32(0);
  w.u32(extraSids.length).pointer(
    extraSids.length === 0
      ? undefined
      : () => {
          w.u32(extraSids.length);
          for (const { sid, attributes } of extraSids) w.pointer(() => writeSid(w, sid)).u32(attributes);
        },
  );
  if (level === 6)
    for (const text of [
      judged.dnsDomain ?? 'ad.lab.test',
      judged.upn ?? `${user}@ad.lab.test`,
      ...Array<string>(10).fill(''),
    ])
      w.string(text);
  w.pointees();
}

/** The sub-authorities are numbers, which the order of bytes is for. */
function writeSid(w: Stub, sid: Buffer): void {
  w.u32((sid.length - 8) / 4).bytes(sid.subarray(0, 8));
  for (let at = 8; at < sid.length; at += 4) w.u32(sid.readUInt32LE(at));
}
