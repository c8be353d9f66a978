import { findSettings, variablesOf } from "../platforms/configuration";
import { platforms } from "../platforms/list";
import type { Environment, Platform } from "../platforms/platform";
import { attempt } from "../schema/attempt";
import type { Attribute } from "../schema/attribute";

/** Everything secret that a message could quote: of the environment, of profile files, of the addresses of proxies. */
export function secretsOf(environment: Environment): string[] {
  const names = ["http_proxy", "https_proxy", "all_proxy"].flatMap((name) => [name, name.toUpperCase()]);
  const ofProxies = names.flatMap((variable) => (/\/\/(.*)@/.exec(environment[variable] ?? "")?.[1] ?? "").split(":"));
  const secrets = [...ofProxies, ...platforms.flatMap((platform) => secretsFor(platform, environment))];
  return secrets.filter((secret) => secret !== "");
}

function secretsFor(platform: Platform, environment: Environment): string[] {
  const sensitive = Object.entries<Attribute<unknown>>(platform.settings).filter(([, setting]) => setting.sensitive);
  const variables = sensitive.flatMap(([name]) => variablesOf(platform, name));
  const found = attempt(() => findSettings(platform, {}, environment));
  return [
    ...variables.map((variable) => environment[variable] ?? ""),
    ...sensitive.map(([name]) => String(found?.[name]?.value ?? "")),
  ];
}
