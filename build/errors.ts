import { type ProblemCode, summaries } from "../src/schema/problem-codes";
import { answers, secrets, synth } from "./errors/answers";
import { configuration } from "./errors/configuration";
import { comparing, files, programs } from "./errors/files";
import { refusals } from "./errors/refusals";
import type { Explanation, Section } from "./errors/section";
import { way } from "./errors/way";

// A code that no section explains does not compile.
const explained: Readonly<Record<ProblemCode, Explanation>> = {
  ...configuration.codes,
  ...way.codes,
  ...refusals.codes,
  ...answers.codes,
  ...secrets.codes,
  ...synth.codes,
  ...files.codes,
  ...comparing.codes,
  ...programs.codes,
};

const sections: readonly Section[] = [
  configuration,
  way,
  refusals,
  answers,
  secrets,
  synth,
  files,
  comparing,
  programs,
];

/** docs/errors.md: every code, what it means and what to do. */
export const errorsPage = (): string => `<!-- Generated from build/errors by \`npm run generate\`. -->

# Errors

Every failure has a stable code of this list. Messages for people show the summary, what happened, what to do, and what support asks for:
the platform's own code, the HTTP status, the id of the request. Programs read the code:

- exceptions of \`atSynth\`, \`find\`, \`lookup\` and \`prefetch\` have \`code\`, \`summary\`, \`reason\`, \`remedy\` and \`facts\` (\`status\`, \`platformCode\`, \`requestId\`, \`url\`, \`attempts\`, …);
- \`--json\` of the commands has \`code\` and \`facts\` beside the sentences.

A code never changes its meaning. New ones may be added in any version.

${sections.map(printSection).join("\n")}`;

const printSection = ({ title, codes }: Section): string =>
  `## ${title}\n\n${(Object.keys(codes) as ProblemCode[]).map(printCode).join("\n")}`;

function printCode(code: ProblemCode): string {
  const [meaning, remedy] = explained[code];
  return `### ${code}\n\n**${summaries[code]}.** ${meaning}\n\nWhat to do: ${remedy}\n`;
}
