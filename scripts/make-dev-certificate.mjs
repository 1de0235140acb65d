// node scripts/make-dev-certificate.mjs [--rsa] [HOST…]: a self-signed certificate for development, in certs/.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { isOnPath, main, root, Stop } from './support/project.mjs';

const certificate = join(root, 'certs/dev-certificate.pem');
const key = join(root, 'certs/dev-key.pem');

await main(() => {
  const given = process.argv.slice(2);
  const hosts = given.filter((argument) => argument !== '--rsa');
  if (!isOnPath('openssl'))
    throw new Stop('The openssl command is needed to make a certificate; it is not on the PATH.');
  for (const file of [certificate, key]) {
    if (existsSync(file)) throw new Stop(`${file} exists already; remove it first.`);
  }
  process.umask(0o077);
  create([...new Set(['localhost', '127.0.0.1', '::1', ...hosts])], given.includes('--rsa'));
  chmodSync(key, 0o600);
  chmodSync(certificate, 0o644);
  console.log(
    'Wrote certs/dev-certificate.pem and certs/dev-key.pem (valid for a year). Both stay out of git.\n' +
      'Serve it: --tls-certificate certs/dev-certificate.pem --tls-key certs/dev-key.pem',
  );
});

function create(hosts, isRsa) {
  const names = hosts.map((host) => `${isIP(host) ? 'IP' : 'DNS'}:${host}`).join(',');
  const kind = isRsa ? ['rsa:2048'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const newKey = ['-newkey', ...kind, '-nodes', '-keyout', key];
  const subject = ['-subj', '/CN=smb2-auth-server development', '-addext', `subjectAltName=${names}`];
  const validity = ['-sha256', '-days', '365', '-addext', 'extendedKeyUsage=serverAuth', '-out', certificate];
  const { status, stderr } = spawnSync('openssl', ['req', '-x509', ...newKey, ...subject, ...validity], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status === 0) return;
  rmSync(key, { force: true });
  throw new Stop(`openssl failed:\n${stderr}`);
}
