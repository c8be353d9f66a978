import { create, type DescMethodUnary, fromBinary, type MessageShape, toBinary } from "@bufbuild/protobuf";
import { encode } from "@msgpack/msgpack";
import { PbfReader } from "pbf";
import { GrpcError } from "../../src/plugin/go-plugin/framing";
import { methodsOf } from "../../src/plugin/go-plugin/service";
import { Calls } from "../../src/plugin/tfplugin6/calls";
import { Provider as Ours } from "../../src/plugin/tfplugin6/gen/tfplugin6";
import { providerHandlers } from "../../src/plugin/tfplugin6/service";
import type { ProductClient } from "../../src/product/data-source";
import type { ProductSource } from "../../src/product/source";
import { connect } from "../../src/provider";
import { fc, fuzz, mutated } from "../support/fuzz";
import { corpus } from "../support/fuzz-corpus";
import { asHostReads } from "../support/plugin/as-host-reads";
import { Provider, ReadDataSource_ResponseSchema } from "../support/plugin/gen/tfplugin6_pb";
import { product } from "../support/recorded";

const source: Partial<ProductSource> = {
  get: async (productKey) => product(productKey),
  getSecret: async () => ({ secret: "s", encryptedSecret: null, sessionKey: null }),
  search: async () => [product("a"), product("b")],
};
const client: ProductClient & { close(): Promise<void> } = {
  source: () => source as ProductSource,
  record: {
    answerTo: (_, failure) => {
      throw failure;
    },
    gapAt: () => undefined,
  },
  close: async () => {},
};

/** The real provider in front of a platform that is always right. */
const methods = methodsOf(
  Ours,
  providerHandlers(
    { ...connect, configure: async () => client },
    { calls: new Calls(), clients: [client], log: () => {} },
  ),
);

type Name = keyof typeof Provider.method & keyof typeof Ours.methods;
const names = (Object.keys(Ours.methods) as Name[]).filter((name) =>
  methods.has(`/tfplugin6.Provider/${Ours.methods[name].name}`),
);
const described = (name: Name): DescMethodUnary => Provider.method[name] as DescMethodUnary;

const member = fc.oneof(
  fc.constantFrom<unknown[]>(null, true, 7, "k", "error", "a,b", [], {}, { model_id: "M" }, { product_keys: ["k"] }),
  fc.jsonValue({ maxDepth: 3 }),
);
const arguments_ = [
  "product_key",
  "org_id",
  "expect",
  "on_drift",
  "where",
  "expression",
  "max_items",
  "enos",
  "at_least",
];
const config = fc
  .dictionary(fc.oneof(fc.constantFrom(...arguments_), fc.string({ unit: "binary", maxLength: 8 })), member, {
    maxKeys: 5,
    noNullPrototype: true,
  })
  .filter((members) => !Object.hasOwn(members, "__proto__"))
  .map((members) => ({ msgpack: encode(members) }));
const request = fc.record({
  typeName: fc.constantFrom("connect_product", "connect_products", "connect_product_secret", "toString", "", "x"),
  config,
  terraformVersion: fc.constantFrom("1.11.4", ""),
});

/** A call and its bytes, as the host writes them or changed. */
const call = fc.constantFrom(...names).chain((name) => {
  const { input } = described(name);
  const bytes = request.map((message) => toBinary(input, create(input, message as never)));
  return fc.tuple(
    fc.constant(name),
    fc.oneof({ weight: 1, arbitrary: bytes }, { weight: 3, arbitrary: mutated(bytes) }),
  );
});

const known =
  /the value is not valid (msgpack|JSON)\n|this version of the provider has no (data source|ephemeral resource) /;

fuzz("every request has a response that the host can read, or is an invalid argument", {
  cases: call,
  check: async ([name, bytes]) => {
    const serve = methods.get(`/tfplugin6.Provider/${Ours.methods[name].name}`);
    if (typeof serve !== "function") throw new Error(`${name} is no call`);
    try {
      const response = fromBinary(described(name).output, await serve(bytes, new AbortController().signal));
      const { diagnostics = [] } = response as MessageShape<typeof ReadDataSource_ResponseSchema>;
      for (const { summary, detail } of diagnostics) {
        expect(summary).not.toBe("");
        expect(detail).not.toMatch(/\n {4}at /);
        if (summary.startsWith("Bug in")) expect(detail).toMatch(known);
      }
    } catch (error) {
      expect(error).toBeInstanceOf(GrpcError);
      expect((error as GrpcError).status).toBe(3);
    }
  },
  runs: 500,
});

/** Of a message that comes in two parts, protobuf merges them, and pbf has the last one; no host writes such. */
const readBoth = (name: Name, bytes: Uint8Array): [theirs: unknown, ours: unknown] | undefined => {
  try {
    const theirs = fromBinary(described(name).input, bytes) as { typeName?: string; config?: { msgpack: Uint8Array } };
    const method = Ours.methods[name] as { read: (pbf: PbfReader) => typeof theirs };
    const ours = method.read(new PbfReader(bytes));
    return [theirs, ours].map(({ typeName, config }) => [
      typeName ?? "",
      Buffer.from(config?.msgpack ?? []).toString("hex"),
    ]) as [unknown, unknown];
  } catch {
    return undefined;
  }
};

fuzz("what another implementation of protobuf reads of a request, ours reads alike", {
  cases: call,
  check: ([name, bytes]) => {
    const [theirs, ours] = readBoth(name, bytes) ?? [];
    expect(ours).toEqual(theirs);
  },
});

const text = fc.string({ unit: "binary", maxLength: 60 });
const step = fc.oneof(
  text.map((attributeName) => ({ attributeName })),
  text.map((elementKeyString) => ({ elementKeyString })),
  fc.nat().map((elementKeyInt) => ({ elementKeyInt })),
);
const diagnostic = fc.record({
  severity: fc.constantFrom(1, 2),
  summary: text,
  detail: text,
  attribute: fc.record({ steps: fc.array(step, { minLength: 1 }) }),
});

fuzz("diagnostics of any texts arrive as they were written", {
  corpus: corpus.diagnostics,
  cases: fc.array(diagnostic, { maxLength: 5 }),
  check: (diagnostics) => {
    const { diagnostics: read } = asHostReads(ReadDataSource_ResponseSchema, Ours.methods.readDataSource.write, {
      diagnostics,
    });
    expect(
      read.map(({ severity, summary, detail, attribute }) => ({
        severity,
        summary,
        detail,
        steps: attribute?.steps.map(({ selector }) => [selector.case, String(selector.value)]),
      })),
    ).toEqual(
      diagnostics.map(({ severity, summary, detail, attribute }) => ({
        severity,
        summary,
        detail,
        steps: attribute.steps.map((each) => Object.entries(each).map(([name, value]) => [name, String(value)])[0]),
      })),
    );
  },
});
