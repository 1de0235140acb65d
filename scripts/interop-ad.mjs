// npm run interop:ad: Kerberos by a domain controller of Samba, in a private domain on 127.0.0.88, or on the address in
// INTEROP_AD_ADDRESS. Arguments after `--` go to mocha.
import { existsSync } from 'node:fs';
import { provide } from './support/clients.mjs';
import { prepare } from './support/prepare.mjs';
import { installed, isOnPath, main, run, Stop } from './support/project.mjs';

const programs = [
  { debianPackage: 'samba', isPresent: () => existsSync('/usr/sbin/smbd') },
  { debianPackage: 'samba-ad-dc', isPresent: () => existsSync('/usr/sbin/samba') },
  {
    debianPackage: 'samba-ad-provision',
    isPresent: () => existsSync('/usr/share/samba/setup/provision.ldif'),
  },
  { debianPackage: 'winbind', isPresent: () => existsSync('/usr/sbin/winbindd') },
  { debianPackage: 'ldb-tools', isPresent: () => isOnPath('ldbmodify') },
  { debianPackage: 'smbclient', isPresent: () => isOnPath('smbclient') },
  { debianPackage: 'krb5-user', isPresent: () => isOnPath('kinit') },
];

await main(async () => {
  await prepare();
  provide(programs);
  const missing = programs.filter(({ isPresent }) => !isPresent()).map(({ debianPackage }) => debianPackage);
  if (missing.length > 0) throw new Stop(`Needed and missing: ${missing.join(', ')}.`);
  if (process.getuid?.() !== 0)
    throw new Stop('A domain controller listens on ports under 1024: it needs root.');
  process.env.INTEROP_AD = '1';
  run('The test', installed('mocha'), ['build/test/interop/kerberos-ad.test.js', ...process.argv.slice(2)]);
});
