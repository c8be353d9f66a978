import { aliyunWith } from "./aliyun";
import { contradictions } from "./contradictions";
import { enosWith } from "./enos";
import { readSeeded } from "./target";

const seeded = { EnOS: enosWith, Aliyun: aliyunWith };

test.each(contradictions)("$platform: $documents is read as stated", async ({ platform, wire, read }) => {
  expect(await readSeeded("seeded", seeded[platform](wire))).toMatchObject(read);
});
