import { isDeepStrictEqual } from "node:util";
import { address } from "../../src/address";
import { isOlder } from "../../src/doctor/engines";
import { environmentOf, seedOf } from "../bench/seed";
import type { Program } from "./programs";
import type { Trial } from "./trial";

/** The product's secret is the key of a second account, so that only the right one reads. */
const secondAccount = { accessKey: "second-access-key", secretKey: "matrix-second-secret", orgIds: ["o1"] };

/** What the emulator serves. */
export function seedWith(modelId: string) {
  const { accounts, products } = seedOf(3);
  const { secretKey: productSecret } = secondAccount;
  return {
    accounts: [...accounts, secondAccount],
    products: products.map((product) => ({ ...product, modelId, productSecret })),
  };
}

/** What the programs have in their environment; a read that fails is not repeated. */
export const variablesOf = (endpoint: string) => ({ ...environmentOf(endpoint), CONNECT_MAX_ATTEMPTS: "1" });

const stack = `terraform {
  required_providers {
    connect = {
      source = "${address}"
    }
  }
}
provider "connect" {}
data "connect_product" "p" {
  product_key = "key0"
  expect      = { model_id = "M" }
}
data "connect_products" "all" {}
output "model" {
  value = data.connect_product.p.model_id
}
output "models" {
  value = { for key, p in data.connect_products.all.products : key => p.model_id }
}
`;

const mocks = `mock_provider "connect" {
  mock_data "connect_product" {
    defaults = { model_id = "mocked" }
  }
}
run "reads" {
  command = plan
  assert {
    condition     = output.model == "mocked"
    error_message = "The mock was not used."
  }
}
`;

// API v2.1 sends the secret as plain text.
const secret = `provider "connect" {
  alias = "plain"
  enos  = { api_version = "v2.1" }
}
ephemeral "connect_product_secret" "p" {
  provider    = connect.plain
  product_key = "key0"
}
provider "connect" {
  alias = "second"
  enos = {
    access_key = "${secondAccount.accessKey}"
    secret_key = ephemeral.connect_product_secret.p.product_secret
  }
}
data "connect_product" "by_secret" {
  provider    = connect.second
  product_key = "key1"
}
output "by_secret" {
  value = data.connect_product.by_secret.model_id
}
`;

/** A part of the life of a configuration. Throws if something is not as it should be. */
export interface Step {
  readonly name: string;
  /** the first versions that know what it is about */
  readonly since?: Readonly<Record<string, string>>;
  readonly run: (trial: Trial, endpoint: string) => void | Promise<void>;
}

export const isKnown = ({ since }: Step, { name, version }: Program): boolean =>
  since === undefined || !isOlder(version, since[name] ?? version);

const models = { key0: "M", key1: "M", key2: "M" };

export const steps: readonly Step[] = [
  {
    name: "`install`",
    run(trial) {
      trial.write("main.tf", stack);
      trial.cli("install");
    },
  },
  { name: "`init`", run: (trial) => void trial.engine("init", "-input=false") },
  { name: "`validate`", run: (trial) => void trial.engine("validate") },
  {
    name: "`plan`",
    run(trial) {
      const before = trial.starts();
      trial.engine("plan", "-input=false", "-out=saved");
      if (trial.starts() === before) throw new Error("The provider was not started by this Node.");
    },
  },
  {
    name: "`apply`",
    run(trial) {
      trial.engine("apply", "-input=false", "saved");
      expectOutputs(trial, { model: "M", models });
    },
  },
  {
    name: "drift of a value",
    async run(trial, endpoint) {
      await send(endpoint, "PUT", "seed", seedWith("N"));
      trial.refused(["model_id is not as expected", '"M"', '"N"'], "plan", "-input=false");
      await send(endpoint, "PUT", "seed", seedWith("M"));
    },
  },
  {
    name: "a read that fails",
    async run(trial, endpoint) {
      await send(endpoint, "POST", "faults", { match: { action: "get" }, status: 503, times: 100 });
      trial.refused(["503"], "plan", "-input=false");
      await send(endpoint, "DELETE", "faults");
    },
  },
  {
    name: "mocks of `test`",
    since: { terraform: "1.7.0", tofu: "1.8.0" },
    run(trial) {
      trial.write("main.tftest.hcl", mocks);
      const said = trial.engine("test");
      if (!said.includes("1 passed")) throw new Error(said);
    },
  },
  {
    name: "an ephemeral secret",
    since: { terraform: "1.10.0", tofu: "1.11.0" },
    run(trial) {
      trial.write("secret.tf", secret);
      trial.engine("apply", "-input=false", "-auto-approve");
      expectOutputs(trial, { model: "M", models, by_secret: "M" });
    },
  },
  {
    name: "`destroy`",
    run(trial) {
      trial.engine("destroy", "-input=false", "-auto-approve");
      expectOutputs(trial, {});
    },
  },
];

function expectOutputs(trial: Trial, expected: Readonly<Record<string, unknown>>): void {
  const said = trial.engine("output", "-json");
  const outputs = Object.entries<{ value: unknown }>(JSON.parse(said)).map(([name, { value }]) => [name, value]);
  if (!isDeepStrictEqual(Object.fromEntries(outputs), expected)) throw new Error(`The outputs are ${said}`);
}

async function send(endpoint: string, method: string, what: string, body?: object): Promise<void> {
  const answer = await fetch(`${endpoint}/_emu/${what}`, { method, ...(body && { body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(await answer.text());
}
