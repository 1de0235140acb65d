// Loaded before a server that runs with --expose-gc: answers each message of its parent with the bytes of the heap in
// use after a collection.
const COLLECTIONS = 3;

process.on('message', async () => {
  // A finalizer or a WeakRef lets go of its object between two collections.
  for (let left = COLLECTIONS; left > 0; left -= 1) {
    globalThis.gc();
    await new Promise((resume) => {
      setImmediate(resume);
    });
  }
  process.send({ heapUsed: process.memoryUsage().heapUsed });
});
process.channel.unref();
