import { createServer, policyPresets, type ServerEvents, type ServerOptions } from 'smb2-auth-server';
import { accountsFromCallback } from 'smb2-auth-server/auth';
import { createDirectoryShare, type DiskShare } from 'smb2-auth-server/shares';
import { decodeHeader } from 'smb2-auth-server/smb2-codec';

/** A server as somebody's tests would start it; resolves with the reasons of the attempts made while `use` runs. */
export async function reasonsWhile(
  use: (address: { host: string; port: number }) => Promise<void>,
): Promise<string[]> {
  const reasons: string[] = [];
  await using server = createServer({
    accounts: [{ name: 'alice', password: 'secret', groups: ['staff'] }],
    shares: [{ name: 'scans', temporary: true, access: { '@staff': 'write' } }],
    authPolicy: { ntlm: { mic: 'required' } },
  });
  const end = server.on('attempt', ({ reason }: ServerEvents['attempt']) => reasons.push(reason));
  await use(await server.listen());
  end();
  return reasons;
}

/** The same with what an embedder may bring along. */
export function everythingOfOnesOwn(folder: string, share: DiskShare): ServerOptions {
  return {
    accounts: accountsFromCallback((name) =>
      name === 'alice' ? { name, ntHash: Buffer.alloc(16, 1) } : undefined,
    ),
    shares: [share, { name: 'folder', path: folder }],
    authPolicy: policyPresets['windows-2025'],
    logger: console,
  };
}

export const directoryShare = createDirectoryShare;
export const commandOf = (message: Buffer): number => decodeHeader(message).command;
