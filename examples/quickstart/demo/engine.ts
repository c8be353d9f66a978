import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const engines = ["terraform", "tofu"];

/** The first program in PATH that plans and applies; undefined where there is none. */
export const findEngine = (): string | undefined =>
  engines.find((engine) => spawnSync(engine, ["-help"], { stdio: "ignore" }).error === undefined);

/** By Node's name of the system; on Linux by what the distribution says it is. */
const commands: Readonly<Record<string, string>> = {
  darwin: "brew install opentofu",
  win32: "winget install --exact --id=OpenTofu.Tofu",
  freebsd: "pkg install opentofu",
  fedora: "dnf install opentofu",
  ubuntu: "snap install --classic opentofu",
};

/** What to do for one on this system. */
export function howToInstall(): string {
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  const distribution = /^ID="?(\w+)/m.exec(release)?.[1] ?? "";
  const command = commands[process.platform === "linux" ? distribution : process.platform];
  const pages = "https://opentofu.org/docs/intro/install/ or https://developer.hashicorp.com/terraform/install";
  return command === undefined ? `see ${pages}` : `${command} (or see ${pages})`;
}
