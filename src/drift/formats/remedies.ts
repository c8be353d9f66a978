import { refreshCommand, restriction, shellWord } from "../../lock/commands";
import { LOCK_FILE } from "../../lock/lock-location";
import { idOf, keyOf } from "../../reader/query";
import { oneLine } from "../../schema/foreign-text";
import { isDrift } from "../finding";
import { newFindings, type Report, type Source } from "../report";

/** What to do about findings when the platform is right: a line for each file. */
export function remedies(report: Report): string[] {
  const found = newFindings(report).filter(isDrift);
  const lines = report.sources.flatMap((source) => {
    const ofSource = found.filter(({ location }) => location.file === source.file);
    if (ofSource.length === 0 || source.kind === "environment") return [];
    const ids = new Set(ofSource.flatMap(({ origin, query }) => (origin ? idOf(keyOf(origin, query)) : [])));
    return [`  ${oneLine(remedy(source, [...ids]))}`];
  });
  return lines.length === 0 ? [] : ["If the platform is right, record what it says:", ...lines];
}

function remedy({ kind, file, claims, byBootstrap }: Source, ids: readonly string[]): string {
  // The nearest lock file is found without being named.
  if (kind === "lock") return refreshCommand(ids, null, file === LOCK_FILE ? null : file);
  const [query] = claims.flatMap((claim) => ("products" in claim.query ? [claim.query.products] : []));
  // Without a query, bootstrap would write every product, and the file may have only a few.
  if (query === undefined || !byBootstrap) return `write it into ${shellWord(file)}`;
  return ["npx cdktf-connect bootstrap", ...restriction(query), "--expectations", shellWord(file)].join(" ");
}
