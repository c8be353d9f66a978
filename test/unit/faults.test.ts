import { type Face, faces } from "../support/faults/faces";
import { sampleOf } from "../support/faults/field";
import { flawsIn } from "../support/faults/matrix";
import { sickPlatforms } from "../support/faults/platforms";

/** All of them at all operations, with all faces: test/heavy/faults.test.ts. */
test.each(sickPlatforms)("each fault of $name leads to a right answer or one clear error", async (sick) => {
  const faceOf = (index: number) => faces[index % faces.length] as Face;
  const runs = sampleOf(sick).map((field, index) => [faceOf(index), field] as const);
  expect(await flawsIn(sick, runs)).toEqual([]);
});
