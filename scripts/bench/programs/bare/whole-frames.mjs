import { HEADER } from './frames.mjs';

/**
 * Serves a connection whose requests are short: each is answered once it is whole, and the answers of one turn are
 * sent together.
 *
 * @param makeAnswerer makes for each connection a function that adds the answer to a frame to a list of Buffers
 */
export function inWholeFrames(makeAnswerer, send = sendJoined) {
  return (socket) => {
    const answer = makeAnswerer();
    let held = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      held = held.length > 0 ? Buffer.concat([held, bytes]) : bytes;
      const answers = [];
      while (held.length >= HEADER) {
        const end = HEADER + held.readUInt32BE(0);
        if (held.length < end) break;
        answer(held.subarray(0, end), answers);
        held = held.subarray(end);
      }
      if (answers.length > 0) send(socket, answers);
    });
  };
}

/** For short answers: one copy costs less than several writes. */
export function sendJoined(socket, answers) {
  socket.write(answers.length === 1 ? answers[0] : Buffer.concat(answers));
}

/** For long answers. */
export function sendEach(socket, answers) {
  socket.cork();
  for (const answer of answers) socket.write(answer);
  socket.uncork();
}
