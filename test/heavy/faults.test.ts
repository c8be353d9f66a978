import { faces } from "../support/faults/faces";
import { fieldsOf } from "../support/faults/field";
import { flawsIn } from "../support/faults/matrix";
import { sickPlatforms } from "../support/faults/platforms";

describe.each(sickPlatforms)("$name", (sick) => {
  test.each(faces)("$name has a right answer or one clear error, whatever fails", async (face) => {
    expect(
      await flawsIn(
        sick,
        fieldsOf(sick).map((field) => [face, field] as const),
      ),
    ).toEqual([]);
  });
});
