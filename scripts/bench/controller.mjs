import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../support/project.mjs';

let started;

/** A reason in a sentence why no domain controller can run here, or false. */
export function controllerIsMissing() {
  if (!existsSync('/usr/sbin/samba') || !existsSync('/usr/share/samba/setup/provision.ldif'))
    return 'no domain controller is installed (Debian: samba-ad-dc samba-ad-provision winbind smbclient krb5-user)';
  return process.getuid() !== 0 && 'a domain controller needs root, for its ports';
}

/**
 * The domain controller of this run, which is begun when it is asked for first: where its files are, its address, and
 * the names of its domain, with a user and the machine account FILES$.
 */
export function domainController() {
  started ??= start();
  return started;
}

/** Ends it, where it was begun. */
export async function endController() {
  const controller = await started?.catch(() => undefined);
  started = undefined;
  await controller?.end();
}

async function start() {
  const fixture = pathToFileURL(join(root, 'build/test/support/ad-dc.js')).href;
  const { AdDc, adDnsName, adDomain, adPassword, adRealm, machine } = await import(fixture);
  const controller = await AdDc.start();
  return {
    folder: controller.folder,
    address: controller.address,
    domain: adDomain,
    dnsName: adDnsName,
    realm: adRealm,
    user: { user: 'alice', password: adPassword, domain: adDomain },
    machine,
    end: () => controller[Symbol.asyncDispose](),
  };
}
