// Clients and the tests in which they take part: by the file of the test, and where that has several clients, by a word
// of its title.
const samba = ['smbclient', '--version'];
const npm = (name) => ['node', '-p', `require('./node_modules/${name}/package.json').version`];
const debian = (name) => ['dpkg-query', '-W', '-f', '${Version}', name];

/**
 * `version`: a command that prints it. `tests`: what is tried, the file, and a pattern of titles where not all are
 * meant.
 */
export const clients = [
  {
    name: 'smbclient',
    version: samba,
    tests: [
      ['logins by NTLM, every dialect', 'smbclient-login'],
      ['states of accounts, names, groups', 'auth', /^smbclient and the acceptor/],
      ['refusals, each with its reason', 'smbclient-reasons'],
      ['signing and encryption', 'smbclient-protection'],
      ['policy of the configuration file', 'smbclient-policy'],
      ['Kerberos, tickets of the test realm', 'kerberos-realm'],
      ['Kerberos, tickets of MIT’s KDC', 'kerberos-mit'],
      ['files and directories', 'files-smbclient'],
      ['files in rough hands', 'files-hostile', /smbclient/],
      ['faults of the server', 'answer-faults-smbclient'],
      ['faults in NEGOTIATE and in tokens', 'faults-smbclient'],
      ['recorded and replayed', 'replay', /smbclient/],
    ],
  },
  {
    name: 'rpcclient, smbcacls, net',
    version: ['rpcclient', '--version'],
    tests: [
      ['pipes: srvsvc, wkssvc', 'rpcclient'],
      ['names for SIDs', 'names-for-sids'],
      ['logins in binds', 'rpc-logins', / rpcclient /],
      ['with Kerberos', 'rpcclient-kerberos', / rpcclient /],
      ['RPC over TCP', 'rpc-tcp', /rpcclient/],
    ],
  },
  {
    name: 'smbtorture',
    version: debian('samba-testsuite'),
    tests: [
      ['sessions, protection, files', 'smbtorture'],
      ['with tickets', 'smbtorture-kerberos'],
      ['rpc.bind', 'rpc-tcp', /smbtorture/],
    ],
  },
  {
    name: 'smbd, the same questions beside it',
    version: ['smbd', '--version'],
    tests: [
      ['who is let in, by each preset', 'auth-smbd'],
      ['its answers, field by field', 'profile-smbd'],
      ['its audit lines', 'audit-smbd'],
    ],
  },
  {
    name: 'Linux, cifs.ko',
    version: ['sh', '-c', 'ls build/kernel 2>/dev/null | sed -n "s/^linux-image.*_\\(.*\\)_.*deb$/\\1/p"'],
    tests: [['mounts, passwords and tickets', 'kernel']],
  },
  {
    name: 'impacket',
    version: debian('python3-impacket'),
    tests: [
      ['logins by NTLM', 'auth-impacket'],
      ['files', 'files-impacket'],
      ['logins in binds', 'rpc-logins', / impacket/],
      ['with Kerberos', 'rpcclient-kerberos', / impacket /],
      ['RPC over TCP', 'rpc-tcp', /impacket/],
      ['Remote Desktop: rdp_check', 'credssp-clients', /impacket/],
      ['datagrams', 'ntlm-datagram', /impacket/],
    ],
  },
  {
    name: 'MIT Kerberos, GSS-API',
    version: ['klist', '-V'],
    tests: [
      ['contexts and messages', 'kerberos-gssapi'],
      ['our tickets and PACs in its eyes', 'pac-mit'],
      ['CredSSP', 'credssp-gssapi'],
      ['channel bindings over HTTP', 'http', /python3-gssapi/],
    ],
  },
  {
    name: 'gss-ntlmssp',
    version: debian('gss-ntlmssp'),
    tests: [['datagrams', 'ntlm-datagram', /gss-ntlmssp/]],
  },
  {
    name: 'FreeRDP, xfreerdp',
    version: debian('freerdp2-x11'),
    tests: [['Remote Desktop', 'credssp-clients', /xfreerdp/]],
  },
  {
    name: 'rdesktop',
    version: debian('rdesktop'),
    tests: [['Remote Desktop, Kerberos', 'credssp-clients', /rdesktop/]],
  },
  {
    name: 'IronRDP',
    version: npm('ironrdp-wasm'),
    tests: [['Remote Desktop', 'credssp-clients', /IronRDP/]],
  },
  {
    name: 'nmap',
    version: ['nmap', '--version'],
    tests: [['reading RDP’s NTLM', 'credssp-clients', /nmap/]],
  },
  { name: 'hydra', version: debian('hydra'), tests: [['guessing over RDP', 'credssp-clients', /hydra/]] },
  {
    name: 'curl',
    version: ['curl', '--version'],
    tests: [['HTTP: NTLM, Negotiate, proxy, TLS', 'http', / curl /]],
  },
  {
    name: 'Chromium',
    version: ['chromium', '--version'],
    tests: [['HTTP: NTLM, Kerberos', 'http-chromium']],
  },
  { name: 'httpntlm', version: npm('httpntlm'), tests: [['HTTP', 'http', /httpntlm/]] },
  {
    name: 'requests-ntlm',
    version: debian('python3-requests-ntlm'),
    tests: [['HTTP, channel bindings', 'http', /requests/]],
  },
  {
    name: 'gvfs',
    version: debian('gvfs-backends'),
    tests: [['GNOME’s file manager', 'other-clients', /gvfs/]],
  },
  ...['node-smb2', '@awo00/smb2', '@marsaud/smb2', 'v9u-smb2'].map((name) => ({
    name,
    version: npm(name),
    tests: [['login and files', 'other-clients', new RegExp(` ${name}[:,]`)]],
  })),
  {
    name: 'tshark',
    version: ['tshark', '--version'],
    tests: [
      ['captures of ours', 'capture'],
      ['the bytes of a login', 'wire'],
      ['Kerberos, decrypted', 'kerberos-capture', /tshark/],
    ],
  },
  { name: 'HAProxy', version: ['haproxy', '-v'], tests: [['PROXY protocol, health checks', 'haproxy']] },
  { name: 'Redis', version: ['redis-server', '--version'], tests: [['several machines', 'shared-state']] },
  {
    name: 'Samba’s domain controller',
    version: ['samba', '--version'],
    tests: [
      ['NTLM that it decides', 'domain'],
      ['its secure channel', 'domain-channel'],
      ['away, and back', 'domain-away'],
      ['its tickets', 'kerberos-ad'],
    ],
  },
];
