import {
  decodeUtf16,
  encodeUtf16,
  fileTimeFromUnixMs,
  Reader,
  unixMsFromFileTime,
  Writer,
} from '../../bytes/index.js';

/** PAC_CLIENT_INFO ([MS-PAC] 2.7): which ticket the PAC belongs to. */
export interface ClientInfo {
  /** The ticket's authentication time, in milliseconds since 1970. */
  readonly authTime: number;
  /** The client's name as in the ticket, without the realm. */
  readonly name: string;
}

/** @throws CodecError when the name does not end where the data does */
export function decodeClientInfo(data: Buffer): ClientInfo {
  const r = new Reader(data, 'PAC_CLIENT_INFO');
  const authTime = unixMsFromFileTime(r.u64('ClientId'));
  const name = r.bytes(r.u16('NameLength'), 'Name');
  if (r.remaining > 0) r.fail('malformed', 'NameLength', `${r.remaining} bytes follow`);
  return { authTime, name: decodeUtf16(name, r.structure, 'Name') };
}

export function encodeClientInfo({ authTime, name }: ClientInfo): Buffer {
  const characters = encodeUtf16(name);
  return new Writer(64).u64(fileTimeFromUnixMs(authTime)).u16(characters.length).bytes(characters).finish();
}

/**
 * Whether the PAC was made for this ticket: same client, same authentication time, which tickets have in whole seconds.
 * Without this check a PAC could be moved into another ticket by a KDC that signs unseen.
 *
 * @param name the ticket's client without the realm, such as `alice`; a KDC may write it with `\` before special
 *   characters or without
 * @param authTime the ticket's, in milliseconds since 1970
 */
export function describesClient(info: ClientInfo, name: string, realm: string, authTime: number): boolean {
  const isSameTime = Math.floor(info.authTime / 1000) === Math.floor(authTime / 1000);
  const plain = name.replaceAll(/\\(.)/g, '$1');
  return isSameTime && [name, plain, `${name}@${realm}`].includes(info.name);
}
