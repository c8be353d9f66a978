import { contradictions } from "./contradictions";
import { readSeeded } from "./target";
import { testedAs } from "./targets";

test.each(contradictions)("$platform: $documents is read as stated", async ({ platform, wire, read }) => {
  expect(await readSeeded("seeded", testedAs(platform).seededWith(wire))).toMatchObject(read);
});
