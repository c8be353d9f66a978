// Cases that failed once, by what they are. Each is tried first in every run.

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(" ", ""), "hex");

export const corpus = {
  plainData: [Array.from({ length: 90 }).reduce<unknown>((inner) => [inner], null)],
  msgpack: [
    hex("dd 01ffffff".repeat(200)), // each of these lists took 256 MB before its end was missed
    hex("c1"),
    hex("92 c1"), // the check of the bytes itself did not end
    hex("a5 61"),
    hex("c0 c0"),
  ],
  diagnostics: [
    // pbf wrote the first character as another one
    [{ severity: 1, summary: "", detail: "𠮷野家", attribute: { steps: [{ attributeName: "" }] } }],
  ],
  answers: [
    [
      0,
      "get",
      `{"code":0,"data":{"productKey":"p1","protocolGatewayIds":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`,
    ],
    [1, "QueryProduct", `{"Success":true,"Data":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}`],
  ],
  rows: [
    // a number that no double holds, in a response that is nested deeply, cost the whole list
    [
      1,
      2,
      `{"ProductKey":"a1key2","AuthType":${"[".repeat(10_000)}${"]".repeat(10_000)},"DataFormat":9007199254740993}`,
    ],
    // the test took a comma between strings for a name
    [0, 4, '{"orgId":["",":"],"productKey":"p4"}'],
  ],
  files: [
    ["drift.ignore.yaml", Buffer.from("[".repeat(10_000))], // the message had V8's words for a full stack
  ] as [name: string, bytes: Buffer][],
  json: [hex("7b"), Buffer.from('{"secret_key":"canary"'), Buffer.from('{"secret_key" canary}')],
};
