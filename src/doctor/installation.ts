import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { address } from "../address";
import { failed, type Outcome, ok, warning } from "./check";
import type { Body, Value } from "./cli-syntax";

/** Where `terraform init` looks by itself, and the only place the provider is in. */
const IMPLIED = "terraform.d/plugins";

/** What a `provider_installation` block makes of our provider, for runs in `directory`; `file` is where it stands. */
export function judgeInstallation(block: Body, file: string, directory: string): Outcome {
  const [override] = bodies(block, "dev_overrides").flatMap((overrides) => overrides.get(address) ?? []);
  if (override !== undefined)
    return warning(
      `${file}: dev_overrides use ${String(override)} whatever is installed and locked.`,
      `Remove ${address} there, unless you develop the provider.`,
    );
  if (bodies(block, "direct").some(admits))
    return failed(
      `${file}: provider_installation asks the host of ${address}, which does not exist.`,
      `Write there: filesystem_mirror { path = "${IMPLIED}" } and direct { exclude = ["${pattern}"] }.`,
    );
  const isMirror = (mirror: Body) => mirrors(mirror, directory) && admits(mirror);
  if (bodies(block, "filesystem_mirror").some(isMirror))
    return ok(`${file}: provider_installation names a mirror of it`);
  if (bodies(block, "network_mirror").some(admits))
    return warning(
      `${file}: provider_installation leaves ${address} to a network mirror; whether that has it was not asked.`,
      `If it has not, write there: filesystem_mirror { path = "${IMPLIED}" }, and exclude = ["${pattern}"] in network_mirror.`,
    );
  return failed(
    `${file}: provider_installation switches ${IMPLIED} off and names no other place for ${address}.`,
    `Write there: filesystem_mirror { path = "${IMPLIED}" }.`,
  );
}

const pattern = `${address.split("/")[0]}/*/*`;

const bodies = (body: Body, name: string): Body[] =>
  (body.get(name) ?? []).filter((value): value is Body => value instanceof Map);

/** Whether a method of installation is for our address: all addresses, unless it says which and which not. */
function admits(method: Body): boolean {
  const matches = (value: Value) => {
    const parts = String(value).split("/");
    // Patterns of two parts mean the public registry.
    return parts.length === 3 && address.split("/").every((part, at) => parts[at] === "*" || parts[at] === part);
  };
  const patterns = (name: string) => (method.get(name) ?? []).flat() as Value[];
  const [include, exclude] = [patterns("include"), patterns("exclude")];
  return (include.length === 0 || include.some(matches)) && !exclude.some(matches);
}

/** Whether it is the directory we install into, or another one that has the provider. */
function mirrors(method: Body, directory: string): boolean {
  const [path] = method.get("path") ?? [];
  if (typeof path !== "string") return false;
  const place = resolve(directory, path);
  return place === resolve(directory, IMPLIED) || existsSync(join(place, ...address.split("/")));
}
