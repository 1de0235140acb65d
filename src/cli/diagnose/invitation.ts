import type { Colours } from '../../diagnosis/output/paragraph.js';
import { wrapped } from '../../diagnosis/output/wrapped.js';
import { printable } from '../../text/printable.js';
import { isLoopback } from '../../bytes/index.js';
import type { MachineAddress } from './addresses.js';

/** The address and the login that a device is to be told. */
export interface Invitation {
  readonly host: string;
  readonly port: number;
  /** Addresses of this machine that the device may reach, the likeliest first. */
  readonly addresses: readonly MachineAddress[];
  /** Whether this process is in a container, whose addresses are not those of its host. */
  readonly inContainer: boolean;
  readonly shares: readonly string[];
  readonly accounts: readonly string[];
  /** Whether accounts come from files that were not looked into. */
  readonly accountFiles: boolean;
  /** Whether tickets of users without an account are taken. */
  readonly takesStrangers: boolean;
  /** The name that tickets are for, where Kerberos is the only mechanism; undefined: NTLM is offered. */
  readonly ticketName: string | undefined;
  readonly acceptsNtlmv1: boolean;
  readonly acceptsGuests: boolean;
  /** Whether every wrong password is looked into, from any client. */
  readonly triesVariants: boolean;
}

/** The only port that devices and Windows know. */
const SMB_PORT = 445;
/** The most names, and addresses, that are listed. */
const MAX_LISTED = 6;
const indent = '  ';

const loginByPassword: readonly [string, readonly string[]][] = [
  ['password', ['the one this server was given for that user']],
  ['domain', ['leave it empty, or WORKGROUP where it must not be']],
];

const loginByTicket: readonly [string, readonly string[]][] = [
  ['password', ['the one that the user has in the realm']],
  ['domain', ['the realm of the user']],
];

/** Tells what to type on a device, and why the device may not reach this server. */
export function invitationText(invitation: Invitation, width: number, colours: Colours): string {
  const room = Math.max(30, width - 2 * indent.length);
  const warnings = warningsOf(invitation).map((warning) =>
    wrapped(warning, room)
      .map((line, index) => colours.doubtful(`${index === 0 ? '! ' : indent}${line}`))
      .join('\n'),
  );
  return ['', ...warnings, ...(warnings.length > 0 ? [''] : []), ...typed(invitation, room), ''].join('\n');
}

function typed(invitation: Invitation, room: number): string[] {
  const { host, shares, accounts, accountFiles, ticketName } = invitation;
  const local = isLoopback(host);
  const addresses = local ? [] : invitation.addresses.slice(0, MAX_LISTED);
  const address = addresses[0]?.address ?? (local ? host : 'ADDRESS');
  const fields: [string, readonly string[]][] = [
    ['path', [`\\\\${ticketName ?? address}\\${shares[0] ?? 'SHARE'}`]],
    [
      'server',
      addresses.length === 0 ? [local ? host : 'the address of this machine'] : addresses.map(described),
    ],
    ['share', shares.length === 0 ? ['none yet'] : listed(shares)],
    [
      'user',
      accounts.length > 0 ? listed(accounts) : [accountFiles ? 'one of the account files' : 'none yet'],
    ],
    ...(ticketName === undefined ? loginByPassword : loginByTicket),
  ];
  const lines = fields.flatMap(([label, values]) =>
    values.map((value, index) => `${indent}${(index === 0 ? label : '').padEnd(10)}${value}`),
  );
  return [
    local ? 'Type into a client on this machine:' : 'Type into the device:',
    '',
    ...lines,
    '',
    ...(local ? onThisMachine(invitation) : onTheDevice(addresses, room)),
  ];
}

