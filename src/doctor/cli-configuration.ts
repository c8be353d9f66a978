import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../platforms/platform";
import { type Check, type Outcome, ok, warning } from "./check";
import { type Body, CliSyntaxError, readCliSyntax } from "./cli-syntax";
import { judgeInstallation } from "./installation";

/** Whether the CLI configuration of Terraform or OpenTofu hides the provider. */
export const cliConfigurationCheck = (environment: Environment, home: string, directory: string): Check => ({
  id: "cli_configuration",
  title: "CLI configuration",
  run: () => {
    const variable = ["TF_CLI_CONFIG_FILE", "TERRAFORM_CONFIG"].find((name) => environment[name]);
    const named = variable && environment[variable];
    if (named && !existsSync(named))
      return warning(
        `${variable} names ${named}, and there is no such file.`,
        `Unset ${variable}, or make it name a file.`,
      );
    const files = named ? [named] : usualFiles(environment, home).filter(existsSync);
    const outcomes = files.flatMap((file) => examineFile(file, directory));
    const worst = (["failed", "warning", "ok"] as const).flatMap((state) =>
      outcomes.filter((outcome) => outcome.state === state),
    );
    const none = files.length === 0 ? "there is none" : `no provider_installation in ${files.join(", ")}`;
    return worst[0] ?? ok(none);
  },
});

/** What both programs read, each its own part of it. */
function usualFiles({ APPDATA, XDG_CONFIG_HOME }: Environment, home: string): string[] {
  const windows = process.platform === "win32";
  const base = windows ? (APPDATA ?? home) : home;
  const names = windows ? ["terraform.rc", "tofu.rc"] : [".terraformrc", ".tofurc"];
  const tofu = XDG_CONFIG_HOME ? join(XDG_CONFIG_HOME, "opentofu") : undefined;
  return [
    ...names.map((name) => join(base, name)),
    ...partsIn(join(base, windows ? "terraform.d" : ".terraform.d")),
    ...(tofu ? [join(tofu, "tofurc"), ...partsIn(tofu)] : []),
  ];
}

function partsIn(directory: string): string[] {
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter((name) => /\.tfrc(\.json)?$/.test(name));
  return names.sort().map((name) => join(directory, name));
}

function examineFile(file: string, directory: string): Outcome[] {
  let body: Body;
  try {
    body = readCliSyntax(readFileSync(file, "utf8"));
  } catch (error) {
    // Only our own words: others would quote the file, and it may hold a token.
    const reason = error instanceof CliSyntaxError ? error.message : (error as NodeJS.ErrnoException).code;
    return [warning(`${file} cannot be read (${reason}).`, 'See what "terraform version" says of it.')];
  }
  const blocks = body.get("provider_installation") ?? [];
  return blocks.flatMap((block) => (block instanceof Map ? judgeInstallation(block, file, directory) : []));
}
