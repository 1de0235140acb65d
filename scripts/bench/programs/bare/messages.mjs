import { returnMemory } from '../../../../build/src/runtime/return-memory.js';
import { exchanges, frameOf, HEADER, TRANSFORM } from './frames.mjs';
import { compare, makeGmac, open, openerOf, seal, sign, verify } from './protection.mjs';
import { inWholeFrames, sendEach, sendJoined } from './whole-frames.mjs';

/** ECHO and READ: a short request is verified, or decrypted, and its answer is signed, or encrypted. */
export function answering(exchange, protection) {
  const answer = frameOf(protection, exchanges[exchange].answer);
  const [receive, protect] = { signed: [verify, sign], sealed: [open, seal] }[protection];
  const answerer = (frame, answers) => {
    receive(frame);
    protect(answer);
    answers.push(answer);
  };
  return inWholeFrames(() => answerer, exchange === 'echo' ? sendJoined : sendEach);
}

/** WRITE: each piece of a long request is verified, or decrypted, as it comes from the socket; the answer is short. */
export function receiving(protection) {
  const request = frameOf(protection, exchanges.put.request);
  const answer = frameOf(protection, exchanges.put.answer);
  const { skipped, begin, add, end } = receivers(request)[protection];
  return (socket) => {
    let at = 0;
    let work;
    socket.on('data', (bytes) => {
      for (let from = 0; from < bytes.length;) {
        if (at === 0) work = begin();
        const to = Math.min(bytes.length, from + request.length - at);
        const first = from + Math.max(0, skipped - at);
        if (first < to) add(work, bytes.subarray(first, to));
        at += to - from;
        from = to;
        if (at < request.length) continue;
        end(work, answer);
        socket.write(answer);
        at = 0;
      }
      returnMemory(bytes);
    });
  };
}

function receivers(request) {
  return {
    signed: {
      skipped: HEADER,
      begin: makeGmac,
      add: (mac, piece) => mac.setAAD(piece),
      end(mac, answer) {
        mac.final();
        compare(request, mac.getAuthTag());
        sign(answer);
      },
    },
    sealed: {
      skipped: HEADER + TRANSFORM,
      begin: () => openerOf(request),
      add: (decipher, piece) => returnMemory(decipher.update(piece)),
      end(decipher, answer) {
        decipher.final();
        seal(answer);
      },
    },
  };
}
