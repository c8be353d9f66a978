import { readFileSync } from "node:fs";
import { join } from "node:path";
import { blocksOf } from "../support/pages/blocks";
import { makeDesk } from "../support/pages/desk";
import { Reader } from "../support/pages/reader";
import { someEngine, testWithEngine } from "../support/terraform";

const blocks = blocksOf(readFileSync(join(__dirname, "..", "..", "README.md"), "utf8"));

testWithEngine("what README says of CDK Terrain is true with the names that it says CDKTF has", async () => {
  const desk = await makeDesk();
  const reader = new Reader(desk.clone, desk.port, desk.environment, someEngine);
  const ofCdktf = (text: string) =>
    text.replaceAll("cdktf-connect/cdktn", "cdktf-connect").replace(/\bcdktn\b/g, "cdktf");
  try {
    const door = blocks.filter(({ section }) => section === "CDK Terrain and CDKTF");
    expect(door.map(({ language }) => language)).toContain("sh");
    for (const block of blocks.filter(({ section }) => section.startsWith("First:"))) await reader.follow(block);
    for (const block of door) await reader.follow({ ...block, text: ofCdktf(block.text) });
  } finally {
    await reader.end();
  }
});
