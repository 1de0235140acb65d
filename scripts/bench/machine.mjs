import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release } from 'node:os';
import { root } from '../support/project.mjs';
import { impacketVersion } from './contenders/impacket.mjs';
import { sambaVersion } from './contenders/smbd.mjs';
import { canPin } from './processes.mjs';

/** The load of the minute before. Other programs that compute make every figure worse. */
const [loadAtStart] = loadavg();
const BUSY = 1;

/** The machine, the date and all versions, without which a figure says nothing. */
export function describeMachine() {
  const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model.trim() ?? 'unknown CPU',
    cores: availableParallelism(),
    linux: release(),
    version,
    node: process.versions.node,
    openssl: process.versions.openssl,
    samba: sambaVersion(),
    impacket: impacketVersion(),
    pinned: canPin,
    load: loadAtStart,
  };
}

/** The same as one sentence. */
export function machineLine({
  date,
  cpu,
  cores,
  linux,
  version,
  node,
  openssl,
  samba,
  impacket,
  pinned,
  load,
}) {
  const versions = [
    `Linux ${linux}`,
    `smb2-auth-server ${version}`,
    `Node ${node}`,
    `OpenSSL ${openssl}`,
    samba && `Samba ${samba}`,
    impacket && `impacket ${impacket}`,
  ].filter(Boolean);
  const where = pinned
    ? 'server on core 0, generator on core 1'
    : 'not pinned: taskset or a second core is missing';
  const busy = load >= BUSY ? `; not quiet: load average ${load.toFixed(1)} before` : '';
  return `${date}, ${cpu}, ${cores} cores; ${versions.join(', ')}; ${where}${busy}`;
}
