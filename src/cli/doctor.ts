import { constants, homedir } from "node:os";
import type { Finding } from "../doctor/check";
import { examination } from "../doctor/examination";
import { examine } from "../doctor/examine";
import { isFine, jsonReport, linePrinter, skippedLines, sum } from "../doctor/report";
import { secretsOf } from "../doctor/secrets";
import { shareable } from "../doctor/shareable";
import { FAILURE, FINE } from "./exit-code";
import { parseOptions } from "./options";
import { platformNamed, platformNames } from "./platform-option";

export const doctorHelp = `Usage: cdktf-connect doctor [--platform ${platformNames}] [--json]

Finds out why a platform cannot be read, or the provider not be found: a line for each thing it looks at, with what
to do where something is wrong. It sends a search and one or two reads of a product, and changes nothing.

  settings        which platform, which settings, and where each comes from (variable, profile, default)
  the way         proxy, name resolution, connection, TLS certificate
  access          API, credentials, permission for each read, clock
  this machine    Node.js, terraform, tofu, their CLI configuration
  this directory  terraform.d/plugins, .terraform.lock.hcl, connect.lock.json; in a CDKTF app those of its stacks

  --platform P    check this platform, if the environment names both
  --json          the same as JSON

No secret, home directory or user name of a URL is printed: the output may be pasted into a bug report.
What stands in a provider block is not seen; say it in the environment for the run:

  CONNECT_ENOS_ENDPOINT=https://apim.example.com CONNECT_ENOS_ORG_ID=o15000000000001 cdktf-connect doctor

Exit codes: 0 nothing failed (there may be warnings), 1 something failed, 3 usage.
`;

/** `cdktf-connect doctor` */
export async function doctor(args: string[]): Promise<number> {
  const { values } = parseOptions({ args, options: { platform: { type: "string" }, json: { type: "boolean" } } });
  const platform = platformNamed(values.platform);
  const { env: environment, stdout } = process;
  // undici warns that its SOCKS proxy is experimental; nothing but the report is written here.
  process.removeAllListeners("warning");
  const home = homeOfUser();
  const { checks, close } = examination({ environment, directory: process.cwd(), platform });
  const share = shareable(home, secretsOf(environment));
  // A terminal without a known width reports 0.
  const columns = (stdout.isTTY && stdout.columns) || Number.POSITIVE_INFINITY;
  const paper = { columns, coloured: stdout.hasColors?.() ?? false };
  const print = linePrinter(checks, paper);
  const findings: Finding[] = [];
  for (const signal of signals) process.once(signal, exit);
  try {
    for await (const found of examine(checks)) {
      const finding = share(found);
      findings.push(finding);
      if (!values.json && finding.state !== "skipped") stdout.write(print(finding));
    }
  } finally {
    for (const signal of signals) process.off(signal, exit);
    await close();
  }
  stdout.write(values.json ? jsonReport(findings) : `${skippedLines(findings, paper)}\n${sum(findings)}\n`);
  return isFine(findings) ? FINE : FAILURE;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Exits, which ends what was started and removes what was written; a signal alone would end this process at once. */
const exit = (signal: NodeJS.Signals): never => process.exit(128 + constants.signals[signal]);

/** undefined for a user that the system does not know, as in many containers. */
function homeOfUser(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
