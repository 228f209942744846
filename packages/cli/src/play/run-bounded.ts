/** How often something is done, and how many at a time. */
export interface Repetition {
  readonly times: number;
  readonly concurrency: number;
}

/**
 * Does something `times` times, at most `concurrency` at once; begins none after one that failed.
 *
 * @param act Is given the number of the turn, from 0.
 * @throws what the first failed turn threw, once all that were under way have ended.
 */
export async function runBounded(
  { times, concurrency }: Repetition,
  act: (turn: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < times) {
      const turn = next;
      next += 1;
      try {
        await act(turn);
      } catch (error) {
        next = times;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(times, concurrency) }, work));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
