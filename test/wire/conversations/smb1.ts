import {
  Command,
  encodeEchoRequest,
  encodeSmb1NegotiateRequest,
  frame,
  Writer,
} from '../../../src/smb2-codec/index.js';
import type { Conversation } from '../conversation.js';

/** SMB_COM_NEGOTIATE in a frame. */
function smb1(...dialects: string[]): Buffer {
  const w = new Writer(256);
  encodeSmb1NegotiateRequest(w, { dialects });
  return frame(w.finish());
}

const old = ['PC NETWORK PROGRAM 1.0', 'NT LM 0.12'];

/** Bytes that are no SMB2 message, or not yet. */
const strays: Readonly<Record<string, Buffer>> = {
  'an SMB1 command other than NEGOTIATE': frame(Buffer.from(`ff534d4273${'00'.repeat(40)}`, 'hex')),
  'an SMB1 message cut short': frame(Buffer.from('ff534d4272', 'hex')),
  'an HTTP request': Buffer.from('GET / HTTP/1.1\r\nHost: server\r\n\r\n'),
  'a frame of nothing known': frame(Buffer.alloc(80, 0x41)),
  'an empty frame': frame(Buffer.alloc(0)),
  'an SMB2 header cut short': frame(Buffer.from('fe534d4240000000', 'hex')),
  'an SMB2 header of another size': frame(Buffer.from(`fe534d423f00${'00'.repeat(62)}`, 'hex')),
  'a transform before there is a session': frame(Buffer.from(`fd534d42${'01'.repeat(120)}`, 'hex')),
  'a compressed message': frame(Buffer.from(`fc534d42${'00'.repeat(128)}`, 'hex')),
  'a frame longer than a login needs': Buffer.from('00011001', 'hex'),
  'NetBIOS 82, which a server sends': Buffer.from('82000000', 'hex'),
  'NetBIOS 84, which a server sends': Buffer.from('84000000', 'hex'),
};

export const beginnings: readonly Conversation[] = [
  {
    name: 'smb1-start',
    about: 'SMB_COM_NEGOTIATE: multi-protocol negotiation and where it ends',
    run: async (talk) => {
      const wildcard = await talk.connect();
      await wildcard.raw(
        'SMB_COM_NEGOTIATE of SMB 2.002 and SMB 2.???',
        smb1(...old, 'SMB 2.002', 'SMB 2.???'),
      );
      wildcard.smb.nextMessageId = 1n;
      await wildcard.negotiate('NEGOTIATE after it');
      await wildcard.tree(await wildcard.login());
      const only = await talk.connect();
      await only.raw('SMB_COM_NEGOTIATE of SMB 2.002', smb1(...old, 'SMB 2.002'));
      await only.raw('SMB_COM_NEGOTIATE again', smb1('SMB 2.002'));
      const echo = await talk.connect();
      await echo.raw('SMB_COM_NEGOTIATE of SMB 2.???', smb1('SMB 2.???'));
      echo.smb.nextMessageId = 1n;
      await echo.ask('ECHO before NEGOTIATE', Command.ECHO, encodeEchoRequest);
      const first = await talk.connect();
      await first.raw('SMB_COM_NEGOTIATE of SMB 2.???', smb1('SMB 2.???'));
      await first.negotiate('NEGOTIATE with MessageId 0', {}, { header: { messageId: 0n } });
      const none = await talk.connect();
      await none.raw('SMB_COM_NEGOTIATE without SMB2', smb1(...old), 2);
      const late = await talk.negotiated();
      await late.raw('SMB_COM_NEGOTIATE after NEGOTIATE', smb1('SMB 2.???'));
    },
  },
  {
    name: 'smb1-to-2.0.2',
    about: 'SMB_COM_NEGOTIATE at a server of 2.0.2 alone',
    options: { policy: { dialects: ['2.0.2'] } },
    run: async (talk) => {
      await (await talk.connect()).raw('SMB_COM_NEGOTIATE of SMB 2.002', smb1('SMB 2.002'));
      await (await talk.connect()).raw('SMB_COM_NEGOTIATE of SMB 2.???', smb1('SMB 2.???'), 2);
      await (await talk.connect()).raw('SMB_COM_NEGOTIATE of both', smb1('SMB 2.???', 'SMB 2.002'));
    },
  },
  {
    name: 'first-bytes',
    about: 'NetBIOS session requests and keep-alives, and first bytes that are no NEGOTIATE',
    run: async (talk) => {
      const netbios = await talk.connect();
      await netbios.raw(
        'a NetBIOS session request',
        Buffer.concat([Buffer.from('81000044', 'hex'), Buffer.alloc(68, 0x20)]),
      );
      await netbios.raw('a NetBIOS keep-alive', Buffer.from('85000000', 'hex'), 0);
      await netbios.negotiate('NEGOTIATE');
      await netbios.raw('a NetBIOS session request, too late', Buffer.from('81000000', 'hex'));
      for (const [name, bytes] of Object.entries(strays)) await (await talk.connect()).raw(name, bytes);
    },
  },
];
