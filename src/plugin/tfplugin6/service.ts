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
  const dataSource = { kind: "data source", elements: provider.dataSources };
  const ephemeralResource = { kind: "ephemeral resource", elements: provider.ephemeralResources ?? {} };

  const check = (doing: string, find: () => Checked, { config }: Request, cancelled: AbortSignal) =>
    answer(doing, cancelled, async () => {
      const definition = find();
      return { problems: checkConfig(definition, decodeConfig(definition.attributes, config)) };
    });

  /** The values of an element, if all of its block is known and valid. */
  const read = (doing: string, kind: Kind, { typeName = "", config }: Request, cancelled: AbortSignal) =>
    answer<{ value?: DynamicValue }>(`${doing} ${typeName}`, cancelled, async (context) => {
      const element = named(kind, typeName);
      if (clients.length === 0) throw notConfigured();
      const block = decodeConfig(element.attributes, config);
      const [unknown] = block.unknowns;
      if (unknown) throw notKnownYet(unknown);
      // Checked again: values that were unknown when Terraform validated are known now.
      const problems = checkConfig(element, block);
      if (problems.length > 0) return { problems };
      return { value: encodeState(element.attributes, await element.read(block.values, clients.at(-1), context)) };
    });

  const checkElement = (kind: Kind) => (request: Request, cancelled: AbortSignal) => {
    const { typeName = "" } = request;
    return check(`checking ${typeName}`, () => named(kind, typeName), request, cancelled);
  };

  return {
    getMetadata: async () => providerMetadata(provider),

    getProviderSchema: (_, cancelled) => answer("describing itself", cancelled, async () => providerSchema(provider)),

    validateProviderConfig: (request, cancelled) =>
      check("checking the provider block", () => provider, request, cancelled),

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

    validateDataResourceConfig: checkElement(dataSource),

    readDataSource: async (request, cancelled) => {
      const { value: state, diagnostics } = await read("reading", dataSource, request, cancelled);
      return { state, diagnostics };
    },

    validateEphemeralResourceConfig: checkElement(ephemeralResource),

    openEphemeralResource: async (request, cancelled) => {
      const { value: result, diagnostics } = await read("opening", ephemeralResource, request, cancelled);
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

interface Kind {
  readonly kind: string;
  readonly elements: Elements<Clients[number]>;
}

function named({ kind, elements }: Kind, name: string): Element<Clients[number]> {
  const found = Object.hasOwn(elements, name) ? elements[name] : undefined;
  if (!found) throw new Error(`this version of the provider has no ${kind} ${name}`);
  return found;
}
