import { blocksOf, fileOf, isAsShown, isExcerpt } from "../../support/pages/blocks";

const page = `# Title

\`\`\`sh
first
\`\`\`

## Door

1. Save this in two
   lines as \`main.tf\`. Import \`other.tf\`:

   \`\`\`terraform
   a = {

     b = 1
   }
   \`\`\`

   \`\`\`text
   …
   \`\`\`

An excerpt:

\`\`\`
what \`\`\` is within
\`\`\`
`;

test("all blocks of a page are found, each with its section and the paragraph before it", () => {
  expect(blocksOf(page)).toEqual([
    { section: "", before: "# Title", language: "sh", text: "first\n" },
    {
      section: "Door",
      before: "1. Save this in two\n   lines as `main.tf`. Import `other.tf`:",
      language: "terraform",
      text: "a = {\n\n  b = 1\n}\n",
    },
    { section: "Door", before: "", language: "text", text: "…\n" },
    { section: "Door", before: "An excerpt:", language: "", text: "what ``` is within\n" },
  ]);
  expect(blocksOf(page).map(fileOf)).toEqual([undefined, "main.tf", undefined, undefined]);
  expect(blocksOf(page).map(isExcerpt)).toEqual([false, false, false, true]);
});

test("a block that is not closed is an error", () => {
  expect(() => blocksOf("Look:\n\n```sh\nfirst\n")).toThrow('The block after "Look:" is not closed.');
});

test.each([
  ["a\nb", "a\nb\n", true],
  ["a\nb", "a\n", false],
  ["a", "a\nb\n", false],
  ["a.", "ab\n", false],
  ["…", "", true],
  ["…\nb", "b\n", true],
  ["…\nb", "a\na\nb\n", true],
  ["…\nb", "a\nab\n", false],
  ["a\n  …\nb", "a\n1\n\n2\nb\n", true],
  ["in … s", "in 12 s\n", true],
  ["in … s", "in\n12 s\n", false],
])("%j shows %j: %s", (shown, printed, is) => {
  expect(isAsShown(shown, printed)).toBe(is);
});
