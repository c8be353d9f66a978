import { faces } from "../support/faults/faces";
import { fieldsOf } from "../support/faults/field";
import { flawsIn } from "../support/faults/matrix";
import { sickPlatforms } from "../support/faults/platforms";
import type { OperationName } from "../support/faults/table";

describe.each(sickPlatforms)("$name", (sick) => {
  describe.each(Object.keys(sick.operations) as OperationName[])("at %s", (operation) => {
    const fields = fieldsOf(sick).filter((field) => field.operation === operation);

    test.each(faces)("$name has a right answer or one clear error, whatever fails", async (face) => {
      const runs = fields.map((field) => [face, field] as const);
      expect(await flawsIn(sick, runs)).toEqual([]);
    });
  });
});
