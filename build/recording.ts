// Draws docs/images/demo-*.svg from what the demo prints. Needs Terraform, whose words are in the picture.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { picturesOf } from "./recording/pictures";
import { runDemo } from "./recording/run-demo";

const folder = join(__dirname, "..", "docs", "images");
const output = runDemo();
if (output.includes("$ terraform apply")) {
  mkdirSync(folder, { recursive: true });
  for (const [name, picture] of picturesOf(output)) writeFileSync(join(folder, name), picture);
} else console.error("docs/images: not drawn, because there is no terraform in PATH");
