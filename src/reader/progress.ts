/** Called with how many products have been read, of how many; a list that nothing is known of yet counts as one. */
export type Progress = (done: number, total: number) => void;

/** Adds up the progress of questions: each begins as one of one, and says by a call without numbers that it is answered. */
export function tally(questions: number, progress: Progress) {
  const sum = { done: 0, total: questions };
  return () => {
    let own = { done: 0, total: 1 };
    return (done?: number, total?: number) => {
      const now = done === undefined || total === undefined ? { done: own.total, total: own.total } : { done, total };
      sum.done += now.done - own.done;
      sum.total += now.total - own.total;
      own = now;
      progress(sum.done, sum.total);
    };
  };
}
