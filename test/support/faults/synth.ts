import { App, TerraformStack } from "cdktf";
import { ConnectProduct, ConnectProducts } from "../../../src";
import { isProblem } from "../../../src/schema/problem";
import type { Emulator, EmulatorSeed } from "../../../src/testing";
import { newDirectory } from "../directory";
import { addFault, type Field } from "./field";
import { type Sick, wanted, wantedKeys } from "./platforms";
import { type Verdict, verdictOf } from "./verdict";

/** A synth that reads a product and a list, of a platform in another thread whose first seed is the state before. */
export function synthUnder(emulator: Emulator, sick: Sick, field: Field): Verdict {
  emulator.reset();
  emulator.reload(sick.seed() as EmulatorSeed);
  addFault(emulator, sick, field);
  const patience = field.faultCase.isSlow ? { CONNECT_REQUEST_TIMEOUT: "0.4" } : {};
  const variables = { ...sick.environment(emulator.endpoint), CONNECT_LOOKUPS: "live", ...patience };
  Object.assign(process.env, variables);
  try {
    const stack = new TerraformStack(new App({ outdir: newDirectory() }), "stack");
    const { productName } = ConnectProduct.lookup(stack, { productKey: "key00001" });
    const { productKeys } = new ConnectProducts(stack, "all", { where: wanted }).atSynth;
    const answer = JSON.stringify([productName, productKeys]);
    return verdictOf({ code: 0, said: "", answer }, [JSON.stringify(["wanted 1", wantedKeys(sick)])]);
  } catch (error) {
    return verdictOf({ code: isProblem(error) ? 1 : -1, said: (error as Error).message, answer: "" }, []);
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
  }
}
