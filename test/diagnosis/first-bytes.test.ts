import assert from 'node:assert/strict';
import { recogniseProtocol, showFirstBytes } from '../../src/diagnosis/first-bytes.js';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('first bytes of what is no SMB', () => {
  for (const [protocol, bytes] of [
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n')],
    ['HTTP', Buffer.from('PRI * HTTP/2.0\r\n')],
    ['TLS', hex('16 03 01 02 00 01 00 01 fc 03 03')],
    ['SSH', Buffer.from('SSH-2.0-OpenSSH_9.2\r\n')],
    ['RDP', hex('03 00 00 13 0e e0 00 00 00 00 00 01 00 08 00 03 00 00 00')],
    ['LDAP', hex('30 0c 02 01 01 60 07 02 01 03 04 00 80 00')],
    ['DCE/RPC over TCP', hex('05 00 0b 03 10 00 00 00')],
    ['SOCKS', hex('05 01 00')],
    ['PROXY protocol', Buffer.from('PROXY TCP4 10.0.0.1 10.0.0.2 1 445\r\n')],
    ['SMTP', Buffer.from('EHLO me\r\n')],
    ['FTP', Buffer.from('USER anonymous\r\n')],
    ['RTSP', Buffer.from('DESCRIBE rtsp://cam RTSP/1.0\r\n')],
    ['NFS (ONC RPC)', hex('80 00 00 28 00 00 00 01 00 00 00 00 00 00 00 02')],
    ['Kerberos', hex('6a 81 9f 30 81 9c a1 03 02 01 05 a2')],
    [
      'NetBIOS name service',
      Buffer.concat([
        hex('80f00010000100000000 0000'),
        Buffer.from('\x20CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\0'),
        hex('00210001'),
      ]),
    ],
    ['SMB2 without its 4-byte length prefix', hex('fe 53 4d 42 40 00')],
    ['SMB2', hex('00 00 00 2d fe 53 4d 42 40 00')],
    ['SMB1', hex('00 00 00 2d ff 53 4d 42 72 00')],
    ['VNC', Buffer.from('RFB 003.008\n')],
    ['NTLM without a carrier', Buffer.from('NTLMSSP\0\u0001\0\0\0')],
    ['CredSSP without TLS', hex('30 37 a0 03 02 01 06 a1 30 30 2e')],
    ['CredSSP without TLS', hex('30 82 01 37 a0 03 02 01 06 a1 30 30')],
    ['text', Buffer.from('hello\r\n')],
    ['an unknown protocol', hex('00 01 02 03')],
    ['an unknown protocol', Buffer.alloc(0)],
  ] as const) {
    it(`${protocol}: ${showFirstBytes(bytes)}`, () => {
      assert.equal(recogniseProtocol(bytes), protocol);
    });
  }
});
