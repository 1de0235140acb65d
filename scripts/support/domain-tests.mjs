import { existsSync } from 'node:fs';
import { provide } from './clients.mjs';
import { prepare } from './prepare.mjs';
import { installed, isOnPath, run, Stop } from './project.mjs';

/** Programs of Debian without which there is no domain controller. */
const controller = [
  { debianPackage: 'samba', isPresent: () => existsSync('/usr/sbin/smbd') },
  { debianPackage: 'samba-ad-dc', isPresent: () => existsSync('/usr/sbin/samba') },
  {
    debianPackage: 'samba-ad-provision',
    isPresent: () => existsSync('/usr/share/samba/setup/provision.ldif'),
  },
  { debianPackage: 'winbind', isPresent: () => existsSync('/usr/sbin/winbindd') },
  { debianPackage: 'smbclient', isPresent: () => isOnPath('smbclient') },
  { debianPackage: 'krb5-user', isPresent: () => isOnPath('kinit') },
];

/**
 * Runs tests that start a domain controller of Samba, after its programs are installed. The arguments of the command
 * go to mocha.
 *
 * @param tests names in test/interop/, without `.test.ts`
 * @param variable of the environment by which the tests know that they are to run
 * @param further programs that the tests need, as `provide` has them
 * @throws Stop where a program stays missing, or the user is not root
 */
export async function runWithController(tests, variable, further = []) {
  await prepare();
  const programs = [...controller, ...further];
  provide(programs);
  const missing = programs.filter(({ isPresent }) => !isPresent()).map(({ debianPackage }) => debianPackage);
  if (missing.length > 0) throw new Stop(`Needed and missing: ${missing.join(', ')}.`);
  if (process.getuid?.() !== 0)
    throw new Stop('A domain controller listens on ports under 1024: it needs root.');
  process.env[variable] = '1';
  const files = tests.map((test) => `build/test/interop/${test}.test.js`);
  run('The test', installed('mocha'), [...files, ...process.argv.slice(2)]);
}
