import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseQuery } from "../../src/bootstrap/where";
import { readBaseline } from "../../src/drift/baseline";
import { readExpectations } from "../../src/drift/expectations";
import { readIgnoreFile } from "../../src/drift/ignore-file";
import { parseOwnFile, readOwnFile } from "../../src/files/own-file";
import { writeAtomically } from "../../src/files/write";
import { explain } from "../../src/http/explain";
import { lockFile } from "../../src/lock/lock-file";
import { refused } from "../../src/platforms/aliyun/refusals";
import { commandLine, resolveConfiguration, synthesis, terraform } from "../../src/platforms/configuration";
import { productRefused, tokenRefused } from "../../src/platforms/enos/refusals";
import { platforms } from "../../src/platforms/list";
import { errorDiagnostics } from "../../src/plugin/tfplugin6/diagnostic";
import { checkProduct } from "../../src/product/expectation";
import { similarKeys } from "../../src/product/nearest";
import type { Product } from "../../src/product/product";
import { productNotFound, tooManyProducts } from "../../src/product/source";
import { isProblem, type Problem } from "../../src/schema/problem";
import { each } from "../../src/schema/strict";
import { answered } from "../support/answer";

// What people read, in one file to read aloud: a change of words is a change of this file and of no other test.
// WRITE_MESSAGES=1 writes it.

const file = join(__dirname, "..", "golden", "messages.txt");

const said = (code: number | null, status: number, purpose: string) => ({
  ...answered(code, "345e68bc"),
  status,
  purpose,
  msg: code === null ? null : "Invalid",
});
const asked = {
  action: "QueryProduct",
  host: "iot.cn-shanghai.aliyuncs.com",
  instanceId: "iot-1",
  signature: "rpc",
  temporary: false,
} as const;

const thrownBy = (work: () => unknown): Problem => {
  try {
    work();
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
  throw new Error("it threw nothing");
};

const url = new URL("https://apim.example.com/connect-service/v2.4/products?orgId=o1");
const meter = {
  productKey: "8f7KmDED",
  modelId: "smart_meter_v3",
  updateBy: "lina",
  updateTime: "2026-11-01T08:00:00Z",
};
const configured = (environment: Record<string, string>, face = terraform, block = {}) =>
  thrownBy(() => resolveConfiguration(platforms, block, environment, face));

const inFiles = (): Problem[] => [
  thrownBy(() => readOwnFile("/none/connect.lock.json", lockFile)),
  thrownBy(() => parseOwnFile('{"version":1,\n"entries":[],}', "connect.lock.json", lockFile)),
  thrownBy(() => parseOwnFile("{\n<<<<<<< ours\n", "connect.lock.json", lockFile)),
  thrownBy(() => parseOwnFile('{"version":2}', "connect.lock.json", lockFile)),
  thrownBy(() => parseOwnFile('{"version":1,"entries":[{}]}', "connect.lock.json", lockFile)),
  thrownBy(() => readExpectations('{"version":1,"products":{"A":{"modelID":"M","maxValidDay":"3"}}}', "e.json")),
  thrownBy(() => readExpectations('{"version":1,"products":{"A":{},\n"A":{}}}', "e.json")),
  thrownBy(() => readBaseline('{"version":1}', "base.json")),
  thrownBy(() => readIgnoreFile("version: 1\nignore:\n  - attribute: modelID\n    reason: 5", "drift.ignore.yaml")),
  thrownBy(() => parseQuery('{"model":"M","productType":"device"}', undefined)),
  thrownBy(() => writeAtomically("/proc/none/report.json", "")),
];

const proxy = { variable: "HTTPS_PROXY", host: "proxy.example.com:3128" };

const problems = (): Problem[] => [
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID"].map(
    (code) => explain({ code }, url),
  ),
  ...["DEPTH_ZERO_SELF_SIGNED_CERT", "EPROTO", "ECONNRESET", "HPE_INVALID_CONSTANT"].map((code) =>
    explain({ code }, url, { proxy }),
  ),
  explain({ message: "Proxy response (407)" }, url, { proxy }),
  explain({ code: "ECONNREFUSED" }, url, { proxy }),
  explain({ code: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED" }, url),
  explain({ message: "WebAssembly.instantiate(): Out of memory" }, url),
  explain({ code: "ERR_SSL_WRONG_VERSION_NUMBER", message: "wrong version number" }, url),
  ...[1001, 1002, 1003, 1004, 1005, 1202].map((code) => tokenRefused(said(code, 400, "get an access token"))),
  ...[11858, 99400, 99403, 99500, 12345].map((code) =>
    productRefused(said(code, 200, "get product 8f7KmDED"), { apiVersion: "v2.4", orgId: "o1" }),
  ),
  ...[401, 403, 404, 413, 429, 500].map((status) =>
    productRefused(said(null, status, "search products"), { apiVersion: "v2.4", orgId: "o1" }),
  ),
  ...[
    "InvalidAccessKeyId.NotFound",
    "InvalidAccessKeyId.Inactive",
    "SignatureDoesNotMatch",
    "InvalidSecurityToken.Expired",
    "Forbidden.RAM",
    "iot.prod.IotInstanceNotFound",
    "iot.system.UidNotFound",
    "iot.system.BillIsOverDue",
    "Throttling.User",
    "iot.system.SystemException",
    "iot.unheard.of",
  ].map((code) =>
    refused({ ...answered(code, "665AB7D2"), platform: "Aliyun IoT", status: 400, succeeded: false }, asked),
  ),
  configured({}),
  configured({}, synthesis),
  configured({ CONNECT_ENOS_ORG_ID: "o1", CONNECT_ALIYUN_REGION: "cn-shanghai" }, commandLine),
  configured({ CONNECT_ENOS_ORG_ID: "o1" }),
  configured({ CONNECT_ENOS_ORG_ID: "o1", CONNECT_MAX_ATTEMPTS: "many" }),
  productNotFound("8f7KmDEd", "organization o1 of EnOS Connect", {
    platform: "EnOS Connect",
    status: 200,
    platformCode: 11404,
  }),
  productNotFound("8f7KmDEd", "organization o1 of EnOS Connect").with(similarKeys(["8f7KmDED"])),
  tooManyProducts(60_000, 50_000),
  ...thrownBy(() =>
    checkProduct({ expect: { modelId: "smart_meter_v2" }, onDrift: null } as never, meter as Product, () => {}),
  ).problems,
  ...inFiles().flatMap(each),
];

const print = (problem: Problem): string => {
  const [{ summary, detail } = {}] = errorDiagnostics(problem, { provider: "connect", doing: "" });
  return `[${problem.code}] ${summary}\n${`${detail}`.replace(/^(?=.)/gm, "  ")}\n`;
};

test("what people read is what test/golden/messages.txt says", () => {
  const text = problems().map(print).join("\n");
  if (process.env.WRITE_MESSAGES) writeFileSync(file, text);
  expect(existsSync(file)).toBe(true);
  expect(text).toBe(readFileSync(file, "utf8"));
});

test("every message is whole sentences, and its summary is none", () => {
  for (const { summary, reason, remedy } of problems()) {
    expect(summary).toMatch(/^[A-Z][^\n]*[^.\n]$/);
    expect(reason).toMatch(/[.:)"]$|actual: .*$/);
    expect(remedy).toMatch(/^$|[.?)]$|environment$/);
  }
});
