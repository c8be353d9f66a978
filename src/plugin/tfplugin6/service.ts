import type { Explained } from "../../schema/error";
import type { Handlers } from "../go-plugin/service";
import type { DataSource, Log, Provider } from "../provider";
import { answerWith } from "./answers";
import type { Calls } from "./calls";
import { checkConfig, decodeConfig, NotKnownYetError } from "./config";
import type { Provider as ProviderService } from "./gen/tfplugin6_pb";
import { providerMetadata, providerSchema } from "./schema";
import { encodeState } from "./state";

/** Clients made by ConfigureProvider. A debugged process may be configured several times, by provider aliases or commands. */
// biome-ignore lint/suspicious/noExplicitAny: only the definition knows what its client is
export type Clients = any[];

/** Only a host that is no Terraform does this. */
export class NotConfiguredError extends Error implements Explained {
  readonly summary = "Provider not configured";
  readonly detail = "Data was asked for before the provider was configured, or after its configuration had failed.";
}

/** Terraform's protocol 6 for a provider: every call it makes, from request to answer. */
export function providerHandlers(
  provider: Provider,
  { calls, clients, log }: { calls: Calls; clients: Clients; log: Log },
): Handlers<typeof ProviderService> {
  const answer = answerWith(calls, provider.name, log);

  const dataSource = (name: string): DataSource<unknown> => {
    const found = Object.hasOwn(provider.dataSources, name) ? provider.dataSources[name] : undefined;
    if (!found) throw new Error(`this version of the provider has no data source ${name}`);
    return found;
  };

  return {
    getMetadata: async () => providerMetadata(provider),

    getProviderSchema: (_, cancelled) => answer("describing itself", cancelled, async () => providerSchema(provider)),

    validateProviderConfig: ({ config }, cancelled) =>
      answer("checking the provider block", cancelled, async () => ({
        findings: checkConfig(provider, decodeConfig(provider.attributes, config)),
      })),

    configureProvider: ({ config, terraformVersion }, cancelled) =>
      answer("configuring the provider", cancelled, async (context) => {
        const block = decodeConfig(provider.attributes, config);
        const findings = checkConfig(provider, block);
        if (findings.length > 0) return { findings };
        clients.push(
          await provider.configure(block.values, { ...context, terraformVersion, unknowns: block.unknowns }),
        );
        return {};
      }),

    validateDataResourceConfig: ({ typeName, config }, cancelled) =>
      answer(`checking ${typeName}`, cancelled, async () => {
        const source = dataSource(typeName);
        return { findings: checkConfig(source, decodeConfig(source.attributes, config)) };
      }),

    readDataSource: ({ typeName, config }, cancelled) =>
      answer(`reading ${typeName}`, cancelled, async (context) => {
        const source = dataSource(typeName);
        if (clients.length === 0) throw new NotConfiguredError();
        const block = decodeConfig(source.attributes, config);
        const [unknown] = block.unknowns;
        if (unknown) throw new NotKnownYetError(unknown);
        // Once more: what was unknown when Terraform validated is known by now.
        const findings = checkConfig(source, block);
        if (findings.length > 0) return { findings };
        const values = await source.read(block.values, clients.at(-1), context);
        return { state: encodeState(source.attributes, values) };
      }),

    stopProvider: async () => {
      calls.stop();
      return {};
    },
  };
}
