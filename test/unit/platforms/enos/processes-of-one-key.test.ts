import { startEmulator } from "../../../../src/emulator/enos/emulator";
import { openHttp } from "../../../../src/http/open";
import { enos } from "../../../../src/platforms/enos/platform";
import { account, seedOf, wireProduct } from "../../../support/enos";
import { closeAll, closing, httpOptions } from "../../../support/loopback-server";

// Terraform starts a provider for each provider block at the same time: all of them ask for a token with the same key.

afterEach(closeAll);

test("fifty readers with one key that start at once all read, with one token", async () => {
  const emulator = closing(await startEmulator({ seed: seedOf([wireProduct(1)]) }));
  const settings = { ...account, endpoint: emulator.endpoint, orgId: "o1", apiVersion: "v2.4" };
  const sent: string[] = [];
  const read = () => {
    const http = closing(openHttp(httpOptions()));
    const source = enos.open(settings as never, {
      ...http,
      send: (prepare, options) =>
        http.send(() => {
          const request = prepare();
          sent.push(request.headers["apim-accesstoken"] ?? "");
          return request;
        }, options),
    });
    return source.get("key00001", null);
  };
  const products = await Promise.all(Array.from({ length: 50 }, read));
  expect(products.map(({ productKey }) => productKey)).toEqual(Array(50).fill("key00001"));
  // Nobody's token was replaced by that of another one: no read was refused.
  const reads = emulator.journal.entries.filter(({ action }) => action === "get");
  expect(reads.map(({ code }) => code)).toEqual(Array(50).fill(0));
  expect(new Set(sent.filter((token) => token !== "")).size).toBe(1);
});
