import type { Location } from "../claim";
import { type JudgedFinding, newFindings } from "../report";
import type { Format } from "./format";
import { filePath } from "./location";
import { type Note, notesOf, summaryLine } from "./notes";

type Level = "error" | "warning" | "notice";

/** Workflow commands of GitHub Actions: annotations in the log and on the lines of a pull request. */
export const github: Format = {
  name: "github",
  pointsIntoFiles: true,
  print(report, { base }) {
    const lines = [
      ...newFindings(report).map((finding) => ofFinding(finding, base)),
      ...notesOf(report).flatMap((note) => (note.kind === "gone" ? [] : [ofNote(note, base)])),
      summaryLine(report),
    ];
    return lines.map((line) => `${line}\n`).join("");
  },
};

const ofFinding = ({ kind, summary, detail, location }: JudgedFinding, base: string): string =>
  command(
    "error",
    { ...at(location, base), title: `Drift: ${kind}` },
    detail === "" ? summary : `${summary}\n${detail}`,
  );

const ofNote = ({ kind, words, location }: Note, base: string): string =>
  command(
    kind === "ignored" ? "notice" : "warning",
    { ...(location && at(location, base)), title: `Drift: ${kind}` },
    words,
  );

const at = ({ file, line }: Location, base: string) => ({ file: filePath(file, base), line });

/** Escaped as the runner unescapes: https://github.com/actions/toolkit, packages/core/src/command.ts */
function command(
  level: Level,
  properties: Readonly<Record<string, string | number | undefined>>,
  data: string,
): string {
  const written = Object.entries(properties).filter(([, value]) => value !== undefined);
  const list = written.map(([name, value]) => `${name}=${property(String(value))}`).join(",");
  return `::${level} ${list}::${escaped(data)}`;
}

const escaped = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
