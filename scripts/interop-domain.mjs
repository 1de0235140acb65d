// npm run interop:domain: NTLM decided by a domain controller of Samba, in a private domain on 127.0.0.88, or on the
// address in INTEROP_AD_ADDRESS. Arguments after `--` go to mocha.
import { impacket } from './support/clients.mjs';
import { runWithController } from './support/domain-tests.mjs';
import { isOnPath, main } from './support/project.mjs';

const clients = [
  { debianPackage: 'curl', isPresent: () => isOnPath('curl') },
  { debianPackage: 'tshark', isPresent: () => isOnPath('tshark') },
  impacket,
];

await main(() => runWithController(['domain', 'domain-away', 'domain-channel'], 'INTEROP_DOMAIN', clients));
