import type { ClientShows } from '../text/reason-text.js';

/** The names of clients for people, in the order in which they are told. */
export const clientNames: Readonly<Record<keyof ClientShows, string>> = {
  windows: 'Windows',
  linux: 'Linux',
  smbclient: 'smbclient',
  macos: 'macOS',
  mstsc: 'mstsc',
  xfreerdp: 'xfreerdp',
  curl: 'curl',
  browser: 'A browser',
  rpcclient: 'rpcclient',
  impacket: 'impacket',
};
