// npm run interop:languages: the examples of the control API in every language whose tool chain Debian has. Arguments
// after `--` go to mocha.
import { existsSync } from 'node:fs';
import { provideClients } from './support/clients.mjs';
import { prepare } from './support/prepare.mjs';
import { installed, isOnPath, main, run } from './support/project.mjs';

const toolChains = [
  { debianPackage: 'golang-go', isPresent: () => isOnPath('go') },
  {
    debianPackage: 'golang-github-hirochachacha-go-smb2-dev',
    isPresent: () => existsSync('/usr/share/gocode/src/github.com/hirochachacha/go-smb2'),
  },
  { debianPackage: 'default-jdk-headless', isPresent: () => isOnPath('javac') },
  { debianPackage: 'junit5', isPresent: () => existsSync('/usr/share/java/junit-jupiter-api.jar') },
  { debianPackage: 'libgoogle-gson-java', isPresent: () => existsSync('/usr/share/java/gson.jar') },
  { debianPackage: 'mono-mcs', isPresent: () => isOnPath('mcs') },
  { debianPackage: 'mono-runtime', isPresent: () => isOnPath('mono') },
  {
    debianPackage: 'libmono-system-net-http4.0-cil',
    isPresent: () => existsSync('/usr/lib/mono/4.5/System.Net.Http.dll'),
  },
  {
    debianPackage: 'libnewtonsoft-json5.0-cil',
    isPresent: () => existsSync('/usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll'),
  },
];

await main(async () => {
  await prepare();
  provideClients(toolChains);
  process.env.EVERY_LANGUAGE = '1';
  process.env.CI = 'true';
  run('The test', installed('mocha'), [
    '--spec',
    'build/test/examples/control.test.js',
    ...process.argv.slice(2),
  ]);
});
