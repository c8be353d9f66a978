import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { readEmpty, writeEmpty } from "../../src/plugin/go-plugin/gen/plugin";
import {
  type ConfigureProviderRequest,
  type ReadDataSourceRequest,
  readConfigureProviderResponse,
  readGetProviderSchemaResponse,
  readReadDataSourceResponse,
  writeConfigureProviderRequest,
  writeGetProviderSchemaRequest,
  writeReadDataSourceRequest,
} from "../../src/plugin/tfplugin6/gen/tfplugin6";
import { connectProduct } from "../../src/product/data-source";
import { connect as provider } from "../../src/provider";
import { blockOf, connectHost, hostEnvironment, type Method } from "./host";
import { cpuMilliseconds, residentMegabytes } from "./process";

const executable = join(__dirname, "..", "..", "dist", "provider", "terraform-provider-connect");

const getSchema: Method<object> = {
  path: "/tfplugin6.Provider/GetProviderSchema",
  write: writeGetProviderSchemaRequest,
  read: readGetProviderSchemaResponse,
};
const configure: Method<ConfigureProviderRequest> = {
  path: "/tfplugin6.Provider/ConfigureProvider",
  write: writeConfigureProviderRequest,
  read: readConfigureProviderResponse,
};
const readDataSource: Method<ReadDataSourceRequest> = {
  path: "/tfplugin6.Provider/ReadDataSource",
  write: writeReadDataSourceRequest,
  read: readReadDataSourceResponse,
};
const shutDown: Method<object> = {
  path: "/plugin.GRPCController/Shutdown",
  write: writeEmpty,
  read: readEmpty,
};

/** What the parts of one launch take, in milliseconds, and what the provider then holds in memory. */
export interface Session {
  readonly handshake: number;
  /** from the handshake to the last answer: schema, configuration and reads, if there are any */
  readonly work: number;
  /** from Shutdown to gone */
  readonly ending: number;
  /** all the processor time it took until then */
  readonly cpu: number;
  readonly megabytes: number;
}

/** One life of the provider as Terraform makes it: handshake, schema, configuration and all reads at once if there are any, Shutdown. */
export async function runSession(
  environment: NodeJS.ProcessEnv,
  productKeys: readonly string[],
  program = executable,
): Promise<Session> {
  const started = performance.now();
  const child = spawn(program, { env: { ...environment, ...hostEnvironment }, stdio: ["ignore", "pipe", "inherit"] });
  const gone = once(child, "exit");
  const [line] = await once(child.stdout, "data");
  const ready = performance.now();
  const host = connectHost(String(line));
  await host.call(getSchema, {});
  if (productKeys.length > 0) {
    await host.call(configure, { terraformVersion: "1.11.4", config: blockOf(provider.attributes) });
    const requests = productKeys.map((product_key) => ({
      typeName: "connect_product",
      config: blockOf(connectProduct.attributes, { product_key }),
    }));
    await Promise.all(requests.map((request) => host.call(readDataSource, request)));
  }
  const done = performance.now();
  const cpu = cpuMilliseconds(child.pid);
  const megabytes = residentMegabytes(child.pid);
  await host.call(shutDown, {});
  host.close();
  await gone;
  const [handshake, work, ending] = [ready - started, done - ready, performance.now() - done];
  return { handshake, work, ending, cpu, megabytes };
}
