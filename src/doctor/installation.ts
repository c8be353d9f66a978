import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { address } from "../address";
import { failed, type Outcome, ok, warning } from "./check";
import type { Body, Value } from "./cli-syntax";

/** Where `terraform init` looks by itself, and the only directory that has the provider. */
const IMPLIED = "terraform.d/plugins";

/** What a `provider_installation` block makes of our provider, for runs in `directory`; `file` is where it stands. */
export function judgeInstallation(block: Body, file: string, directory: string): Outcome {
  const overrides = bodies(block, "dev_overrides").flatMap((body) => [...body]);
  const override = overrides.find(([name]) => name.toLowerCase() === address)?.[1][0];
  if (override !== undefined)
    return warning(
      `${file}: dev_overrides use ${String(override)} instead of what is installed and locked.`,
      `Remove ${address} there, unless you develop the provider.`,
    );
  if (bodies(block, "direct").some(admits))
    return failed(
      `${file}: provider_installation asks the host of ${address}, which does not exist.`,
      `Write there: filesystem_mirror { path = "${IMPLIED}" } and direct { exclude = ["${pattern}"] }.`,
    );
  // Terraform asks every source that admits the address, and one that cannot be asked fails it.
  const mirrors = bodies(block, "filesystem_mirror").filter(admits);
  const gone = mirrors.map(pathOf).find((path) => !isInstalledHere(path, directory) && !isThere(path, directory));
  if (gone !== undefined)
    return failed(
      `${file}: provider_installation names the mirror ${gone}, which does not exist: terraform init cannot search it.`,
      `Create ${gone}, or write exclude = ["${pattern}"] there.`,
    );
  if (bodies(block, "network_mirror").some(admits))
    return warning(
      `${file}: provider_installation asks a network mirror for ${address}; whether that answers and has it was not tried.`,
      `If it has not, write there: filesystem_mirror { path = "${IMPLIED}" }, and exclude = ["${pattern}"] in network_mirror.`,
    );
  if (mirrors.map(pathOf).some((path) => isInstalledHere(path, directory) || holdsProvider(path, directory)))
    return ok(`${file}: provider_installation names a mirror of it`);
  return failed(
    `${file}: provider_installation switches ${IMPLIED} off and names no other source for ${address}.`,
    `Write there: filesystem_mirror { path = "${IMPLIED}" }.`,
  );
}

const pattern = `${address.split("/")[0]}/*/*`;

const bodies = (body: Body, name: string): Body[] =>
  (body.get(name) ?? []).filter((value): value is Body => value instanceof Map);

/** Whether a method of installation is for our address: all addresses, unless it says which and which not. */
function admits(method: Body): boolean {
  const matches = (value: Value) => {
    const parts = String(value).toLowerCase().split("/");
    // Patterns of two parts mean the public registry.
    return parts.length === 3 && address.split("/").every((part, at) => parts[at] === "*" || parts[at] === part);
  };
  const patterns = (name: string) => (method.get(name) ?? []).flat() as Value[];
  const [include, exclude] = [patterns("include"), patterns("exclude")];
  return (include.length === 0 || include.some(matches)) && !exclude.some(matches);
}

const pathOf = (mirror: Body): string => String(mirror.get("path")?.[0] ?? "");

/** The directory we install into; another check looks into it. */
const isInstalledHere = (path: string, directory: string): boolean =>
  resolve(directory, path) === resolve(directory, IMPLIED);

const isThere = (path: string, directory: string): boolean => existsSync(resolve(directory, path));

const holdsProvider = (path: string, directory: string): boolean =>
  existsSync(join(resolve(directory, path), ...address.split("/")));
