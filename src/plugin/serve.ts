import { writeSync } from "node:fs";
import { checkProtocol, handshakeLine, PROTOCOL, startedByHost } from "./go-plugin/handshake";
import { type Address, usualNetwork } from "./go-plugin/listen";
import { createLog, logLevel } from "./go-plugin/log";
import { type Plugin, startServer } from "./go-plugin/server";
import { methodsOf } from "./go-plugin/service";
import { redirectOutput, writeStderr } from "./go-plugin/stderr";
import type { Provider } from "./provider";
import { Calls } from "./tfplugin6/calls";
import { Provider as ProviderService } from "./tfplugin6/gen/tfplugin6";
import { type Clients, providerHandlers } from "./tfplugin6/service";

const STDOUT = 1;
const DEBUG_FLAG = "--debug";

/** Serves a provider to the Terraform that started this process; with `--debug`, to every Terraform with its address. */
export async function serve(
  provider: Provider,
  { network = usualNetwork }: { network?: Address["network"] } = {},
): Promise<void> {
  const environment = process.env;
  const debugging = process.argv.includes(DEBUG_FLAG);
  if (!debugging && !startedByHost(environment)) return refuse(provider);
  try {
    if (!debugging) checkProtocol(environment);
    const plugin = createPlugin(provider);
    const { address, certificate } = await startServer(plugin, { environment, network, debugging });
    if (debugging) return print(reattachment(provider, address));
    print(handshakeLine(address, certificate));
    redirectOutput((text) => plugin.log("debug", text.trimEnd(), { printed: "stdout" }));
  } catch (error) {
    // If the first line is not a handshake, Terraform shows it to its users.
    const { code, message } = error as NodeJS.ErrnoException;
    const hint = code === "ERR_SSL_NO_CIPHER_MATCH" ? "; check --tls-cipher-list in NODE_OPTIONS" : "";
    print(`The ${provider.name} provider cannot start: ${message}${hint}\n`);
    process.exit(1);
  }
}

function createPlugin(provider: Provider): Plugin {
  const log = createLog(provider.name, logLevel(process.env), writeStderr);
  const calls = new Calls();
  const clients: Clients = [];
  return {
    log,
    methods: methodsOf(ProviderService, providerHandlers(provider, { calls, clients, log })),
    failPending: (error) => calls.fail(error),
    close: async () => {
      await Promise.allSettled(clients.map(async (client) => provider.close?.(client)));
    },
  };
}

function refuse({ name }: Provider): void {
  writeStderr(
    `This is the Terraform provider "${name}": Terraform starts it, so run "terraform init" in a directory whose configuration ` +
      `uses it (to debug the provider, start it with ${DEBUG_FLAG}).\n`,
  );
  process.exitCode = 1;
}

/** The variable that makes Terraform use this process instead of starting one. */
function reattachment({ name, address = name }: Provider, { network, text }: Address): string {
  const config = {
    Protocol: "grpc",
    ProtocolVersion: PROTOCOL,
    Pid: process.pid,
    Test: true,
    Addr: { Network: network, String: text },
  };
  return `export TF_REATTACH_PROVIDERS='${JSON.stringify({ [address]: config })}'\n`;
}

const print = (text: string): void => {
  writeSync(STDOUT, text);
};
