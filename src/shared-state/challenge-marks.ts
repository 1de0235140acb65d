/** Marks are one byte. */
const MARKS = 256;

/**
 * The marks by which the challenges of processes differ: no two that serve have the same. A process that replaces
 * another has one that was free for longest, so that its challenges are none of those that its predecessor issued.
 */
export class ChallengeMarks {
  readonly #free = Array.from({ length: MARKS }, (_, mark) => mark);

  /** @throws RangeError when as many processes have one as there are */
  take(): number {
    const mark = this.#free.shift();
    if (mark === undefined) throw new RangeError('too many processes');
    return mark;
  }

  /** Takes the mark of a process that has ended. */
  giveBack(mark: number): void {
    this.#free.push(mark);
  }
}
