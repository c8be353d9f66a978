import { type ProductSource, productNotFound } from "../../../src/product/source";
import { namingWayOut } from "../../../src/reader/way-out";
import { Problem } from "../../../src/schema/problem";

const failing = (error: unknown): ProductSource => {
  const fail = () => Promise.reject(error);
  return { get: fail, search: fail, getSecret: fail };
};

const remediesOf = async (error: unknown) => {
  const source = namingWayOut(failing(error));
  const query = { orgId: null, where: {}, expression: null, maxItems: 1, details: false };
  const reads = [source.get("k", null), source.search(query as never), source.getSecret("k", null)];
  return Promise.all(reads.map((read) => read.catch((thrown) => thrown.remedy ?? thrown)));
};

const wayOut = expect.stringMatching(/ `terraform destroy -refresh=false` .* `-target` /);

test.each(["connection-refused", "host-unknown", "platform-failed", "answer-timeout"] as const)(
  "where a data source fails with %s, the remedy ends with what Terraform can do without it",
  async (code) => {
    const remedies = await remediesOf(new Problem(code, { reason: "It is down.", remedy: "Check it." }));
    expect(remedies).toEqual([wayOut, wayOut, "Check it."]);
    expect(remedies[0]).toMatch(/^Check it\. W/);
  },
);

test("so does that of a product which is gone", async () => {
  expect(await remediesOf(productNotFound("k", "o1"))).toEqual([wayOut, wayOut, expect.not.stringMatching("destroy")]);
});

test("what a user can correct, and what is no problem, stays as it is", async () => {
  expect(await remediesOf(new Problem("secret-key-wrong", { reason: "r", remedy: "m" }))).toEqual(["m", "m", "m"]);
  const bug = new Error("bug");
  expect(await remediesOf(bug)).toEqual([bug, bug, bug]);
});
