import { differences } from "../../support/twins/differences";

const english = `---
page_title: "Pumps"
---

# Pumps

[中文](zh.md)

Read \`pump.json\` within 30 seconds, in three steps, with [OpenTofu](tofu.md):

1. Run it:

   \`\`\`sh
   npx pump --all
   \`\`\`

| option | default |
|---|---|
| \`--rate\` | 5 |
| \`--all\` | both |
`;

const chinese = `# 水泵

[English](en.md)

<!-- 仅中文 -->
英文页面没有的说明：7 个术语。
<!-- /仅中文 -->

用 [OpenTofu](tofu.md) 分三步读取 \`pump.json\`，限 30 秒：

1. 运行：

   \`\`\`sh
   npx pump --all
   \`\`\`

| 选项 | 默认值 |
|---|---|
| \`--rate\` | 5 |
| \`--all\` | 两个 |
`;

const said = (change: (page: string) => string) =>
  differences({ name: "en.md", text: english }, { name: "zh.md", text: change(chinese) }).join("\n");

test("pages that say the same do not differ, and what the Chinese one adds between its marks does not count", () => {
  expect(said((page) => page)).toBe("");
});

test.each<[what: string, from: string, to: string, said: string]>([
  ["a number", "30 秒", "60 秒", "zh.md:9 (paragraph) lacks 30, has 60 in addition"],
  ["a number in words", "三步", "四步", "lacks 3, has 4 in addition"],
  ["a name of code", "`pump.json`", "`pumps.json`", "lacks `pump.json`, has `pumps.json` in addition"],
  ["a link", "tofu.md", "tf.md", "lacks link to tofu.md, has link to tf.md in addition"],
  ["a name", "[OpenTofu]", "[OpenTofoO]", "lacks OpenTofu, has OpenTofoO in addition"],
  ["a command", "pump --all", "pump  --all", "zh.md:13 (block) is another block of code"],
  ["a cell of a table", "| `--rate` | 5 |", "| `--rate` 5 | |", "has 5 in addition, lacks 5"],
  ["a heading", "# 水泵", "## 水泵", "zh.md:1 (heading ##) stands where en.md:5 (heading #) is"],
  ["a row less", "| `--rate` | 5 |\n", "", "lacks `--rate`"],
  ["the last row less", "| `--all` | 两个 |\n", "", "the end of zh.md stands where en.md:20 (row of 2 cells) is"],
  ["a paragraph more", "1. 运行", "另外。\n\n1. 运行", "zh.md:11 (paragraph) stands where en.md:11 (item 1.) is"],
  ["a sentence that is left in English", "# 水泵", "# Pumps\n\nRead one or more files", "stands where"],
])("%s that differs is named, with its place in both pages", (_, from, to, expected) => {
  expect(chinese).toContain(from);
  expect(said((page) => page.replace(from, to))).toContain(expected);
});

test("what is left in English is named", () => {
  const left = "Read `pump.json` within 30 seconds, in 3 steps, with [OpenTofu](tofu.md):";
  expect(said((page) => page.replace(/^用 .*$/m, left))).toContain("is not translated");
});
