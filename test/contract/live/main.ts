// `npm run test:live`: the contract of a platform against the platform itself, read-only. See docs/guides/live-contract.md.
import { parseArgs } from "node:util";
import { chosenBy, UsageError } from "./chosen";
import { jsonReport, sums, textReport } from "./report";
import { tryContract } from "./run";

const usage = `Usage: npm run test:live [-- --json]

Tries on a real platform what its documents state and what our emulator assumes, and reports what held. It only reads:
get and search of EnOS Connect, or QueryProduct and QueryProductList. Some requests are wrong on purpose, and refused.

Set the variables that the provider reads:
  EnOS Connect  CONNECT_ENOS_ENDPOINT, CONNECT_ENOS_ORG_ID, CONNECT_ENOS_ACCESS_KEY, CONNECT_ENOS_SECRET_KEY
  Aliyun IoT    CONNECT_ALIYUN_REGION or _ENDPOINT, CONNECT_ALIYUN_ACCESS_KEY_ID, CONNECT_ALIYUN_ACCESS_KEY_SECRET
and
  LIVE_PRODUCTS      keys of products to read, with commas between them
  LIVE_EDITION       the emulator to compare with: 2.1-early, 2.1 or 2.4; alibaba or tuya (default: what the settings say)
  LIVE_MAX_REQUESTS  how many requests are sent at most (default: 200)

Exit codes: 0 all that was tried held, 2 something did not, 1 the platform cannot be read, 3 usage.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } } });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const chosen = chosenBy(process.env);
  const outcome = await tryContract(chosen.live, chosen.plan);
  process.stdout.write((values.json ? jsonReport : textReport)(chosen, outcome));
  return sums(outcome.results).notHeld > 0 ? 2 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: NodeJS.ErrnoException) => {
    const isUsage = error instanceof UsageError || error.code?.startsWith("ERR_PARSE_ARGS");
    process.stderr.write(`${error.message}\n${isUsage ? `\n${usage}` : ""}`);
    process.exitCode = isUsage ? 3 : 1;
  },
);
