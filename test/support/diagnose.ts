import type { Finding } from "../../src/doctor/check";
import { examination } from "../../src/doctor/examination";
import { examine } from "../../src/doctor/examine";
import { secretsOf } from "../../src/doctor/secrets";
import { shareable } from "../../src/doctor/shareable";
import { platforms } from "../../src/platforms/list";
import { newDirectory } from "./directory";
import { environmentOf } from "./enos";

type Variables = Readonly<Record<string, string>>;

/** Findings by id, in the order of the report. */
export type Findings = Readonly<Record<string, Finding>>;

/** Examines what the variables say, on a machine with nothing else on it: no terraform, no files. */
export async function diagnose(
  variables: Variables,
  {
    home = newDirectory(),
    directory = home,
    platform: name,
  }: { readonly home?: string; readonly directory?: string; readonly platform?: string } = {},
): Promise<Findings> {
  const environment = { PATH: "", HOME: home, USERPROFILE: home, ...variables };
  const platform = platforms.find((known) => known.name === name);
  const { checks, close } = examination({ environment, directory, platform });
  const findings: Finding[] = [];
  for await (const finding of examine(checks)) findings.push(shareable(home, secretsOf(environment))(finding));
  await close();
  return Object.fromEntries(findings.map((finding) => [finding.id, finding]));
}

/** The ids of findings in one state. */
export const inState = (findings: Findings, state: Finding["state"]): string[] =>
  Object.values(findings)
    .filter((finding) => finding.state === state)
    .map(({ id }) => id);

export const aliyunAccount = { accessKeyId: "canary-key-id", accessKeySecret: "canary-key-secret" };

export const aliyunEnvironment = (endpoint: string): Variables => ({
  CONNECT_ALIYUN_ENDPOINT: endpoint,
  CONNECT_ALIYUN_ACCESS_KEY_ID: aliyunAccount.accessKeyId,
  CONNECT_ALIYUN_ACCESS_KEY_SECRET: aliyunAccount.accessKeySecret,
});

/** Short, so that what never answers does not hold a test up. */
export const enosEnvironment = (endpoint: string): Variables => ({
  ...environmentOf(endpoint),
  CONNECT_REQUEST_TIMEOUT: "5",
});
