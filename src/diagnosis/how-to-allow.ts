import type { Carrier } from '../facts/recorder.js';
import type { Vocabulary } from './vocabulary.js';

/** How a client of another carrier than SMB is told to use a mechanism, by the mechanism's name. */
const ways: Readonly<Record<Exclude<Carrier, 'smb'>, Readonly<Record<string, string>>>> = {
  credssp: {
    NTLM: 'With NTLM: give the client a user and a password (mstsc; xfreerdp: /u:, /d: and /p:), and let it use NTLM (Windows: “Restrict NTLM: outgoing traffic”, or a user in Protected Users).',
    Kerberos:
      'With Kerberos: connect by the server’s name, and with a ticket for TERMSRV/NAME (Windows: a domain’s user, and klist shows it; rdesktop: kinit first).',
  },
  http: httpWays(),
  https: httpWays(),
  rpc: {
    NTLM: 'With NTLM: rpcclient -U USER without --use-kerberos=required; impacket without -k.',
    Kerberos:
      'With Kerberos: connect by the server’s name, and with a ticket (kinit; then rpcclient --use-kerberos=required; impacket -k -no-pass with KRB5CCNAME set).',
  },
};

function httpWays() {
  return {
    NTLM: 'With NTLM: curl --ntlm -u USER; a browser asks for name and password by itself.',
    Kerberos:
      'With Kerberos: take the server’s name into the URL, and get a ticket for HTTP/NAME: kinit, then curl --negotiate -u :; Chromium: --auth-server-allowlist=NAME; Firefox: network.negotiate-auth.trusted-uris; Windows: a domain’s user, and the intranet zone.',
  };
}

/** Instructions to allow each of the server's mechanisms on a client of a carrier. */
export function howToAllowOver(carrier: Carrier, vocabulary: Vocabulary): readonly string[] {
  if (carrier === 'smb') return vocabulary.howToAllow;
  return vocabulary.names.flatMap(
    (name) => ways[carrier][name] ?? vocabulary.wordsOf(name)?.howToAllow ?? [],
  );
}
