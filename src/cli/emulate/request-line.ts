import type { Watched } from "../../emulator/shell/watch";
import { platforms } from "../../platforms/list";
import { oneLine, shortened } from "../../schema/foreign-text";

const LONGEST_SUBJECT = 100;
const WIDTH = Math.max(...platforms.map(({ name }) => name.length));

/** `14:03:07  enos    get 8f7KmDED → HTTP 200, code 0, 3 ms` */
export function requestLine(watched: Watched): string {
  const { at, platform, method, path, action, subject, status, code, cause, fault, ms } = watched;
  const time = new Date(at).toTimeString().slice(0, 8);
  const request = [action ?? `${method} ${path}`, ...(subject === null ? [] : [shortened(subject, LONGEST_SUBJECT)])];
  const response = [
    status === null ? "no response" : `HTTP ${status}`,
    ...(code === null ? [] : [`code ${code}`]),
    ...(fault === null ? (cause === null ? [] : [cause]) : [`fault ${fault}`]),
    `${Math.round(ms)} ms`,
  ];
  return `${time}  ${oneLine(`${(platform ?? "-").padEnd(WIDTH)}  ${request.join(" ")} → ${response.join(", ")}`)}\n`;
}
