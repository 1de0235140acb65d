import type { Writer } from '../../../src/bytes/index.js';
import {
  Command,
  encodeEchoRequest,
  encodeLogoffRequest,
  encodeTreeDisconnectRequest,
  type FileId,
  HeaderFlags,
  NO_FILE_ID,
} from '../../../src/smb2-codec/index.js';
import { bodies } from '../../support/bodies.js';
import type { RequestOptions } from '../../support/smb-client.js';
import type { Dice } from '../engine/dice.js';

/** A command and a body of it. */
export type RandomRequest = readonly [command: number, body: (w: Writer) => void];

/** A request of any command but those of a login, mostly on one of the open files. */
export function randomRequest(dice: Dice, files: readonly FileId[]): RandomRequest {
  const file = files.length > 0 && dice.below(6) > 0 ? dice.pick(files) : NO_FILE_ID;
  return dice.pick<() => RandomRequest>([
    () => [Command.TREE_CONNECT, bodies.treeConnect(dice.pick(['disk', 'IPC$', 'none', '\\\\a\\b\\c', '']))],
    () => [Command.CREATE, bodies.create(dice.pick(['a', 'b', '', 'a\\b', 'a:s', '*', 'srvsvc', 'lsarpc']))],
    () => [
      Command.CREATE,
      bodies.create(dice.pick(['a', 'srvsvc']), { requestedOplockLevel: dice.pick([0, 1, 8, 9, 255]) }),
    ],
    () => [Command.CLOSE, bodies.close(file, dice.below(2))],
    () => [Command.READ, bodies.read(file, { length: dice.pick([0, 1, 4096, 65_536, 1 << 20]) })],
    () => [Command.WRITE, bodies.write(file, dice.bytes(dice.length(200)))],
    () => [Command.FLUSH, bodies.flush(file)],
    () => [
      Command.LOCK,
      bodies.lock(file, [
        { offset: BigInt(dice.below(9)), length: 4n, flags: dice.pick([1, 2, 4, 0x12, 255]) },
      ]),
    ],
    () => [Command.QUERY_INFO, bodies.queryInfo(file, dice.below(70))],
    () => [Command.SET_INFO, bodies.setInfo(file, dice.below(70), dice.bytes(dice.length(60)))],
    () => [Command.QUERY_DIRECTORY, bodies.queryDirectory(file)],
    () => [Command.CHANGE_NOTIFY, bodies.notify(file)],
    () => [
      Command.IOCTL,
      bodies.ioctl(dice.pick([0x00140204, 0x0011c017, 0x001401fc, 0x00060194, 0x00144064, 0x00140078]), {
        fileId: file,
        input: dice.bytes(dice.length(120)),
      }),
    ],
    () => [Command.TREE_DISCONNECT, encodeTreeDisconnectRequest],
    () => [Command.ECHO, encodeEchoRequest],
    () => [Command.CANCEL, encodeEchoRequest],
    () => [Command.LOGOFF, encodeLogoffRequest],
  ])();
}

/** Something that is wrong about a request. */
export function wrongOptions(dice: Dice, ids: readonly bigint[]): RequestOptions {
  return dice.pick<() => RequestOptions>([
    () => ({ sign: 'wrong' }),
    () => ({ sign: false }),
    () => ({ sign: true }),
    () => ({ header: { sessionId: dice.pick(ids) } }),
    () => ({ header: { messageId: BigInt(dice.below(300)) } }),
    () => ({ header: { credits: dice.pick([0, 1, 65_535]), creditCharge: dice.pick([0, 1, 7, 65_535]) } }),
    () => ({ header: { flags: dice.below(0x40) } }),
    () => ({ header: { treeId: dice.below(5), flags: HeaderFlags.SIGNED } }),
  ])();
}
