/** What the screen says of one platform. */
export interface Section {
  readonly title: string;
  readonly products: string;
  /** one line each */
  readonly accounts: readonly string[];
  /** for the provider, by environment variable; the member of the account where only the seed file may say it */
  readonly variables: Readonly<Record<string, string | { readonly member: string }>>;
}

const shown = 10;

const quoted = (text: string): string => (/^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** What people see once the emulator is ready. The secret of a seed file is never on it; those of the demo are public. */
export function readyScreen(ready: {
  readonly endpoint: string;
  readonly sections: readonly Section[];
  readonly file: string | undefined;
}): string {
  const { endpoint, sections, file } = ready;
  const blocks = sections.map(({ title, products, accounts, variables }) => {
    const lines = accounts.slice(0, shown);
    if (accounts.length > shown) lines.push(`… and ${accounts.length - shown} more`);
    const exports = Object.entries(variables).map(([name, value]) =>
      typeof value === "string"
        ? `  export ${name}=${quoted(value)}\n`
        : `  export ${name}=   # ${value.member} of this account in ${file}\n`,
    );
    return `${title}

  products   ${products} (${file ?? "the built-in demo"})
  accounts   ${lines.join("\n             ") || "none"}

${exports.join("")}`;
  });
  return `Emulated on ${endpoint}; the exports are for Terraform, in another shell.

${blocks.join("\n")}
What was asked: curl ${endpoint}/_emu/journal
Stop with Ctrl-C.
`;
}
