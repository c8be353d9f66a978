import { address } from "./address";
import { blocks } from "./platforms/blocks";
import { checkPlatforms, type ProviderBlock } from "./platforms/configuration";
import { connectionAttributes } from "./platforms/connection";
import { defineProvider } from "./plugin/provider";
import { connectProduct, connectProducts } from "./product/data-source";
import { connectProductSecret } from "./product/secret";
import { optional } from "./schema/attribute";
import { object } from "./schema/object";
import { printPath } from "./schema/path";
import { Problem } from "./schema/problem";
import { version } from "./version";

/** The provider for Terraform: the provider block, the data sources and the ephemeral resource for secrets. */
export const connect = defineProvider({
  name: "connect",
  address,
  version,
  description:
    "Reads facts about IoT products (device types) from the platform they belong to. It never changes anything on the platform.",
  attributes: {
    ...Object.fromEntries(
      blocks.map(({ name, settings, description }) => [name, optional(object(settings), description)]),
    ),
    ...connectionAttributes,
  },
  validate: (block) => checkPlatforms(blocks, block),
  configure: async (block: ProviderBlock, { unknowns, log, terraformVersion }) => {
    if (unknowns.length > 0) return unknownClient(unknowns.map(printPath));
    // A separate file in the provider: two of the three launches of a plan do not load it.
    const { openClient }: typeof import("./client") = require("./client");
    const { source, record, close } = openClient(block, {
      reader: `Terraform ${terraformVersion}`,
      observe: ({ event, ...fields }) => log("debug", `http ${event}`, fields),
    });
    return { source: () => source, record, close };
  },
  close: (client) => client.close(),
  dataSources: { connect_product: connectProduct, connect_products: connectProducts },
  ephemeralResources: { connect_product_secret: connectProductSecret },
});

const unknownClient = (names: readonly string[]) => ({
  source: () => refuse(names),
  record: { answerTo: () => refuse(names), gapAt: () => undefined },
  close: async () => {},
});

function refuse(names: readonly string[]): never {
  throw new Problem("value-not-known", {
    summary: "Provider configuration not known yet",
    reason: `These provider arguments are only known after apply: ${names.join(", ")}.`,
    remedy:
      "Give them values that are known at plan time, set them in the environment (CONNECT_…), or add depends_on to the data source so that it is read during apply.",
  });
}
