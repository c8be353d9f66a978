import { Problem } from "../../schema/problem";
import type { Handlers } from "../go-plugin/service";
import type { Element, Elements, Log, Provider } from "../provider";
import { answerWith } from "./answers";
import type { Calls } from "./calls";
import { type Checked, checkConfig, decodeConfig, notKnownYet } from "./config";
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

  /** The two calls about elements of one kind: to check a block, and to read its values if all of it is known and valid. */
  const callsOf = (elements: Elements<Clients[number]>, kind: string, reading: string) => ({
    check: ({ typeName = "", config }: Request, cancelled: AbortSignal) =>
      answer(`checking ${typeName}`, cancelled, async () => check(named(elements, typeName, kind), config)),

    read: ({ typeName = "", config }: Request, cancelled: AbortSignal) =>
      answer<{ value?: DynamicValue }>(`${reading} ${typeName}`, cancelled, async (context) => {
        const element = named(elements, typeName, kind);
        if (clients.length === 0) throw notConfigured();
        const block = decodeConfig(element.attributes, config);
        const [unknown] = block.unknowns;
        if (unknown) throw notKnownYet(unknown);
        // Checked again: values that were unknown when Terraform validated are known now.
        const problems = checkConfig(element, block);
        if (problems.length > 0) return { problems };
        return { value: encodeState(element.attributes, await element.read(block.values, clients.at(-1), context)) };
      }),
  });
  const dataSources = callsOf(provider.dataSources, "data source", "reading");
  const ephemeralResources = callsOf(provider.ephemeralResources ?? {}, "ephemeral resource", "opening");

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

    validateDataResourceConfig: dataSources.check,

    readDataSource: async (request, cancelled) => {
      const { value: state, diagnostics } = await dataSources.read(request, cancelled);
      return { state, diagnostics };
    },

    validateEphemeralResourceConfig: ephemeralResources.check,

    openEphemeralResource: async (request, cancelled) => {
      const { value: result, diagnostics } = await ephemeralResources.read(request, cancelled);
      return { result, diagnostics };
    },

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

interface Request {
  readonly typeName?: string | undefined;
  readonly config?: DynamicValue | undefined;
}

function named<Client>(elements: Elements<Client>, name: string, kind: string): Element<Client> {
  const found = Object.hasOwn(elements, name) ? elements[name] : undefined;
  if (!found) throw new Error(`this version of the provider has no ${kind} ${name}`);
  return found;
}

const check = (definition: Checked, config: DynamicValue | undefined) => ({
  problems: checkConfig(definition, decodeConfig(definition.attributes, config)),
});
