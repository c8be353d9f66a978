import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startAliyunEmulator } from "../../src/emulator/aliyun/emulator";
import { startEmulator } from "../../src/emulator/enos/emulator";
import { startBehindTls } from "../support/behind-tls";
import { aliyunAccount, aliyunEnvironment, enosEnvironment } from "../support/diagnose";
import { newDirectory } from "../support/directory";
import { seedOf, wireProduct } from "../support/enos";
import { closeAll, closing } from "../support/loopback-server";
import { selfSigned } from "../support/self-signed";
import { engines, providerRequirement, runEngine, testEach, Workspace } from "../support/terraform";
import { startTunnel } from "../support/tunnel";

const cli = join(__dirname, "..", "..", "dist", "cli.js");
const lamp = { ProductKey: "key00001", ProductName: "lamp", NodeType: 0, AuthType: "secret" };

afterEach(closeAll);

const portOf = (endpoint: string): number => Number(new URL(endpoint).port);

const enos = async () => portOf(closing(await startEmulator({ seed: seedOf([wireProduct(1)]) })).endpoint);
const aliyun = async () =>
  portOf(
    closing(await startAliyunEmulator({ seed: { aliyun: { accounts: [aliyunAccount], products: [lamp] } } })).endpoint,
  );

/** A platform behind a company's proxy that wants a user name, and behind a certificate of the company's authority. */
async function company(port: number) {
  const identity = await selfSigned("apim.example");
  const authority = join(newDirectory(), "corp.pem");
  writeFileSync(authority, identity.cert);
  const { address, tunnels } = await startTunnel(await startBehindTls(identity, port));
  const variables = { ALL_PROXY: address.replace("//", "//me@"), NO_PROXY: "10.0.0.0/8,::1", SSL_CERT_FILE: authority };
  const user = Buffer.from("me:").toString("base64");
  return { variables, tunnels, expected: `apim.example:443 Basic ${user}` };
}

describe.each([
  ["EnOS", enos, enosEnvironment],
  ["Aliyun", aliyun, aliyunEnvironment],
])("%s in a company's network", (_, startPlatform, environmentOf) => {
  test("is read by the command, with ALL_PROXY, its user name, and SSL_CERT_FILE", async () => {
    const { variables, tunnels, expected } = await company(await startPlatform());
    const home = newDirectory();
    const { code, text } = await runEngine(process.execPath, [cli, "bootstrap", "--markdown", "products.md"], {
      directory: home,
      environment: { HOME: home, USERPROFILE: home, ...environmentOf("https://apim.example"), ...variables },
    });
    expect(text).toContain("products.md");
    expect(code).toBe(0);
    expect(new Set(tunnels)).toEqual(new Set([expected]));
  });
});

testEach(engines, "reads through the provider with ALL_PROXY, its user name, and SSL_CERT_FILE", async (engine) => {
  const { variables, tunnels, expected } = await company(await enos());
  const workspace = new Workspace(engine, { ...enosEnvironment("https://apim.example"), ...variables });
  workspace.init(`${providerRequirement}
    data "connect_product" "meter" {
      product_key = "key00001"
    }`);
  const { data } = await workspace.apply();
  expect(data["data.connect_product.meter"]).toMatchObject({ product_name: "Product 1" });
  expect(new Set(tunnels)).toEqual(new Set([expected]));
});
