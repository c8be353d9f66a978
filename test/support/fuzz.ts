import fc from "fast-check";

/** How often the runs of a property are repeated: once in `npm test`, more under `npm run test:all` (jest.config.js). */
declare const FUZZ_TIMES: number;

const seed = Number(process.env.FUZZ_SEED ?? 20_240_601);
const times = Number(process.env.FUZZ_TIMES ?? FUZZ_TIMES);

/** A property: what `check` throws for is a failure. */
export interface Fuzzed<T> {
  /** cases that failed once; they are tried first, in every run */
  readonly corpus?: readonly unknown[];
  readonly cases: fc.Arbitrary<T>;
  readonly check: (value: T) => unknown;
  readonly runs?: number;
}

/** A test that tries the corpus, and then generated cases: the same ones for the same seed. */
export function fuzz<T>(title: string, { corpus = [], cases, check, runs = 200 }: Fuzzed<T>): void {
  test(title, async () => {
    const property = fc.asyncProperty(cases, async (value) => {
      await check(value);
    });
    const numRuns = corpus.length + runs * times;
    const outcome = await fc.check(property, { seed, numRuns, examples: corpus.map((value): [T] => [value as T]) });
    if (!outcome.failed) return;
    // For the corpus.
    const shortest = fc.stringify(outcome.counterexample?.[0]);
    throw new Error(`Failed with FUZZ_SEED=${seed} FUZZ_TIMES=${times} for:\n${shortest}`, {
      cause: outcome.errorInstance,
    });
  });
}

/** One change of some bytes. */
type Edit = (bytes: Buffer) => Buffer;

const spot = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const piece = fc.uint8Array({ minLength: 1, maxLength: 6 });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(spot, fc.nat(7)).map(
    ([where, bit]): Edit =>
      (bytes) => {
        const changed = Buffer.from(bytes);
        const index = Math.floor(where * bytes.length);
        if (bytes.length > 0) changed[index] = (changed[index] as number) ^ (1 << bit);
        return changed;
      },
  ),
  fc.tuple(spot, piece).map(
    ([where, put]): Edit =>
      (bytes) => {
        const index = Math.floor(where * (bytes.length + 1));
        return Buffer.concat([bytes.subarray(0, index), put, bytes.subarray(index)]);
      },
  ),
  fc.tuple(spot, spot).map(
    ([from, share]): Edit =>
      (bytes) => {
        const index = Math.floor(from * bytes.length);
        const length = Math.ceil(share * share * (bytes.length - index));
        return Buffer.concat([bytes.subarray(0, index), bytes.subarray(index + length)]);
      },
  ),
  spot.map(
    (where): Edit =>
      (bytes) =>
        bytes.subarray(0, Math.floor(where * bytes.length)),
  ),
  fc.constant<Edit>((bytes) => Buffer.concat([bytes, bytes])),
);

/** Bytes with one to four changes: bits flipped, pieces put in and taken out, cut, doubled. */
export const mutated = (original: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Buffer> =>
  fc
    .tuple(original, fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([bytes, edits]) => edits.reduce<Buffer>((changed, change) => change(changed), Buffer.from(bytes)));

export { fc };
