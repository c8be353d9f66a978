import { admit, dropSecrets } from "../../../src/platforms/border";

const credential = "secret-key-0123456789";
const sent = { secrets: ["access-key-9876543210", credential], credentials: [credential] };
const admitted = (body: unknown, headers: Record<string, string> = {}) =>
  admit({ status: 200, headers, text: typeof body === "string" ? body : JSON.stringify(body) }, sent);

test("every header is fit for messages", () => {
  const { headers } = admitted("", {
    "x-request-id": `req ${credential} ##vso[task.setvariable]`,
    "content-type": "x".repeat(3_000),
    date: "Thu, 26 Nov 2026 20:00:00 GMT",
  });
  expect(headers["x-request-id"]).toBe("req (hidden) #\\u0023vso[task.setvariable]");
  expect(headers["content-type"]).toHaveLength(201);
  expect(headers.date).toBe("Thu, 26 Nov 2026 20:00:00 GMT");
});

test("a body of more objects and lists than any page has is not read, because it would take gigabytes", () => {
  const read = (text: string) => {
    const { json, isTooRich } = admitted(text);
    return [json !== undefined, isTooRich];
  };
  expect(read(`[${"{},".repeat(499_998)}1]`)).toEqual([true, false]);
  expect(read(`[${"{},".repeat(500_000)}1]`)).toEqual([false, true]);
  expect(read(`${"[".repeat(500_001)}${"]".repeat(500_001)}`)).toEqual([false, true]);
  expect(read(`[${'"text, text",'.repeat(500_000)}1]`)).toEqual([true, false]);
});

test("a name that a body has twice in one object is known", () => {
  expect(admitted('{"a":1,"b":{"a":2}}').repeated).toBeUndefined();
  expect(admitted('{"a":1,"b":{"productSecret":1,"productSecret":2}}').repeated).toBe("productSecret");
  expect(admitted('{"a":1,"a":').repeated).toBeUndefined();
});

test("secrets of products are dropped at any depth, however spelled, and hidden wherever else they are quoted", () => {
  const { json, show, dropped } = admitted({
    data: [
      { productSecret: "canary-1", a: { SessionKey: "canary-2", b: [[{ deviceSecret: { x: "canary" } }]] }, keep: 1 },
    ],
  });
  expect(json).toEqual({ data: [{ a: { b: [[{}]] }, keep: 1 }] });
  expect(show("no canary-1 and no canary-2")).toBe("no (hidden) and no (hidden)");
  const [product] = (json as { data: object[] }).data;
  expect(dropped(product, "productSecret")).toBe("canary-1");
  expect(dropped(product, "sessionKey")).toBeUndefined();
  expect(dropped({}, "productSecret")).toBeUndefined();
});

test("an answer may be nested deeper than the stack", () => {
  const deep = JSON.parse(`${'{"a":['.repeat(50_000)}{"productSecret":1}${"]}".repeat(50_000)}`);
  expect(dropSecrets(deep)).toHaveLength(1);
});

test("a credential of the request in a value is noticed, as a key or a text, at any depth", () => {
  const noticed = (part: unknown) => admitted({ part }).quotesCredential(part);
  expect(
    [credential, [`x${credential}`], { a: [{ [credential]: 1 }] }, { a: { b: `${credential}!` } }].map(noticed),
  ).toEqual([true, true, true, true]);
  expect(["access-key-9876543210", [credential.slice(1)], { a: 5 }, null].map(noticed)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test("a short credential is part of ordinary values", () => {
  const { quotesCredential } = admit({ status: 200, headers: {}, text: '"sk"' }, { secrets: [], credentials: ["sk"] });
  expect(quotesCredential("sk")).toBe(false);
});
