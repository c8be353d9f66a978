import { join } from "node:path";
import { type TerraformDataSource, type TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { writeAtomically } from "../files/write";
import { type Entries, printLock } from "../lock/lock-file";
import { LOCK_FILE } from "../lock/lock-location";
import { variableName } from "../platforms/configuration";
import { atMost } from "../schema/at-most";
import { oneLine } from "../schema/foreign-text";
import { orProblem } from "../schema/or-problem";
import { isProblem, type Problem } from "../schema/problem";
import { entriesFor } from "../synth/entries";
import type { LookUp } from "../synth/look-up";
import { providerFor } from "./provider-block";
import { unwantedStack } from "./target-stack";

/** The look-up that asks what a data source asks. Throws Problem for arguments that are tokens. */
export const lookUpOf: unique symbol = Symbol("lookUpOf");

/** A data source whose answer can be recorded. */
export interface Recordable extends TerraformDataSource {
  readonly onUnavailableInput?: string;
  [lookUpOf](): LookUp;
}

/** The arguments of a provider about what is recorded. */
interface Recording extends TerraformProvider {
  readonly onUnavailableInput?: string;
  readonly recordFileInput?: string;
}

/** The most reasons that are shown, and constructs with one of them. */
const MOST_SHOWN = 5;

/**
 * Puts the answers for the data sources of a stack that want recorded ones beside its configuration, where the provider looks for them.
 * They come from the app's lock file; what it lacks is read and recorded, as for `atSynth`. What cannot be read only costs a warning: the
 * plan needs it while the platform cannot be reached, and then only.
 */
export function placeRecord(stack: TerraformStack, directory: string): void {
  const lookUps = new Map<LookUp, Recordable>();
  const gaps = new Map<Recordable, Problem>();
  for (const source of stack.node.findAll().filter(isRecordable)) {
    if (TerraformStack.of(source) !== stack || !wantsRecord(source)) continue;
    const lookUp = orProblem(() => source[lookUpOf]());
    if (isProblem(lookUp)) gaps.set(source, lookUp);
    else lookUps.set(lookUp, source);
  }
  const { entries, failures } = entriesFor(stack, [...lookUps.keys()], unwantedStack(stack) === undefined);
  for (const [wanted, problem] of failures) gaps.set(lookUps.get(wanted) as Recordable, problem);
  if (entries.size > 0) place(directory, entries);
  warn(stack, gaps);
}

const isRecordable = (node: IConstruct): node is Recordable & IConstruct => lookUpOf in node;

/** The provider's own file is its author's business. */
function wantsRecord(source: Recordable): boolean {
  const provider = providerFor(source, source.provider) as Recording | undefined;
  const { onUnavailableInput: own } = source;
  const wish = own ?? provider?.onUnavailableInput ?? process.env[variableName(null, "onUnavailable")];
  return wish === "recorded" && provider?.recordFileInput === undefined;
}

const place = (directory: string, entries: Entries): void =>
  writeAtomically(join(directory, LOCK_FILE), printLock(entries));

function warn(stack: TerraformStack, gaps: ReadonlyMap<Recordable, Problem>): void {
  const byReason = new Map<string, string[]>();
  for (const [source, { message }] of gaps) byReason.set(message, [...(byReason.get(message) ?? []), source.node.path]);
  const lines = [...byReason].map(([reason, paths]) => {
    const of = atMost(MOST_SHOWN, paths, (rest) => `${rest} more`).join(", ");
    return `nothing is recorded for ${of}, so a plan fails while the platform cannot be reached: ${reason}`;
  });
  for (const line of atMost(MOST_SHOWN, lines, (rest) => `… and ${rest} more`))
    process.stderr.write(`cdktf-connect: stack ${oneLine(`${stack.node.path}: ${line}`)}\n`);
}
