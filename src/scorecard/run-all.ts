/**
 * Does work for each item, several at once. The first failure ends it, once what had begun is over.
 *
 * @param onDone told of each result in the order of the items, and how many are done
 */
export async function runAll<Item, Result>(
  items: readonly Item[],
  jobs: number,
  work: (item: Item) => Promise<Result>,
  onDone: (result: Result, done: number) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  const early = new Map<number, Result>();
  const queue = items.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failed) return;
      try {
        early.set(index, await work(item));
      } catch (error) {
        failed = true;
        throw error;
      }
      for (let result = early.get(results.length); result !== undefined; result = early.get(results.length)) {
        early.delete(results.length);
        results.push(result);
        onDone(result, results.length);
      }
    }
  };
  const workers = Array.from({ length: Math.min(jobs, items.length) }, worker);
  const settled = await Promise.allSettled(workers);
  const failure = settled.find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
  return results;
}
