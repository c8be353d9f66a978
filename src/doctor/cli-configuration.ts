import { existsSync, readdirSync, readFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import type { Environment } from "../platforms/platform";
import { type Check, type Outcome, ok, warning } from "./check";
import { type Body, CliSyntaxError, readCliSyntax } from "./cli-syntax";
import { judgeInstallation } from "./installation";
import { isFile, isInPath } from "./programs";

const engines = ["terraform", "tofu"];

/** A file, and the programs that read it. */
interface ConfigurationFile {
  readonly path: string;
  readonly readers: readonly string[];
}

/** Whether the CLI configuration of Terraform or OpenTofu hides the provider. `home`: undefined where there is none. */
export const cliConfigurationCheck = (
  environment: Environment,
  home: string | undefined,
  directory: string,
): Check => ({
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
    const usual = usualFiles(environment, home).filter(({ path }) => existsSync(path));
    const files: ConfigurationFile[] = named ? [{ path: named, readers: engines }] : usual;
    const present = engines.filter((program) => isInPath(program, environment));
    const outcomes = files.flatMap(({ path, readers }) => {
      const found = examineFile(path, directory);
      const isRead = present.length === 0 || present.some((program) => readers.includes(program));
      return isRead ? found : found.map((outcome) => unread(outcome, readers));
    });
    const all = [...outcomes, ...pluginDirectories(environment)];
    const worst = (["failed", "warning", "ok"] as const).flatMap((state) =>
      all.filter((outcome) => outcome.state === state),
    );
    const paths = files.map(({ path }) => path).join(", ");
    return worst[0] ?? ok(files.length === 0 ? "there is none" : `no provider_installation in ${paths}`);
  },
});

/** What is wrong with a file disturbs only those who read it. */
const unread = (outcome: Outcome, readers: readonly string[]): Outcome =>
  outcome.state === "failed"
    ? { ...outcome, state: "warning", detail: `${outcome.detail} Only ${readers.join(" and ")} reads it.` }
    : outcome;

function usualFiles(environment: Environment, home: string | undefined): ConfigurationFile[] {
  const { APPDATA, XDG_CONFIG_HOME } = environment;
  const windows = process.platform === "win32";
  const base = (windows && APPDATA) || home;
  const xdg = XDG_CONFIG_HOME ? join(XDG_CONFIG_HOME, "opentofu") : undefined;
  const ofTofu = (path: string) => ({ path, readers: ["tofu"] });
  const further = xdg ? [join(xdg, "tofurc"), ...partsIn(xdg)].map(ofTofu) : [];
  if (base === undefined) return further;
  const own = join(base, windows ? "tofu.rc" : ".tofurc");
  return [
    // OpenTofu reads it where it has none of its own.
    { path: join(base, windows ? "terraform.rc" : ".terraformrc"), readers: existsSync(own) ? ["terraform"] : engines },
    ofTofu(own),
    ...partsIn(join(base, windows ? "terraform.d" : ".terraform.d")).map((path) => ({ path, readers: engines })),
    ...further,
  ];
}

function partsIn(directory: string): string[] {
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter((name) => /\.tfrc(\.json)?$/.test(name));
  return names.sort().map((name) => join(directory, name));
}

function examineFile(file: string, directory: string): Outcome[] {
  if (file === devNull) return [];
  let body: Body;
  try {
    if (!isFile(file)) throw new CliSyntaxError("it is not a regular file");
    body = readCliSyntax(readFileSync(file, "utf8"));
  } catch (error) {
    // Only our own words: others would quote the file, and it may hold a token.
    const reason = error instanceof CliSyntaxError ? error.message : (error as NodeJS.ErrnoException).code;
    return [warning(`${file} cannot be read (${reason}).`, 'See what "terraform version" says of it.')];
  }
  const blocks = body.get("provider_installation") ?? [];
  return blocks.flatMap((block) => (block instanceof Map ? judgeInstallation(block, file, directory) : []));
}

/** Variables with arguments for init that make it look for providers elsewhere; what else is in them is not shown. */
const pluginDirectories = (environment: Environment): Outcome[] =>
  ["TF_CLI_ARGS", "TF_CLI_ARGS_init"]
    .filter((variable) => /(^|[\s"'])--?plugin-dir\b/.test(environment[variable] ?? ""))
    .map((variable) =>
      warning(
        `${variable} has -plugin-dir: terraform init looks for providers there and nowhere else.`,
        `Take -plugin-dir out of ${variable}, unless that directory has the provider.`,
      ),
    );
