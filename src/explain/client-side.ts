/** A cause of which no server hears: the client comes to its error alone. */
export interface ClientSideCause {
  /** The event, in one sentence. */
  readonly sentence: string;
  /** The remedy. */
  readonly advice: string;
}

/** Causes that the server makes no record of, so REASONS.md has none of them. */
export const clientSideCauses = {
  'not-reached': {
    sentence: 'The client did not reach the server: nothing answers at that name, address or port.',
    advice:
      'Check the name, the address and port 445: a name that is not resolved, a firewall, another network, a server that does not run. The server has no record of it. A client that shows this and has a record was refused otherwise.',
  },
  'other-credentials': {
    sentence: 'Windows is connected to this server already, under another user name.',
    advice:
      'Windows keeps one login for each name of a server: end the other connections (net use * /delete), or use another name or the address of the server. The server has a record of the first login alone.',
  },
  'drive-in-use': {
    sentence: 'The drive letter is taken.',
    advice: 'Choose another letter, or free this one: net use X: /delete. Nothing was sent to the server.',
  },
  'no-ticket': {
    sentence: 'The client has no Kerberos ticket, and was given no password.',
    advice:
      'Get a ticket first (kinit NAME; klist shows it), for the user who mounts: mount.cifs takes cruid=UID. Or let the client log in with a password.',
  },
  'no-kdc': {
    sentence: 'The client finds no KDC of its realm, or no domain controller.',
    advice:
      'Check the realm’s entry in krb5.conf or its SRV records in DNS (_kerberos._tcp.REALM), and the way to port 88. The server is not asked before that.',
  },
  'client-lacks-module': {
    sentence: 'The client’s kernel lacks a module that the mount needs.',
    advice:
      'Load cifs, and nls_utf8 for its names (modprobe cifs; on Debian and Ubuntu the package linux-modules-extra has them). The server is not asked before that.',
  },
  'mounted-already': {
    sentence: 'The mount point is in use, or the share is mounted there already.',
    advice: 'See what is mounted (findmnt -t cifs), and unmount it or choose another folder.',
  },
  'needs-root': {
    sentence: 'Mounting needs root, or an entry with “user” in /etc/fstab.',
    advice: 'Mount with sudo. Nothing was sent to the server.',
  },
  cancelled: {
    sentence: 'The user cancelled.',
    advice:
      'Nothing to do. A dialogue that comes again and again was answered with a password that is refused.',
  },
} as const satisfies Readonly<Record<string, ClientSideCause>>;
