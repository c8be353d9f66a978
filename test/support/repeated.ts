/** Whether this run is the one of `npm run test:all` that has the cases which repeat others. */
declare const REPEATED: boolean;

/** Of cases that repeat each other: those that stand for all under `npm test`, the others under `npm run test:all`. */
export const divided = <T>(cases: readonly T[], standsForAll: (each: T) => boolean): T[] =>
  cases.filter((each) => standsForAll(each) !== REPEATED);

/** A test that has no such cases is in the first of the two runs only. */
export const testOnce = REPEATED ? test.skip : test;
