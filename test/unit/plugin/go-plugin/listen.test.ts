import { existsSync, mkdirSync, statSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { dirname, join } from "node:path";
import { listen } from "../../../../src/plugin/go-plugin/listen";
import { newDirectory } from "../../../support/directory";

const servers: Server[] = [];
const server = () => {
  const created = createServer();
  servers.push(created);
  return created;
};
afterEach(() => {
  for (const each of servers.splice(0)) each.close();
});

test("a socket stands alone in a folder that only this user can enter, and goes with it", async () => {
  const { network, text, remove } = await listen(server(), "unix", {});
  const folder = dirname(text);
  expect(network).toBe("unix");
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(text).isSocket()).toBe(true);
  remove();
  expect(existsSync(folder)).toBe(false);
});

test("the host may say where its sockets belong", async () => {
  const parent = newDirectory();
  const { text, remove } = await listen(server(), "unix", { PLUGIN_UNIX_SOCKET_DIR: parent });
  expect(text.startsWith(parent)).toBe(true);
  remove();
});

test("a folder that would make the path too long for a socket is not used", async () => {
  const parent = newDirectory();
  const deep = join(parent, "d".repeat(100));
  mkdirSync(deep);
  const { text, remove } = await listen(server(), "unix", { PLUGIN_UNIX_SOCKET_DIR: deep });
  expect(text).toMatch(/^\/tmp\/tf-\w+\/s$/);
  remove();
});

test("a port is taken from the host's range, on the loopback address", async () => {
  const range = { PLUGIN_MIN_PORT: "21000", PLUGIN_MAX_PORT: "21002" };
  const first = await listen(server(), "tcp", range);
  const second = await listen(server(), "tcp", range);
  const third = await listen(server(), "tcp", range);
  const taken = [first, second, third].map(({ text }) => text).sort();
  expect(taken).toEqual(["127.0.0.1:21000", "127.0.0.1:21001", "127.0.0.1:21002"]);
  await expect(listen(server(), "tcp", range)).rejects.toThrow("every port from 21000 to 21002 on 127.0.0.1 is taken");
});
