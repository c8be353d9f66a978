import type { Format } from "./format";
import { github } from "./github";
import { json } from "./json";
import { junit } from "./junit";
import { markdown } from "./markdown";
import { sarif } from "./sarif";
import { text } from "./text";

/** Every format there is. */
export const formats: readonly Format[] = [text, json, sarif, junit, markdown, github];
