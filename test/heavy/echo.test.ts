// A gateway that quotes what it was sent, in headers, pages and values: no face of the product passes it on.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { makeApp } from "../support/app";
import { sightings } from "../support/canaries";
import { closeAll, listen } from "../support/loopback-server";
import { engines, type Outcome, providerRequirement, runEngine, Workspace } from "../support/terraform";

const cli = join(__dirname, "..", "..", "dist", "cli.js");
const keys = {
  access: "canary-Access.Key-7d21",
  secret: "canary-Secret.Key-90ab",
  token: "canary-Token.0f3c-5a5a5a5a",
};
/** What a terminal, a CI log or a reader would act on, and more than anybody wants to see. */
const noise = " ##vso[task.setvariable]x ##[add-mask]y ::error::z ".concat("long".repeat(500));

/** Where the gateway quotes what it knows of the request. */
const places: Record<string, (quote: string, response: ServerResponse) => void> = {
  "the headers of a failure": (quote, response) => {
    for (const name of ["x-request-id", "x-acs-request-id", "retry-after"])
      response.setHeader(name, `${quote}${noise}`);
    response.writeHead(500, "Failed").end();
  },
  "a page": (quote, response) => {
    response.setHeader("content-type", `text/html; ${quote}`);
    response.end(`<p>${quote}\u001b[2J\u202e${noise}</p>`);
  },
  "a message": (quote, response) => {
    const text = `${quote}\u001b[2J\u202e${noise}`;
    const aliyun = { Success: false, Code: "iot.odd", ErrorMessage: text, RequestId: text };
    response.end(JSON.stringify({ code: 99500, msg: text, requestId: text, data: null, ...aliyun }));
  },
  "a value": (quote, response) => {
    const enos = { productKey: "key00001", orgId: "o1", modelId: `m ${quote}` };
    const aliyun = { ProductKey: "key00001", ProductName: `n ${quote}` };
    const page = { pagination: { totalSize: 1 }, Success: true };
    const isList = /search|List/.test(response.req.url ?? "");
    const data = isList ? [enos] : enos;
    const Data = isList ? { Total: 1, List: { ProductInfo: [aliyun] } } : aliyun;
    response.end(JSON.stringify({ code: 0, msg: "OK", requestId: "r", data, Data, ...page }));
  },
};

let place = "";
function answer(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("content-type", "application/json");
  if (request.url?.includes("/token/get"))
    return void response.end(JSON.stringify({ status: 0, data: { accessToken: keys.token, expire: 7200 } }));
  const quotes = Object.values(keys).map(
    (key) => `${key} ${encodeURIComponent(key)} ${Buffer.from(`u:${key}`).toString("base64")}`,
  );
  places[place]?.(quotes.join(" "), response);
}

let app: string;
let endpoint: string;
beforeAll(async () => {
  endpoint = await listen(answer);
  app = makeApp({
    "cdktf.json": "{}\n",
    "main.js": `
      const { App, TerraformStack } = require("cdktf");
      const { ConnectProduct, ConnectProducts } = require("cdktf-connect");
      const app = new App();
      const stack = new TerraformStack(app, "s");
      console.log(new ConnectProduct(stack, "p", { productKey: "key00001" }).atSynth.modelId);
      console.log(new ConnectProducts(stack, "all").atSynth.productKeys);
      app.synth();
    `,
  });
  mkdirSync(join(app, "work"));
});
afterAll(closeAll);

const environments = () => ({
  enos: {
    CONNECT_ENOS_ENDPOINT: endpoint,
    CONNECT_ENOS_ORG_ID: "o1",
    CONNECT_ENOS_ACCESS_KEY: keys.access,
    CONNECT_ENOS_SECRET_KEY: keys.secret,
  },
  aliyun: {
    CONNECT_ALIYUN_ENDPOINT: endpoint,
    CONNECT_ALIYUN_ACCESS_KEY_ID: keys.access,
    CONNECT_ALIYUN_ACCESS_KEY_SECRET: keys.secret,
    CONNECT_ALIYUN_SECURITY_TOKEN: keys.token,
  },
});

/** What every face says, and what it leaves in files. */
async function faces(platform: "enos" | "aliyun"): Promise<Record<string, Outcome>> {
  const environment: Record<string, string> = { ...environments()[platform], CONNECT_MAX_ATTEMPTS: "1", CI: "" };
  const orgId = environment.CONNECT_ENOS_ORG_ID;
  const origin = { platform, endpoint: `${endpoint}/`, ...(orgId && { orgId }) };
  const directory = join(app, "work");
  writeFileSync(
    join(directory, "expect.json"),
    JSON.stringify({ version: 1, origin, products: { key00001: { productType: "Device" } } }),
  );
  const node = (...args: string[]) => runEngine(process.execPath, args, { directory, environment });
  const outcomes: Record<string, Outcome> = {
    synth: await runEngine(process.execPath, [join(app, "main.js")], {
      directory: app,
      environment: { ...environment, CONNECT_LOOKUPS: "live" },
    }),
    drift: await node(
      cli,
      "drift",
      "--expectations",
      "expect.json",
      "--format",
      "text",
      "--format",
      "json=out.json",
      "--format",
      "github=out.txt",
    ),
    bootstrap: await node(cli, "bootstrap", "--typescript", "out.ts", "--json"),
    doctor: await node(cli, "doctor"),
    "doctor --json": await node(cli, "doctor", "--json"),
  };
  for (const engine of engines) {
    const workspace = new Workspace(engine, { ...environment, TF_LOG: "TRACE" });
    workspace.init(`${providerRequirement}
      data "connect_product" "p" {
        product_key = "key00001"
      }
      data "connect_products" "all" {}`);
    outcomes[engine] = await workspace.run(["plan", "-no-color", "-out=plan.bin"]);
  }
  return outcomes;
}

describe.each(["enos", "aliyun"] as const)("%s", (platform) => {
  test.each(Object.keys(places))("nothing that %s quotes is passed on by any face", async (quoting) => {
    place = quoting;
    const outcomes = await faces(platform);
    const files = ["out.json", "out.txt", "out.ts"].map((name) => {
      try {
        return readFileSync(join(app, "work", name), "utf8");
      } catch {
        return "";
      }
    });
    for (const [face, { code, stdout, stderr }] of Object.entries(outcomes)) {
      const text = `${stdout}${stderr}${files.join("")}`;
      expect([face, sightings(text.toLowerCase(), lowered(keys))]).toEqual([face, []]);
      expect([face, acted.exec(text)?.[0]]).toEqual([face, undefined]);
      expect([face, code]).toEqual([face, 1]);
    }
  });
});

/** What a terminal or a CI log would have acted on, and more of a text than anybody reads. */
const acted = new RegExp(`##(vso)?\\[|${String.fromCharCode(27)}\\[2J|\\u202e|^\\s*::error::z|(long){100}`, "m");

const lowered = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.toLowerCase()]));
