import { Problem } from "../../schema/problem";
import type { Handlers } from "../go-plugin/service";
import type { Log, Provider } from "../provider";
import { answerWith } from "./answers";
import type { Calls } from "./calls";
import { type Checked, type Config, checkConfig, decodeConfig, notKnownYet } from "./config";
import type { DynamicValue, Provider as ProviderService } from "./gen/tfplugin6";
import { providerMetadata, providerSchema } from "./schema";
import { encodeState } from "./state";

/** Clients made by ConfigureProvider. A debugged process may be configured several times, by provider aliases or commands. */
// biome-ignore lint/suspicious/noExplicitAny: only the definition knows what its client is
export type Clients = any[];

/** Terraform itself never causes this. */
const notConfigured = (): Problem =>
  new Problem("not-configured", {
    reason: "Data was requested before the provider was configured, or after its configuration had failed.",
  });

/** Terraform's protocol 6 for a provider: every call, from request to response. */
export function providerHandlers(
  provider: Provider,
  { calls, clients, log }: { calls: Calls; clients: Clients; log: Log },
): Handlers<typeof ProviderService> {
  const answer = answerWith(calls, provider.name, log);

  const dataSource = (name: string) => named(provider.dataSources, name, "data source");
  const ephemeralResource = (name: string) => named(provider.ephemeralResources ?? {}, name, "ephemeral resource");

  /** The values of a block, if all of it is known and valid. */
  const obtain = async (
    definition: Checked,
    config: DynamicValue | undefined,
    ask: (values: Config["values"], client: Clients[number]) => Promise<unknown>,
  ): Promise<{ problems: readonly Problem[]; value?: DynamicValue }> => {
    if (clients.length === 0) throw notConfigured();
    const block = decodeConfig(definition.attributes, config);
    const [unknown] = block.unknowns;
    if (unknown) throw notKnownYet(unknown);
    // Checked again: values that were unknown when Terraform validated are known now.
    const problems = checkConfig(definition, block);
    if (problems.length > 0) return { problems };
    return { problems, value: encodeState(definition.attributes, await ask(block.values, clients.at(-1))) };
  };

  return {
    getMetadata: async () => providerMetadata(provider),

    getProviderSchema: (_, cancelled) => answer("describing itself", cancelled, async () => providerSchema(provider)),

    validateProviderConfig: ({ config }, cancelled) =>
      answer("checking the provider block", cancelled, async () => check(provider, config)),

    configureProvider: ({ config, terraformVersion = "" }, cancelled) =>
      answer("configuring the provider", cancelled, async (context) => {
        const block = decodeConfig(provider.attributes, config);
        const problems = checkConfig(provider, block);
        if (problems.length > 0) return { problems };
        clients.push(
          await provider.configure(block.values, { ...context, terraformVersion, unknowns: block.unknowns }),
        );
        return {};
      }),

    validateDataResourceConfig: ({ typeName = "", config }, cancelled) =>
      answer(`checking ${typeName}`, cancelled, async () => check(dataSource(typeName), config)),

    readDataSource: ({ typeName = "", config }, cancelled) =>
      answer(`reading ${typeName}`, cancelled, async (context) => {
        const source = dataSource(typeName);
        const { problems, value } = await obtain(source, config, (values, client) =>
          source.read(values, client, context),
        );
        return { problems, state: value };
      }),

    validateEphemeralResourceConfig: ({ typeName = "", config }, cancelled) =>
      answer(`checking ${typeName}`, cancelled, async () => check(ephemeralResource(typeName), config)),

    openEphemeralResource: ({ typeName = "", config }, cancelled) =>
      answer(`opening ${typeName}`, cancelled, async (context) => {
        const resource = ephemeralResource(typeName);
        const { problems, value } = await obtain(resource, config, (values, client) =>
          resource.open(values, client, context),
        );
        return { problems, result: value };
      }),

    // Terraform closes every ephemeral resource, and a missing method would be a failure.
    closeEphemeralResource: async () => ({}),
    renewEphemeralResource: async () => ({}),

    // Cores of later versions ask these of every provider: there are none of both.
    getFunctions: async () => ({}),
    getResourceIdentitySchemas: async () => ({}),

    stopProvider: async () => {
      calls.stop();
      return {};
    },
  };
}

function named<T>(definitions: Readonly<Record<string, T>>, name: string, kind: string): T {
  const found = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  if (!found) throw new Error(`this version of the provider has no ${kind} ${name}`);
  return found;
}

const check = (definition: Checked, config: DynamicValue | undefined) => ({
  problems: checkConfig(definition, decodeConfig(definition.attributes, config)),
});
