import { shareable } from "../../../src/doctor/shareable";

const share = (detail: string, home = "/home/me", secrets: readonly string[] = []) =>
  shareable(home, secrets)({ id: "x", title: "x", state: "failed", detail, remedy: detail });

test.each([
  ["/home/me/.aliyun/config.json", "~/.aliyun/config.json"],
  ['profile "a" of /home/me/c, and /home/me', 'profile "a" of ~/c, and ~'],
  ["/home/meter/file and /home/me-2/file", "/home/meter/file and /home/me-2/file"],
])("the home directory in %s becomes %s", (text, shown) => {
  const { detail, remedy } = share(text);
  expect([detail, remedy]).toEqual([shown, shown]);
});

test("a home directory that is the root stands for nothing", () => {
  expect(share("/etc/hosts", "/").detail).toBe("/etc/hosts");
});

test.each([
  ["http://me:canary@proxy:3128/", "http://proxy:3128/"],
  ["http://me:p@canary@proxy:3128", "http://proxy:3128"],
  ["see https://canary@a.example/x and https://b.example/@c", "see https://a.example/x and https://b.example/@c"],
])("user names in %s are left out", (text, shown) => {
  expect(share(text).detail).toBe(shown);
});

test("secrets are hidden wherever they are quoted, and what is shown is one line", () => {
  expect(share("said:\n  canary-secret\u001b[31m", "/h", ["canary-secret"]).detail).toBe("said: (hidden)\\u001b[31m");
});

test("a finding without a remedy stays without one", () => {
  expect(shareable("/h", [])({ id: "x", title: "x", state: "ok", detail: "fine" })).toEqual({
    id: "x",
    title: "x",
    state: "ok",
    detail: "fine",
  });
});
