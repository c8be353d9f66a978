import { type Emulator, serveEmulators } from "../../../src/emulator/shell/serve";
import { providerRequirement, Workspace } from "../terraform";
import { addFault, type Field } from "./field";
import { type Sick, wantedKeys } from "./platforms";
import { type Verdict, verdictOf } from "./verdict";

/** A provider of its own, which reads a product and a list from a platform of its own; a wrong answer breaks a condition. */
const block = (sick: Sick, endpoint: string, isSlow: boolean, index: number): string => `
  provider "connect" {
    alias = "p${index}"
    ${sick.block(endpoint)}
    ${isSlow ? "request_timeout = 0.4" : ""}
  }
  data "connect_product" "d${index}" {
    provider    = connect.p${index}
    product_key = "key00001"
    lifecycle {
      postcondition {
        condition     = self.product_name == "wanted 1"
        error_message = "wrong answer"
      }
    }
  }
  data "connect_products" "d${index}" {
    provider = connect.p${index}
    where    = { name_regex = "^wanted" }
    lifecycle {
      postcondition {
        condition     = join(" ", self.product_keys) == "${wantedKeys(sick).join(" ")}"
        error_message = "wrong answer"
      }
    }
  }
`;

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  /** a broken condition has no address */
  readonly snippet?: { readonly context?: string };
}

/** One plan of several platforms, each of which fails in its own way. */
export async function planUnder(engine: string, sick: Sick, fields: readonly Field[]): Promise<Verdict[]> {
  const emulators: Emulator[] = [];
  try {
    for (const field of fields) {
      const emulator = await serveEmulators({ platforms: [sick.open()], seed: sick.seed(sick.count - 1) });
      emulator.reload(sick.seed());
      addFault(emulator, sick, field);
      emulators.push(emulator);
    }
    const workspace = new Workspace(engine, sick.environment(""));
    const blocks = fields.map(({ faultCase }, index) =>
      block(sick, emulators[index]?.endpoint as string, faultCase.isSlow ?? false, index),
    );
    workspace.init(`${providerRequirement}\n${blocks.join("\n")}`);
    const { code, stdout, stderr } = await workspace.run(["plan", "-json", "-input=false"]);
    const diagnostics: Diagnostic[] = stdout
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .flatMap((line) => JSON.parse(line).diagnostic ?? []);
    const elementOf = ({ address, snippet }: Diagnostic) => /\bd(\d+)\b/.exec(address ?? snippet?.context ?? "")?.[1];
    const verdicts = fields.map((_, index): Verdict => {
      const ours = diagnostics.filter((each) => elementOf(each) === String(index));
      const failed = ours.some(({ severity }) => severity === "error");
      const said = ours.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n");
      const isWrong = said.includes("wrong answer");
      const verdict = verdictOf({ code: failed ? 1 : 0, said, answer: isWrong ? "wrong" : "right" }, ["right"]);
      // On a busy machine, a short time may be over before a request is sent.
      const wasRead = emulators[index]?.journal.total !== 0;
      return verdict === "right" && !wasRead ? "the platform was not read" : verdict;
    });
    const others = diagnostics.filter((each) => elementOf(each) === undefined);
    const failed = verdicts.some((verdict) => verdict !== "right");
    if (others.length > 0 || code !== (failed ? 1 : 0) || stderr !== "")
      throw new Error(`The plan ended with ${code}: ${JSON.stringify(others)} ${stderr}`);
    return verdicts;
  } finally {
    await Promise.all(emulators.map((emulator) => emulator.close()));
  }
}
