import { homedir } from "node:os";
import type { Finding } from "../doctor/check";
import { examination } from "../doctor/examination";
import { examine } from "../doctor/examine";
import { isFine, jsonReport, linePrinter, skippedLines, sum } from "../doctor/report";
import { secretsOf } from "../doctor/secrets";
import { shareable } from "../doctor/shareable";
import { defineCommand } from "./command";
import { FAILURE, FINE } from "./exit-code";
import { codeOfSignal, printJson } from "./io";
import { platformNamed, platformOption } from "./platform-option";

export const doctor = defineCommand({
  name: "doctor",
  summary: "find out why a platform cannot be read or the provider is not found",
  about: `Finds out why a platform cannot be read, or the provider not be found: a line for each thing it looks at, with what
to do where something is wrong. It sends a search and one or two reads of a product, and changes nothing.

  settings        which platform, which settings, and where each comes from (variable, profile, default)
  the way         proxy, name resolution, connection, TLS certificate
  access          API, credentials, permission for each read, clock
  this machine    Node.js, terraform, tofu, their CLI configuration
  this directory  terraform.d/plugins, .terraform.lock.hcl, connect.lock.json; in a CDKTF app those of its stacks

No secret, home directory or user name of a URL is printed: the output may be pasted into a bug report.`,
  options: { platform: platformOption("check this platform, if the environment names both") },
  example: [
    "for what a provider block says, which is not seen otherwise",
    "CONNECT_ENOS_ENDPOINT=https://apim.example.com CONNECT_ENOS_ORG_ID=o15000000000001 cdktf-connect doctor",
  ],
  exitCodes: { 0: "nothing failed (there may be warnings)", 1: "something failed" },
  async run({ values, json, paint }, io) {
    const platform = platformNamed(values.platform);
    const { environment, stdout } = io;
    // undici warns that its SOCKS proxy is experimental; nothing but the report is written here.
    process.removeAllListeners("warning");
    const home = homeOfUser();
    const { checks, close } = examination({ environment, directory: process.cwd(), platform });
    const share = shareable(home, secretsOf(environment));
    // A terminal without a known width reports 0.
    const paper = { columns: (stdout.isTTY && stdout.columns) || Number.POSITIVE_INFINITY, paint };
    const print = linePrinter(checks, paper);
    const findings: Finding[] = [];
    // Exits, which ends what was started and removes what was written; a signal alone would end this process at once.
    const ignoreSignals = io.onSignal((signal) => process.exit(codeOfSignal(signal)));
    try {
      for await (const found of examine(checks)) {
        const finding = share(found);
        findings.push(finding);
        if (!json && finding.state !== "skipped") stdout.write(print(finding));
      }
    } finally {
      ignoreSignals();
      await close();
    }
    if (json) printJson(io, 1, jsonReport(findings));
    else stdout.write(`${skippedLines(findings, paper)}\n${sum(findings)}\n`);
    return isFine(findings) ? FINE : FAILURE;
  },
});

/** undefined for a user that the system does not know, as in many containers. */
function homeOfUser(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
