import { type NdrWriter, optionalSid, unicodeString } from '../../../src/ndr/index.js';
import { encrypted } from './channel-crypto.js';
import type { FakeDomain, Judgement } from './directory.js';

/** Bits of UserFlags ([MS-PAC] 2.5). */
const EXTRA_SIDS = 0x20;
const NTLMV2 = 0x100;

/** The answer of a logon that is accepted. */
export interface Accepted {
  readonly level: 3 | 6;
  readonly domain: FakeDomain;
  readonly server: string;
  readonly judgement: Extract<Judgement, { readonly proof: unknown }>;
  /** The session key of the secure channel: level 3 encrypts the session keys under it. */
  readonly channelKey: Buffer;
}

/** ValidationInformation of a logon: the tag, and a null pointer for one that is refused ([MS-NRPC] 2.2.1.4.14). */
export function writeValidation(w: NdrWriter, level: number, accepted: Accepted | undefined): void {
  w.u16(level);
  w.pointer(accepted && (() => writeSamInfo(w, accepted)));
}

/** NETLOGON_VALIDATION_SAM_INFO2 and INFO4 ([MS-NRPC] 2.2.1.4.12, 2.2.1.4.13). */
function writeSamInfo(w: NdrWriter, accepted: Accepted): void {
  const { level, domain, server, channelKey } = accepted;
  const { user, rid, proof } = accepted.judgement;
  const { groups = [], extraSids = [], attributes = 7 } = user;
  const text = (value: string): void => unicodeString.write(w, value);
  // LogonTime to PasswordMustChange: never, and without a meaning here.
  for (let i = 0; i < 6; i++) w.u32(0xffffffff).u32(0x7fffffff);
  for (const value of [user.name, user.name.toUpperCase(), '', '', '', '']) text(value);
  w.u16(1)
    .u16(0)
    .u32(rid)
    .u32(user.primaryGroup ?? 513);
  w.u32(groups.length).pointer(
    groups.length === 0
      ? undefined
      : () => {
          w.u32(groups.length);
          for (const group of groups) w.u32(group).u32(attributes);
        },
  );
  const flags = (extraSids.length > 0 ? EXTRA_SIDS : 0) | (proof.version === 2 ? NTLMV2 : 0);
  w.u32(flags | (user.userFlags ?? 0));
  const lmKey = proof.sessionBaseKey.subarray(0, 8);
  w.bytes(level === 6 ? proof.sessionBaseKey : encrypted(channelKey, proof.sessionBaseKey));
  text(server);
  text(domain.name);
  optionalSid.write(w, domain.sid);
  w.bytes(level === 6 ? lmKey : encrypted(channelKey, lmKey));
  w.u32(user.accountControl ?? (user.name.endsWith('$') ? 0x80 : 0x10)).u32(0);
  w.u32(0).u32(0).u32(0).u32(0).u32(0).u32(0);
  w.u32(extraSids.length).pointer(
    extraSids.length === 0
      ? undefined
      : () => {
          w.u32(extraSids.length);
          for (const sid of extraSids) {
            optionalSid.write(w, sid);
            w.u32(attributes);
          }
        },
  );
  if (level === 3) return;
  for (const value of [domain.dnsName, `${user.name}@${domain.dnsName}`]) text(value);
  for (let i = 0; i < 10; i++) text0(w);
}

/** An expansion string: lengths of zero and no buffer. */
function text0(w: NdrWriter): void {
  w.align(4).u16(0).u16(0).pointer();
}