function onThisMachine({ host, port, shares, accounts, ticketName }: Invitation): string[] {
  if (ticketName !== undefined)
    return [
      `${indent}smbclient '//${ticketName}/${printable(shares[0] ?? 'IPC$')}' -I ${host} -p ${port} --use-kerberos=required`,
    ];
  const login = accounts[0] === undefined ? '-N' : `-U '${printable(accounts[0])}'`;
  return [`${indent}smbclient '//${host}/${printable(shares[0] ?? 'IPC$')}' -p ${port} ${login}`];
}

function onTheDevice(addresses: readonly MachineAddress[], room: number): string[] {
  return [
    ...(addresses.length > 1 ? ['Of these addresses, take the one in the network of the device.'] : []),
    'Then let the device log in: what came of it appears below, with what to do. Ctrl-C ends with a summary.',
    'If nothing appears, the device did not reach this machine: another address, another network, or a firewall.',
  ].flatMap((sentence) => wrapped(sentence, room));
}

function described({ address, interface: name, kind }: MachineAddress): string {
  const remark = {
    network: '',
    tunnel: ', a tunnel',
    virtual: ', this machine’s own containers or virtual machines',
    'self-assigned': ', where no DHCP server answered',
  }[kind];
  return `${address}  (${name}${remark})`;
}

function listed(names: readonly string[]): string[] {
  const [more] = names.length > MAX_LISTED ? [`and ${names.length - MAX_LISTED} more`] : [];
  return [...names.slice(0, MAX_LISTED), ...(more === undefined ? [] : [more])];
}

function warningsOf(invitation: Invitation): string[] {
  const { shares, accounts, ticketName } = invitation;
  return [
    ...unreachable(invitation),
    ...(ticketName === undefined
      ? []
      : [
          `Kerberos alone is offered: the client needs a ticket for ${ticketName}, and that name has to lead to this ` +
            'machine (DNS, or /etc/hosts). An address gets no ticket.',
        ]),
    ...(accounts.length === 0 && !invitation.accountFiles && !invitation.takesStrangers
      ? ['There is no account, so every login is refused. Add --user NAME:PASSWORD.']
      : []),
    ...(shares.length === 0
      ? ['There is no share for the device to go on to. Add --share NAME, or --share NAME=DIRECTORY.']
      : []),
    ...(invitation.acceptsNtlmv1
      ? [
          'NTLMv1 is accepted: whoever records such a login can compute the NT hash of its password. Use an account ' +
            'made up for this.',
        ]
      : []),
    ...(invitation.acceptsGuests
      ? ['Names that do not exist are let in as guest, and nothing of their sessions is signed or encrypted.']
      : []),
    ...(invitation.triesVariants
      ? []
      : ['How a wrong password was mangled is looked for as diagnosis.variants says: not for every device.']),
  ];
}

/** Warnings that no device, or hardly any, can reach this server. */
function unreachable({ host, port, addresses, inContainer }: Invitation): string[] {
  const local = isLoopback(host);
  const otherPort = port !== SMB_PORT;
  if (!local && !otherPort && !inContainer && addresses.length > 0) return [];
  const flags = [...(local ? ['--host 0.0.0.0'] : []), ...(otherPort ? [`--port ${SMB_PORT}`] : [])].join(
    ' ',
  );
  const again = `Start again with ${flags}${otherPort ? ', as root (sudo)' : ''}.`;
  const portOnly = `scanners, printers and Windows come to port ${SMB_PORT} only, and this is port ${port}`;
  if (local) {
    const why = `No device can come: ${host} is reached from this machine alone`;
    return [otherPort ? `${why}; and ${portOnly}. ${again}` : `${why}. ${again}`];
  }
  return [
    ...(inContainer
      ? [
          'This is a container: unless it shares the network of its host, a device comes to the address of the host, ' +
            `where the port must be published (docker run -p ${SMB_PORT}:${port}).`,
        ]
      : otherPort
        ? [`No device may come: ${portOnly}. ${again}`]
        : []),
    ...(addresses.length === 0
      ? ['This machine has no address in a network: plug it in, or join its Wi-Fi, and start again.']
      : []),
  ];
}
