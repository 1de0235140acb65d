import { parsedIpAddress } from '../bytes/index.js';
import { dnsForm, longestDnsName } from './server-names.js';
import { hostAndPort } from '../text/host-and-port.js';

/** A domain controller's address. */
export interface ControllerAddress {
  /** A name or an IP address; an IPv6 address without brackets. */
  readonly host: string;
  /** Port of its endpoint mapper. */
  readonly port: number;
}

/** Port of the endpoint mapper ([MS-RPCE] 2.1.1.1). */
export const MAPPER_PORT = 135;

/** `dc1.ad.lab.test`, `192.0.2.1:1135`, `[2001:db8::1]:1135`; undefined for any other text. */
export function addressFromText(text: string): ControllerAddress | undefined {
  if (isIpv6(text)) return { host: text, port: MAPPER_PORT };
  const { inner, plain, digits } =
    /^(?:\[(?<inner>[^\][]+)\]|(?<plain>[^:\][]+))(?::(?<digits>\d{1,5}))?$/.exec(text)?.groups ?? {};
  const port = digits === undefined ? MAPPER_PORT : Number(digits);
  if (port < 1 || port > 0xffff) return undefined;
  if (inner !== undefined) return isIpv6(inner) ? { host: inner, port } : undefined;
  return plain !== undefined && isHost(plain) ? { host: plain, port } : undefined;
}

/** Whether a host is no name. */
export function isIpAddress(host: string): boolean {
  return parsedIpAddress(host) !== undefined;
}

function isIpv6(text: string): boolean {
  return parsedIpAddress(text)?.length === 16;
}

function isHost(text: string): boolean {
  return isIpAddress(text) || (dnsForm.pattern.test(text) && text.length <= longestDnsName);
}

/** The form that {@link addressFromText} reads. */
export function addressText({ host, port }: ControllerAddress): string {
  if (port === MAPPER_PORT) return host;
  return hostAndPort(host, port);
}
