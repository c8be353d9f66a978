import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import { Lifetime } from "../../../../src/plugin/go-plugin/lifetime";

const connection = () => new EventEmitter() as Socket;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("ends when nobody connects in time", async () => {
  const end = jest.fn();
  new Lifetime(end, { first: 20, last: 1_000 });
  await pause(60);
  expect(end).toHaveBeenCalledTimes(1);
});

test("ends some time after the last connection is lost, and not while another is there", async () => {
  const end = jest.fn();
  const lifetime = new Lifetime(end, { first: 1_000, last: 30 });
  const [first, second] = [connection(), connection()];
  lifetime.join(first);
  lifetime.join(second);
  first.emit("close");
  await pause(80);
  expect(end).not.toHaveBeenCalled();
  second.emit("close");
  await pause(80);
  expect(end).toHaveBeenCalledTimes(1);
});

test("lives on when the host comes back in time", async () => {
  const end = jest.fn();
  const lifetime = new Lifetime(end, { first: 1_000, last: 50 });
  const [first, second] = [connection(), connection()];
  lifetime.join(first);
  first.emit("close");
  lifetime.join(second);
  await pause(120);
  expect(end).not.toHaveBeenCalled();
});
