import type { Account, EnosSeed } from "../platforms/enos/emulator";

const shown = 10;

const accountLine = ({ accessKey, orgIds, permissions }: Account): string =>
  `${accessKey}  ${orgIds.join(" ") || "no organization"}  ${(permissions ?? ["Product:Read"]).join(" ") || "no permission"}`;

const quoted = (text: string): string => (/^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** What people see once the emulator is ready. The secret of a seed file is never on it; those of the demo are public. */
export function readyScreen(ready: {
  readonly endpoint: string;
  readonly edition: string;
  readonly seed: Partial<EnosSeed>;
  readonly file: string | undefined;
}): string {
  const { endpoint, edition, file } = ready;
  const { accounts = [], products = [] } = ready.seed;
  const organizations = new Set(products.map(({ orgId }) => orgId));
  const lines = accounts.slice(0, shown).map(accountLine);
  if (accounts.length > shown) lines.push(`… and ${accounts.length - shown} more`);
  const [account] = accounts;
  const variables = {
    ENDPOINT: endpoint,
    ...(edition !== "2.4" && { API_VERSION: "v2.1" }),
    ...(account && { ORG_ID: account.orgIds[0] ?? "", ACCESS_KEY: account.accessKey }),
    ...(account && file === undefined && { SECRET_KEY: account.secretKey }),
  };
  const exports = Object.entries(variables).map(([name, value]) => `  export CONNECT_ENOS_${name}=${quoted(value)}`);
  if (account && file !== undefined)
    exports.push(`  export CONNECT_ENOS_SECRET_KEY=   # secretKey of this account in ${file}`);
  return `EnOS Connect, emulated: edition ${edition}

  endpoint   ${endpoint}
  products   ${products.length} in ${organizations.size} organization${organizations.size === 1 ? "" : "s"} (${file ?? "the built-in demo"})
  accounts   ${lines.join("\n             ") || "none"}

For Terraform, in another shell:

${exports.join("\n")}

What was asked: curl ${endpoint}/_emu/journal
Stop with Ctrl-C.
`;
}
