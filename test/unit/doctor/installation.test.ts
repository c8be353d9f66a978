import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Body, readCliSyntax } from "../../../src/doctor/cli-syntax";
import { judgeInstallation } from "../../../src/doctor/installation";
import { newDirectory } from "../../support/directory";

let home: string;
beforeEach(() => {
  home = newDirectory();
});

test.each([
  ["the directory itself", 'filesystem_mirror { path = "terraform.d/plugins" }', "ok"],
  ["the directory by its whole path", 'filesystem_mirror { path = "HOME/work/terraform.d/plugins" }', "ok"],
  ["a mirror that has the provider", 'filesystem_mirror { path = "HOME/mirror" }', "ok"],
  ["a mirror that has not", 'filesystem_mirror { path = "HOME/empty" }', "failed"],
  [
    "the directory for our host",
    'filesystem_mirror { path = "terraform.d/plugins" include = ["connect.internal/*/*"] }',
    "ok",
  ],
  [
    "the directory for the public registry",
    'filesystem_mirror { path = "terraform.d/plugins" include = ["*/*"] }',
    "failed",
  ],
  [
    "the directory for all but our host",
    'filesystem_mirror { path = "terraform.d/plugins" exclude = ["connect.internal/*/*"] }',
    "failed",
  ],
  ["nothing", "", "failed"],
  ["the registry for our host too", 'filesystem_mirror { path = "terraform.d/plugins" } direct {}', "failed"],
  [
    "the registry for all but our host",
    'filesystem_mirror { path = "terraform.d/plugins" } direct { exclude = ["connect.internal/*/*"] }',
    "ok",
  ],
  [
    "the directory, and a network mirror for all",
    'filesystem_mirror { path = "terraform.d/plugins" } network_mirror { url = "https://m.example/" }',
    "warning",
  ],
  [
    "the directory, and a network mirror for others",
    'filesystem_mirror { path = "terraform.d/plugins" } network_mirror { url = "https://m.example/" exclude = ["connect.internal/*/*"] }',
    "ok",
  ],
  [
    "the directory, and a mirror that does not exist",
    'filesystem_mirror { path = "terraform.d/plugins" } filesystem_mirror { path = "HOME/nope" }',
    "failed",
  ],
  [
    "the directory, and a mirror that does not exist for others",
    'filesystem_mirror { path = "terraform.d/plugins" } filesystem_mirror { path = "HOME/nope" include = ["a/*/*"] }',
    "ok",
  ],
  [
    "the directory, and an empty mirror",
    'filesystem_mirror { path = "terraform.d/plugins" } filesystem_mirror { path = "HOME/empty" }',
    "ok",
  ],
  [
    "the registry for all but our host in capitals",
    'filesystem_mirror { path = "terraform.d/plugins" include = ["Connect.Internal/IOT/connect"] } direct { exclude = ["Connect.Internal/*/*"] }',
    "ok",
  ],
  ["an override for us in capitals", 'dev_overrides { "Connect.Internal/iot/connect" = "/build" }', "warning"],
  [
    "a heredoc before it",
    'direct { exclude = ["connect.internal/*/*"] }\n}\nhost "h" {\n x = <<-EOT\n  } {\n  EOT\n}\nprovider_installation {\n direct {}',
    "failed",
  ],
  ["a network mirror", 'network_mirror { url = "https://m.example/" }', "warning"],
  ["an override for us", 'dev_overrides { "connect.internal/iot/connect" = "/build" } direct {}', "warning"],
  ["an override for others", 'dev_overrides { "a/b/c" = "/build" }', "failed"],
])("provider_installation with %s is judged", (_, methods, state) => {
  mkdirSync(join(home, "mirror", "connect.internal", "iot", "connect"), { recursive: true });
  mkdirSync(join(home, "empty"));
  const text = `provider_installation {\n${methods.replaceAll("HOME", home)}\n}`;
  const [block] = (readCliSyntax(text).get("provider_installation") ?? []).slice(-1);
  expect(judgeInstallation(block as Body, ".terraformrc", join(home, "work")).state).toBe(state);
});
