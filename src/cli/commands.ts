import { bootstrap } from "./bootstrap";
import type { Group } from "./command";
import { doctor } from "./doctor";
import { drift } from "./drift";
import { emulate } from "./emulate";
import { install } from "./install";
import { lock } from "./lock";

/** Every command there is. */
export const commands: Group = {
  name: "cdktf-connect",
  summary: "",
  about: "Facts about IoT products, read-only, for Terraform and CDKTF.",
  commands: [emulate, install, lock, bootstrap, drift, doctor],
};
