import type { Cause } from './causes.js';
import type { Code } from './code.js';

/** A command to run next. HOST, SHARE, NAME and PASSWORD stand for those of the reader. */
export interface NextStep {
  readonly command: string;
  /** The answer that it gives. */
  readonly purpose: string;
  /** The documentation of a program that is not ours; undefined: see its `--help`. */
  readonly documentation: string | undefined;
}

/** A sort of client, or a part of the way, that a code or a cause belongs to. */
type Subject = 'windows' | 'linux' | 'smbclient' | 'kerberos' | 'http' | 'rdp' | 'way' | 'program';

const own = 'smb2-auth-server';

/** The commands of this package: the server that says which of the causes it was. */
const diagnoseStep: Readonly<Record<'smb' | 'kerberos' | 'http' | 'rdp', NextStep>> = {
  smb: {
    command: `${own} diagnose --host 0.0.0.0 --port 445 --user NAME:PASSWORD --share SHARE`,
    purpose: 'let the client log in here in place of the server: it says which of the causes it is',
    documentation: undefined,
  },
  kerberos: {
    command: `${own} diagnose --test-realm EXAMPLE.TEST --user NAME:PASSWORD --share SHARE`,
    purpose: 'let the client log in here with a ticket of a realm for tests: KDC and server say what fails',
    documentation: undefined,
  },
  http: {
    command: `${own} diagnose --host 0.0.0.0 --no-smb --http 8080 --user NAME:PASSWORD`,
    purpose: 'let the client log in here over HTTP: it says which of the causes it is',
    documentation: undefined,
  },
  rdp: {
    command: `${own} diagnose --host 0.0.0.0 --no-smb --credssp 3389 --user NAME:PASSWORD`,
    purpose: 'let the client log in here over CredSSP: it says which of the causes it is',
    documentation: undefined,
  },
};

const inspectStep: NextStep = {
  command: `${own} inspect CAPTURE.pcapng --password PASSWORD`,
  purpose: 'decode a capture of the login, and verify what the client sent against the password',
  documentation: undefined,
};

const checkClientStep: NextStep = {
  command: `${own} check-client -- smbclient //{host}/{share} -p {port} -U {user}%{password} -c ls`,
  purpose:
    'where the client is a program of yours: its command line in place of smbclient’s shows how it does everywhere',
  documentation: undefined,
};

const learn = 'https://learn.microsoft.com';
const samba = 'https://www.samba.org/samba/docs/current/man-html';
const mit = 'https://web.mit.edu/kerberos/krb5-latest/doc';

/** The programs of others, by what they tell about. */
const programs: Readonly<Record<Exclude<Subject, 'program'>, readonly NextStep[]>> = {
  way: [
    {
      command: 'Test-NetConnection HOST -Port 445',
      purpose: 'on Windows, in PowerShell: whether the port is reached',
      documentation: `${learn}/powershell/module/nettcpip/test-netconnection`,
    },
    {
      command: 'nc -v -z HOST 445',
      purpose: 'on Linux and macOS: whether the port is reached',
      documentation: 'https://man.openbsd.org/nc.1',
    },
  ],
  windows: [
    {
      command: 'cmdkey /list',
      purpose: 'on Windows: the passwords that it keeps and sends without asking',
      documentation: `${learn}/windows-server/administration/windows-commands/cmdkey`,
    },
    {
      command: 'net use',
      purpose: 'on Windows: the connections that there are, and under which names',
      documentation: `${learn}/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/gg651155(v=ws.11)`,
    },
  ],
  linux: [
    {
      command: 'sudo dmesg',
      purpose: 'on Linux: the status behind the number of mount, in the lines that begin with CIFS',
      documentation: 'https://wiki.samba.org/index.php/LinuxCIFS_troubleshooting',
    },
  ],
  smbclient: [
    {
      command: 'smbclient //HOST/SHARE -U NAME -d 3 -c ls',
      purpose: 'the same login from another client, with its own words',
      documentation: `${samba}/smbclient.1.html`,
    },
  ],
  kerberos: [
    {
      command: 'klist -e',
      purpose: 'the tickets of the client, and their encryption types',
      documentation: `${mit}/user/user_commands/klist.html`,
    },
    {
      command: 'KRB5_TRACE=/dev/stderr kvno cifs/HOST',
      purpose: 'ask the KDC for a ticket to the server, and see every step',
      documentation: `${mit}/user/user_commands/kvno.html`,
    },
  ],
  http: [
    {
      command: 'curl -v --anyauth -u NAME http://HOST:8080/',
      purpose: 'the same login from another client, with every header',
      documentation: 'https://curl.se/docs/manpage.html',
    },
  ],
  rdp: [
    {
      command: 'xfreerdp /v:HOST /u:NAME /sec:nla /log-level:DEBUG',
      purpose: 'the same login from another client, with every step',
      documentation: 'https://github.com/FreeRDP/FreeRDP/wiki/CommandLineInterface',
    },
  ],
};

/** Every command that can be suggested. */
export const allSteps: readonly NextStep[] = [
  ...Object.values(diagnoseStep),
  inspectStep,
  checkClientStep,
  ...Object.values(programs).flat(),
];

/** The commands to run next for a code and its causes: the likeliest to tell first. */
export function nextSteps(code: Code, causes: readonly Cause[]): readonly NextStep[] {
  const [likeliest] = causes;
  const subjects = subjectsOf(code);
  if (likeliest?.id === 'not-reached') subjects.unshift('way');
  if (likeliest !== undefined && isOfKerberos(likeliest.id) && !subjects.includes('kerberos'))
    subjects.push('kerberos');
  const carrier = subjects.find((subject) => subject in diagnoseStep) as
    keyof typeof diagnoseStep | undefined;
  const diagnose = diagnoseStep[carrier ?? 'smb'];
  const before = subjects.filter((subject) => subject === 'way');
  const after = subjects.filter((subject) => subject !== 'way' && subject !== 'program');
  // A server hears nothing of what a client comes to alone, so none can tell.
  const isOfClient =
    causes.length > 0 && causes.every(({ id, toldBy }) => toldBy === 'client' && id !== 'not-reached');
  return [
    ...before.flatMap(stepsOf),
    ...(isOfClient ? [] : [diagnose]),
    ...after.flatMap(stepsOf),
    ...(isOfClient ? [] : [inspectStep]),
    ...(subjects.includes('program') ? [checkClientStep] : []),
  ];
}

function stepsOf(subject: Subject): readonly NextStep[] {
  return subject === 'program' ? [] : programs[subject];
}

function isOfKerberos(id: string): boolean {
  return /^(KDC_|KRB_|kerberos-|ticket-|pac-|service-|no-ticket|no-kdc)/.test(id);
}

function subjectsOf({ kind, name }: Code): Subject[] {
  switch (kind) {
    case 'win32':
      return ['windows', 'smbclient'];
    case 'errno':
      return ['linux', 'smbclient'];
    case 'ntstatus':
      return ['smbclient', 'program'];
    case 'kerberos':
      return ['kerberos'];
    case 'http':
    case 'curl':
      return ['http'];
    case 'mstsc':
    case 'xfreerdp':
      return ['rdp'];
    case 'hresult':
      return name.startsWith('SEC_E_') ? ['rdp'] : ['windows', 'smbclient'];
    case 'macos':
      return ['smbclient'];
    case 'reason':
      return name.startsWith('http-')
        ? ['http']
        : /^(rdp|credssp)-/.test(name)
          ? ['rdp']
          : ['smbclient', 'program'];
    case 'text':
      return ['smbclient'];
  }
}
