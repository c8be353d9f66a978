import { type Face, faces } from "../support/faults/faces";
import { type Field, needsTwoPages, sampleOf } from "../support/faults/field";
import { flawsIn } from "../support/faults/matrix";
import { sickPlatforms } from "../support/faults/platforms";

/** All of them at all operations, with all faces: test/heavy/faults.test.ts. */
test.each(sickPlatforms)("each fault of $name leads to a right answer or one clear error", async (sick) => {
  const runs = sampleOf(sick).map((field, index): [Face, Field] => [faces[index % faces.length] as Face, field]);
  const flaws = await Promise.all([
    flawsIn(
      sick,
      runs.filter(([, field]) => needsTwoPages(field)),
    ),
    // A few products will do for the others, and are quick.
    flawsIn(
      sick.resized(13),
      runs.filter(([, field]) => !needsTwoPages(field)),
    ),
  ]);
  expect(flaws.flat()).toEqual([]);
});
