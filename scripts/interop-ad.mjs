// npm run interop:ad: Kerberos by a domain controller of Samba, in a private domain on 127.0.0.88, or on the address in
// INTEROP_AD_ADDRESS. Arguments after `--` go to mocha.
import { runWithController } from './support/domain-tests.mjs';
import { main } from './support/project.mjs';

await main(() => runWithController(['kerberos-ad'], 'INTEROP_AD'));
